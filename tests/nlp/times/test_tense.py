"""Whether a clause looks back or ahead."""

from __future__ import annotations

import pytest

from stories.nlp.times.tense import carries_statement, sense

SENSES = [
    ("Der Rat hat am Montag entschieden.", "Montag", "past"),
    ("Der Rat entschied am Montag.", "Montag", "past"),
    ("Der Rat soll am Montag entscheiden.", "Montag", "future"),
    ("Der Rat tagt am Montag.", "Montag", "present"),
    ("Sie soll am Montag Geld gestohlen haben.", "Montag", "past"),
    ("Er versprach, das Schiff bis Montag abzuziehen.", "Montag", "future"),
    ("Der Sprecher sagte, dass das Schiff bis Montag abdrehe.", "Montag", "present"),
    ("Sie gewann die Wahl und übernimmt am Montag das Amt.", "Montag", "present"),
    ("Er wurde gefasst und am Montag vorgeführt.", "Montag", "past"),
    ("Am Montag, dem 14. November, wollen sie streiken.", "Montag, dem 14. November", "future"),
    ("Ein Vorfall wie der vom Montag darf nicht sein.", "Montag", "past"),
    ("Die Züge starten am Montag.", "Montag", "present"),
    ("Wenn du im Sommer kommst, war alles gut.", "Sommer", "future"),
]


@pytest.mark.parametrize(("sentence", "words", "expected"), SENSES)
def test_the_clause_tells_where_to_look(sentence: str, words: str, expected: str) -> None:
    start = sentence.index(words)
    assert sense(sentence, start, start + len(words)) == expected


def test_a_clause_of_saying_is_known_by_its_verb() -> None:
    sentence = "Es brannte, wie die Polizei am Montag mitteilte, in der Nacht."
    start = sentence.index("Montag")
    assert carries_statement(sentence, start, start + 6)
    assert not carries_statement("Am Montag brannte es.", 3, 9)
