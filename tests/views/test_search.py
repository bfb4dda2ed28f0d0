from __future__ import annotations

import pytest
from django.test import Client

from tests.example import Example
from tests.factories import make_article, make_story
from tests.views.asking import assert_four_ways, count_queries, text_of

pytestmark = pytest.mark.django_db


def test_inflected_forms_are_found_and_marked(client: Client, example: Example) -> None:
    page = text_of(client, "/suche/?q=Pfeiler")
    assert "<mark>Pfeilern</mark>" in page
    assert f'href="{example.story.get_absolute_url()}"' in page


def test_each_hit_leads_to_its_sentence(client: Client, example: Example) -> None:
    assert f'href="/bericht/{example.coast.pk}/#s2"' in text_of(client, "/suche/?q=Pfeiler")


def test_a_story_is_found_once_whatever_the_number_of_its_reports(client: Client, example: Example) -> None:
    assert text_of(client, "/suche/?q=Risse").count('<li class="row item">') == 1


def test_names_are_found_by_the_beginning_of_a_spelling(client: Client, example: Example) -> None:
    page = text_of(client, "/suche/?q=oberbürg")
    assert f'href="{example.mayor.get_absolute_url()}"' in page.partition("Namen:")[2]


def test_a_source_can_be_chosen(client: Client, example: Example) -> None:
    assert "Nichts gefunden" in text_of(client, "/suche/?q=Pfeiler&quelle=nordagentur")


def test_nothing_found_shows_a_way_out(client: Client, example: Example) -> None:
    page = text_of(client, "/suche/?q=xyzzy")
    assert "Nichts gefunden für „xyzzy“" in page
    assert 'href="/namen/"' in page


@pytest.mark.parametrize("query", ["", "q=", "q=+++", "q=und+der"])
def test_an_empty_question_is_no_error(client: Client, example: Example, query: str) -> None:
    assert client.get(f"/suche/?{query}").status_code == 200


@pytest.mark.parametrize(
    "text",
    ["'; DROP TABLE stories_story;--", "<script>alert(1)</script>", '"offen', "or or -", "\U0001f600 שלום", "((&|!"],
)
def test_hostile_questions_do_nothing(client: Client, example: Example, text: str) -> None:
    response = client.get("/suche/", {"q": text})
    assert response.status_code == 200
    assert b"<script>alert" not in response.content


@pytest.mark.parametrize("text", ["a" * 10_000, "\x00"])
def test_what_cannot_be_searched_is_refused(client: Client, text: str) -> None:
    assert client.get("/suche/", {"q": text}).status_code == 400


def test_html_in_a_text_stays_text_beside_a_hit(client: Client) -> None:
    make_story(make_article(sentences=["<b>Fett</b> steht der Deich."]))
    page = text_of(client, "/suche/?q=Deich")
    assert "&lt;b&gt;Fett&lt;/b&gt; steht der <mark>Deich</mark>." in page


def test_no_word_of_a_source_that_allows_links_only(client: Client, example: Example) -> None:
    example.alps.source.display = "link"
    example.alps.source.save()
    assert "Täglich" not in text_of(client, "/suche/?q=Fahrzeuge")


def test_withdrawn_reports_are_not_found(client: Client, example: Example) -> None:
    example.coast.status = "withdrawn"
    example.coast.save()
    assert (
        "Montagabend" not in text_of(client, "/suche/?q=Montagabend").partition('id="treffer"')[2].partition("für")[0]
    )


def test_search_is_asked_four_ways(client: Client, example: Example) -> None:
    assert_four_ways(client, "/suche/?q=Pfeiler", "treffer")


def test_search_answers_get_only(client: Client) -> None:
    assert client.post("/suche/", {"q": "x"}).status_code == 405


def test_the_number_of_queries_does_not_grow_with_the_hits(client: Client) -> None:
    counts = []
    for size in (2, 8):
        for _ in range(size):
            make_story(make_article(sentences=["Am Deich steht Wasser.", "Der Deich hält."]))
        counts.append(count_queries(client, "/suche/?q=Deich"))
    assert counts[0] == counts[1]
