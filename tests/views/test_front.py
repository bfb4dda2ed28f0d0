from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from tests.example import Example
from tests.factories import PUBLISHED, make_article, make_entity, make_highlight, make_mentions, make_source, make_story
from tests.views.asking import assert_four_ways, count_queries, htmx, text_of

pytestmark = pytest.mark.django_db


def make_stories(count: int, first: int = 0) -> None:
    for number in range(first, first + count):
        articles = [make_article(published_at=PUBLISHED - timedelta(hours=number)) for _ in range(2)]
        for article in articles:
            make_mentions(article, make_entity(f"Satz {number} {article.pk}"), "Satz")
        make_highlight(make_story(*articles), articles[0].sentences.get())


def test_a_card_shows_its_sources_with_marks_and_times(client: Client, example: Example) -> None:
    page = text_of(client, "/")
    assert '<span class="mk s1">K</span><a href="/bericht/' in page
    assert '<time datetime="2016-11-14T21:45+01:00">14. Nov., 21:45</time>' in page


def test_a_card_quotes_a_sentence_and_links_its_place(client: Client, example: Example) -> None:
    page = text_of(client, "/")
    assert "Die Hochbrücke in Lindmar ist seit Montagabend" in page
    assert f'href="/bericht/{example.coast.pk}/#s1"' in page


def test_a_card_counts_reports_and_origins_and_names_near_copies(client: Client, example: Example) -> None:
    assert "3 Berichte, 2 Ursprünge. W ist fast gleich mit A." in text_of(client, "/")


def test_a_story_of_one_report_says_so(client: Client) -> None:
    make_story(make_article())
    assert "1 Bericht. Bisher nur diese Quelle." in text_of(client, "/")


def test_several_sources_of_one_origin_confirm_nothing(client: Client) -> None:
    make_story(make_article(), make_article(), origin_count=1)
    assert "2 Berichte, 1 Ursprung. Keine unabhängige Bestätigung." in text_of(client, "/")


def test_stories_come_by_rank_then_by_recency(client: Client) -> None:
    old = PUBLISHED - timedelta(days=1)
    make_story(make_article(title="Älter", published_at=old), rank=1)
    make_story(make_article(title="Neuer"), rank=1)
    make_story(make_article(title="Wichtig", published_at=old), rank=2)
    page = text_of(client, "/")
    assert page.index("Wichtig") < page.index("Neuer") < page.index("Älter")


def test_front_is_asked_four_ways(client: Client, example: Example) -> None:
    assert_four_ways(client, "/?quelle=kuestenbote", "geschichten")
    assert client.get("/?seite=999").status_code == 404


@pytest.mark.parametrize(
    ("query", "shown"),
    [("quelle=kuestenbote", True), ("quelle=nordagentur", False), ("quelle=unbekannt", False), ("min=2", True),
     ("min=4", False), ("wer=9999999", False)],
)  # fmt: skip
def test_filters_choose_stories(client: Client, example: Example, query: str, shown: bool) -> None:
    page = text_of(client, f"/?{query}")
    assert (
        f'href="{example.story.get_absolute_url()}"' in page.partition('class="stories"')[2].partition("<aside")[0]
    ) is shown
    assert ("Keine Geschichte mit dieser Auswahl" in page) is not shown


def test_a_name_filter_keeps_its_chip_although_no_story_is_left(client: Client, example: Example) -> None:
    page = text_of(client, f"/?wer={example.mayor.pk}&quelle=nordagentur")
    assert f'name="wer" value="{example.mayor.pk}" checked' in page


def test_more_stories_have_a_page_of_their_own(client: Client) -> None:
    make_stories(21)
    assert 'href="?seite=2"' in text_of(client, "/")
    assert text_of(client, "/?seite=2").count("<article") == 1


def test_the_fragment_of_more_stories_moves_the_focus_to_the_first_new_heading(client: Client) -> None:
    make_stories(21)
    part = text_of(client, "/?seite=2", **htmx("weitere"))
    assert part.count("autofocus") == 1
    assert "autofocus" not in text_of(client, "/?seite=2")


def test_the_number_of_queries_does_not_grow_with_the_stories(client: Client) -> None:
    make_stories(2)
    few = count_queries(client, "/")
    make_stories(10, first=2)
    assert count_queries(client, "/") == few


def test_a_story_of_many_reports_names_the_first_and_counts_the_others(client: Client) -> None:
    make_story(*(make_article() for _ in range(11)))
    assert "und 3 weitere" in text_of(client, "/")


def test_a_withdrawn_report_is_not_quoted_although_the_story_is_not_rebuilt_yet(
    client: Client, example: Example
) -> None:
    example.coast.status = "withdrawn"
    example.coast.save()
    page = text_of(client, "/")
    assert "Montagabend" not in page
    assert f'href="/bericht/{example.coast.pk}' not in page


def test_an_empty_site_says_so(client: Client) -> None:
    assert "Noch keine Geschichten" in text_of(client, "/")


@pytest.mark.parametrize(
    "query", ["seite=abc", "seite=-1", "seite=1000000", "seite=%00", "wer=x", "wer=0", "quelle=%00", "min=99",
              "wer=99999999999999999999999", "quelle=" + "a" * 10_000, "&".join(["quelle=a"] * 50)],
)  # fmt: skip
def test_what_cannot_be_understood_is_refused(client: Client, query: str) -> None:
    assert client.get(f"/?{query}").status_code == 400


@pytest.mark.parametrize("query", ["quelle='; DROP TABLE stories_story;--", "quelle=<script>alert(1)</script>"])
def test_sql_and_html_in_a_filter_do_nothing(client: Client, example: Example, query: str) -> None:
    assert "<script>alert" not in text_of(client, f"/?{query}")


def test_headlines_are_escaped(client: Client) -> None:
    make_story(make_article(make_source("<b>Blatt</b>"), title="<script>alert(1)</script>"))
    page = text_of(client, "/")
    assert "<script>alert" not in page
    assert "<b>Blatt" not in page
