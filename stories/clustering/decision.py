"""Fingerprint, candidate stories and editors' links → Choice: the story to join, and why.

Precision first: the article joins the most probable story only if the probability passes a
threshold chosen for few false merges and if most of the story's members fit it, so that no chain
of neighbours can grow into one story.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

import numpy as np

from stories.clustering.fingerprint import Fingerprint
from stories.clustering.scoring import NEAR_COPY, Measures, Story, Weights, dot, measure, resemblance, weights
from stories.clustering.types import Candidate, Choice, Links, Rule, Why

COMPARED = 8
"""Candidates measured in full: those nearest by letter runs."""

SHOWN = 6


@dataclass(frozen=True, slots=True)
class Scored:
    candidate: Candidate
    score: float
    measures: Measures


def choose_story(
    article: Fingerprint,
    candidates: Sequence[Candidate],
    links: Links | None = None,
    *,
    learned: Weights | None = None,
) -> Choice:
    """``learned``: weights to use in place of the stored ones (training)."""
    links = links or Links()
    table = learned or weights(article.language)
    scored = rank(article, candidates, table)
    if links.must is not None:
        return Choice(story=links.must, why=_why(article, scored, table, rule="editor", story=links.must))
    free = [entry for entry in scored if not entry.candidate.locked and entry.candidate.story not in links.cannot]
    why = _why(article, free, table, rule="score" if free else "no-candidate")
    return Choice(story=free[0].candidate.story if free and joins(free[0], table) else None, why=why)


def joins(entry: Scored, table: Weights) -> bool:
    return entry.score >= table.threshold and math.exp(entry.measures.fit) >= table.least_fit


def rank(article: Fingerprint, candidates: Sequence[Candidate], table: Weights) -> list[Scored]:
    """The nearest candidates with their probabilities, the best first; equal ones by story key."""
    scored = []
    for candidate in nearest(article, candidates):
        measures = measure(article, Story(_fingerprints(candidate)), size=candidate.size)
        scored.append(Scored(candidate, table.probability(measures), measures))
    return sorted(scored, key=lambda entry: (-entry.score, entry.candidate.story))


def nearest(article: Fingerprint, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The ``COMPARED`` candidates with the most similar letter runs, a cheap measure."""

    def likeness(candidate: Candidate) -> float:
        centre = np.sum([member.gram_vector for member in _fingerprints(candidate)], axis=0)
        return float(centre @ article.gram_vector) / (float(np.linalg.norm(centre)) or 1.0)

    return heapq.nsmallest(COMPARED, candidates, key=lambda candidate: (-likeness(candidate), candidate.story))


def _fingerprints(candidate: Candidate) -> list[Fingerprint]:
    return [member for _, member in candidate.members]


def _why(
    article: Fingerprint, scored: Sequence[Scored], table: Weights, *, rule: Rule, story: str | None = None
) -> Why:
    """The reasons for ``story``, by default the best one."""
    best = next((entry for entry in scored if story is None or entry.candidate.story == story), None)
    if best is None:
        return Why(rule=rule, threshold=table.threshold, story=story)
    after = next((entry for entry in scored if entry is not best), None)
    key, member = max(best.candidate.members, key=lambda pair: (dot(article.terms, pair[1].terms), pair[0]))
    return Why(
        rule=rule,
        score=round(best.score, 4),
        threshold=table.threshold,
        story=best.candidate.story,
        nearest=key,
        near_copy=resemblance(article, member) >= NEAR_COPY,
        shared_names=_shared(article.names, member.names, article.name_forms),
        shared_terms=_shared(article.terms, member.terms, article.forms),
        shared_days=tuple(day.isoformat() for day in article.days if day in member.days)[:SHOWN],
        next_story=after.candidate.story if after else None,
        next_score=round(after.score, 4) if after else 0.0,
        measures={name: round(value, 4) for name, value in asdict(best.measures).items()},
    )


def _shared(mine: Mapping[str, float], theirs: Mapping[str, float], forms: Mapping[str, str]) -> tuple[str, ...]:
    """What both have, the weightiest first, in a readable form."""
    common = sorted(mine.keys() & theirs.keys(), key=lambda term: (-mine[term] * theirs[term], term))
    return tuple(dict.fromkeys(forms[term] for term in common if term in forms))[:SHOWN]
