"""How a date was found, for people."""

from __future__ import annotations

from datetime import date

import pytest

from stories.nlp.times import describe
from stories.nlp.times.derivation import precision
from stories.nlp.times.lexicon import table
from tests.nlp.times.reading import tag


def test_a_weekday_says_from_which_day_it_was_counted() -> None:
    text = "Am Montag wurde telefoniert."
    (found,) = tag(text)
    told = describe(found, text)
    assert (told.words, told.begin, told.anchor_day) == ("Montag", date(2016, 11, 14), date(2016, 11, 15))
    assert (told.anchor_wording, told.precision) == ("gerechnet von der Veröffentlichung", "day")


PRECISIONS = [
    ("2016-11-14", "day"),
    ("2016-11-14TEV", "part-of-day"),
    ("2016-11-14T20:30", "time"),
    ("2016-W45", "week"),
    ("2016-11", "month"),
    ("2016-Q3", "quarter"),
    ("2016-SU", "season"),
    ("2016", "year"),
    ("XXXX-WXX-1", "none"),
    ("PRESENT_REF", "none"),
]


@pytest.mark.parametrize(("value", "expected"), PRECISIONS)
def test_a_value_is_as_exact_as_it_looks(value: str, expected: str) -> None:
    assert precision(value) == expected


EVERY_RULE = (
    "Am 3. Mai 2014, am 3. Mai, im Mai 2014, im Mai, 2014, in den 1990er Jahren, im 19. Jahrhundert, im Sommer, "
    "im dritten Quartal, zu Ostern, am Montag, am Montag vergangener Woche, gestern, vergangene Woche, vorigen Monat, "
    "voriges Jahr, in der KW 40, am Wochenende, vor drei Jahren, tags darauf, um 10 Uhr, am Abend, derzeit, "
    "drei Wochen, täglich, am 15. kam er."
)


def test_every_rule_has_its_german_wording() -> None:
    rules = {found.rule for found in tag(EVERY_RULE)}
    assert len(rules) > 20
    assert rules <= set(table("rules")["wording"])
