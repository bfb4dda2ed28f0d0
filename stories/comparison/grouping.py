"""Pairs into groups: an Alignment in, groups of sentences that all say the same out.

Average linkage: two groups become one only if their sentences fit one another on average, so a
chain of half-similar sentences never drags two facts together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from stories.comparison.alignment import Alignment, Pair

# A larger group is judged by its first members: the cost of a join stays the same in a story of 500 articles.
_JUDGES = 4

Groups = list[list[int]]


@dataclass(slots=True)
class _Partition:
    """Which group each sentence is in, while groups grow."""

    group_of: dict[int, int] = field(default_factory=dict)
    members: dict[int, list[int]] = field(default_factory=dict)

    def group(self, number: int) -> list[int]:
        return self.members.setdefault(self.group_of.setdefault(number, number), [number])

    def join(self, left: int, right: int) -> None:
        first, second = self.group_of[left], self.group_of[right]
        for number in self.members.pop(second):
            self.group_of[number] = first
            self.members[first].append(number)


def group(
    alignment: Alignment,
    *,
    link: float,
    cohesion: float,
    joined: Iterable[Pair] = (),
    parted: Iterable[Pair] = (),
) -> Groups:
    """Groups of sentence numbers, best links first; ``joined`` pairs come before every rule."""
    partition, apart = _Partition(), {frozenset(pair) for pair in parted}
    refused: set[tuple[tuple[int, ...], tuple[int, ...]]] = set()
    for left, right in joined:
        if partition.group(left) is not partition.group(right):
            partition.join(left, right)
    links = sorted((-score, pair) for pair, score in alignment.scores.items() if score >= link)
    for _, (left, right) in links:
        ours, theirs = partition.group(left), partition.group(right)
        judges = tuple(ours[:_JUDGES]), tuple(theirs[:_JUDGES])
        if ours is theirs or judges in refused or _kept_apart(ours, theirs, apart):
            continue
        if _fit(alignment, ours, theirs) >= cohesion:
            partition.join(left, right)
        else:
            refused.add(judges)
    return sorted(sorted(members) for members in partition.members.values() if len(members) > 1)


def _kept_apart(ours: Sequence[int], theirs: Sequence[int], apart: set[frozenset[int]]) -> bool:
    return bool(apart) and any(frozenset((left, right)) in apart for left in ours for right in theirs)


def _fit(alignment: Alignment, ours: Sequence[int], theirs: Sequence[int]) -> float:
    """Mean score over the pairs of different articles; sentences of one article need not match each other."""
    signatures = alignment.signatures
    pairs = [
        alignment.judge(left, right)
        for left in ours[:_JUDGES]
        for right in theirs[:_JUDGES]
        if signatures[left].report != signatures[right].report
    ]
    return sum(pairs) / len(pairs) if pairs else 0.0
