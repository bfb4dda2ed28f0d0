"""Fingerprint and a story's members → Measures → probability that the article belongs to the story."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property, lru_cache
from statistics import fmean
from typing import Any

import numpy as np

from stories.clustering.background import DATA
from stories.clustering.fingerprint import Fingerprint, Vector

NEAR_COPY = 0.6
"""Share of common word runs from which two texts count as one (resemblance of their sketches)."""

DECAY_DAYS = 5.0
DAYS_COUNTED = 3
UNKNOWN_GAP = 1.0
"""Days assumed between articles of which one is undated."""


@dataclass(frozen=True, slots=True)
class Measures:
    """How an article relates to a story; every value grows with the evidence except ``gap`` and ``size``."""

    similarity: float
    fit: float
    cover: float
    names: float
    places_differ: float
    days_shared: float
    days_differ: float
    gap: float
    gap_unknown: float
    decay: float
    same_source: float
    size: float
    length: float


MEASURES = tuple(Measures.__dataclass_fields__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Logistic regression over standardised Measures, with the bars for joining a story and for merging two."""

    version: str
    bias: float
    mean: tuple[float, ...]
    scale: tuple[float, ...]
    weight: tuple[float, ...]
    threshold: float
    least_fit: float
    merge: float

    def probability(self, measures: Measures) -> float:
        terms = zip(asdict(measures).values(), self.mean, self.scale, self.weight, strict=True)
        logit = self.bias + sum(weight * (value - mean) / scale for value, mean, scale, weight in terms)
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))


@lru_cache(maxsize=8)
def weights(language: str) -> Weights:
    """The learned weights of a language (a BCP 47 tag); German where there are none."""
    table = json.loads((DATA / "weights.json").read_text(encoding="utf-8"))["languages"]
    return from_row(table.get(language.split("-")[0].lower(), table["de"]))


def from_row(row: Mapping[str, Any]) -> Weights:
    """A row of weights.json."""
    return Weights(**{**row, **{name: tuple(row[name]) for name in ("mean", "scale", "weight")}})


class Story:
    """The members a candidate is judged by, near-copies counted once."""

    def __init__(self, members: Sequence[Fingerprint]) -> None:
        self.members = distinct(members)

    @cached_property
    def terms(self) -> dict[str, float]:
        """The mean of the members' term vectors, as a unit vector."""
        total = dict[str, float]()
        for member in self.members:
            for term, weight in member.terms.items():
                total[term] = total.get(term, 0.0) + weight
        length = math.sqrt(sum(weight * weight for weight in total.values())) or 1.0
        return {term: weight / length for term, weight in total.items()}

    @cached_property
    def grams(self) -> Vector:
        """The members' letter-run vectors, one a row."""
        return np.stack([member.gram_vector for member in self.members])

    @cached_property
    def gram_centre(self) -> Vector:
        centre: Vector = self.grams.mean(axis=0)
        return centre / (float(np.linalg.norm(centre)) or 1.0)


def distinct(members: Sequence[Fingerprint]) -> list[Fingerprint]:
    """The members without near-copies of earlier ones, so that reprints do not outvote the rest."""
    kept = list[Fingerprint]()
    for member in members:
        if not any(resemblance(member, other) >= NEAR_COPY for other in kept):
            kept.append(member)
    return kept


def resemblance(left: Fingerprint, right: Fingerprint) -> float:
    """Estimated share of common word runs, from the smallest hashes of both."""
    common = len(left.sketch & right.sketch)
    room = max(len(left.sketch), len(right.sketch))
    if common * 4 < room:  # below any threshold in use; saves sorting for almost all pairs
        return 0.0
    union = sorted(left.sketch | right.sketch)[:room]
    return sum(value in left.sketch and value in right.sketch for value in union) / len(union)


def measure(article: Fingerprint, story: Story, *, size: int = 0) -> Measures:
    """``size``: all members of the story where only some are at hand."""
    members = story.members
    gram_pairs = story.grams @ article.gram_vector
    pairs = np.array([dot(article.terms, member.terms) for member in members])
    centre = (dot(article.terms, story.terms) + float(story.gram_centre @ article.gram_vector)) / 2
    gap, unknown = _gap(article, members)
    return Measures(
        similarity=math.log(max(centre, 0.01)),
        fit=math.log(max(float(np.median((pairs + gram_pairs) / 2)), 0.01)),
        cover=fmean(cover(article, member) for member in members),
        names=fmean(dot(article.names, member.names) for member in members),
        places_differ=_places_differ(article, members),
        days_shared=_days_shared(article, members),
        days_differ=_days_differ(article, members),
        gap=min(gap, 30.0) / 10,
        gap_unknown=unknown,
        decay=math.exp(-(gap**2) / (2 * DECAY_DAYS**2)),
        same_source=fmean(float(bool(article.source) and member.source == article.source) for member in members),
        size=math.log(max(size, len(members))),
        length=math.log(5 + min(article.length, fmean(member.length for member in members))),
    )


def dot(left: Mapping[str, float], right: Mapping[str, float]) -> float:
    if len(left) > len(right):
        left, right = right, left
    return sum(weight * right[term] for term, weight in left.items() if term in right)


def cover(left: Fingerprint, right: Fingerprint) -> float:
    """How much of each one's title and lead the other's terms hold, by rarity; the mean of both ways."""
    return (_covered(left.head, right) + _covered(right.head, left)) / 2


def _covered(head: Mapping[str, float], other: Fingerprint) -> float:
    whole = sum(head.values())
    return sum(weight for term, weight in head.items() if term in other.terms) / whole if whole else 0.0


def _gap(article: Fingerprint, members: Sequence[Fingerprint]) -> tuple[float, float]:
    """Days to the nearest dated member, and the share of pairs without a known gap."""
    dated = [member.published for member in members if member.published]
    if article.published is None or not dated:
        return UNKNOWN_GAP, 1.0
    seconds = min(abs((article.published - moment).total_seconds()) for moment in dated)
    return seconds / 86_400, 1 - len(dated) / len(members)


def _places_differ(article: Fingerprint, members: Sequence[Fingerprint]) -> float:
    """Share of members with places of which the article names none, and the other way round."""
    mine = set(article.places)
    theirs = [set(member.places) for member in members if member.places]
    return fmean(float(not mine & places) for places in theirs) if mine and theirs else 0.0


def _days_shared(article: Fingerprint, members: Sequence[Fingerprint]) -> float:
    """Days named by both, up to ``DAYS_COUNTED``: one may be chance, several are one course of events."""
    mine = set(article.days)
    return fmean(min(DAYS_COUNTED, len(mine & set(member.days))) / DAYS_COUNTED for member in members)


def _days_differ(article: Fingerprint, members: Sequence[Fingerprint]) -> float:
    """Share of dated members that name no day the article names."""
    mine = set(article.days)
    theirs = [set(member.days) for member in members if member.days]
    return fmean(float(not mine & days) for days in theirs) if mine and theirs else 0.0
