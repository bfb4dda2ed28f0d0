"""The read-only API, version 1: stories, articles, names. Described at /api/v1/openapi.json."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from ninja import Field, NinjaAPI, Query, Router, Schema

from stories.export import export_story
from stories.models import Article, Entity, Source, Story

MAX_LIMIT, MAX_OFFSET = 100, 1_000_000

api = NinjaAPI(title="Quellenlage", version="1", urls_namespace="api", docs_url=None)
stories_api, articles_api, names_api = Router(tags=["stories"]), Router(tags=["articles"]), Router(tags=["names"])


class Page(Schema):
    limit: Annotated[int, Field(ge=1, le=MAX_LIMIT)] = 20
    offset: Annotated[int, Field(ge=0, le=MAX_OFFSET)] = 0

    def cut(self, rows: QuerySet[Any]) -> list[Any]:
        return list(rows[self.offset : self.offset + self.limit])


class StoryFilter(Page):
    source: Annotated[str, Field(max_length=80)] = ""
    since: datetime | None = None
    until: datetime | None = None
    min_sources: Annotated[int, Field(ge=1, le=1000)] = 1


class StoryItem(Schema):
    id: int
    title: str
    url: str
    sources: int
    articles: int
    origins: int
    first_published: datetime | None
    last_published: datetime | None


class ArticleItem(Schema):
    id: int
    key: str
    title: str
    url: str
    original_url: str
    source: str
    published: datetime
    language: str
    story: int | None


class NameItem(Schema):
    id: int
    name: str
    label: str
    url: str


class StoryList(Schema):
    count: int
    items: list[StoryItem]


class ArticleList(Schema):
    count: int
    items: list[ArticleItem]


class NameList(Schema):
    count: int
    items: list[NameItem]


def story_item(story: Story) -> dict[str, Any]:
    return {
        "id": story.pk, "title": story.headline, "url": story.get_absolute_url(), "sources": story.source_count,
        "articles": story.article_count, "origins": story.origin_count,
        "first_published": story.first_published, "last_published": story.last_published,
    }  # fmt: skip


def article_item(article: Article) -> dict[str, Any]:
    return {
        "id": article.pk, "key": article.key, "title": article.title, "url": article.get_absolute_url(),
        "original_url": article.url, "source": article.source.name, "published": article.published_at,
        "language": article.language, "story": article.story_id,
    }  # fmt: skip


def name_item(entity: Entity) -> dict[str, Any]:
    return {"id": entity.pk, "name": entity.name, "label": entity.label, "url": entity.get_absolute_url()}


@stories_api.get("/", response=StoryList, summary="Stories, newest report first")
def list_stories(request: HttpRequest, wanted: Query[StoryFilter]) -> dict[str, Any]:
    rows = Story.objects.visible().filter(source_count__gte=wanted.min_sources).order_by("-last_published", "-pk")
    if wanted.source:
        reported = Article.objects.published().filter(source__slug=wanted.source)
        rows = rows.filter(pk__in=reported.values("story"))
    if wanted.since:
        rows = rows.filter(last_published__gte=wanted.since)
    if wanted.until:
        rows = rows.filter(first_published__lte=wanted.until)
    return {"count": rows.count(), "items": [story_item(story) for story in wanted.cut(rows)]}


@stories_api.get("/{int:story_id}/", summary="One story with timeline, comparison, overview and names")
def get_story(request: HttpRequest, story_id: int) -> dict[str, Any]:
    story = Story.objects.visible().filter(pk=story_id).first()
    if story is None:
        raise Http404
    return {**export_story(story), "url": story.get_absolute_url()}


@articles_api.get("/", response=ArticleList, summary="Articles, newest first")
def list_articles(request: HttpRequest, wanted: Query[Page], source: str = "") -> dict[str, Any]:
    rows = Article.objects.published().select_related("source").order_by("-published_at", "-pk")
    if source:
        rows = rows.filter(source__in=Source.objects.filter(slug=source))
    return {"count": rows.count(), "items": [article_item(article) for article in wanted.cut(rows)]}


@articles_api.get("/{int:article_id}/", response=ArticleItem, summary="One article, without its text")
def get_article(request: HttpRequest, article_id: int) -> dict[str, Any]:
    article = Article.objects.published().select_related("source").filter(pk=article_id).first()
    if article is None:
        raise Http404
    return article_item(article)


@names_api.get("/", response=NameList, summary="Names, in German order")
def list_names(request: HttpRequest, wanted: Query[Page]) -> dict[str, Any]:
    rows = Entity.objects.visible().filter(mentions__isnull=False).distinct().order_by("sort_name", "pk")
    return {"count": rows.count(), "items": [name_item(entity) for entity in wanted.cut(rows)]}


@names_api.get("/{int:entity_id}/", response=NameItem, summary="One name")
def get_name(request: HttpRequest, entity_id: int) -> dict[str, Any]:
    entity = Entity.objects.visible().filter(pk=entity_id).first()
    if entity is None:
        raise Http404
    return name_item(entity)


api.add_router("/stories", stories_api)
api.add_router("/articles", articles_api)
api.add_router("/names", names_api)
