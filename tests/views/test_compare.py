from __future__ import annotations

import pytest
from django.test import Client

from tests.example import Example, sentence
from tests.factories import make_agreement, make_article, make_source, make_story
from tests.views.asking import assert_four_ways, count_queries, text_of

pytestmark = pytest.mark.django_db


def address_of(example: Example) -> str:
    return f"{example.story.get_absolute_url()}vergleich/"


def rows(page: str) -> list[str]:
    return page.partition("<tbody")[2].split("<tr ")[1:]


def row_of(page: str, words: str) -> str:
    return next(row for row in rows(page) if words in row)


def test_corresponding_sentences_stand_on_one_row(client: Client, example: Example) -> None:
    page = text_of(client, address_of(example))
    assert "Neubau entscheiden" in row_of(page, "Neubau beraten")


def test_a_difference_is_a_row_with_its_words_marked(client: Client, example: Example) -> None:
    row = row_of(text_of(client, address_of(example)), "Die Reparatur werde")
    assert "abweichend: andere Angabe" in row
    assert '<span class="dif">bis zu drei Monate</span>' in row


def test_a_gap_is_named_and_an_unsure_sentence_is_not_called_only_here(client: Client, example: Example) -> None:
    page = text_of(client, address_of(example))
    assert "keine entsprechende Aussage gefunden" in row_of(page, "Gefahr für Anwohner")
    unsure = row_of(page, "In der Stadt rechnet man")
    assert "nicht sicher zugeordnet" in unsure
    assert "nur bei" not in unsure


def test_each_source_keeps_its_own_order(client: Client, example: Example) -> None:
    page = text_of(client, address_of(example))
    order = ["Hochbrücke in Lindmar ist", "Prüfer hätten", "Gefahr für", "Wir öffnen", "Die Reparatur", "1974"]
    assert sorted(order, key=page.rindex) == order


def test_the_table_keeps_its_roles_and_headers(client: Client, example: Example) -> None:
    page = text_of(client, address_of(example))
    assert '<table class="cmp cmp--2" role="table">' in page
    assert '<th role="columnheader" scope="col"><span class="mk s1">K</span>' in page
    assert '<th role="rowheader" scope="row">' in page


def test_near_copies_are_not_chosen_first(client: Client, example: Example) -> None:
    page = text_of(client, address_of(example))
    assert 'value="wiener-rundschau">' in page
    assert 'value="alpenblatt" checked>' in page


def test_compare_is_asked_four_ways(client: Client, example: Example) -> None:
    assert_four_ways(client, address_of(example), "vergleich-tabelle")
    assert client.get("/geschichte/4711-x/vergleich/").status_code == 404


@pytest.mark.parametrize(("show", "count"), [("alle", 9), ("abweichend", 2), ("gemeinsam", 4), ("nur", 3)])
def test_rows_can_be_chosen(client: Client, example: Example, show: str, count: int) -> None:
    assert len(rows(text_of(client, f"{address_of(example)}?zeigen={show}"))) == count


def test_one_source_cannot_be_compared(client: Client, example: Example) -> None:
    assert "Bitte zwei bis vier Quellen" in text_of(client, f"{address_of(example)}?quelle=alpenblatt")


def test_whole_texts_stand_side_by_side(client: Client, example: Example) -> None:
    page = text_of(client, f"{address_of(example)}?ansicht=texte")
    assert page.count('<section class="cell') == 2


def test_a_wrong_slug_leads_to_the_comparison(client: Client, example: Example) -> None:
    response = client.get(f"/geschichte/{example.story.pk}-x/vergleich/?zeigen=nur")
    assert response["Location"] == f"{address_of(example)}?zeigen=nur"


def test_beyond_an_extract_only_common_statements_are_quoted(client: Client, example: Example) -> None:
    source = example.coast.source
    source.display, source.extract_chars = "extract", 60
    source.save()
    for view in ("aussagen", "texte"):
        page = text_of(client, f"{address_of(example)}?ansicht={view}")
        assert "Gefahr für Anwohner" not in page
    assert "Neubau beraten" in text_of(client, address_of(example))


def test_no_word_of_a_source_that_allows_links_only(client: Client, example: Example) -> None:
    example.alps.source.display = "link"
    example.alps.source.save()
    assert "Neubau entscheiden" not in text_of(client, address_of(example))


def test_four_sources_align_beyond_the_first(client: Client) -> None:
    articles = [make_article(make_source(slug=f"s{n}"), [f"Gemeinsam {n}.", f"Eigen {n}."]) for n in range(4)]
    story = make_story(*articles)
    make_agreement(story, sentence(articles[2], 1), sentence(articles[3], 1))
    query = "&".join(f"quelle=s{n}" for n in range(4))
    page = text_of(client, f"{story.get_absolute_url()}vergleich/?{query}")
    row = row_of(page, "Gemeinsam 2.")
    assert "Gemeinsam 3." in row
    assert "in 2 von 4 Quellen" in row


def test_the_number_of_queries_does_not_grow_with_the_sentences(client: Client) -> None:
    counts = []
    for size in (2, 12):
        articles = [make_article(sentences=[f"Satz {n}." for n in range(size)]) for _ in range(2)]
        story = make_story(*articles)
        for n in range(1, size + 1):
            make_agreement(story, sentence(articles[0], n), sentence(articles[1], n))
        counts.append(count_queries(client, f"{story.get_absolute_url()}vergleich/"))
    assert counts[0] == counts[1]
