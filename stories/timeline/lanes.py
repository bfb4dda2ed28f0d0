"""Which lane an entry belongs to, as of the story's latest article."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from stories.comparison.clauses import looks_ahead
from stories.evidence import Lane, Report
from stories.timeline.dated import Dated

# Hour after which a part of day (TIMEX3) has begun.
_PART_BEGINS = {"MO": 6, "MI": 12, "AF": 13, "EV": 18, "NI": 22, "DT": 8}


def latest_publication(reports: Iterable[Report]) -> datetime | None:
    return max((report.published for report in reports if report.published is not None), default=None)


def lane_of(reports: Sequence[Report], items: Sequence[Dated], begin: date, latest: datetime | None) -> Lane:
    """Planned if it lies after the latest article; on that very day the sentences and the hour decide."""
    if latest is None:
        return "planned" if all(_ahead(reports, item) for item in items) else "happened"
    if all(item.kind == "statement" for item in items):
        return "happened"
    today = latest.date()
    if begin > today:
        return "planned"
    if max(item.end for item in items) < today:
        return "happened"
    freshest = [item for item in items if reports[item.signature.report].published == latest]
    open_end = begin < today
    return "planned" if any(_still_ahead(reports, item, latest, open_end) for item in freshest or items) else "happened"


def _still_ahead(reports: Sequence[Report], item: Dated, latest: datetime, open_end: bool) -> bool:
    if not open_end and item.part and _begins(item.part) > latest.hour:
        return True
    return _ahead(reports, item)


def _begins(part: str) -> int:
    return int(part[:2]) if part[:2].isdigit() else _PART_BEGINS.get(part, 0)


def _ahead(reports: Sequence[Report], item: Dated) -> bool:
    report, place = reports[item.signature.report], item.signature.place
    return looks_ahead(report.text, place.start, place.end)
