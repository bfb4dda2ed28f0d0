"""Calendar arithmetic: TIMEX3 values in, first and last calendar day out, and values for days, weeks and feasts."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta

GREGORIAN = date(1582, 10, 15)
"""Before this day a written date is Julian: which day of our calendar it was is not ours to say."""

SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11)}

Days = tuple[date, date]


def safe_date(year: int, month: int, day: int) -> date | None:
    """The day, or None for a day no calendar has (31 February, year 0)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def shift_days(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def shift_months(day: date, months: int) -> date | None:
    try:
        return day + relativedelta(months=months)
    except (ValueError, OverflowError):
        return None


def week_value(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def month_span(year: int, first: int, last: int) -> Days | None:
    begin = safe_date(year, first, 1)
    return (begin, date(year, last, calendar.monthrange(year, last)[1])) if begin else None


def season_of(code: str, year: int) -> Days | None:
    """A winter bears the year in which it ends."""
    if code != "WI":
        return month_span(year, *SEASON_MONTHS[code])
    begin, end = safe_date(year - 1, 12, 1), month_span(year, 2, 2)
    return (begin, end[1]) if begin and end else None


def _day(match: re.Match[str]) -> Days | None:
    day = safe_date(int(match[1]), int(match[2]), int(match[3]))
    return (day, day) if day and day >= GREGORIAN else None


def _week(match: re.Match[str]) -> Days | None:
    try:
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
    except ValueError:
        return None
    first = monday + timedelta(days=5) if match[3] else monday
    return first, monday + timedelta(days=6)


def _month(match: re.Match[str]) -> Days | None:
    month = int(match[2])
    return month_span(int(match[1]), month, month) if 1 <= month <= 12 else None


def _quarter(match: re.Match[str]) -> Days | None:
    number = int(match[2])
    return month_span(int(match[1]), 3 * number - 2, 3 * number) if 1 <= number <= 4 else None


def _half(match: re.Match[str]) -> Days | None:
    number = int(match[2])
    return month_span(int(match[1]), 6 * number - 5, 6 * number) if 1 <= number <= 2 else None


def _season(match: re.Match[str]) -> Days | None:
    return season_of(match[2], int(match[1]))


def _years(match: re.Match[str]) -> Days | None:
    width = 10 ** (4 - len(match[1]))
    first = int(match[1]) * width
    begin, end = safe_date(max(first, 1), 1, 1), safe_date(first + width - 1, 12, 31)
    return (begin, end) if begin and end else None


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Days | None]], ...] = (
    (re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T\S{1,8})?"), _day),
    (re.compile(r"(\d{4})-W(\d\d)(-WE)?"), _week),
    (re.compile(r"(\d{4})-(\d\d)"), _month),
    (re.compile(r"(\d{4})-Q(\d)"), _quarter),
    (re.compile(r"(\d{4})-H(\d)"), _half),
    (re.compile(r"(\d{4})-(SP|SU|FA|WI)"), _season),
    (re.compile(r"(\d{2,4})"), _years),
)


def days_of(value: str) -> Days | None:
    """First and last calendar day of a TIMEX3 value; None for anything that is no place on the calendar."""
    for pattern, reckon in _FORMS:
        if match := pattern.fullmatch(value):
            return reckon(match)
    return None


def feast_day(rule: dict[str, Any], year: int) -> date | None:
    """The day of a feast in one year (Easter by the Gregorian reckoning)."""
    if "fixed" in rule:
        month, day = rule["fixed"].split("-")
        return safe_date(year, int(month), int(day))
    if not 1583 <= year <= 4099:
        return None
    if "easter" in rule:
        return easter(year) + timedelta(days=rule["easter"])
    if "advent" in rule:
        eve = date(year, 12, 24)
        return eve - timedelta(days=(eve.weekday() + 1) % 7) + timedelta(days=rule["advent"])
    month, weekday, which = rule["nth"]
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (which - 1))
