"""Atom feeds of all stories, one story, one name, one source; and a story's planned entries as a calendar.

Entry ids are tag URIs (RFC 4151) made of the row's number: they never change, whatever the title or
address does. ``updated`` is the time of the newest report, so rebuilding alone wakes no reader.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event

from stories.models import Article, Entity, Source, Story, TimelineEntry

NEWEST = 30
FOUNDED = 2026  # the year in our tag URIs; it names the scheme, not the entry


def tag(kind: str, number: int) -> str:
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    return f"tag:{host},{FOUNDED}:{kind}/{number}"


def absolute(path: str) -> str:
    return f"{settings.SITE_URL}{path}"


class StoryItems(Feed[Story, Any]):
    """Stories as entries: the title, and the verbatim sentences of the overview."""

    feed_type = Atom1Feed
    link = "/"

    def title(self, obj: Any = None) -> str:
        return str(settings.SITE_NAME)

    def feed_guid(self, obj: Any = None) -> str:
        return tag("feed", getattr(obj, "pk", 0))

    def rows(self, obj: Any) -> QuerySet[Story]:
        return Story.objects.visible()

    def items(self, obj: Any) -> list[Story]:
        return list(self.rows(obj).for_list().order_by("-last_published", "-pk")[:NEWEST])  # type: ignore[attr-defined]

    def item_title(self, item: Story) -> str:
        return item.headline

    def item_description(self, item: Story) -> str:
        shown = [highlight.sentence for highlight in item.highlights.all()[:3]]
        return " ".join(f"{s.text} ({s.article.source.name})" for s in shown if s.text)  # type: ignore[attr-defined]

    def item_guid(self, item: Story) -> str:
        return tag("story", item.pk)

    def item_pubdate(self, item: Story) -> datetime | None:
        return item.first_published

    def item_updateddate(self, item: Story) -> datetime | None:
        return item.last_published


class AllStories(StoryItems):
    def get_object(self, request: HttpRequest) -> None:
        return None


class NameStories(StoryItems):
    """Stories in which a name is mentioned."""

    def get_object(self, request: HttpRequest, pk: int) -> Entity:
        return get_object_or_404(Entity.objects.visible(), pk=pk)

    def title(self, obj: Any = None) -> str:
        return f"{obj.name} – {settings.SITE_NAME}"

    def link(self, obj: Entity) -> str:  # type: ignore[override]
        return obj.get_absolute_url()

    def feed_guid(self, obj: Any = None) -> str:
        return tag("name", obj.pk)

    def rows(self, obj: Entity) -> QuerySet[Story]:
        mentioning = Article.objects.published().filter(mentions__entity=obj)
        return Story.objects.visible().filter(pk__in=mentioning.values("story"))


class SourceStories(StoryItems):
    """Stories on which a source reported."""

    def get_object(self, request: HttpRequest, slug: str) -> Source:
        return get_object_or_404(Source, slug=slug)

    def title(self, obj: Any = None) -> str:
        return f"{obj.name} – {settings.SITE_NAME}"

    def link(self, obj: Source) -> str:  # type: ignore[override]
        return obj.get_absolute_url()

    def feed_guid(self, obj: Any = None) -> str:
        return tag("source", obj.pk)

    def rows(self, obj: Source) -> QuerySet[Story]:
        return Story.objects.visible().filter(pk__in=Article.objects.published().filter(source=obj).values("story"))


class StoryReports(Feed[Article, Story]):
    """The reports of one story as entries."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, pk: int) -> Story:
        return get_object_or_404(Story.objects.visible(), pk=pk)

    def title(self, obj: Story) -> str:
        return f"{obj.headline} – {settings.SITE_NAME}"

    def link(self, obj: Story) -> str:
        return obj.get_absolute_url()

    def feed_guid(self, obj: Story) -> str:
        return tag("story", obj.pk)

    def items(self, obj: Story) -> list[Article]:
        reports = Article.objects.published().filter(story=obj).select_related("source").defer("text", "why")
        return list(reports.order_by("-published_at", "-pk")[:NEWEST])

    def item_title(self, item: Article) -> str:
        return item.title or _("Bericht ohne Titel")

    def item_description(self, item: Article) -> str:
        return item.source.name

    def item_author_name(self, item: Article) -> str:
        return item.source.name

    def item_guid(self, item: Article) -> str:
        return tag("report", item.pk)

    def item_pubdate(self, item: Article) -> datetime:
        return item.published_at

    item_updateddate = item_pubdate


@require_safe
def story_calendar(request: HttpRequest, pk: int) -> HttpResponse:
    """The story's planned entries with a day, as iCalendar (RFC 5545)."""
    story = get_object_or_404(Story.objects.visible(), pk=pk)
    calendar = Calendar()
    calendar.add("prodid", f"-//{settings.SITE_NAME}//DE")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", story.headline)
    for entry in story.timeline.for_page().filter(lane=TimelineEntry.Lane.PLANNED, begin__isnull=False):
        calendar.add_component(_event(story, entry))
    return HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")


def _event(story: Story, entry: TimelineEntry) -> Event:
    sentences = [proof.sentence for proof in entry.evidence.all()]
    said = [f"{s.text} ({s.article.source.name})" for s in sentences if s.text]  # type: ignore[attr-defined]
    begin, end = entry.begin, entry.end or entry.begin
    assert begin is not None  # noqa: S101 (the query asks for it)
    assert end is not None  # noqa: S101
    event = Event()
    event.add("uid", f"{story.pk}-{begin.isoformat()}-{entry.position}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("dtstamp", story.rebuilt_at or story.created_at)
    event.add("dtstart", begin)
    event.add("dtend", end + timedelta(days=1))  # the end is exclusive
    event.add("summary", said[0] if said else story.headline)
    event.add("description", "\n\n".join(said))
    event.add("url", absolute(story.get_absolute_url()))
    event.add("transp", "TRANSPARENT")
    return event
