"""The pieces of the pages that know no database: pictures, words for reasons, marks in a text."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.models import Article, Entity, Mention, Sentence, Source
from stories.templatetags.reading import SOFT_HYPHEN, country, soft
from stories.views import coverage, frequency
from stories.views.search import HIT_END, HIT_START, split_hits
from stories.views.segments import cut, pieces
from stories.views.why import Why, read_why

START = datetime(2016, 11, 14, 21, 0, tzinfo=UTC)
MOMENTS = st.lists(st.integers(0, 10**7).map(lambda minutes: START + timedelta(minutes=minutes)), max_size=60)


def report(source: int, at: datetime) -> Article:
    return Article(source=Source(pk=source, mark=f"Q{source}"), published_at=at)


def test_one_moment_needs_no_picture() -> None:
    assert coverage.draw([report(1, START), report(2, START)]) is None
    assert frequency.draw([START]) is None


def test_reports_are_placed_from_first_to_last() -> None:
    chart = coverage.draw([report(1, START), report(2, START + timedelta(hours=10))])
    assert chart is not None
    assert [row.xs for row in chart.rows] == [("15.0%",), ("91.0%",)]
    assert 2 <= len(chart.ticks) <= 6


@given(MOMENTS)
def test_pictures_stay_in_their_frame(moments: list[datetime]) -> None:
    chart = coverage.draw([report(n % 20, at) for n, at in enumerate(moments)])
    xs = [x for row in chart.rows for x in row.xs] + [tick.x for tick in chart.ticks] if chart else []
    assert all(0 <= float(x.rstrip("%")) <= 100 for x in xs)
    assert chart is None or len(chart.ticks) <= 8
    bars = frequency.draw(moments)
    assert bars is None or sum(bar.count for bar in bars.bars) == len(moments)
    assert bars is None or len(bars.bars) <= frequency.MOST_BARS + 1


@pytest.mark.parametrize(
    "value",
    [None, [], "x", {}, {"shared_names": 3}, {"next_score": []}, {"score": True}, {"shared_names": [None, 3, []]}],
)
def test_a_reason_of_any_form_is_read(value: Any) -> None:
    why = read_why(value)
    assert not (why.names or why.score or why.has_joined)


def test_a_reason_is_put_into_words() -> None:
    why = read_why({"rule": "score", "shared_names": ["Lindmar", "Brandt"], "score": 0.714, "threshold": 0.5})
    assert why == Why(rule="score", names=("Lindmar", "Brandt"), score="0,71", threshold="0,50", has_joined=True)


def test_the_figures_of_a_story_that_was_not_joined_give_no_reason() -> None:
    assert not read_why({"rule": "score", "shared_names": ["Lindmar"], "score": 0.4, "threshold": 0.5}).has_joined


@pytest.mark.parametrize(
    ("text", "length", "shown"), [("kurz", 9, "kurz"), ("zwei Wörter", 7, "zwei …"), ("Wort", 2, "Wo …")]
)
def test_a_text_is_cut_at_a_word(text: str, length: int, shown: str) -> None:
    assert cut(text, length) == shown


@given(st.text(max_size=80), st.lists(st.tuples(st.integers(0, 80), st.integers(1, 20)), max_size=8))
def test_marks_never_change_the_text(text: str, spans: list[tuple[int, int]]) -> None:
    sentence = Sentence(start=0, end=len(text))
    marks = [Mention(start=start, end=start + size, entity=Entity()) for start, size in sorted(spans)]
    inside = [mark for mark in marks if mark.end <= len(text)]
    assert "".join(piece.text for piece in pieces(text, sentence, inside, {})) == text


def test_hits_are_split_at_their_marks() -> None:
    words = split_hits(f"Der {HIT_START}Deich{HIT_END} hält.")
    assert [(word.text, word.is_hit) for word in words] == [("Der ", False), ("Deich", True), (" hält.", False)]


@given(st.text())
def test_soft_hyphens_only_add_to_a_text(text: str) -> None:
    from django.utils.html import escape

    assert soft(text).replace(SOFT_HYPHEN, "") == escape(text).replace(SOFT_HYPHEN, "")


def test_soft_hyphens_stand_in_long_words_only() -> None:
    assert SOFT_HYPHEN in soft("Finanzierungsgesellschaft")
    assert SOFT_HYPHEN not in soft("Gesellschaft")


@pytest.mark.parametrize(("code", "name"), [("DE", "Deutschland"), ("CH", "Schweiz"), ("XQ", "XQ"), ("", "")])
def test_countries_have_their_names(code: str, name: str) -> None:
    assert country(code) == name
