"""Rows for tests, created directly: small functions with sensible defaults, overridden by keyword."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from django.utils import timezone

from stories.models import (
    Agreement,
    AgreementPlace,
    Alias,
    Article,
    Difference,
    Entity,
    Highlight,
    Mention,
    Sentence,
    Source,
    Story,
    TimeExpression,
    TimelineEntry,
    TimelineEvidence,
)  # fmt: skip

_numbers = itertools.count(1)
PUBLISHED = datetime(2016, 11, 15, 8, 0, tzinfo=UTC)


def make_source(name: str = "", **fields: Any) -> Source:
    number = next(_numbers)
    name = name or f"Bote {number}"
    defaults = {"slug": f"quelle-{number}", "mark": f"Q{number % 100}", "slot": number % 8 + 1, "display": "full"}
    return Source.objects.create(name=name, **defaults | fields)


def make_article(source: Source | None = None, sentences: Sequence[Any] = (), **fields: Any) -> Article:
    """``sentences``: texts, or tuples (text, kind, speaker); an empty text starts a new paragraph."""
    number = next(_numbers)
    told = [one if isinstance(one, tuple) else (one, "own", "") for one in sentences or [f"Satz Nummer {number}."]]
    text, spans = join(told)
    defaults = {
        "title": f"Bericht {number}", "text": text, "published_at": PUBLISHED, "annotated_at": timezone.now(),
        "content_hash": hashlib.sha256(f"{number}{text}".encode()).hexdigest(),
    }  # fmt: skip
    article = Article.objects.create(source=source or make_source(), **defaults | fields)
    Sentence.objects.bulk_create(
        Sentence(
            article=article, position=n, start=start, end=end, paragraph=paragraph, kind=kind, speaker=speaker,
            chain=[speaker] if speaker else [],
        )
        for n, (start, end, paragraph, kind, speaker) in enumerate(spans, 1)
    )  # fmt: skip
    return article


def join(told: Sequence[tuple[str, str, str]]) -> tuple[str, list[tuple[int, int, int, str, str]]]:
    text, spans, paragraph = "", [], 0
    for words, kind, speaker in told:
        if not words:
            text, paragraph = text.rstrip() + "\n\n", paragraph + 1
            continue
        spans.append((len(text), len(text) + len(words), paragraph, kind, speaker))
        text += words + " "
    return text.rstrip(), spans


def sentence_at(article: Article, start: int) -> Sentence:
    return article.sentences.get(start__lte=start, end__gt=start)


def make_entity(name: str, label: str = "PER", aliases: Sequence[str] = (), **fields: Any) -> Entity:
    entity = Entity.objects.create(name=name, label=label, **fields)
    Alias.objects.bulk_create(Alias(entity=entity, text=text) for text in aliases)
    return entity


def make_mentions(article: Article, entity: Entity, text: str = "") -> list[Mention]:
    """Every place where the words stand in the article."""
    words, found, at = text or entity.name, [], -1
    while (at := article.text.find(words, at + 1)) >= 0:
        found.append(
            Mention.objects.create(
                article=article, sentence=sentence_at(article, at), entity=entity, start=at, end=at + len(words),
                label=entity.label, name=entity.name,
            )
        )  # fmt: skip
    return found


def make_time(article: Article, words: str, begin: date | None, **fields: Any) -> TimeExpression:
    at = article.text.index(words)
    defaults = {
        "type": "DATE", "value": begin.isoformat() if begin else "PAST_REF", "end_day": begin, "rule": "weekday",
        "anchor": "published", "anchor_day": article.published_at.date(),
    }  # fmt: skip
    return TimeExpression.objects.create(
        article=article, sentence=sentence_at(article, at), start=at, end=at + len(words), begin=begin,
        **defaults | fields,
    )  # fmt: skip


def make_story(*articles: Article, **fields: Any) -> Story:
    """A story of these articles with its counts as the merge stage would write them."""
    times = [article.published_at for article in articles]
    sources = {article.source_id for article in articles}
    copies = sum(article.copy_of_id is not None for article in articles)
    defaults = {
        "title": articles[0].title if articles else "Leere Geschichte", "article_count": len(articles),
        "source_count": len(sources), "origin_count": len(articles) - copies, "rank": len(sources),
        "first_published": min(times, default=None), "last_published": max(times, default=None),
    }  # fmt: skip
    story = Story.objects.create(**defaults | fields)
    for article in articles:
        article.story = story
        article.save(update_fields=["story"])
    return story


def make_entry(story: Story, *sentences: Sentence, begin: date | None = None, **fields: Any) -> TimelineEntry:
    """An entry whose evidence is dated by the first time expression of each sentence on that day."""
    defaults = {
        "position": story.timeline.count() + 1, "date": begin.isoformat() if begin else None, "begin": begin,
        "end": begin, "lane": "happened" if begin else "undated", "kind": "event",
        "precision": "day" if begin else "none",
    }  # fmt: skip
    entry = TimelineEntry.objects.create(story=story, **defaults | fields)
    for n, sentence in enumerate(sentences):
        time = sentence.times.filter(begin=begin).first() if begin else None
        TimelineEvidence.objects.create(entry=entry, position=n, sentence=sentence, time=time)
    return entry


def make_agreement(story: Story, *sentences: Sentence) -> Agreement:
    sources = {sentence.article.source_id for sentence in sentences}
    agreement = Agreement.objects.create(story=story, position=story.agreements.count(), source_count=len(sources))
    AgreementPlace.objects.bulk_create(
        AgreementPlace(agreement=agreement, sentence=one, start=one.start, end=one.end) for one in sentences
    )
    return agreement


def make_difference(story: Story, left: tuple[Sentence, str], right: tuple[Sentence, str], **fields: Any) -> Difference:
    """Each side: the sentence and the word in it that differs."""
    defaults = {"position": story.differences.count(), "grade": "figure"}
    return Difference.objects.create(
        story=story, left=left[0], right=right[0], left_words=[span(*left)], right_words=[span(*right)],
        **defaults | fields,
    )  # fmt: skip


def span(sentence: Sentence, word: str) -> tuple[int, int]:
    start = sentence.article.text.index(word, sentence.start)
    return start, start + len(word)


def make_highlight(story: Story, sentence: Sentence, *also: Sentence) -> Highlight:
    highlight = Highlight.objects.create(story=story, position=story.highlights.count(), sentence=sentence)
    highlight.also.set(also)
    return highlight
