"""Which sentences of different articles say the same: Reports in, scored pairs out.

Candidates come from an inverted index over rare keys, so sentences that share no name, day, figure
or rare word are never compared. Each candidate pair gets a probability from a logistic model whose
weights, with their provenance, are data.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stories.comparison import lexicon
from stories.comparison.features import Features, first_look, second_look
from stories.comparison.signature import Signature, signatures
from stories.comparison.weighing import Weighted, weigh
from stories.evidence import Report

Pair = tuple[int, int]

# A key in more sentences than this share of the story names its topic, not one fact, and brings no candidates.
_COMMON_SHARE = 0.2
_LEAST_COMMON = 15
_MOST_CANDIDATES = 40


@dataclass(frozen=True, slots=True)
class Alignment:
    """All signatures of a story and the probability of each candidate pair (left < right)."""

    signatures: tuple[Signature, ...]
    weighted: tuple[Weighted, ...]
    scores: Mapping[Pair, float]

    def score(self, left: int, right: int) -> float:
        return self.scores.get((min(left, right), max(left, right)), 0.0)


def align(reports: Sequence[Report]) -> Alignment:
    """Every pair of sentences of different articles that may say the same, with its probability."""
    found = signatures(reports)
    weighted, spread = weigh(found)
    pairs = candidates(found, weighted, spread)
    first = {(i, j): _probability("first", first_look(found[i], found[j], weighted[i], weighted[j])) for i, j in pairs}
    looks = surroundings(found, first)
    scores = {pair: _probability("second", look) for pair, look in zip(first, looks, strict=True)}
    return Alignment(found, weighted, scores)


def candidates(found: Sequence[Signature], weighted: Sequence[Weighted], spread: Mapping[str, float]) -> list[Pair]:
    """For each sentence the other articles' sentences that share most of its rare keys."""
    common = max(_LEAST_COMMON, _COMMON_SHARE * len(found))
    postings = _postings(weighted, {key for key, count in spread.items() if count <= common})
    reports = np.array([signature.report for signature in found])
    pairs: set[Pair] = set()
    for number, tokens in enumerate(weighted):
        shared = _shared_mass(tokens, postings, len(found))
        shared[reports == reports[number]] = 0.0
        pairs.update((min(number, other), max(number, other)) for other in _largest(shared))
    return sorted(pairs)


def surroundings(found: Sequence[Signature], scores: Mapping[Pair, float]) -> list[Features]:
    """The second look at every scored pair, in the order of ``scores``."""
    rows = _best_two(found, scores)
    at = {(signature.report, signature.index): number for number, signature in enumerate(found)}
    looks = []
    for (left, right), score in scores.items():
        lead = _lead(rows[left, found[right].report], score), _lead(rows[right, found[left].report], score)
        looks.append(second_look(score, _neighbours(found[left], found[right], at, scores), lead))
    return looks


def _probability(step: str, features: Features) -> float:
    weights = lexicon.weights()[step]
    total = weights["intercept"] + sum(weights[name] * value for name, value in features.items())
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, total))))


Postings = dict[str, tuple[NDArray[np.intp], NDArray[np.float64]]]


def _postings(weighted: Sequence[Weighted], rare: set[str]) -> Postings:
    rows: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, tokens in enumerate(weighted):
        for key, weight in tokens.keys.items():
            if key in rare:
                rows[key].append((number, weight))
    return {key: (np.array([n for n, _ in row]), np.array([w for _, w in row])) for key, row in rows.items() if row[1:]}


def _shared_mass(tokens: Weighted, postings: Postings, size: int) -> NDArray[np.float64]:
    shared = np.zeros(size)
    for token in tokens.tokens:
        for key, weight in token:
            if key in postings:
                numbers, weights = postings[key]
                shared[numbers] += weight * weights
    return shared


def _largest(shared: NDArray[np.float64]) -> list[int]:
    if len(shared) > _MOST_CANDIDATES:
        best = np.argpartition(shared, -_MOST_CANDIDATES)[-_MOST_CANDIDATES:]
    else:
        best = np.arange(len(shared))
    return [int(number) for number in best if shared[number] > 0]


Row = tuple[int, int]


def _best_two(found: Sequence[Signature], scores: Mapping[Pair, float]) -> dict[Row, tuple[float, float]]:
    """The two best scores of each sentence within each other article."""
    rows: defaultdict[Row, tuple[float, float]] = defaultdict(lambda: (0.0, 0.0))
    for (left, right), score in scores.items():
        for row in ((left, found[right].report), (right, found[left].report)):
            best, next_best = rows[row]
            rows[row] = (max(best, score), max(next_best, min(best, score)))
    return rows


def _lead(row: tuple[float, float], score: float) -> float:
    """How far a score lies before its best rival in the row; negative behind the best."""
    best, next_best = row
    return score - (next_best if score == best else best)


def _neighbours(
    left: Signature, right: Signature, at: Mapping[Row, int], scores: Mapping[Pair, float]
) -> tuple[float, float, float]:
    """The best scores of the pairs before and after, of shifts by one, and a little further off."""

    def score(ours: int, theirs: int) -> float:
        first, second = at.get((left.report, left.index + ours)), at.get((right.report, right.index + theirs))
        if first is None or second is None:
            return 0.0
        return scores.get((min(first, second), max(first, second)), 0.0)

    beside = max(score(-1, -1), score(1, 1))
    across = max(score(0, 1), score(0, -1), score(1, 0), score(-1, 0))
    further = ((1, -1), (-1, 1), (2, 2), (-2, -2), (1, 2), (2, 1), (-1, -2), (-2, -1))
    return beside, across, max(score(*shift) for shift in further)
