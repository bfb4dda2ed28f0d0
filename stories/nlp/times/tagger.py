"""The temporal tagger: a document and its sentences in, resolved time expressions out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from stories.nlp.times.english import tag_english
from stories.nlp.times.findings import Finding, find
from stories.nlp.times.reckoning import Reckoning
from stories.nlp.times.resolvers import RESOLVERS
from stories.nlp.types import Document, Sentence, TimeExpression

ARTICLE = re.compile(r"(?<!\w)(?:d(?:er|ie|as|en|em)|D(?:er|ie|as|en|em))\s{1,3}$")
WITH_ARTICLE = {"unit-shift", "quarter", "decade", "century", "era"}


def tag_times(document: Document, sentences: Sequence[Sentence]) -> tuple[TimeExpression, ...]:
    """Every time expression of the text in text order, without overlaps."""
    if document.language.startswith("en"):
        return tuple(tag_english(document.text))
    findings = list(find(document.text))
    reckoning = Reckoning(document, sentences, _resolve, findings)
    for finding in findings:
        reckoning.done.extend(_with_article(found, finding, document.text) for found in _resolve(finding, reckoning))
    return tuple(_without_overlaps(reckoning.done))


def _resolve(finding: Finding, reckoning: Reckoning) -> list[TimeExpression]:
    """A date beyond the calendar (year 1 or 9999 and a step further) is left out rather than guessed."""
    try:
        return RESOLVERS[finding.rule](finding, reckoning)
    except (OverflowError, ValueError):
        return []


def _with_article(expression: TimeExpression, finding: Finding, text: str) -> TimeExpression:
    """ "den vergangenen Jahren" is marked with its article; a contracted one ("im") belongs to the preposition."""
    if finding.rule not in WITH_ARTICLE or expression.start != finding.start or not _takes_article(finding):
        return expression
    article = ARTICLE.search(text, max(0, expression.start - 8), expression.start)
    return replace(expression, start=article.start()) if article else expression


def _takes_article(finding: Finding) -> bool:
    """ "die voriges Jahr gemessene Teuerung": a strong ending stands without article, and so does "dieser"."""
    shift = finding.get("shift").lower()
    return not finding.get("mod") and (not shift or (shift.endswith(("e", "en")) and not shift.startswith("dies")))


def _without_overlaps(expressions: list[TimeExpression]) -> list[TimeExpression]:
    ordered = sorted(expressions, key=lambda expression: (expression.start, -expression.end))
    return ordered[:1] + [later for earlier, later in pairwise(ordered) if later.start >= earlier.end]
