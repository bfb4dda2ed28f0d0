"""Feeds and calendar: stable ids, true dates, only what readers may see."""

from __future__ import annotations

from datetime import date

import feedparser
import pytest
from django.test import Client
from icalendar import Calendar

from stories.models import Entity, Source, Story
from tests.example import Example, make_example
from tests.factories import make_article, make_entry, make_story, sentence_at


@pytest.fixture
def example(db: None) -> Example:
    return make_example()


def entries(client: Client, address: str) -> list[feedparser.FeedParserDict]:
    response = client.get(address)
    assert response.status_code == 200
    parsed = feedparser.parse(response.content)
    assert not parsed.bozo
    return list(parsed.entries)


def test_all_stories_are_entries_with_a_tag_uri(client: Client, example: Example) -> None:
    (entry,) = entries(client, "/feed.atom")
    assert entry.id.startswith("tag:")
    assert entry.id.endswith(f"story/{example.story.pk}")


def test_an_entrys_id_and_time_survive_a_new_title(client: Client, example: Example) -> None:
    (before,) = entries(client, "/feed.atom")
    Story.objects.filter(pk=example.story.pk).update(editor_title="Ein ganz anderer Titel")
    (after,) = entries(client, "/feed.atom")
    assert (after.id, after.updated) == (before.id, before.updated)
    assert after.title == "Ein ganz anderer Titel"


def test_a_story_lists_its_reports(client: Client, example: Example) -> None:
    listed = entries(client, f"/geschichte/{example.story.pk}/feed.atom")
    assert len(listed) == example.story.articles.published().count()


def test_names_and_sources_have_feeds(client: Client, example: Example) -> None:
    entity = Entity.objects.filter(mentions__article__story=example.story)[0]
    source = Source.objects.filter(articles__story=example.story)[0]
    assert len(entries(client, f"/name/{entity.pk}/feed.atom")) == 1
    assert len(entries(client, f"/quelle/{source.slug}/feed.atom")) == 1


@pytest.mark.parametrize(
    "address",
    ["/geschichte/9999/feed.atom", "/name/9999/feed.atom", "/quelle/keine/feed.atom", "/geschichte/9999/kalender.ics"],
)
def test_unknown_feeds_are_404(client: Client, db: None, address: str) -> None:
    assert client.get(address).status_code == 404


def test_planned_entries_become_a_calendar(client: Client, db: None) -> None:
    article = make_article(sentences=["Am 20. Januar soll die Brücke öffnen."])
    story = make_story(article)
    make_entry(story, sentence_at(article, 0), begin=date(2017, 1, 20), lane="planned", date="2017-01-20")
    calendar = Calendar.from_ical(client.get(f"/geschichte/{story.pk}/kalender.ics").content)
    (event,) = calendar.walk("VEVENT")
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2017, 1, 20), date(2017, 1, 21))
    assert "soll die Brücke öffnen" in event["SUMMARY"]


def test_a_feed_needs_the_same_queries_for_many_stories(
    client: Client, db: None, django_assert_max_num_queries: object
) -> None:
    for _ in range(12):
        make_story(make_article())
    with django_assert_max_num_queries(4):  # type: ignore[operator]
        entries(client, "/feed.atom")
