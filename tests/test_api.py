"""The read-only API: the contract's shapes, filters, limits, and only what readers may see."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from stories.models import Article, Source
from tests.example import Example, make_example
from tests.factories import make_article, make_story


@pytest.fixture
def example(db: None) -> Example:
    return make_example()


def get(client: Client, address: str, status: int = 200) -> Any:
    response = client.get(f"/api/v1/{address}")
    assert response.status_code == status, response.content
    return response.json()


def test_stories_are_listed_with_counts_and_address(client: Client, example: Example) -> None:
    listed = get(client, "stories/")
    assert listed["count"] == 1
    item = listed["items"][0]
    assert {"id", "title", "url", "sources", "articles", "first_published", "last_published"} <= item.keys()
    assert client.get(item["url"]).status_code == 200


def test_a_story_is_the_exports_object_with_its_address(client: Client, example: Example) -> None:
    story = get(client, f"stories/{example.story.pk}/")
    assert {
        "story",
        "title",
        "articles",
        "timeline",
        "shared",
        "only",
        "differs",
        "origins",
        "overview",
        "names",
        "url",
    } <= story.keys()
    assert story["timeline"][0].keys() >= {"date", "lane", "text", "evidence"}
    assert story["timeline"][0]["evidence"][0].keys() == {"article", "start", "end"}


def test_limit_and_offset_page_through(client: Client, db: None) -> None:
    for _ in range(3):
        make_story(make_article())
    seen = [get(client, f"stories/?limit=1&offset={offset}")["items"][0]["id"] for offset in range(3)]
    assert len(set(seen)) == 3
    assert get(client, "stories/?limit=1&offset=3")["items"] == []


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=101", "offset=-1", "limit=x", "since=gestern", "offset=99999999999"]
)
def test_nonsense_is_refused_and_never_breaks(client: Client, db: None, query: str) -> None:
    get(client, f"stories/?{query}", status=422)


def test_stories_can_be_filtered_by_source(client: Client, example: Example) -> None:
    slug = Source.objects.filter(articles__story=example.story)[0].slug
    assert get(client, f"stories/?source={slug}")["count"] == 1
    assert get(client, "stories/?source=keine")["count"] == 0


def test_articles_and_names_are_listed_and_read(client: Client, example: Example) -> None:
    for kind in ("articles", "names"):
        listed = get(client, f"{kind}/")
        assert listed["count"] >= 1
        assert get(client, f"{kind}/{listed['items'][0]['id']}/")["url"] == listed["items"][0]["url"]


def test_an_articles_text_is_not_given_away(client: Client, example: Example) -> None:
    assert "text" not in get(client, f"articles/{Article.objects.published()[0].pk}/")


@pytest.mark.parametrize("address", ["stories/999999/", "articles/999999/", "names/999999/"])
def test_an_unknown_number_is_404(client: Client, db: None, address: str) -> None:
    get(client, address, status=404)


def test_a_withdrawn_article_leaves_the_api(client: Client, example: Example) -> None:
    article = Article.objects.filter(story=example.story)[0]
    Article.objects.filter(pk=article.pk).update(status="withdrawn", text="")
    get(client, f"articles/{article.pk}/", status=404)
    assert article.key not in get(client, f"stories/{example.story.pk}/")["articles"]


def test_words_of_a_source_that_allows_only_links_are_not_exported(client: Client, example: Example) -> None:
    Source.objects.update(display="link")
    assert all(entry["text"] == "" for entry in get(client, f"stories/{example.story.pk}/")["timeline"])


def test_the_description_lists_every_address(client: Client, db: None) -> None:
    paths = get(client, "openapi.json")["paths"]
    assert {"/api/v1/stories/", "/api/v1/stories/{story_id}/", "/api/v1/articles/", "/api/v1/names/"} <= paths.keys()


def test_the_query_count_does_not_grow(client: Client, db: None, django_assert_max_num_queries: Any) -> None:
    for _ in range(2):
        make_story(make_article())
    with django_assert_max_num_queries(2):
        get(client, "stories/")
    for _ in range(10):
        make_story(make_article())
    with django_assert_max_num_queries(2):
        get(client, "stories/")
