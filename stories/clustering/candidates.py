"""A fingerprint in; the candidate stories that PostgreSQL finds for it out. The one module here that knows the tables.

Each of the article's keys asks an index for the newest articles that have it within the window, so
the cost depends on the number of keys and never on the size of the archive.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db import connection

from stories.clustering.boilerplate import Printed
from stories.clustering.fingerprint import Fingerprint
from stories.clustering.types import CANDIDATE_ARTICLES, MEMBERS, WINDOW_DAYS, Candidate
from stories.models import Article, Story
from stories.models import Fingerprint as FingerprintRow

EARLIER_ARTICLES = 20  # of the same source, whose furniture is left out of a fingerprint
CANDIDATE_STORIES = 16  # with most shared keys; the decision measures fewer still

SHARING_KEYS = """
    select hit.article_id, count(*) as shared
    from unnest(%(keys)s::text[]) as wanted(key)
    cross join lateral (
        select article_id from stories_fingerprintkey
        where key = wanted.key and published_at between %(since)s and %(until)s and article_id <> %(without)s
        order by published_at desc, article_id desc limit %(limit)s
    ) as hit
    group by hit.article_id order by shared desc, hit.article_id desc limit %(limit)s
"""
NEWEST_MEMBERS = """
    select wanted.story_id, newest.id, newest.members
    from unnest(%(stories)s::bigint[]) as wanted(story_id)
    cross join lateral (
        select id, count(*) over () as members from stories_article
        where story_id = wanted.story_id and id <> %(without)s
        order by published_at desc, id desc limit %(limit)s
    ) as newest
"""


def index_key(language: str, key: str) -> str:
    """How a key is stored: only articles of one language are compared."""
    return f"{language}:{key}"[:90]


def printed_earlier(article: Article) -> list[Printed]:
    """What the article's source printed in the articles before it."""
    earlier = FingerprintRow.objects.filter(
        article__source=article.source_id, article__published_at__lte=article.published_at
    )
    rows = earlier.exclude(pk=article.pk).order_by("-article__published_at", "-pk")[:EARLIER_ARTICLES]
    heads_and_runs = rows.values_list("data__head_words", "data__runs")
    return [Printed(frozenset(head or ()), frozenset(runs or ())) for head, runs in heads_and_runs]


class DatabaseArchive:
    """The archive of earlier articles in PostgreSQL, without the article that is being decided."""

    def __init__(self, *, without: int) -> None:
        self.without = without

    def candidates(self, article: Fingerprint) -> Sequence[Candidate]:
        """Stories of the same language and time that share keys with the article, most shared keys first."""
        sharing = self._sharing_keys(article)
        by_story: defaultdict[int, list[int]] = defaultdict(list)
        for pk, story in self._stories_of(sharing):
            by_story[story].append(pk)
        nearest = sorted(by_story, key=lambda story: (-sum(sharing[pk] for pk in by_story[story]), story))
        return self._candidates({story: by_story[story] for story in nearest[:CANDIDATE_STORIES]})

    def _sharing_keys(self, article: Fingerprint) -> dict[int, int]:
        if article.published is None or not article.keys:
            return {}
        window = timedelta(days=WINDOW_DAYS)
        keys = [index_key(article.language, key) for key in article.keys]
        with connection.cursor() as cursor:
            since, until = article.published - window, article.published + window
            parameters: dict[str, Any] = {"keys": keys, "since": since, "until": until}
            cursor.execute(SHARING_KEYS, parameters | {"without": self.without, "limit": CANDIDATE_ARTICLES})
            return dict(cursor.fetchall())

    def _stories_of(self, sharing: dict[int, int]) -> list[tuple[int, int]]:
        """(article, story) of the articles that belong to a living story, those with most shared keys first."""
        rows = Article.objects.filter(pk__in=sharing, story__isnull=False).exclude(status=Article.Status.WITHDRAWN)
        return sorted(rows.values_list("pk", "story_id"), key=lambda row: (-sharing[row[0]], -row[0]))

    def _candidates(self, by_story: dict[int, list[int]]) -> list[Candidate]:
        members, sizes = self._members(by_story)
        wanted = {pk for keys in members.values() for pk in keys}
        marks = {row.pk: Fingerprint.from_json(row.data) for row in FingerprintRow.objects.filter(pk__in=wanted)}
        locked = set(Story.objects.filter(pk__in=by_story, locked=True).values_list("pk", flat=True))
        return [
            Candidate(
                story=str(story), size=sizes[story], locked=story in locked,
                members=tuple((str(pk), marks[pk]) for pk in members[story] if pk in marks),
            )
            for story in by_story
        ]  # fmt: skip

    def _members(self, by_story: dict[int, list[int]]) -> tuple[dict[int, list[int]], dict[int, int]]:
        """Up to MEMBERS members a story, half of them nearest by keys, half the newest; and the stories' sizes."""
        members = {story: keys[: MEMBERS // 2] for story, keys in by_story.items()}
        sizes = {story: len(keys) for story, keys in by_story.items()}
        with connection.cursor() as cursor:
            cursor.execute(NEWEST_MEMBERS, {"stories": list(by_story), "without": self.without, "limit": MEMBERS})
            for story, pk, size in cursor.fetchall():
                sizes[story] = size
                if pk not in members[story] and len(members[story]) < MEMBERS:
                    members[story].append(pk)
        return members, sizes
