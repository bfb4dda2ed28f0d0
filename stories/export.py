"""Stories' rows in, the exchange objects of the contract out; used by the export command and the API."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from stories.models import Agreement, Article, Mention, Sentence, Story, TimelineEntry

Exchange = dict[str, Any]


def export_story(story: Story) -> Exchange:
    """One story as published: its articles, timeline, comparison, overview and names, each with its places."""
    articles = {a.pk: a.key for a in Article.objects.published().filter(story=story).order_by("published_at", "pk")}
    agreements = list(story.agreements.for_page().order_by("position"))
    return {
        "story": str(story.pk),
        "title": story.headline,
        "articles": list(articles.values()),
        "timeline": [_entry(entry, articles) for entry in story.timeline.for_page()],
        "shared": [_stated(a, articles) for a in agreements if a.source_count > 1],
        "only": [place for a in agreements if a.source_count == 1 for place in _stated(a, articles)],
        "differs": [_places((d.left, d.right), articles) for d in story.differences.for_page()],
        "origins": [[articles[pk] for pk in group["articles"] if pk in articles] for group in story.origins],
        "overview": _places((h.sentence for h in story.highlights.for_proof()), articles),
        "names": _names(story, articles),
    }


def _entry(entry: TimelineEntry, articles: dict[int, str]) -> Exchange:
    sentences = [proof.sentence for proof in sorted(entry.evidence.all(), key=lambda proof: proof.position)]
    return {
        "date": entry.date, "lane": entry.lane, "kind": entry.kind, "precision": entry.precision,
        "end": entry.end.isoformat() if entry.end else None, "text": _words(sentences),
        "evidence": _places(sentences, articles),
    }  # fmt: skip


def _words(sentences: list[Sentence]) -> str:
    """The first sentence behind an entry whose source lets its words be shown."""
    return next((words for s in sentences if (words := str(s.text))), "")  # type: ignore[attr-defined]  # for_proof


def _places(sentences: Iterable[Sentence], articles: dict[int, str]) -> list[Exchange]:
    """A sentence of a report that is no longer public has no place."""
    return [
        {"article": articles[s.article_id], "start": s.start, "end": s.end}
        for s in sentences
        if s.article_id in articles
    ]


def _stated(agreement: Agreement, articles: dict[int, str]) -> list[Exchange]:
    """Where an agreement stands: sentences, or the clauses of them that state it."""
    return [
        {"article": articles[place.sentence.article_id], "start": place.start, "end": place.end}
        for place in agreement.places.all()
        if place.sentence.article_id in articles
    ]


def _names(story: Story, articles: dict[int, str]) -> list[Exchange]:
    mentions = Mention.objects.filter(article_id__in=articles, entity__hidden=False).select_related("entity")
    grouped: defaultdict[tuple[str, str], list[Exchange]] = defaultdict(list)
    for m in mentions.order_by("article__published_at", "article_id", "start"):
        place = {"article": articles[m.article_id], "start": m.start, "end": m.end, "form": m.form}
        grouped[m.entity.name, m.entity.label].append(place)
    return [{"name": name, "label": label, "mentions": places} for (name, label), places in grouped.items()]
