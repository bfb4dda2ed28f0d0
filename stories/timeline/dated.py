"""Dated sentences: a story's reports in, one Dated for each day that a sentence names out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from stories.comparison import lexicon
from stories.comparison.alignment import Alignment
from stories.comparison.clauses import tells
from stories.comparison.signature import Signature, within
from stories.evidence import EntryKind, Place, Precision, Report
from stories.nlp.types import TimeExpression
from stories.timeline.decisions import DateCorrected, TimelineDecisions

_YEARLESS = re.compile(r"XXXX-(\d\d)-(\d\d)")
_BETWEEN_DAYS = re.compile(r"\s*(?:bis(?: zum| zu)?|und|–|-|/|to|and)\s*(?:zum |den |dem )?")
_PRECISIONS: tuple[tuple[re.Pattern[str], Precision], ...] = (
    (re.compile(r"T\d"), "time"),
    (re.compile(r"T[A-Z]"), "part-of-day"),
    (re.compile(r"^\d{4}-\d\d-\d\d"), "day"),
    (re.compile(r"^\d{4}-W\d\d"), "week"),
    (re.compile(r"^\d{4}-\d\d$"), "month"),
    (re.compile(r"^\d{4}-[QH]\d"), "quarter"),
    (re.compile(r"^\d{4}-(?:SP|SU|FA|WI)"), "season"),
)
_AFTER_THAN = re.compile(r"\bals (?:im |am |zur )?$")
_PART = re.compile(r"T(\d\d:\d\d|[A-Z]{2})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """One day (or span) named by one sentence, and whether it dates an event or its telling."""

    number: int
    signature: Signature
    time: int
    begin: date
    end: date
    value: str
    precision: Precision
    kind: EntryKind
    part: str = ""
    year_inferred: bool = False
    year_from_story: bool = False


def find_dated(reports: Sequence[Report], alignment: Alignment, decisions: TimelineDecisions) -> list[Dated]:
    """Every dated sentence of the story, one item for each day it names."""
    corrected = {decision.expression: decision for decision in decisions.corrected}
    years = _days_with_years(reports)
    items: list[Dated] = []
    for number, signature in enumerate(alignment.signatures):
        report = reports[signature.report]
        inside = within(report.times, signature.place.start, signature.place.end)
        dated = [_dated(report, number, signature, time, years, corrected) for time in inside]
        items.extend(_one_for_each_day(report, [item for item in dated if item is not None]))
    return items


def _dated(
    report: Report,
    number: int,
    signature: Signature,
    time: TimeExpression,
    years: dict[tuple[int, int], set[date]],
    corrected: dict[Place, DateCorrected],
) -> Dated | None:
    from_story = False
    decision = corrected.get(Place(report.article, time.start, time.end))
    if decision is not None:
        last = decision.end or decision.begin
        time = replace(time, value=decision.begin.isoformat(), begin=decision.begin, end_day=last, year_inferred=False)
    elif time.begin is None and time.type in ("DATE", "TIME"):
        time, from_story = _with_year(time, years)
    if time.begin is None or time.type not in ("DATE", "TIME") or _says_no_day(report, time):
        return None
    place, part = signature.place, _PART.search(time.value)
    return Dated(
        number=number,
        signature=signature,
        time=report.times.index(time) if time in report.times else _index(report, time),
        begin=time.begin,
        end=time.end_day or time.begin,
        value=time.value,
        precision=_precision(time),
        kind="statement" if tells(report.text, place.start, place.end, time.start) else "event",
        part=part.group(1) if part else "",
        year_inferred=time.year_inferred or from_story,
        year_from_story=from_story,
    )


def _says_no_day(report: Report, time: TimeExpression) -> bool:
    """A mere comparison ("95 im Vorjahr", "als vor drei Jahren"), or "heuer", which says no more than now."""
    text = report.text[time.start : time.end]
    words = text.lower().split()
    if not lexicon.telling().compared.isdisjoint(words) or _AFTER_THAN.search(
        report.text[max(0, time.start - 10) : time.start]
    ):
        return True
    this_year = time.begin is not None and report.published is not None and time.value == f"{report.published.year}"
    return this_year and not any(character.isdigit() for character in text)


def _index(report: Report, time: TimeExpression) -> int:
    spans = [(other.start, other.end) for other in report.times]
    return spans.index((time.start, time.end))


def _precision(time: TimeExpression) -> Precision:
    return next((precision for pattern, precision in _PRECISIONS if pattern.search(time.value)), "year")


def _days_with_years(reports: Iterable[Report]) -> dict[tuple[int, int], set[date]]:
    days: dict[tuple[int, int], set[date]] = {}
    for report in reports:
        for time in report.times:
            if time.begin is not None and time.begin == (time.end_day or time.begin):
                days.setdefault((time.begin.month, time.begin.day), set()).add(time.begin)
    return days


def _with_year(time: TimeExpression, years: dict[tuple[int, int], set[date]]) -> tuple[TimeExpression, bool]:
    """The year that the story's other reports give this day and month, if they give one only."""
    match = _YEARLESS.match(time.value)
    known = years.get((int(match.group(1)), int(match.group(2))), set()) if match else set()
    if match is None or len(known) != 1:
        return time, False
    day = next(iter(known))
    value = time.value.replace(match.group(), day.isoformat(), 1)
    return replace(time, value=value, begin=day, end_day=day), True


def _one_for_each_day(report: Report, items: Sequence[Dated]) -> Iterator[Dated]:
    """Fold "am Montag … um 10 Uhr" and "vom 23. bis 27." into one item each."""
    kept: list[Dated] = []
    for item in items:
        same = next((other for other in kept if (other.begin, other.end, other.kind) == _days_and_kind(item)), None)
        if same is not None:
            part = same.part if same.part and (not item.part or len(same.part) > len(item.part)) else item.part
            kept[kept.index(same)] = replace(same, part=part)
        elif kept and _continues(report, kept[-1], item):
            kept[-1] = replace(kept[-1], end=item.end)
        else:
            kept.append(item)
    yield from kept


def _days_and_kind(item: Dated) -> tuple[date, date, EntryKind]:
    return item.begin, item.end, item.kind


def _continues(report: Report, before: Dated, item: Dated) -> bool:
    if before.precision != "day" or item.precision != "day" or not before.end < item.begin:
        return False
    gap = report.text[report.times[before.time].end : report.times[item.time].start]
    joint = _BETWEEN_DAYS.fullmatch(gap)
    return bool(joint) and ("und" not in gap or item.begin - before.end == timedelta(days=1))
