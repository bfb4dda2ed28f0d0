"""Absolute dates in English text: text in, expressions out. Relative words stay untagged."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from stories.nlp.times.calendar import safe_date
from stories.nlp.times.findings import Finding
from stories.nlp.times.lexicon import table
from stories.nlp.times.reckoning import expression
from stories.nlp.types import TimeExpression


@cache
def _months() -> dict[str, int]:
    return {name.lower(): int(number) for number, names in table("english")["months"].items() for name in names}


@cache
def _pattern() -> re.Pattern[str]:
    months = "|".join(sorted((name.capitalize() for name in _months()), key=len, reverse=True))
    cues = "|".join(table("english")["cues"]["years"])
    day, year = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?", r"(?:1[5-9]\d\d|20\d\d)(?!\w|[.,]\d)"
    return re.compile(
        rf"\b(?:(?P<iso>\d{{4}}-\d\d-\d\d)\b"
        rf"|(?P<month>{months})\b\.?(?:\s(?P<day>{day})\b)?(?:,?\s(?P<year>{year}))"
        rf"|(?P<day2>{day})\s(?P<month2>{months})\b\.?,?\s(?P<year2>{year})"
        rf"|(?i:{cues})\s(?P<alone>{year}))"
    )


def _value(match: re.Match[str]) -> str | None:
    year, month, day = (match[name] or match[f"{name}2"] for name in ("year", "month", "day"))
    number = _months()[month.lower()]
    if not day:
        return f"{year}-{number:02d}"
    found = safe_date(int(year), number, int(re.sub(r"\D", "", day)))
    return found.isoformat() if found else None


def tag_english(text: str) -> Iterator[TimeExpression]:
    for match in _pattern().finditer(text):
        name = "iso" if match["iso"] else "alone" if match["alone"] else ""
        value = match[name] if name else _value(match)
        if value:
            start, end = match.span(name or 0)
            rule = {4: "year", 7: "month-year"}.get(len(value), "full-date")
            yield expression(Finding(start, end, rule), value, rule)
