"""A story's rows in, the pure stages' Reports out, and a way back from a Place to its sentence."""

from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast
from zoneinfo import ZoneInfo

from stories.evidence import Place, Report
from stories.models import Article, Mention, Sentence, Story, TimeExpression
from stories.nlp import types


@dataclass(frozen=True)
class Material:
    """Everything the merge stage reads of one story; ``sentences`` and ``times`` stand in text order."""

    articles: Mapping[str, Article]
    reports: Sequence[Report]
    sentences: Mapping[str, Sequence[Sentence]]
    times: Mapping[str, Sequence[TimeExpression]]

    def sentence_at(self, place: Place) -> Sentence:
        """The sentence that a Place stands for, which may be one clause of it."""
        rows = self.sentences[place.article]
        return rows[bisect.bisect_right(rows, place.start, key=lambda sentence: sentence.start) - 1]


def read_material(story: Story) -> Material:
    """Four queries, whatever the number of articles."""
    articles = {str(a.pk): a for a in _articles(story)}
    keys = [a.pk for a in articles.values()]
    sentences = _by_article(Sentence.objects.filter(article_id__in=keys).order_by("start"))
    times = _by_article(TimeExpression.objects.filter(article_id__in=keys).order_by("start"))
    mentions = _by_article(Mention.objects.filter(article_id__in=keys).select_related("entity").order_by("start"))
    reports = [_report(key, a, sentences[key], times[key], mentions[key]) for key, a in articles.items()]
    return Material(articles=articles, reports=reports, sentences=sentences, times=times)


def _articles(story: Story) -> list[Article]:
    published = Article.objects.published().filter(story=story)
    return list(published.select_related("source").order_by("published_at", "pk"))


def _by_article(rows: Any) -> defaultdict[str, list[Any]]:
    found: defaultdict[str, list[Any]] = defaultdict(list)
    for row in rows:
        found[str(row.article_id)].append(row)
    return found


def _report(
    key: str, article: Article, sentences: list[Sentence], times: list[TimeExpression], mentions: list[Mention]
) -> Report:
    return Report(
        article=key, source=str(article.source_id), title=article.title, text=article.text, language=article.language,
        published=article.published_at.astimezone(ZoneInfo(article.source.zone)),
        sentences=tuple(_sentence(s) for s in sentences), names=tuple(_mention(m) for m in mentions),
        times=tuple(_time(t) for t in times),
    )  # fmt: skip


def _sentence(row: Sentence) -> types.Sentence:
    return types.Sentence(
        start=row.start, end=row.end, paragraph=row.paragraph, kind=cast(types.Kind, row.kind),
        speaker=row.speaker or None, chain=tuple(row.chain), cue=row.cue,
    )  # fmt: skip


def _mention(row: Mention) -> types.Mention:
    """The mention under its entity's name, so that all reports of a story use one name."""
    return types.Mention(
        start=row.start, end=row.end, label=cast(types.Label, row.entity.label), name=row.entity.name,
        form=cast(types.Form, row.form),
    )  # fmt: skip


def _time(row: TimeExpression) -> types.TimeExpression:
    return types.TimeExpression(
        start=row.start, end=row.end, type=cast(types.TimexType, row.type), value=row.value,
        mod=cast(types.Modifier, row.mod), begin=row.begin, end_day=row.end_day, rule=row.rule,
        anchor=cast(types.Anchor, row.anchor), anchor_day=row.anchor_day, year_inferred=row.year_inferred,
    )  # fmt: skip
