"""The temporal tagger: a document and its sentences in, resolved time expressions out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from stories.nlp.times.findings import Finding, find
from stories.nlp.times.reckoning import Reckoning
from stories.nlp.times.resolvers import RESOLVERS
from stories.nlp.types import Document, Sentence, TimeExpression


def tag_times(document: Document, sentences: Sequence[Sentence]) -> tuple[TimeExpression, ...]:
    """Every time expression of the text in text order, without overlaps."""
    findings = list(find(document.text))
    reckoning = Reckoning(document, sentences, _resolve, findings)
    for finding in findings:
        reckoning.done.extend(_resolve(finding, reckoning))
    return tuple(_without_overlaps(reckoning.done))


def _resolve(finding: Finding, reckoning: Reckoning) -> list[TimeExpression]:
    """A date beyond the calendar (year 1 or 9999 and a step further) is left out rather than guessed."""
    try:
        return RESOLVERS[finding.rule](finding, reckoning)
    except (OverflowError, ValueError):
        return []


def _without_overlaps(expressions: list[TimeExpression]) -> list[TimeExpression]:
    ordered = sorted(expressions, key=lambda expression: (expression.start, -expression.end))
    return ordered[:1] + [later for earlier, later in pairwise(ordered) if later.start >= earlier.end]
