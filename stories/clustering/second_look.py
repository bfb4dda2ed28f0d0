"""Stories with their members → pairs of stories that should be one, and members that fit badly.

A story may begin twice, because its first reports have little in common. Once both halves hold
several articles there is far more evidence than a single article gives, and this look finds it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import fmean

from stories.clustering.fingerprint import Fingerprint
from stories.clustering.memory import MemoryArchive
from stories.clustering.scoring import Story, Weights, measure, weights
from stories.clustering.types import Candidate

SUGGEST = 0.1
"""As far below the bar for merging editors are asked whether two stories are one."""

MERGE_MEMBERS = 5
"""Members that two stories need together before a machine merges them."""

MISFIT = 0.1
"""Probability below which a member is shown to editors as fitting badly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Union:
    """Two stories that look like one. ``certain``: above the bar for merging by machine."""

    story: str
    other: str
    score: float
    certain: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Misfit:
    article: str
    story: str
    score: float


def find_union(story: Candidate, others: Sequence[Candidate], *, learned: Weights | None = None) -> Union | None:
    """The other story most probably the same as ``story``; locked ones are only suggested."""
    scored = [(union_score(story, other, learned=learned), other) for other in others if other.story != story.story]
    score, best = max(scored, key=lambda entry: (entry[0], entry[1].story), default=(0.0, story))
    bar = _weights(story, learned).merge
    if score < bar - SUGGEST:
        return None
    enough = max(story.size, len(story.members)) + max(best.size, len(best.members)) >= MERGE_MEMBERS
    certain = score >= bar and enough and not (story.locked or best.locked)
    return Union(story=story.story, other=best.story, score=round(score, 4), certain=certain)


def merge_certain(archive: MemoryArchive, *, weights_for: Callable[[str], Weights] | None = None) -> list[Union]:
    """Merge in ``archive`` what is certain, the smaller story into the larger one, until nothing is."""
    merged = list[Union]()
    for story in sorted(archive.stories(), key=lambda story: (-archive.story(story).size, story)):
        while story in archive.stories() and archive.story(story).size > 1:
            learned = weights_for(story) if weights_for else None
            union = find_union(archive.story(story), archive.neighbours(story), learned=learned)
            if union is None or not union.certain or archive.story(union.other).size > archive.story(story).size:
                break
            archive.move(union.other, story)
            merged.append(union)
    return merged


def union_score(left: Candidate, right: Candidate, *, learned: Weights | None = None) -> float:
    """Mean probability that a member of one story belongs to the other one."""
    return fmean([*_probabilities(left, right, learned), *_probabilities(right, left, learned)])


def find_misfits(story: Candidate, *, learned: Weights | None = None) -> list[Misfit]:
    """Members that the rest of their story would not take, the worst first."""
    found = []
    for key, member in story.members if len(story.members) > 2 else ():
        rest = [other for place, other in story.members if place != key]
        score = (learned or weights(member.language)).probability(measure(member, Story(rest), size=story.size - 1))
        found.append(Misfit(article=key, story=story.story, score=round(score, 4)))
    return sorted((entry for entry in found if entry.score < MISFIT), key=lambda entry: (entry.score, entry.article))


def _probabilities(articles: Candidate, story: Candidate, learned: Weights | None) -> list[float]:
    whole = Story(_members(story))
    table = _weights(story, learned)
    return [table.probability(measure(member, whole, size=story.size)) for member in _members(articles)]


def _weights(story: Candidate, learned: Weights | None) -> Weights:
    return learned or weights(story.members[0][1].language)


def _members(story: Candidate) -> list[Fingerprint]:
    return [member for _, member in story.members]
