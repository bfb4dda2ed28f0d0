"""How many reports a day, week or month: times in → bars of a small picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

MOST_BARS = 31
BASE, HIGHEST = 108, 84  # pixels: the axis, the longest bar
MOST_LABELS = 8


@dataclass(frozen=True)
class Bar:
    x: str
    middle: str
    width: str
    y: int
    height: int
    text_y: int
    count: int
    label: str
    has_label: bool
    has_count: bool
    is_highest: bool


@dataclass(frozen=True)
class Chart:
    unit: str
    bars: tuple[Bar, ...]
    first: str
    last: str


def draw(moments: Sequence[datetime]) -> Chart | None:
    """None where there is a single day only."""
    days = [timezone.localdate(moment) for moment in moments]
    if len(set(days)) < 2:
        return None
    unit, step = unit_of((max(days) - min(days)).days)
    start = min(days)
    count = Counter((day - start).days // step for day in days)
    size = max(count) + 1
    bars = tuple(bar(n, size, count, start + timedelta(days=n * step), step) for n in range(size))
    return Chart(unit, bars, format_date(start, _("j. N Y")), format_date(max(days), _("j. N Y")))


def unit_of(span: int) -> tuple[str, int]:
    if span < MOST_BARS:
        return _("Berichte je Tag"), 1
    if span < 7 * MOST_BARS:
        return _("Berichte je Woche"), 7
    step = max(30, span // MOST_BARS + 1)
    return _("Berichte je %(days)s Tage") % {"days": step}, step


def bar(n: int, size: int, count: Counter[int], day: date, step: int) -> Bar:
    highest, number = max(count.values()), count[n]
    width = 100 / size
    height = round(number / highest * HIGHEST)
    return Bar(
        x=f"{n * width + width * 0.18:.2f}%",
        middle=f"{n * width + width / 2:.2f}%",
        width=f"{width * 0.64:.2f}%",
        y=BASE - height,
        height=height,
        text_y=BASE - height - 5,
        count=number,
        label=format_date(day, _("j.n.")) if step == 1 else _("ab %(day)s") % {"day": format_date(day, _("j.n.y"))},
        has_label=n % (size // MOST_LABELS + 1) == 0,
        has_count=bool(number) and size <= MOST_BARS,
        is_highest=number == highest,
    )
