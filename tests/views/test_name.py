from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client

from stories.models import Entity
from tests.example import Example, sentence
from tests.factories import PUBLISHED, make_article, make_entity, make_entry, make_mentions, make_story
from tests.views.asking import assert_four_ways, count_queries, htmx, text_of

pytestmark = pytest.mark.django_db


def test_the_page_shows_spellings_and_counts(client: Client, example: Example) -> None:
    page = text_of(client, example.mayor.get_absolute_url())
    assert "In den Texten auch: Brandt, Brandts, Oberbürgermeisterin." in page
    assert "<span>1 Geschichte</span>" in page


def test_a_story_is_shown_with_the_sentence_that_names_it(client: Client, example: Example) -> None:
    page = text_of(client, example.mayor.get_absolute_url())
    stories = page.partition('id="person-geschichten"')[2].partition("<aside")[0]
    assert "Wir öffnen erst, wenn jeder Zweifel" in stories
    assert f'href="{example.story.get_absolute_url()}"' in stories


def test_the_page_shows_company_reporters_timeline_and_statements(client: Client, example: Example) -> None:
    page = text_of(client, example.mayor.get_absolute_url())
    assert 'Lindmar <span class="n">1' in page.partition("Kommt vor mit")[2]
    assert "Küstenbote</a></th><td>1</td>" in page
    assert "#z3" in page.partition("Eigene Zeitleiste")[2]
    assert "Die Reparatur werde" in page.partition("Eigene Aussagen")[2]


def test_reports_over_time_are_drawn_with_a_table_behind(client: Client, example: Example) -> None:
    lindmar = Entity.objects.get(name="Lindmar")
    page = text_of(client, lindmar.get_absolute_url())
    assert 'role="img" aria-label="Berichte je Tag, 14. Nov. 2016 – 15. Nov. 2016"' in page
    assert '<th scope="row">15.11.</th><td>2</td>' in page


def test_a_merged_name_leads_to_where_it_went(client: Client, example: Example) -> None:
    old = make_entity("A. Brandt", merged_into=example.mayor)
    response = client.get(old.get_absolute_url())
    assert (response.status_code, response["Location"]) == (301, example.mayor.get_absolute_url())


def test_a_wrong_slug_leads_to_the_right_one(client: Client, example: Example) -> None:
    assert client.get(f"/name/{example.mayor.pk}-x/")["Location"] == example.mayor.get_absolute_url()


def test_hidden_and_unknown_names_are_not_found(client: Client) -> None:
    assert client.get(make_entity("Privat", hidden=True).get_absolute_url()).status_code == 404
    assert client.get("/name/4711-x/").status_code == 404


def test_a_name_nobody_mentions_yet_is_no_error(client: Client) -> None:
    assert "0 Geschichten" in text_of(client, make_entity("Niemand Gesehen").get_absolute_url())


def many_stories(entity: Entity, count: int, first: int = 0) -> None:
    for n in range(first, first + count):
        article = make_article(
            sentences=[f"{entity.name} spricht in Ort {n}."], published_at=PUBLISHED - timedelta(days=n)
        )
        make_mentions(article, entity)
        make_mentions(article, make_entity(f"Ort {n}", "LOC"))
        make_entry(make_story(article), sentence(article, 1), begin=date(2016, 11, 1))


def test_older_stories_are_asked_four_ways(client: Client) -> None:
    entity = make_entity("Anna Lund")
    many_stories(entity, 11)
    address = entity.get_absolute_url()
    assert_four_ways(client, f"{address}?seite=2", "weitere")
    assert "autofocus" in text_of(client, f"{address}?seite=2", **htmx("weitere"))
    assert client.get(f"{address}?seite=9").status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_stories(client: Client) -> None:
    entity = make_entity("Anna Lund")
    many_stories(entity, 2)
    few = count_queries(client, entity.get_absolute_url())
    many_stories(entity, 10, first=2)
    assert count_queries(client, entity.get_absolute_url()) == few


# the directory


def make_directory() -> None:
    article = make_article(sentences=["Zoë Äther Anton Österreich Straub Otto."])
    for name in ("Zoë", "Äther", "Anton", "Österreich", "Straub", "Otto"):
        make_mentions(article, make_entity(name, "LOC" if name == "Österreich" else "PER"))
    make_entity("Nie genannt")


def shown(page: str) -> list[str]:
    return [part.partition('/">')[2].partition("<")[0] for part in page.split('<li><a class="tap" href="/name/')[1:]]


def test_names_are_sorted_as_in_german(client: Client) -> None:
    make_directory()
    assert shown(text_of(client, "/namen/")) == ["Anton", "Äther", "Österreich", "Otto", "Straub", "Zoë"]


@pytest.mark.parametrize(
    ("query", "names"),
    [("q=a", ["Anton", "Äther"]), ("q=ost", ["Österreich"]), ("q=Ö&art=PER", ["Otto"]), ("q=zoe", ["Zoë"]),
     ("q=xyz", []), ("q=%25", [])],
)  # fmt: skip
def test_names_are_found_by_their_beginning(client: Client, query: str, names: list[str]) -> None:
    make_directory()
    assert shown(text_of(client, f"/namen/?{query}")) == names


def test_names_are_found_by_another_spelling(client: Client, example: Example) -> None:
    assert shown(text_of(client, "/namen/?q=oberb")) == ["Anke Brandt"]


def test_the_directory_is_asked_four_ways(client: Client, example: Example) -> None:
    assert_four_ways(client, "/namen/?q=a", "namen-liste")
    assert client.get("/namen/?art=XYZ").status_code == 400
