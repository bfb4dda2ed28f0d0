"""Saved web pages: the article and what the page states of it; scripts, menus and guesses stay out."""

from __future__ import annotations

import pytest

PARAGRAPHS = [
    "Die Fähre zwischen Norderhafen und der Insel fährt seit Montag wieder nach Plan.",
    "Das teilte die Reederei am Dienstag mit. Der Betrieb war wegen des Sturms drei Tage unterbrochen gewesen.",
    "Fahrgäste mit alten Karten können diese bis zum Ende der Woche noch einlösen, hieß es weiter.",
]


def page(head: str = "", body: str = "") -> str:
    text = "".join(f"<p>{one}</p>" for one in PARAGRAPHS)
    return (
        f'<!doctype html><html lang="de"><head><title>Seekurier</title>{head}</head><body><nav><a href="/">Start</a>'
        f"<a>Sport</a></nav><article><h1>Fähre fährt wieder</h1>{text}{body}</article><footer>Impressum</footer>"
        "<script>alert('x')</script></body></html>"
    )


STATED = """<meta property="og:title" content="Fähre fährt wieder nach Plan"><meta property="og:site_name"
 content="Seekurier"><meta property="article:published_time" content="2016-11-15T09:00:00+01:00">
 <link rel="canonical" href="https://seekurier.example/faehre"><meta name="author" content="Ute Beispiel">"""


def test_the_page_gives_text_and_what_its_metadata_state(read_one) -> None:
    draft = read_one(page(STATED), "faehre.html")
    assert draft.text.split("\n\n")[-3:] == PARAGRAPHS
    assert (draft.title, draft.source) == ("Fähre fährt wieder nach Plan", "Seekurier")
    assert (draft.published, draft.url) == ("2016-11-15T09:00:00+01:00", "https://seekurier.example/faehre")
    assert (draft.byline, draft.language) == ("Ute Beispiel", "de")


def test_navigation_scripts_and_footer_stay_out(read_one) -> None:
    text = read_one(page(STATED), "a.html").text
    assert not any(word in text for word in ("alert", "Sport", "Impressum", "<"))


def test_what_the_page_does_not_state_is_left_open(read_one) -> None:
    draft = read_one(page(body="<p>Stand: 15. November 2016, zuerst erschienen im Seekurier am Abend.</p>"), "a.html")
    assert (draft.published, draft.source, draft.url) == ("", "", "")
    assert draft.title == "Fähre fährt wieder"


def test_linked_data_is_read(read_one) -> None:
    data = """<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "x"}, {"@type":
    ["NewsArticle"], "headline": "Aus den Daten", "datePublished": "2016-11-15T09:00:00+01:00",
    "publisher": {"@type": "Organization", "name": "Inselblatt"}, "author": [{"name": "A"}, {"name": "B"}]}]}
    </script>"""
    draft = read_one(page(data), "a.html")
    assert (draft.title, draft.source, draft.byline) == ("Aus den Daten", "Inselblatt", "A, B")
    assert draft.published == "2016-11-15T09:00:00+01:00"


@pytest.mark.parametrize("data", ["{", "[" * 5000, '{"@type": 7}', '[{"@type": ["NewsArticle"], "publisher": 3}]'])
def test_broken_linked_data_is_passed_over(read_one, data: str) -> None:
    draft = read_one(page(f'<script type="application/ld+json">{data}</script>'), "a.html")
    assert draft.text


def test_the_only_time_element_is_the_time_of_the_page(read_one) -> None:
    assert read_one(page(body='<time datetime="2016-11-15">gestern</time>'), "a.html").published == "2016-11-15"
    two = '<time datetime="2016-11-15"></time><time datetime="2016-11-16"></time>'
    assert read_one(page(body=two), "a.html").published == ""


def test_a_declared_encoding_is_obeyed(read_one) -> None:
    content = page('<meta charset="iso-8859-15">').replace("Insel", "Insel (5 €)").encode("iso-8859-15")
    draft = read_one(content, "a.html")
    assert "5 €" in draft.text and draft.encoding == "iso-8859-15"


def test_a_page_is_recognised_under_a_wrong_ending(read_one) -> None:
    assert read_one(page(STATED), "a.txt").source == "Seekurier"


def test_a_page_without_an_article_is_refused(refusal) -> None:
    assert "kein Artikeltext" in refusal("<!doctype html><html><body><nav>Start</nav></body></html>", "a.html")


@pytest.mark.parametrize(
    "html",
    ["<html>" + "<div>" * 50_000, "<html><p>" + "&amp;" * 100_000, "<html>\x00<p>x", "<html><!--" + "-" * 99_999],
)
def test_hostile_markup_ends_in_a_text_or_a_refusal(read, html: str) -> None:
    assert len(read(html, "a.html")) == 1
