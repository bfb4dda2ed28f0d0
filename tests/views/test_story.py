from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from stories.models import AgreementPlace, Article, Story
from tests.example import Example, sentence
from tests.factories import (
    PUBLISHED,
    make_agreement,
    make_article,
    make_entity,
    make_entry,
    make_highlight,
    make_mentions,
    make_source,
    make_story,
)  # fmt: skip
from tests.views.asking import assert_four_ways, count_queries, htmx, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(example: Example) -> str:
    return example.story.get_absolute_url()


def section(page: str, name: str) -> str:
    return page.partition(f'<section class="sec" id="{name}"')[2].partition("</section>")[0]


# addresses


def test_a_wrong_slug_leads_to_the_right_one_with_its_query(client: Client, example: Example, address: str) -> None:
    response = client.get(f"/geschichte/{example.story.pk}-alter-titel/?spur=planned")
    assert (response.status_code, response["Location"]) == (301, f"{address}?spur=planned")


def test_an_address_without_slug_leads_to_the_story(client: Client, example: Example, address: str) -> None:
    assert client.get(f"/geschichte/{example.story.pk}/")["Location"] == address


def test_a_merged_story_leads_to_where_it_went(client: Client, example: Example, address: str) -> None:
    old = Story.objects.create(title="Alte Geschichte", merged_into=example.story)
    response = client.get(old.get_absolute_url())
    assert (response.status_code, response["Location"]) == (301, address)


@pytest.mark.parametrize("path", ["4711-nichts", "99999999999999999999-nichts", "0-x"])
def test_an_unknown_story_is_not_found(client: Client, path: str) -> None:
    assert client.get(f"/geschichte/{path}/").status_code == 404


def test_a_story_whose_reports_were_all_withdrawn_is_gone(client: Client) -> None:
    story = make_story(make_article(status="withdrawn", title="Geheimes Wort"))
    response = client.get(story.get_absolute_url())
    assert response.status_code == 410
    assert "Alle Berichte dieser Geschichte wurden zurückgezogen" in response.content.decode()


@pytest.mark.parametrize("fields", [{"status": "draft"}, {"annotated_at": None}])
def test_a_story_without_a_visible_report_is_not_found(client: Client, fields: dict[str, object]) -> None:
    assert client.get(make_story(make_article(**fields)).get_absolute_url()).status_code == 404


# head


def test_the_head_counts_reports_and_origins_and_shows_every_source(client: Client, address: str) -> None:
    page = text_of(client, address)
    assert "<span>3 Berichte</span>" in page
    assert "<span>2 Ursprünge</span>" in page
    assert "Wiener Rundschau</a> <span>" in page


def test_a_story_of_one_source_says_that_nothing_can_be_compared(client: Client) -> None:
    page = text_of(client, make_story(make_article()).get_absolute_url())
    assert "Bisher nur diese Quelle." in page
    assert 'id="vergleich"' not in page


def test_long_words_of_the_headline_may_break_but_the_title_element_stays_clean(client: Client) -> None:
    story = make_story(make_article(title="Verkehrsinfrastrukturfinanzierungsgesellschaft"))
    page = text_of(client, story.get_absolute_url())
    assert "\u00ad" not in page.partition("</title>")[0]
    assert "\u00ad" in page.partition("<h1")[2].partition("</h1>")[0]


# overview


def test_every_sentence_of_the_overview_is_a_sentence_of_a_source(client: Client, example: Example) -> None:
    page = section(text_of(client, example.story.get_absolute_url()), "ueberblick")
    shown = [piece.partition(">")[2].partition("</p>")[0] for piece in page.split('<p class="satz')[1:]]
    texts = [article.text for article in Article.objects.all()]
    assert len(shown) == 3
    assert all(any(words in text for text in texts) for words in shown)


def test_the_overview_names_the_other_places_that_say_the_same(client: Client, example: Example, address: str) -> None:
    page = section(text_of(client, address), "ueberblick")
    assert "inhaltlich auch" in page
    assert f'href="/bericht/{example.alps.pk}/#s1"' in page


def test_swiss_sentences_carry_their_language(client: Client, address: str) -> None:
    assert '<p class="satz " lang="de-CH">Grund seien Risse' in text_of(client, address)


# timeline


def test_entries_stand_under_their_day_with_lane_and_precision(client: Client, address: str) -> None:
    page = section(text_of(client, address), "zeitleiste")
    assert '<time datetime="2016-11-14">14. Nov.</time></b> 2016, Montag' in page
    assert "Tag und Tageszeit: abends" in page
    assert "Strittig" in page


def test_announced_and_undated_entries_stand_below_the_last_report(client: Client, address: str) -> None:
    page = section(text_of(client, address), "zeitleiste")
    reported, _now, ahead = page.partition("tl__now")
    assert "14. Nov." in reported
    assert '<time datetime="2016-12-12">' in ahead
    assert ahead.index("2016-12-12") < ahead.index("<b>Ohne Datum</b>")


def test_the_long_past_is_set_apart(client: Client, address: str) -> None:
    page = section(text_of(client, address), "zeitleiste")
    assert "1974-10-03" in page.partition("Vorgeschichte")[2]
    assert '<time datetime="1974' not in page.partition("Vorgeschichte")[0]


def test_an_entry_says_how_its_date_was_found(client: Client, address: str) -> None:
    page = section(text_of(client, address), "zeitleiste")
    assert "<dd>„seit Montagabend“ (K)</dd>" in page
    assert "Erscheinen von K, Mo., 14. Nov. 2016" in page or "Erscheinen von K, Mo, 14. Nov. 2016" in page
    assert "nicht im Text, ergänzt" in page


def test_an_entry_can_be_linked(client: Client, example: Example, address: str) -> None:
    assert 'id="z1"' in text_of(client, address)


@pytest.mark.parametrize(
    ("query", "count"),
    [("", 6), ("spur=planned", 1), ("spur=planned&spur=disputed", 2), ("quelle=wiener-rundschau", 1),
     ("quelle=kuestenbote&spur=undated", 0)],
)  # fmt: skip
def test_the_timeline_is_filtered_by_lane_and_source(client: Client, address: str, query: str, count: int) -> None:
    part = text_of(client, f"{address}?{query}", **htmx("zeitleiste-liste"))
    assert part.count('<li class="ev ') == count
    assert f'data-hx-swap-oob="true">{count} Eintr' in part
    assert section(text_of(client, f"{address}?{query}"), "zeitleiste").count(' id="z') == count + 2  # region, note


def test_the_timeline_is_filtered_by_name(client: Client, example: Example, address: str) -> None:
    part = text_of(client, f"{address}?wer={example.mayor.pk}", **htmx("zeitleiste-liste"))
    assert part.count('<li class="ev ') == 1
    assert "Wir öffnen erst" in part


def test_an_unknown_lane_is_refused(client: Client, address: str) -> None:
    assert client.get(f"{address}?spur=erfunden").status_code == 400


@pytest.mark.parametrize("target", ["zeitleiste-liste", "sprecher-tabelle", "quellen-liste", "vergleich-liste"])
def test_every_region_is_asked_four_ways(client: Client, address: str, target: str) -> None:
    assert_four_ways(client, address, target)


def test_an_unknown_region_gets_the_whole_page(client: Client, address: str) -> None:
    assert "<!doctype html>" in text_of(client, address, **htmx("irgendwas"))


def test_a_region_fetches_only_what_it_shows(client: Client, address: str) -> None:
    whole = count_queries(client, address)
    assert count_queries(client, address, **htmx("sprecher-tabelle")) < whole / 2


# sources


def test_near_copies_are_folded_below_their_original(client: Client, example: Example, address: str) -> None:
    page = section(text_of(client, address), "quellen")
    assert f'id="q-{example.vienna.pk}"' not in page
    assert "Wiener Rundschau: fast gleicher Text wie A. Zählt als derselbe Ursprung." in page


def test_a_report_says_whom_it_cites(client: Client, address: str) -> None:
    assert "beruft sich auf Anke Brandt, Stadt Lindmar" in section(text_of(client, address), "quellen")


def test_the_page_says_why_the_reports_belong_together(client: Client, address: str) -> None:
    page = section(text_of(client, address), "quellen")
    assert "<dd>Hochbrücke, Risse</dd>" in page
    assert "0,71 (Schwelle 0,55)" in page
    assert "nächste andere Geschichte 0,21" in page


def test_the_head_names_the_statement_the_reports_rest_on(client: Client, address: str) -> None:
    head = text_of(client, address).partition('class="origin"')[2].partition("</p>")[0]
    assert "K, A berufen sich auf: Stadt Lindmar." in head
    assert "Keine unabhängige" not in head


def test_the_clause_that_states_it_is_marked(client: Client, example: Example, address: str) -> None:
    clause = "für den gesamten Verkehr gesperrt"
    start = example.coast.text.index(clause)
    place = AgreementPlace.objects.filter(sentence=sentence(example.coast, 1))
    place.update(start=start, end=start + len(clause))
    assert f'<span class="part">{clause}</span>' in section(text_of(client, address), "vergleich")


# comparison


def test_differences_show_both_sentences_with_the_words_marked(client: Client, address: str) -> None:
    page = section(text_of(client, address), "vergleich")
    assert 'an <span class="dif">drei</span> Pfeilern' in page
    assert 'an <span class="dif">zwei</span> Pfeilern' in page
    assert "Zahl der Pfeiler" in page


def test_shared_and_single_statements_are_apart(client: Client, address: str) -> None:
    page = section(text_of(client, address), "vergleich")
    assert "In 2 von 3 Quellen" in page
    assert "Nur bei Küstenbote" in page
    assert page.index("Nur bei Alpenblatt") < page.index("Täglich fahren rund 40 000")


def test_a_statement_of_all_sources_is_called_so(client: Client) -> None:
    articles = [make_article(), make_article()]
    story = make_story(*articles)
    make_agreement(story, *(article.sentences.get() for article in articles))
    assert "In allen Quellen" in section(text_of(client, story.get_absolute_url()), "vergleich")


# who says what


def test_statements_are_grouped_by_speaker(client: Client, address: str) -> None:
    page = section(text_of(client, address), "wersagtwas")
    assert page.index("Stadt Lindmar<") < page.index("Anke Brandt<") < page.index("Ohne klaren Sprecher<")
    assert page.index("Ohne klaren Sprecher<") < page.index("Quellen selbst<")


def test_statements_are_filtered_by_speaker(client: Client, address: str) -> None:
    part = text_of(client, f"{address}?sprecher=Anke+Brandt", **htmx("sprecher-tabelle"))
    assert "Wir öffnen erst" in part
    assert "Risse entdeckt" not in part


def test_a_near_copy_repeats_no_statement(client: Client, example: Example, address: str) -> None:
    assert f"/bericht/{example.vienna.pk}/#" not in section(text_of(client, address), "wersagtwas")


# rights


def test_no_word_of_a_source_that_allows_links_only(client: Client, example: Example, address: str) -> None:
    example.alps.source.display = "link"
    example.alps.source.save()
    page = text_of(client, address)
    assert "Instandsetzung" not in page
    assert "Täglich fahren" not in page
    assert "Wortlaut nur beim Verlag" in page


def test_a_withdrawn_report_leaves_every_part_of_the_page(client: Client, example: Example, address: str) -> None:
    example.alps.status = "withdrawn"
    example.alps.save()
    page = text_of(client, address)
    assert "Alpenblatt" not in page
    assert "Instandsetzung" not in page


# size


def big_story(reports: int, position: int = 0) -> Story:
    source = make_source()
    articles = [
        make_article(
            make_source() if n % 2 else source,
            [(f"Satz {position + n} spricht.", "reported-cue", f"Sprecher {n}"), "Eigener Satz dazu."],
            published_at=PUBLISHED + timedelta(minutes=n),
        )
        for n in range(reports)
    ]
    story = make_story(*articles)
    entity = make_entity(f"Sprecherin {position}")
    for article in articles:
        make_mentions(article, entity, "Satz")
        make_entry(story, sentence(article, 1), begin=PUBLISHED.date())
        make_agreement(story, sentence(article, 2))
    make_agreement(story, sentence(articles[0], 1), sentence(articles[1], 1))
    make_highlight(story, sentence(articles[0], 1), sentence(articles[1], 1))
    return story


def test_the_number_of_queries_does_not_grow_with_the_reports(client: Client) -> None:
    few, many = big_story(2), big_story(12, position=100)
    assert count_queries(client, many.get_absolute_url()) == count_queries(client, few.get_absolute_url())


@pytest.mark.slow
def test_a_story_of_many_reports_stays_small_and_is_read_on_in_steps(client: Client) -> None:
    story = big_story(120)
    response = client.get(story.get_absolute_url())
    assert len(response.content) < 300_000
    page = response.content.decode()
    assert 'href="?qs=2#quellen"' in page
    assert 'href="?zl=2#zeitleiste"' in page
    assert text_of(client, f"{story.get_absolute_url()}?zl=2").count('<li class="ev ') > page.count('<li class="ev ')
