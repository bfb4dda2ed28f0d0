"""What two sentences have in common, as numbers: two weighted signatures in, features out."""

from __future__ import annotations

import math
from collections.abc import Sequence

from stories.comparison.quantities import clash
from stories.comparison.signature import Days, Signature
from stories.comparison.weighing import Weighted

Features = dict[str, float]
_MOST_SHARED = 5
_CERTAIN = 0.9999


def first_look(left: Signature, right: Signature, ours: Weighted, theirs: Weighted) -> Features:
    """Shared words, names, times and figures of one pair on its own."""
    there, back = _shared(ours, theirs), _shared(theirs, ours)
    mass = {kind: (there[kind] + back[kind]) / 2 for kind in there}
    matched = sum(mass.values())
    touch = days_touch(left.days, right.days)
    return {
        "overlap": 2 * matched / (ours.total + theirs.total + 1e-9),
        "contained": max(sum(there.values()) / (ours.total + 1e-9), sum(back.values()) / (theirs.total + 1e-9)),
        "mass": math.log1p(matched),
        "words": math.log1p(mass["word"]),
        "names": math.log1p(mass["name"]),
        "times": math.log1p(mass["time"]),
        "figures": math.log1p(mass["figure"]),
        "tokens": min(_MOST_SHARED, matched_tokens(ours, theirs)),
        "days_touch": float(touch),
        "telling_day": float(bool(left.telling_days & right.telling_days)),
        "days_clash": float(bool(left.days and right.days) and not touch),
        "same_unit": float(same_unit(left, right)),
        "figures_clash": float(figures_clash(left, right)),
    }


def second_look(score: float, neighbours: Sequence[float], lead: tuple[float, float]) -> Features:
    """The pair among its neighbours: do the sentences around it match, too, and is it the best of its row?"""
    beside, across, near = neighbours
    return {
        "logit": logit(score),
        "beside": beside,
        "across": across,
        "near": near,
        "least_lead": min(lead),
        "most_lead": max(lead),
    }


def logit(probability: float) -> float:
    bounded = min(max(probability, 1 - _CERTAIN), _CERTAIN)
    return math.log(bounded / (1 - bounded))


def days_touch(left: Sequence[Days], right: Sequence[Days]) -> bool:
    return any(a[0] <= b[1] and b[0] <= a[1] for a in left for b in right)


def same_unit(left: Signature, right: Signature) -> bool:
    units = {figure.unit for figure in left.quantities if figure.unit}
    return any(figure.unit in units for figure in right.quantities)


def figures_clash(left: Signature, right: Signature) -> bool:
    return any(a.unit and a.unit == b.unit and clash(a, b) for a in left.quantities for b in right.quantities)


def matched_tokens(ours: Weighted, theirs: Weighted) -> int:
    """How many of our words and names stand in the other sentence in full."""
    return sum(token[0][0] in theirs.keys for token in ours.tokens)


def _shared(ours: Weighted, theirs: Weighted) -> dict[str, float]:
    """What our tokens find in the other sentence, by kind; plain loops, since this runs for every pair."""
    mass = {"word": 0.0, "name": 0.0, "time": 0.0, "figure": 0.0}
    there = theirs.keys.get
    for token, kind in zip(ours.tokens, ours.kinds, strict=True):
        best = 0.0
        for key, weight in token:
            other = there(key)
            if other is not None and weight * other > best:
                best = weight * other
        mass[kind] += best
    return mass
