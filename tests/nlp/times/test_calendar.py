"""From a TIMEX3 value to calendar days."""

from __future__ import annotations

from datetime import date

import pytest

from stories.nlp.times.calendar import days_of, feast_day
from stories.nlp.times.lexicon import FEASTS

SPANS = [
    ("2016-11-14", "2016-11-14", "2016-11-14"),
    ("2016-11-14TEV", "2016-11-14", "2016-11-14"),
    ("2016-11-14T24:00", "2016-11-14", "2016-11-14"),
    ("2016-W45", "2016-11-07", "2016-11-13"),
    ("2016-W45-WE", "2016-11-12", "2016-11-13"),
    ("2016-02", "2016-02-01", "2016-02-29"),
    ("2016-Q3", "2016-07-01", "2016-09-30"),
    ("2016-H1", "2016-01-01", "2016-06-30"),
    ("2016-SU", "2016-06-01", "2016-08-31"),
    ("2016-WI", "2015-12-01", "2016-02-29"),
    ("2016", "2016-01-01", "2016-12-31"),
    ("199", "1990-01-01", "1999-12-31"),
    ("18", "1800-01-01", "1899-12-31"),
]


@pytest.mark.parametrize(("value", "begin", "end"), SPANS)
def test_a_value_covers_its_days(value: str, begin: str, end: str) -> None:
    assert days_of(value) == (date.fromisoformat(begin), date.fromisoformat(end))


@pytest.mark.parametrize(
    "value",
    ["P3D", "PRESENT_REF", "XXXX-11-14", "2016-02-31", "2016-W54", "2016-13", "2016-Q5", "2016-H3", "", "T10:00"],
)
def test_a_value_that_is_no_place_on_the_calendar_covers_none(value: str) -> None:
    assert days_of(value) is None


FEAST_DAYS = [
    ("ostern", 2016, "2016-03-27"),
    ("pfingstmontag", 2016, "2016-05-16"),
    ("fronleichnam", 2016, "2016-05-26"),
    ("herz-jesu-sonntag", 2016, "2016-06-05"),
    ("muttertag", 2016, "2016-05-08"),
    ("1. advent", 2016, "2016-11-27"),
    ("buß- und bettag", 2016, "2016-11-16"),
    ("heiligabend", 2016, "2016-12-24"),
]


@pytest.mark.parametrize(("name", "year", "day"), FEAST_DAYS)
def test_a_feast_falls_on_its_day(name: str, year: int, day: str) -> None:
    assert feast_day(FEASTS[name], year) == date.fromisoformat(day)


def test_easter_before_the_gregorian_reform_is_not_reckoned() -> None:
    assert feast_day(FEASTS["ostern"], 1500) is None
