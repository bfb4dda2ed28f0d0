"""Which sentences of different articles say the same: Reports in, scored pairs out.

Candidates come from an inverted index over rare keys, so sentences that share no name, day, figure
or rare word are never compared. Each candidate pair gets a probability from a logistic model whose
weights, with their provenance, are data.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

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
_MOST_CANDIDATES, _FEWEST_CANDIDATES, _PAIR_BUDGET = 20, 8, 12_000
# No neighbour lifts a pair from below this to a likely one, so it needs no second look.
_HOPELESS = 0.02
_SMALL_STORY = 200


@dataclass(frozen=True)
class Alignment:
    """All signatures of a story and the probability of each candidate pair (left < right).

    In a large story a sentence has more companions than candidates; a pair that was no candidate is
    then looked at on demand.
    """

    signatures: tuple[Signature, ...]
    weighted: tuple[Weighted, ...]
    scores: Mapping[Pair, float]
    looked_at: dict[Pair, float] = field(default_factory=dict, repr=False)

    def score(self, left: int, right: int) -> float:
        """The probability of a candidate pair; 0 for any other."""
        return self.scores.get((left, right) if left < right else (right, left), 0.0)

    def judge(self, left: int, right: int) -> float:
        """The probability of any pair."""
        pair = (left, right) if left < right else (right, left)
        known = self.scores.get(pair)
        if known is None and len(self.signatures) > _SMALL_STORY:
            known = self.looked_at.get(pair)
            if known is None:
                known = self.looked_at[pair] = _first(self.signatures, self.weighted, pair)
        return known or 0.0


def align(reports: Sequence[Report]) -> Alignment:
    """Every pair of sentences of different articles that may say the same, with its probability."""
    found = signatures(reports)
    weighted, spread = weigh(found)
    pairs = candidates(found, weighted, spread)
    looks_first = ((pair, _first(found, weighted, pair)) for pair in pairs)
    first = {pair: score for pair, score in looks_first if score >= _HOPELESS}
    looks = surroundings(found, first)
    scores = {pair: _probability("second", look) for pair, look in zip(first, looks, strict=True)}
    return Alignment(found, weighted, scores)


def _first(found: Sequence[Signature], weighted: Sequence[Weighted], pair: Pair) -> float:
    left, right = pair
    look = first_look(found[left], found[right], weighted[left], weighted[right])
    # A common day is no common statement.
    return _probability("first", look) if look["words"] or look["names"] or look["figures"] else 0.0


def candidates(found: Sequence[Signature], weighted: Sequence[Weighted], spread: Mapping[str, float]) -> list[Pair]:
    """For each sentence the other articles' sentences that share most of its rare keys."""
    common = max(_LEAST_COMMON, _COMMON_SHARE * len(found))
    postings = _postings(weighted, {key for key, count in spread.items() if count <= common})
    reports = np.array([signature.report for signature in found])
    most = max(_FEWEST_CANDIDATES, min(_MOST_CANDIDATES, _PAIR_BUDGET // max(1, len(found))))
    pairs: set[Pair] = set()
    for number, tokens in enumerate(weighted):
        shared = _shared_mass(tokens, postings, len(found))
        shared[reports == reports[number]] = 0.0
        pairs.update((min(number, other), max(number, other)) for other in _largest(shared, most))
    return sorted(pairs)


def surroundings(found: Sequence[Signature], scores: Mapping[Pair, float]) -> list[Features]:
    """The second look at every scored pair, in the order of ``scores``."""
    rows = _best_two(found, scores)
    shifted = _shifted(found)
    looks = []
    for (left, right), score in scores.items():
        lead = _lead(rows[left, found[right].report], score), _lead(rows[right, found[left].report], score)
        looks.append(second_look(score, _neighbours(shifted[left], shifted[right], scores), lead))
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


def _largest(shared: NDArray[np.float64], most: int) -> list[int]:
    best = np.argpartition(shared, -most)[-most:] if len(shared) > most else np.arange(len(shared))
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


Shifted = tuple[int, int, int, int, int]


def _shifted(found: Sequence[Signature]) -> list[Shifted]:
    """For each sentence the numbers of those two before to two after it in its article; -1 for none."""
    at = {(signature.report, signature.index): number for number, signature in enumerate(found)}

    def number(signature: Signature, shift: int) -> int:
        return at.get((signature.report, signature.index + shift), -1)

    return [(number(one, -2), number(one, -1), number(one, 0), number(one, 1), number(one, 2)) for one in found]


def _neighbours(left: Shifted, right: Shifted, scores: Mapping[Pair, float]) -> tuple[float, float, float]:
    """The best scores of the pairs before and after, of shifts by one, and a little further off.

    Sentences are numbered article by article, so a shifted pair keeps its order.
    """
    get = scores.get
    before2, before, here, after, after2 = left
    there_before2, there_before, there, there_after, there_after2 = right
    beside = max(get((before, there_before), 0.0), get((after, there_after), 0.0))
    across = max(
        get((here, there_after), 0.0),
        get((here, there_before), 0.0),
        get((after, there), 0.0),
        get((before, there), 0.0),
    )
    further = max(
        get((after, there_before), 0.0),
        get((before, there_after), 0.0),
        get((after2, there_after2), 0.0),
        get((before2, there_before2), 0.0),
        get((after, there_after2), 0.0),
        get((after2, there_after), 0.0),
        get((before, there_before2), 0.0),
        get((before2, there_before), 0.0),
    )
    return beside, across, further
