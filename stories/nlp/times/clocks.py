"""Clock times and parts of day: findings in, times with the day they belong to out.

The day is the nearest one named before that fits the tense and the hour; the day of a statement ("teilte am Montag
mit") belongs to the statement and is passed over. Times that recur ("am 3. und 4. Oktober, jeweils 20 Uhr") get no day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from stories.nlp.times import lexicon as lex
from stories.nlp.times.calendar import safe_date, shift_days
from stories.nlp.times.dates import clock_suffix
from stories.nlp.times.findings import Finding
from stories.nlp.times.inference import given_year, infer_day_year
from stories.nlp.times.reckoning import Reckoning, expression, single_day
from stories.nlp.types import Anchor, TimeExpression

PART_HOURS = {"MO": 6.0, "MI": 12.0, "AF": 14.0, "EV": 18.0, "NI": 0.0}
PUBLISHED: Anchor = "published"
LOOK_BACK = 12
"""Sentences searched for the day of a clock time (about a third of a news article)."""
LIST_CLOCK = re.compile(r"(?:2[0-4]|[01]?\d)(?:[.:][0-5]\d)?")
RECURRING = re.compile(r"\bjeweils\b|\btäglich\b|\bbeispielsweise\b|\bmontags|\bwochentags", re.I)
BETWEEN = re.compile(r"\s{0,3}(?:,\s{0,2}als\s)?(?:am|des)\s{1,3}")


@dataclass(frozen=True, slots=True)
class Place:
    """The day a time of day belongs to; ``kind`` is "recurring" where it has several."""

    day: date | None
    anchor: Anchor = ""
    anchor_day: date | None = None
    kind: Literal["day", "recurring", "set", "none"] = "day"


def _fits(day: date, hour: float, reckoning: Reckoning, sense: str) -> bool:
    published, clock = reckoning.published, reckoning.published_hour
    if published is None:
        return True
    if sense == "past":
        return day < published or (day == published and (clock is None or hour <= clock))
    return sense != "future" or day >= published


def _several(found: list[TimeExpression], reckoning: Reckoning) -> bool:
    """Whether the nearest day is one of a list: "25. und 26. August"."""
    if len(found) < 2 or found[0].begin == found[1].begin or "TIME" in {found[0].type, found[1].type}:
        return False
    between = reckoning.document.text[found[1].end : found[0].start]
    return len(between) < 14 and bool(
        re.fullmatch(r"\.?\s?(?:,|und|sowie|/|bis|–|-|oder)?(?:\sund)?\s?(?:am\s)?", between)
    )


def _ahead(finding: Finding, reckoning: Reckoning) -> Place | None:
    """ "kurz nach 19 Uhr, als am Dienstag …": the day follows at once."""
    other = reckoning.following(finding)
    if (
        other is None
        or other.start - finding.end > 24
        or other.rule not in {"weekday", "date", "day-adverb", "numeric"}
    ):
        return None
    if not BETWEEN.fullmatch(reckoning.document.text, finding.end, other.start):
        return None
    found = [day for item in reckoning.resolve(other, reckoning) if (day := single_day(item))]
    return Place(found[0], "previous", found[0]) if found else None


def place_of(finding: Finding, reckoning: Reckoning, hour: float) -> Place:
    sense = reckoning.sense(finding.start, finding.end)
    nearby = reckoning.earlier(finding, sentences=0)
    if nearby and nearby[0].type == "SET":
        return Place(None, kind="set")
    days = [item for item in nearby if single_day(item)]
    if days and _several(days, reckoning):
        return Place(None, kind="recurring")
    if RECURRING.search(reckoning.document.text, max(0, finding.start - 30), finding.start):
        return Place(None, kind="recurring")
    for item in days:
        if item.begin and (finding.start - item.end < 40 or not _foreign(item, finding, reckoning)):
            return Place(item.begin, "previous", item.begin)
    return _ahead(finding, reckoning) or _from_before(finding, reckoning, hour, sense)


def _foreign(item: TimeExpression, finding: Finding, reckoning: Reckoning) -> bool:
    """A statement's day within the sentence, behind a clause break."""
    between = reckoning.document.text[item.end : finding.start]
    return "," in between and item.rule != "clock" and reckoning.is_statement(item.start, item.end)


def _from_before(finding: Finding, reckoning: Reckoning, hour: float, sense: str) -> Place:
    days = [item for item in reckoning.earlier(finding, sentences=LOOK_BACK) if single_day(item)]
    days = [item for item in days if reckoning.distance(item, finding) > 0 and item.start not in reckoning.asides]
    if days and _several(days, reckoning) and reckoning.distance(days[0], finding) <= 1:
        return Place(None, kind="recurring")
    for item in days:
        timed = item.rule in {"clock", "part-of-day"}
        if (
            item.begin
            and _fits(item.begin, hour, reckoning, sense)
            and (timed or not reckoning.is_statement(item.start, item.end))
        ):
            return Place(item.begin, "previous", item.begin)
    published = reckoning.published
    if published and not _fits(published, hour, reckoning, sense):
        return Place(published - timedelta(days=1), "published", published)
    return Place(published, "published" if published else "", published)


def _timed(
    finding: Finding, suffixes: list[tuple[str, tuple[int, int]]], reckoning: Reckoning, hour: float
) -> list[TimeExpression]:
    place = place_of(finding, reckoning, hour)
    prefix = place.day.isoformat() if place.day else "" if place.kind != "day" else "XXXX-XX-XX"
    return [
        expression(
            finding, prefix + suffix, "clock", type="TIME", anchor=place.anchor, anchor_day=place.anchor_day, span=span
        )
        for suffix, span in suffixes
    ]


def resolve_clock(finding: Finding, reckoning: Reckoning) -> list[TimeExpression]:
    part = lex.PART_ADVERBS.get(finding.get("clockpart"), "")
    clock = finding.get("clock") + (f".{finding.get('minute')}" if finding.get("minute") else "")
    listed = finding.get("list")
    suffixes = [
        (clock_suffix(match[0], part), (finding.start + match.start(), finding.start + match.end()))
        for match in LIST_CLOCK.finditer(listed)
    ]
    suffixes.append(
        (
            clock_suffix(clock, part or _evening_before(finding, reckoning, clock)),
            (finding.start + len(listed), finding.end),
        )
    )
    if any(suffix > "T24:00" for suffix, _ in suffixes):
        return []
    hour = max(int(suffix[1:3]) + int(suffix[4:6]) / 60 for suffix, _ in suffixes)
    return _timed(finding, suffixes, reckoning, hour)


def _evening_before(finding: Finding, reckoning: Reckoning, clock: str) -> str:
    """ "am Abend gegen 8 Uhr": an hour up to 11 behind an evening or afternoon is counted from noon."""
    hour = int(re.split("[.:]", clock)[0])
    for item in reckoning.earlier(finding, sentences=0)[:1]:
        if item.value[-2:] in {"EV", "AF"} and hour < 12 and finding.start - item.end < 40:
            return item.value[-2:]
    return ""


def resolve_clock_word(finding: Finding, reckoning: Reckoning) -> list[TimeExpression]:
    hour = lex.CLOCK_HOURS[finding.get("hour").lower()]
    fraction = " ".join(finding.get("fraction").lower().split())
    minutes = {"": 0, "halb": -30, "viertel": -45, "dreiviertel": -15, "viertel nach": 15, "viertel vor": -15}[fraction]
    total = (hour * 60 + minutes) % 720 if hour == 12 and minutes < 0 else hour * 60 + minutes
    total = total + 720 if hour == 12 and minutes < 0 else total
    clock = f"{total // 60}.{total % 60:02d}"
    part = lex.PART_ADVERBS.get(finding.get("clockpart"), "") or _evening_before(finding, reckoning, clock)
    suffix = clock_suffix(clock, part)
    return _timed(finding, [(suffix, (finding.start, finding.end))], reckoning, int(suffix[1:3]) + total % 60 / 60)


def resolve_midnight(finding: Finding, reckoning: Reckoning) -> list[TimeExpression]:
    return _timed(finding, [("T24:00", (finding.start, finding.end))], reckoning, 0.0)


def resolve_part(finding: Finding, reckoning: Reckoning) -> list[TimeExpression]:
    code = lex.PARTS[finding.get("part").lower()]
    if shift := finding.get("shift").lower():
        return _shifted_part(finding, reckoning, code, shift)
    place = place_of(finding, reckoning, PART_HOURS[code])
    if place.kind in {"set", "recurring"}:
        return [expression(finding, "P1D", "set", type="SET", anchor="")]
    value = f"{place.day.isoformat() if place.day else 'XXXX-XX-XX'}T{code}"
    return [expression(finding, value, "part-of-day", type="TIME", anchor=place.anchor, anchor_day=place.anchor_day)]


def _shifted_part(finding: Finding, reckoning: Reckoning, code: str, shift: str) -> list[TimeExpression]:
    """ "am nächsten Morgen", "am selben Abend", "vergangene Nacht"."""
    steps = lex.SHIFTS.get(shift, lex.ANAPHORIC.get(shift, 0))
    if code == "NI" and steps < 0:
        steps = 0
        base, anchor = reckoning.published, PUBLISHED
    else:
        base, anchor = reckoning.focus_day(finding)
    day = shift_days(base, steps) if base else None
    value = f"{day.isoformat() if day else 'XXXX-XX-XX'}T{code}"
    return [expression(finding, value, "part-of-day", type="TIME", anchor=anchor if day else "", anchor_day=base)]


def resolve_part_of(finding: Finding, reckoning: Reckoning) -> list[TimeExpression]:
    month, day = lex.MONTHS[finding.get("month").lower()], int(finding.get("day").rstrip("."))
    stated = given_year(finding, reckoning)
    year = stated or infer_day_year(finding, reckoning, month, day)
    found = safe_date(year, month, day) if year else None
    value = f"{found.isoformat() if found else 'XXXX-XX-XX'}T{lex.PARTS[finding.get('part').lower()]}"
    return [expression(finding, value, "part-of-day", type="TIME", year_inferred=not stated)]


def resolve_night(finding: Finding, reckoning: Reckoning) -> list[TimeExpression]:
    """ "Nacht auf Samstag" bears the day it ends on."""
    rule = "date" if finding.get("day") else "day-adverb" if finding.get("adverb") else "weekday"
    inner = reckoning.resolve(Finding(finding.start, finding.end, rule, finding.parts), reckoning)[-1]
    value = f"{inner.value[:10]}TNI"
    return [
        expression(
            finding,
            value,
            "part-of-day",
            type="TIME",
            anchor=inner.anchor,
            anchor_day=inner.anchor_day,
            year_inferred=inner.year_inferred,
        )
    ]
