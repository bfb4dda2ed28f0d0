"""Editors' decisions about an article in, the constraints of the assign stage out."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from stories.clustering.types import Links
from stories.models import Article, Decision

PAIRS = (Decision.Kind.SAME_STORY, Decision.Kind.NOT_SAME_STORY)


def links_for(article: Article) -> Links:
    """The story the article must be in, and those it must not be in. The newest decision about a pair counts."""
    pinned = (
        Decision.objects.in_force().filter(kind=Decision.Kind.PIN, article=article).order_by("-made_at", "-pk").first()
    )
    must = pinned.story_id if pinned else None
    cannot: set[int] = set()
    for kind, story in _decided_pairs(article):
        if kind == Decision.Kind.NOT_SAME_STORY:
            cannot.add(story)
        elif must is None:
            must = story
    return Links(must=str(must) if must else None, cannot=frozenset(str(story) for story in cannot - {must}))


def _decided_pairs(article: Article) -> Iterable[tuple[str, int]]:
    rows = Decision.objects.in_force().filter(Q(article=article) | Q(other_article=article), kind__in=PAIRS)
    seen: set[int] = set()
    for decision in rows.select_related("article", "other_article").order_by("-made_at", "-pk"):
        other = decision.other_article if decision.article_id == article.pk else decision.article
        if other is not None and other.story_id is not None and other.pk not in seen:
            seen.add(other.pk)
            yield decision.kind, other.story_id
