"""Mood of single verb forms: the table behind carried speech."""

from __future__ import annotations

import pytest

from stories.nlp.statements.mood import Mood, mood_of


@pytest.mark.parametrize(
    ("mood", "forms"),
    [
        (
            Mood.REPORTED,
            "sei seien habe werde könne müsse solle wolle wisse koste scheitere sammle auffalle beende führe",
        ),
        (Mood.REPLACED, "hätten wären würden könnten müssten kämen stünden gelängen gegenüberstünden"),
        (Mood.CONDITIONAL, "hätte wäre könnte würde käme ginge liesse"),
        (Mood.EITHER, "wollten sollten strebten blieben schwiegen lagerten liessen beliefen"),
        (Mood.INDICATIVE, "ist sind war hatte kam ging hieß hiess lagerte stürzte zurückwies mussten"),
    ],
)
def test_forms_have_their_mood(mood: Mood, forms: str) -> None:
    assert {form: mood_of(form) for form in forms.split()} == dict.fromkeys(forms.split(), mood)


@pytest.mark.parametrize(
    "word", ["eine", "heute", "neue", "weitere", "führen", "kommen", "arbeiten", "leisten", "seine", "zuhause", "", "x"]
)
def test_other_words_have_none(word: str) -> None:
    assert mood_of(word) is None
