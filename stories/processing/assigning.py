"""The assign stage: an annotated article in, its story and why out; one article at a time per language."""

from __future__ import annotations

from django.db import connection, transaction

from stories.clustering.candidates import DatabaseArchive
from stories.clustering.decision import choose_story
from stories.clustering.fingerprint import Fingerprint
from stories.clustering.types import Choice
from stories.models import Article, Story
from stories.processing.links import links_for

# Serialises deciding per language. It ends with its transaction, so a killed worker never holds it.
LOCK = "select pg_advisory_xact_lock(hashtext(%s))"


def assign_article(article_id: int, *, again: bool = False) -> list[int]:
    """Assign the article to its story, or to a new one; the stories that must be rebuilt.

    An article that has a story keeps it unless ``again``; one that is alone in its story keeps
    that story unless another wins, so that running twice changes nothing.
    """
    with transaction.atomic():
        article = Article.objects.select_related("fingerprint").filter(pk=article_id).first()
        if article is None or article.is_withdrawn or not hasattr(article, "fingerprint"):
            return []
        with connection.cursor() as cursor:
            cursor.execute(LOCK, [f"assign-{article.language.split('-')[0]}"])
        article.refresh_from_db(fields=["story"])
        if article.story_id and not again:
            return [article.story_id]
        return _decide(article)


def _decide(article: Article) -> list[int]:
    before = article.story_id
    marks = Fingerprint.from_json(article.fingerprint.data)
    archive = DatabaseArchive(without=article.pk)
    choice = choose_story(marks, archive.candidates(marks), links=links_for(article))
    after = _story_of(article, choice)
    article.story_id, article.why = after, choice.why.to_json()
    article.save(update_fields=["story", "why"])
    return [story for story in dict.fromkeys([before, after]) if story is not None]


def _story_of(article: Article, choice: Choice) -> int:
    """The chosen story; else the one in which the article is alone; else a new one."""
    if choice.story is not None:
        return int(choice.story)
    own = article.story
    if own is not None and not own.articles.exclude(pk=article.pk).exists():
        return own.pk
    return Story.objects.create(language=article.language.split("-")[0]).pk
