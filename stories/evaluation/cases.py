"""How good timeline and comparison are: labelled stories and the stages' results in, figures out.

Evidence counts as right where it covers more than half of the labelled sentence (or the other way
round); a shared pair is two sentences of different articles in one group.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import combinations
from pathlib import Path
from typing import Any

from stories.comparison import align_story, compare_aligned
from stories.evaluation.gold import load_reports, read_json
from stories.evidence import Comparison, Entry, Place, Report
from stories.timeline import merge_aligned

Row = Mapping[str, Any]
_HALF = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What was found, right and labelled; counts of several stories add up."""

    entries: int = 0
    entries_found: int = 0
    entries_labelled: int = 0
    lanes: int = 0
    complete: int = 0
    pairs: int = 0
    pairs_found: int = 0
    pairs_labelled: int = 0
    only: int = 0
    only_false: int = 0
    differences: int = 0
    differences_labelled: int = 0
    flags: int = 0

    def __add__(self, other: Counts) -> Counts:
        names = [field.name for field in fields(self)]
        return Counts(**{name: getattr(self, name) + getattr(other, name) for name in names})

    def figures(self) -> dict[str, float]:
        """Precision, recall and F1 of entries and pairs, and the shares of the rest."""
        return {
            **_prf("timeline", self.entries, self.entries_found, self.entries_labelled),
            "lane accuracy": _share(self.lanes, self.entries),
            "all sources named": _share(self.complete, self.entries),
            **_prf("shared pairs", self.pairs, self.pairs_found, self.pairs_labelled),
            "false only here": _share(self.only_false, self.only),
            "differences found": _share(self.differences, self.differences_labelled),
            "flags right": _share(self.differences, self.flags),
        }


def measure(folder: Path, stories: Iterable[str] | None = None) -> Counts:
    """Run both stages on the labelled stories of a folder, with its hand-made annotations."""
    reports, timelines, alignment = load_reports(folder), *(read_json(folder / n) for n in _LABELS)
    counts = Counts()
    for story in stories or sorted(timelines):
        aligned = align_story(reports[story])
        counts += score_timeline(timelines[story], merge_aligned(aligned))
        counts += score_comparison(alignment[story], reports[story], compare_aligned(aligned))
    return counts


_LABELS = ("timelines.json", "alignment.json")


def score_timeline(labelled: Sequence[Row], entries: Iterable[Entry]) -> Counts:
    """Entries with the labelled date and at least one labelled sentence as evidence."""
    dated = [entry for entry in entries if entry.date is not None]
    wanted = [row for row in labelled if row["date"]]
    hits = [(row, entry) for row in wanted if (entry := _matching(row, dated)) is not None]
    return Counts(
        entries=len(hits),
        entries_found=len(dated),
        entries_labelled=len(wanted),
        lanes=sum(entry.lane == row["lane"] for row, entry in hits),
        complete=sum(_articles(row) <= {proof.place.article for proof in entry.evidence} for row, entry in hits),
    )


def score_comparison(labelled: Row, reports: Sequence[Report], comparison: Comparison) -> Counts:
    """Shared pairs, false "only here" and difference flags of one story."""
    same = [{Place(*sentence) for sentence in group["sentences"]} for group in labelled["same"]]
    sentences = {place for group in same for place in group}
    sentences |= {Place(*place) for row in labelled["only_one"] for place in row.get("sentences", ())}
    wanted = {pair for group in same for pair in _pairs(group)}
    found = {
        pair for agreement in comparison.shared for pair in _pairs(_labelled(p, sentences) for p in agreement.places)
    }
    stated = {place for group in same for place in group}
    right = sum(_is_flagged(row, comparison) for row in labelled["differences"])
    return Counts(
        pairs=len(wanted & found),
        pairs_found=len(found),
        pairs_labelled=len(wanted),
        only=len(comparison.only),
        only_false=sum(_labelled(place, sentences) in stated for place in comparison.only),
        differences=right,
        differences_labelled=len(labelled["differences"]),
        flags=len(comparison.differs),
    )


def _matching(row: Row, entries: Iterable[Entry]) -> Entry | None:
    places = [Place(proof["article"], proof["start"], proof["end"]) for proof in row["evidence"]]
    for entry in entries:
        same_date = row["date"] in (entry.date, (entry.date or "")[:10])
        if same_date and any(_overlap(proof.place, place) > _HALF for proof in entry.evidence for place in places):
            return entry
    return None


def _articles(row: Row) -> set[str]:
    return {proof["article"] for proof in row["evidence"]}


def _pairs(places: Iterable[Place]) -> set[tuple[Place, Place]]:
    return {pair for pair in combinations(sorted(set(places)), 2) if pair[0].article != pair[1].article}


def _labelled(place: Place, sentences: Iterable[Place]) -> Place:
    """The labelled sentence that a found one overlaps most; the place itself where it overlaps none."""
    best = max(sentences, key=lambda sentence: (_overlap(place, sentence), sentence), default=place)
    return best if _overlap(place, best) > _HALF else place


def _is_flagged(row: Row, comparison: Comparison) -> bool:
    pairs = [(Place(*left), Place(*right)) for left, right in row["pairs"]]
    return any(
        (_overlap(flag.left, left) > _HALF and _overlap(flag.right, right) > _HALF)
        or (_overlap(flag.left, right) > _HALF and _overlap(flag.right, left) > _HALF)
        for flag in comparison.differs
        for left, right in pairs
    )


def _overlap(left: Place, right: Place) -> float:
    if left.article != right.article:
        return 0.0
    common = min(left.end, right.end) - max(left.start, right.start)
    return common / max(1, min(left.end - left.start, right.end - right.start))


def _prf(name: str, right: int, found: int, labelled: int) -> dict[str, float]:
    precision, recall = _share(right, found), _share(right, labelled)
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {f"{name} precision": precision, f"{name} recall": recall, f"{name} F1": f1}


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0
