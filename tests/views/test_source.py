from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from tests.example import Example
from tests.factories import PUBLISHED, make_article, make_source, make_story
from tests.views.asking import assert_four_ways, count_queries, text_of

pytestmark = pytest.mark.django_db


def test_the_list_says_what_each_source_is(client: Client, example: Example) -> None:
    page = text_of(client, "/quellen/")
    assert "<dd>Deutschland</dd>" in page
    assert "Küstenbote Verlag (erfunden)" in page
    assert "voller Text" in page


def test_a_source_shows_its_facts_and_reports(client: Client, example: Example) -> None:
    page = text_of(client, "/quelle/kuestenbote/")
    assert "Regionalzeitung am Ort des Geschehens." in page
    assert f'href="{example.coast.get_absolute_url()}"' in page
    assert f'href="{example.story.get_absolute_url()}"' in page


def test_an_extract_says_how_long_it_is(client: Client) -> None:
    make_source(slug="auszug", display="extract", extract_chars=250)
    assert "Auszug (250 Zeichen)" in text_of(client, "/quelle/auszug/")


def test_unknown_sources_are_not_found(client: Client) -> None:
    assert client.get("/quelle/nirgends/").status_code == 404


def test_withdrawn_and_draft_reports_are_not_listed(client: Client) -> None:
    source = make_source(slug="s")
    make_article(source, title="Weg", status="withdrawn")
    make_article(source, title="Entwurf", status="draft")
    page = text_of(client, "/quelle/s/")
    assert "0 Berichte" in page
    assert "Weg<" not in page
    assert "Entwurf<" not in page


def test_older_reports_are_asked_four_ways(client: Client) -> None:
    source = make_source(slug="s")
    for n in range(31):
        make_article(source, published_at=PUBLISHED - timedelta(days=n))
    assert_four_ways(client, "/quelle/s/?seite=2", "weitere")
    assert client.get("/quelle/s/?seite=3").status_code == 404


def test_the_number_of_queries_does_not_grow(client: Client) -> None:
    source = make_source(slug="s")
    counts = []
    for size in (2, 10):
        for _ in range(size):
            make_story(make_article(source), make_article())
        counts.append((count_queries(client, "/quelle/s/"), count_queries(client, "/quellen/")))
    assert counts[0] == counts[1]
