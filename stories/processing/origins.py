"""A story's reports in; which are near-copies or rest on one statement, and how many origins remain, out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from stories.clustering.origins import count_origins, group_origins, group_statements
from stories.evidence import Report
from stories.models import Article
from stories.processing.reports import Material

REPORTED = ("quote", "reported-cue", "reported-carried")
LEAST_SHARE = 0.25  # of a report's sentences, from which on it rests on a speaker rather than quoting one in passing


@dataclass(frozen=True, slots=True)
class Origins:
    """``copies``: article → the first article of its near-copy group. ``groups``: as stored with the story."""

    copies: Mapping[str, str]
    groups: list[dict[str, Any]]
    count: int


def find_origins(material: Material) -> Origins:
    reports = {report.article: report for report in material.reports}
    copies = _first_published_first(group_origins({key: r.text for key, r in reports.items()}), material)
    speakers = {key: main_speakers(report) for key, report in reports.items()}
    statements = group_statements(speakers)
    groups = [{"kind": "near-copy", "articles": [int(key) for key in group]} for group in copies]
    groups += [
        {"kind": "statement", "speaker": speaker, "articles": [int(key) for key in articles]}
        for speaker, articles in statements.items()
    ]
    first = {key: group[0] for group in copies for key in group}
    return Origins(copies=first, groups=groups, count=count_origins(list(reports), copies, speakers))


def _first_published_first(groups: Sequence[Sequence[str]], material: Material) -> list[tuple[str, ...]]:
    order = {key: index for index, key in enumerate(material.articles)}
    return [tuple(sorted(group, key=order.__getitem__)) for group in groups]


def main_speakers(report: Report) -> frozenset[str]:
    """The speakers on whom the report rests, not those it quotes in passing."""
    numbers: defaultdict[str, int] = defaultdict(int)
    sentences = [s for s in report.sentences if s.kind != "nonsentence"]
    for sentence in sentences:
        if sentence.kind in REPORTED and sentence.speaker:
            numbers[sentence.speaker] += 1
    return frozenset(speaker for speaker, number in numbers.items() if number >= LEAST_SHARE * len(sentences))


def save_copies(material: Material, origins: Origins) -> None:
    """Mark each near-copy with the report it follows; the first published one stands for the group."""
    changed = []
    for key, article in material.articles.items():
        first = origins.copies.get(key, key)
        copy_of = None if first == key else int(first)
        if article.copy_of_id != copy_of:
            article.copy_of_id = copy_of
            changed.append(article)
    Article.objects.bulk_update(changed, ["copy_of"])
