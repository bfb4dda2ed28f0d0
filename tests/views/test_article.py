from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from stories.models import Article
from tests.example import Example
from tests.factories import make_article, make_entity, make_mentions, make_source, make_story, make_time
from tests.views.asking import count_queries, text_of

pytestmark = pytest.mark.django_db


def body(client: Client, article: Article) -> str:
    return text_of(client, article.get_absolute_url()).partition("<article")[2].partition("</article>")[0]


def test_every_sentence_has_an_anchor(client: Client, example: Example) -> None:
    page = body(client, example.coast)
    assert all(f'id="s{number}"' in page for number in range(1, 10))


def test_names_lead_to_their_page_and_times_to_the_timeline(client: Client, example: Example) -> None:
    page = body(client, example.coast)
    assert f'<a class="e e--per" href="{example.mayor.get_absolute_url()}">Anke Brandt</a>' in page
    assert f'href="{example.story.get_absolute_url()}#z1"><time datetime="2016-11-14">seit Montagabend</time>' in page


def test_speakers_stand_in_the_margin(client: Client, example: Example) -> None:
    page = body(client, example.coast)
    assert "laut Stadt Lindmar, zugeordnet" in page
    assert "eigene Aussage: 7, 8" in page
    assert "ohne klaren Sprecher" in page


def test_a_caption_stands_apart(client: Client, example: Example) -> None:
    assert '<p class="cap">' in body(client, example.coast)


def test_the_text_is_shown_unchanged(client: Client) -> None:
    text = "Ein  Satz mit\u200bNull, <b>HTML</b> & 😀 שלום."
    page = body(client, make_article(sentences=[text]))
    assert "Ein  Satz mit\u200bNull, &lt;b&gt;HTML&lt;/b&gt; &amp; 😀 שלום." in page


def test_the_page_carries_the_article_language_and_points_to_the_original(client: Client, example: Example) -> None:
    page = text_of(client, example.alps.get_absolute_url())
    assert '<article class="text" lang="de-CH"' in page
    assert '<link rel="canonical" href="https://alpenblatt.example/ausland/lindmar">' in page
    assert '<meta name="robots" content="noindex">' in page


def test_an_extract_ends_where_the_source_says(client: Client) -> None:
    source = make_source(display="extract", extract_chars=40)
    page = body(
        client, make_article(source, ["Erster kurzer Satz.", "Zweiter langer Satz, nicht ganz zu sehen.", "Dritter."])
    )
    assert "Erster kurzer Satz." in page
    assert "Zweiter langer …" in page
    assert "nicht ganz" not in page
    assert "Dritter." not in page
    assert 'id="s3"' in page  # a proof leads to the notice


def test_a_source_that_allows_links_only_shows_no_word(client: Client) -> None:
    source = make_source(display="link")
    article = make_article(source, ["Geheimer Wortlaut."], url="https://verlag.example/1")
    page = text_of(client, article.get_absolute_url())
    assert "Wortlaut" not in page.replace("Wortlaut nur", "")
    assert 'href="https://verlag.example/1"' in page


def test_a_withdrawn_report_is_gone_and_leaves_a_notice(client: Client) -> None:
    article = make_article(sentences=["Geheimer Satz."], status="withdrawn", withdrawn_at=timezone.now())
    response = client.get(article.get_absolute_url())
    assert response.status_code == 410
    assert "zurückgezogen" in response.content.decode()
    assert "Geheimer" not in response.content.decode()


@pytest.mark.parametrize(("hours", "status"), [(1, 404), (-1, 200)])
def test_an_embargo_is_kept(client: Client, hours: int, status: int) -> None:
    until = timezone.now() + timedelta(hours=hours)
    article = make_article(status="embargoed", embargoed_until=until)
    assert client.get(article.get_absolute_url()).status_code == status


@pytest.mark.parametrize("path", ["4711", "99999999999999999999", "0"])
def test_an_unknown_report_is_not_found(client: Client, path: str) -> None:
    assert client.get(f"/bericht/{path}/").status_code == 404


def test_a_draft_is_not_found(client: Client) -> None:
    assert client.get(make_article(status="draft").get_absolute_url()).status_code == 404


def test_a_report_may_be_read_before_it_is_annotated(client: Client) -> None:
    article = make_article(annotated_at=None)
    article.sentences.all().delete()
    page = body(client, article)
    assert "Noch in Arbeit" in page
    assert article.text in page


def test_a_headline_alone_is_no_error(client: Client) -> None:
    article = make_article(title="Nur eine Überschrift", text="")
    article.sentences.all().delete()
    assert "nur eine Überschrift veröffentlicht" in body(client, article)


def test_of_marks_that_overlap_the_first_and_longest_wins(client: Client) -> None:
    article = make_article(sentences=["Am Montag in Neustadt am Rübenberge."])
    make_mentions(article, make_entity("Neustadt am Rübenberge", "LOC"))
    make_time(article, "Montag", None)
    make_mentions(article, make_entity("Neustadt", "LOC"), "stadt am")
    page = body(client, article)
    assert ">Neustadt am Rübenberge</a>" in page
    assert ">stadt am<" not in page


def test_a_hidden_name_is_not_linked(client: Client) -> None:
    article = make_article(sentences=["Eine Privatperson klagt."])
    make_mentions(article, make_entity("Privatperson", hidden=True))
    assert "/name/" not in text_of(client, article.get_absolute_url())


def test_the_number_of_queries_does_not_grow_with_the_text(client: Client) -> None:
    counts = []
    for size in (2, 20):
        article = make_article(sentences=[f"Person{size}x{n} kam am Tag{n}. " for n in range(size)])
        for n in range(size):
            make_mentions(article, make_entity(f"Person{size}x{n}"))
            make_time(article, f"Tag{n}.", None)
        make_story(article, make_article())
        counts.append(count_queries(client, article.get_absolute_url()))
    assert counts[0] == counts[1]
