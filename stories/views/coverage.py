"""Who reported when: reports in → positions of a small picture (x in per cent, y in pixels)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from stories.models import Article, Source

MOST_ROWS = 12
LEFT, RIGHT = 10.0, 94.0  # per cent: room for the marks' letters and half a mark
TOP, ROW = 30, 25
HOUR = timedelta(hours=1)
STEPS = [n * HOUR for n in (1, 2, 3, 6, 12, 24, 48, 168, 336, 720, 2160, 8760, 43800)]
MOST_TICKS = 5


@dataclass(frozen=True)
class Tick:
    x: str
    label: str


@dataclass(frozen=True)
class Row:
    source: Source
    y: int
    text_y: int
    xs: tuple[str, ...]


@dataclass(frozen=True)
class Coverage:
    height: int
    bottom: int
    label_y: int
    ticks: tuple[Tick, ...]
    rows: tuple[Row, ...]
    hidden: int


def draw(reports: Sequence[Article]) -> Coverage | None:
    """None below two moments: one report needs no picture."""
    moments = [report.published_at for report in reports]
    if len(set(moments)) < 2:
        return None
    first, last = min(moments), max(moments)
    by_source: dict[Source, list[datetime]] = {}
    for report in reports:
        by_source.setdefault(report.source, []).append(report.published_at)
    shown = list(by_source.items())[:MOST_ROWS]
    rows = tuple(
        Row(source, TOP + n * ROW, TOP + 4 + n * ROW, tuple(place(at, first, last) for at in times))
        for n, (source, times) in enumerate(shown)
    )
    bottom = TOP + (len(rows) - 1) * ROW + 12
    return Coverage(bottom + 20, bottom, bottom + 16, ticks(first, last), rows, len(by_source) - len(shown))


def place(at: datetime, first: datetime, last: datetime) -> str:
    share = (at - first) / (last - first)
    return f"{LEFT + 5 + share * (RIGHT - LEFT - 8):.1f}%"


def ticks(first: datetime, last: datetime) -> tuple[Tick, ...]:
    step = next((step for step in STEPS if (last - first) / step < MOST_TICKS), STEPS[-1])
    at = timezone.localtime(first).replace(minute=0, second=0, microsecond=0, hour=0)
    while at < first:
        at += step
    found = []
    while at <= last:
        found.append(Tick(place(at, first, last), tick_label(timezone.localtime(at), step)))
        at += step
    return tuple(found)


def tick_label(at: datetime, step: timedelta) -> str:
    if step > 60 * 24 * HOUR:
        return format_date(at, "m.Y")
    if step >= 24 * HOUR or at.hour == 0:
        return format_date(at, _("j.n."))
    return _("%(hour)s Uhr") % {"hour": at.hour}
