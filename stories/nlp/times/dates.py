"""Dates with a calendar name or number: findings in, days, months, quarters, seasons, years and feasts out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from stories.nlp.times import lexicon as lex
from stories.nlp.times.calendar import feast_day, safe_date
from stories.nlp.times.findings import Finding
from stories.nlp.times.inference import (
    NEAR_DAYS,
    choose_year,
    given_year,
    infer_day_year,
    infer_span_year,
    narrated_year,
)
from stories.nlp.times.reckoning import Reckoning, expression
from stories.nlp.types import TimeExpression

NEAR_MONTH_DAYS = 20
LIST_DAY = re.compile(r"(3[01]|[12]\d|0?[1-9])\.(?:\s?(1[0-2]|0?[1-9])\.)?")


def _month_number(name: str) -> int:
    key = name.lower().rstrip(".")
    return lex.MONTHS.get(key) or lex.MONTH_ABBREVIATIONS[key]


def clock_suffix(clock: str, part: str = "") -> str:
    """ "8.30" → "T08:30"; "8 Uhr abends" → "T20:00"."""
    hours, _, minutes = clock.replace(".", ":").partition(":")
    hour = int(hours)
    if hour < 12 and (part in {"AF", "EV"} or (part == "NI" and hour >= 9)):
        hour += 12
    return f"T{hour:02d}:{int(minutes or 0):02d}"


def _suffix(finding: Finding) -> str:
    if finding.get("clock"):
        return clock_suffix(finding.get("clock"), lex.PART_ADVERBS.get(finding.get("clockpart"), ""))
    part = lex.PART_ADVERBS.get(finding.get("wdpart"), "")
    return f"T{part}" if part else ""


def _day_expression(
    finding: Finding,
    reckoning: Reckoning,
    ymd: tuple[int | None, int, int],
    span: tuple[int, int],
    *,
    stated: bool,
    suffix: str = "",
) -> TimeExpression:
    year, month, day = ymd
    rule = "full-date" if stated else "day-month"
    kind = "TIME" if suffix else "DATE"
    if year is None or safe_date(year, month, day) is None:
        possible = safe_date(2000, month, day) is not None and year is None
        value = f"XXXX-{month:02d}-{day:02d}{suffix}" if possible else "XXXX-XX-XX"
        return expression(finding, value, rule, type="TIME" if suffix else "DATE", anchor="", span=span)
    return expression(
        finding,
        f"{year:04d}-{month:02d}-{day:02d}{suffix}",
        rule,
        type="TIME" if kind == "TIME" else "DATE",
        anchor="text" if stated else "published",
        anchor_day=None if stated else reckoning.published,
        year_inferred=not stated,
        span=span,
    )


def _listed(finding: Finding, month: int) -> Iterator[tuple[int, int, int, int]]:
    """Days named before the last one ("3., 4. und 5. Oktober"): start, end, day, month."""
    for match in LIST_DAY.finditer(finding.get("list")):
        yield (
            finding.start + match.start(),
            finding.start + match.start() + len(match[1]) + 1,
            int(match[1]),
            int(match[2] or month),
        )


def _dated(finding: Finding, reckoning: Reckoning, month: int) -> list[TimeExpression]:
    day = int(finding.get("day").rstrip("."))
    stated = given_year(finding, reckoning)
    year = stated or infer_day_year(finding, reckoning, month, day)
    found = []
    for start, end, listed_day, listed_month in _listed(finding, month):
        earlier = year - 1 if year and listed_month > month else year
        found.append(
            _day_expression(finding, reckoning, (earlier, listed_month, listed_day), (start, end), stated=bool(stated))
        )
    start = finding.start + len(finding.get("list"))
    found.append(
        _day_expression(
            finding, reckoning, (year, month, day), (start, finding.end), stated=bool(stated), suffix=_suffix(finding)
        )
    )
    return found


def resolve_date(finding: Finding, reckoning: Reckoning) -> list[TimeExpression]:
    return _dated(finding, reckoning, _month_number(finding.get("month")))


def resolve_numeric(finding: Finding, reckoning: Reckoning) -> list[TimeExpression]:
    if short := finding.get("short"):
        century = 1900 if int(short) > 60 else 2000
        finding = Finding(finding.start, finding.end, finding.rule, finding.parts | {"year": str(century + int(short))})
    return _dated(finding, reckoning, int(finding.get("mon")))


def resolve_iso(finding: Finding, reckoning: Reckoning) -> list[TimeExpression]:
    year, month, day = (int(finding.get(part)) for part in ("year", "mon", "day"))
    suffix = f"T{finding.get('clock')}" if finding.get("clock") else ""
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return []
    return [
        _day_expression(
            finding, reckoning, (year, month, day), (finding.start, finding.end), stated=True, suffix=suffix
        )
    ]


def resolve_day_only(finding: Finding, reckoning: Reckoning) -> list[TimeExpression]:
    """ "am 15. statt": the month that brings the day nearest, on the side the tense points to."""
    day, published = int(finding.get("day").rstrip(".")), reckoning.published
    if published is None:
        return [expression(finding, f"XXXX-XX-{day:02d}", "day-only", anchor="")]
    months = [divmod(published.year * 12 + published.month - 1 + step, 12) for step in (-1, 0, 1)]
    days = [found for year, month in months if (found := safe_date(year, month + 1, day))]
    direction = reckoning.direction(finding)
    fitting = [d for d in days if direction == "near" or (d <= published if direction == "past" else d >= published)]
    best = min(fitting or days, key=lambda d: abs((d - published).days))
    return [
        expression(finding, best.isoformat(), "day-only", anchor="published", anchor_day=published, year_inferred=True)
    ]


def _span_expression(
    finding: Finding, reckoning: Reckoning, pattern: str, rules: tuple[str, str], near: int
) -> list[TimeExpression]:
    stated = given_year(finding, reckoning)
    mod = lex.MODIFIERS.get(finding.get("mod").lower(), "")
    if stated:
        relative = not finding.get("year")
        return [
            expression(
                finding,
                f"{stated:04d}-{pattern}",
                rules[0],
                mod=mod,
                anchor="published" if relative else "text",
                anchor_day=reckoning.published if relative else None,
            )
        ]
    narrated = narrated_year(finding, reckoning, reckoning.direction(finding)) if not finding.get("shift") else None
    year = narrated or infer_span_year(finding, reckoning, pattern, near)
    if year is None:
        return [expression(finding, f"XXXX-{pattern}", rules[1], mod=mod, anchor="")]
    return [
        expression(
            finding,
            f"{year:04d}-{pattern}",
            rules[1],
            mod=mod,
            anchor="previous" if narrated else "published",
            anchor_day=None if narrated else reckoning.published,
            year_inferred=True,
        )
    ]


def resolve_month(finding: Finding, reckoning: Reckoning) -> list[TimeExpression]:
    number = lex.MONTHS[finding.get("month").lower()]
    return _span_expression(finding, reckoning, f"{number:02d}", ("month-year", "month"), NEAR_MONTH_DAYS)


def resolve_nth_weekday(finding: Finding, reckoning: Reckoning) -> list[TimeExpression]:
    """ "ersten Sonntag im Dezember": the day within the month, whose year is found as for any month."""
    month = lex.MONTHS[finding.get("month").lower()]
    (within,) = _span_expression(finding, reckoning, f"{month:02d}", ("month-year", "month"), NEAR_MONTH_DAYS)
    if within.begin is None or within.end_day is None:
        return [expression(finding, "XXXX-XX-XX", "nth-weekday", anchor="")]
    weekday, which = lex.WEEKDAYS[finding.get("wd").lower()], lex.ORDINALS.get(finding.get("number").lower())
    if which is None:
        day = within.end_day - timedelta(days=(within.end_day.isoweekday() - weekday) % 7)
    else:
        day = within.begin + timedelta(days=(weekday - within.begin.isoweekday()) % 7 + 7 * (which - 1))
    if day > within.end_day:
        return []
    resolved = replace(within, value=day.isoformat(), begin=day, end_day=day, rule="nth-weekday")
    return [resolved]


def resolve_quarter(finding: Finding, reckoning: Reckoning) -> list[TimeExpression]:
    word = finding.get("number").lower().rstrip(".")
    number = int(word) if word.isdigit() else lex.ORDINALS[word]
    half = finding.get("unit").startswith(("Halb", "Jahresh", "Hälfte"))
    if number > (2 if half else 4):
        return []
    return _span_expression(finding, reckoning, f"{'H' if half else 'Q'}{number}", ("quarter", "quarter"), 0)


def resolve_season(finding: Finding, reckoning: Reckoning) -> list[TimeExpression]:
    code = lex.SEASONS[finding.get("season").lower()]
    if cross := finding.get("cross"):
        return [expression(finding, f"{int(cross) + 1:04d}-{code}", "season")]
    return _span_expression(finding, reckoning, code, ("season", "season"), 0)


def resolve_feast(finding: Finding, reckoning: Reckoning) -> list[TimeExpression]:
    name = re.sub(r"\s+", " ", finding.get("feast").lower())
    rule = lex.FEASTS[name]
    suffix = f"T{rule['part']}" if "part" in rule else ""
    stated, published = given_year(finding, reckoning), reckoning.published
    year = stated
    if year is None and published:
        days = [(y, day) for y in range(published.year - 2, published.year + 3) if (day := feast_day(rule, y))]
        shift = lex.SHIFTS.get(finding.get("shift").lower(), 0)
        days = [(y, d) for y, d in days if not shift or ((d < published) == (shift < 0) and d != published)]
        year = choose_year([(y, (d, d)) for y, d in days], published, reckoning.direction(finding), NEAR_DAYS)
    day = feast_day(rule, year) if year else None
    value = day.isoformat() if day else f"XXXX-{rule['fixed']}" if "fixed" in rule else "XXXX-XX-XX"
    inferred = day is not None and not stated
    return [
        expression(
            finding,
            value + suffix,
            "feast",
            type="TIME" if suffix else "DATE",
            anchor="published" if inferred else "text" if day else "",
            anchor_day=published if inferred else None,
            year_inferred=inferred,
        )
    ]


def resolve_year(finding: Finding, reckoning: Reckoning) -> list[TimeExpression]:
    del reckoning
    return [expression(finding, finding.get("year"), "year", mod=lex.MODIFIERS.get(finding.get("mod").lower(), ""))]


def resolve_year_pair(finding: Finding, reckoning: Reckoning) -> list[TimeExpression]:
    del reckoning
    first = (finding.start, finding.start + 4)
    second = (finding.end - 4, finding.end)
    return [
        expression(finding, finding.get(name), "year", span=span)
        for name, span in (("first", first), ("second", second))
    ]


def resolve_decade(finding: Finding, reckoning: Reckoning) -> list[TimeExpression]:
    del reckoning
    if tens := finding.get("tens"):
        value = tens[:3] if len(tens) == 4 else f"{19 if int(tens) > 20 else 20}{tens[0]}"
    else:
        number = lex.TENS[finding.get("tensword").lower()]
        value = str(200 + number if number < 2 else 190 + number)
    return [expression(finding, value, "decade", mod=lex.MODIFIERS.get(finding.get("mod").lower(), ""))]


def resolve_century(finding: Finding, reckoning: Reckoning) -> list[TimeExpression]:
    del reckoning
    number = int(finding.get("century"))
    if not 2 <= number <= 22:
        return []
    return [expression(finding, f"{number - 1:02d}", "century", mod=lex.MODIFIERS.get(finding.get("mod").lower(), ""))]
