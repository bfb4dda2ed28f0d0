"""What a benchmark returns, and how it is timed, printed and kept."""

from __future__ import annotations

import json
import math
import os
import platform
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeVar

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure: what, how much, of which unit, under which conditions."""

    name: str
    value: float
    unit: str
    note: str = ""


def cpu_seconds(work: Callable[[], object], *, rounds: int = 3) -> float:
    """Median CPU seconds of one round; CPU time, as neighbours on the machine disturb wall time."""
    taken = []
    for _ in range(rounds):
        started = time.process_time()
        work()
        taken.append(time.process_time() - started)
    return statistics.median(taken)


def paired_seconds(items: Sequence[Item], *works: Callable[[Item], object], rounds: int = 7) -> list[float]:
    """CPU seconds of each work over all items, the works taking turns item by item; the best round of each item."""
    best = [[math.inf] * len(items) for _ in works]
    for _ in range(rounds):
        for index, item in enumerate(items):
            for row, work in zip(best, works, strict=True):
                started = time.process_time()
                work(item)
                row[index] = min(row[index], time.process_time() - started)
    return [sum(row) for row in best]


def machine() -> dict[str, str | int]:
    return {"python": platform.python_version(), "system": platform.platform(), "cores": os.cpu_count() or 0}


def table(figures: Sequence[Figure]) -> str:
    width = max((len(figure.name) for figure in figures), default=0)
    return "\n".join(f"{f.name:<{width}}  {f.value:>12,.2f}  {f.unit:<14} {f.note}" for f in figures)


def save(figures: Sequence[Figure], path: Path) -> None:
    report = {"machine": machine(), "figures": [asdict(figure) for figure in figures]}
    path.write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
