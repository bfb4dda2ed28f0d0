"""Accuracy of the temporal tagger: JSON lines {"id","dct","text","timexes"} in, predictions and TempEval-3 figures out.

    python -m stories.evaluation.times GOLD.jsonl [--lines]

``--lines`` prints the predictions {"id","timexes"} instead of the figures.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from stories.nlp.sentences import split_sentences
from stories.nlp.times import tag_times
from stories.nlp.types import Document, TimeExpression

FULL_DAY = re.compile(r"\d{4}-\d\d-\d\d")
CALENDAR_YEAR = re.compile(r"\d{4}(?!\d)")


@dataclass(frozen=True, slots=True)
class Mark:
    start: int
    end: int
    type: str
    value: str


def predict(row: dict[str, Any]) -> tuple[TimeExpression, ...]:
    """The expressions of one line; its day of publication is kept as noon."""
    published = datetime.combine(date.fromisoformat(row["dct"]), time(12), tzinfo=UTC) if row.get("dct") else None
    document = Document(text=row["text"], published=published)
    return tag_times(document, split_sentences(row["text"]))


def as_marks(expressions: Iterable[TimeExpression]) -> list[Mark]:
    return [Mark(e.start, e.end, e.type, e.value) for e in expressions]


def pair(gold: list[Mark], found: list[Mark]) -> Iterator[tuple[Mark, Mark]]:
    """Pairs one to one: equal extents first, then the longest overlap."""
    ranked = sorted(
        ((g.start, g.end) != (f.start, f.end), max(g.start, f.start) - min(g.end, f.end), g.start, f.start, i, j)
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
        if min(g.end, f.end) > max(g.start, f.start)
    )
    used_gold, used_found = set[int](), set[int]()
    for *_, i, j in ranked:
        if i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            yield gold[i], found[j]


def _dated(mark: Mark) -> bool:
    return mark.type in {"DATE", "TIME"}


SECTIONS: dict[str, Callable[[Mark], bool]] = {
    "ALL": lambda _: True,
    "DATE+TIME": _dated,
    "ANCHORED": lambda mark: _dated(mark) and bool(CALENDAR_YEAR.match(mark.value)),
    "DAY": lambda mark: _dated(mark) and bool(FULL_DAY.match(mark.value)),
}


def f1(hits: int, found: int, gold: int) -> float:
    return 200 * hits / (found + gold) if found + gold else 0.0


def score(documents: list[tuple[list[Mark], list[Mark]]], section: str) -> dict[str, float]:
    """F1 in per cent of extents (strict, relaxed), type and value within one section; DAY compares days alone."""
    keep = SECTIONS[section]
    cut = slice(0, 10) if section == "DAY" else slice(None)
    kept = [([g for g in gold if keep(g)], [f for f in found if keep(f)]) for gold, found in documents]
    pairs = [matched for gold, found in kept for matched in pair(gold, found)]
    golds, founds = sum(len(gold) for gold, _ in kept), sum(len(found) for _, found in kept)
    hits = {
        "strict": sum((g.start, g.end) == (f.start, f.end) for g, f in pairs),
        "relaxed": len(pairs),
        "type": sum(g.type == f.type for g, f in pairs),
        "value": sum(g.value[cut] == f.value[cut] for g, f in pairs),
    }
    return {"gold": golds, "found": founds} | {name: round(f1(hit, founds, golds), 1) for name, hit in hits.items()}


def evaluate(path: Path) -> dict[str, dict[str, float]]:
    """Figures of all sections on one file."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    documents = [
        ([Mark(t["start"], t["end"], t["type"], t["value"] or "") for t in row["timexes"]], as_marks(predict(row)))
        for row in rows
    ]
    return {section: score(documents, section) for section in SECTIONS}


def prediction_lines(path: Path) -> Iterator[str]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            row = json.loads(line)
            marks = [
                {"start": e.start, "end": e.end, "text": row["text"][e.start : e.end], "type": e.type, "value": e.value}
                for e in predict(row)
            ]
            yield json.dumps({"id": row["id"], "timexes": marks}, ensure_ascii=False)


def main(path: str, *options: str) -> None:
    if "--lines" in options:
        for line in prediction_lines(Path(path)):
            sys.stdout.write(line + "\n")
        return
    for section, figures in evaluate(Path(path)).items():
        sys.stdout.write(f"{section:10}" + "".join(f"  {name} {value:g}" for name, value in figures.items()) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
