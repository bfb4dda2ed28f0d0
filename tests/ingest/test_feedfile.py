"""Feeds as files: RSS, Atom and RDF; each entry an article with what it states; broken feeds as far as they go."""

from __future__ import annotations

from stories.ingest import Draft, Problem

RSS = """<?xml version="1.0" encoding="{encoding}"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Seekurier</title><language>de-CH</language>
<item><title>Fähre &amp; Hafen</title><link>https://seekurier.example/a</link><guid isPermaLink="false">sk-1</guid>
<pubDate>Tue, 15 Nov 2016 09:00:00 +0100</pubDate><dc:creator>Ute Beispiel</dc:creator><description>kurz</description>
<content:encoded><![CDATA[<p>Größe: fünf.</p><script>x()</script><p>Zweiter.</p>]]></content:encoded></item>
<item><title>Nur die Überschrift</title></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Sammlung</title><entry xml:lang="de-AT">
<title>Deich</title><id>tag:inselblatt.example,2016:1</id><published>2016-11-15T09:00:00+01:00</published>
<updated>2016-11-16T09:00:00Z</updated><link href="https://inselblatt.example/1"/><source><title>Inselblatt</title>
</source><content type="html">&lt;p&gt;Der Deich hält.&lt;/p&gt;</content></entry></feed>"""


def test_rss_entries_become_articles(read) -> None:
    first, second = read(RSS.format(encoding="utf-8"), "feed.xml")
    assert isinstance(first, Draft) and isinstance(second, Draft)
    assert (first.title, first.source, first.language) == ("Fähre & Hafen", "Seekurier", "de-CH")
    assert (first.published, first.url) == ("Tue, 15 Nov 2016 09:00:00 +0100", "https://seekurier.example/a")
    assert (first.byline, first.external_id) == ("Ute Beispiel", "sk-1")
    assert first.text == "<p>Größe: fünf.</p><p>Zweiter.</p>"
    assert (second.title, second.text, second.published) == ("Nur die Überschrift", "", "")


def test_atom_takes_the_first_publication_and_the_source_of_the_entry(read_one) -> None:
    draft = read_one(ATOM, "a.atom")
    assert (draft.published, draft.source, draft.language) == ("2016-11-15T09:00:00+01:00", "Inselblatt", "de-AT")
    assert draft.external_id == "tag:inselblatt.example,2016:1"


def test_the_declared_encoding_of_a_feed_is_obeyed(read) -> None:
    first, _second = read(RSS.format(encoding="iso-8859-2").encode("iso-8859-2"), "feed.xml")
    assert isinstance(first, Draft) and "Größe" in first.text


def test_a_cut_feed_gives_its_whole_entries_and_says_so(read) -> None:
    text = RSS.format(encoding="utf-8")
    items = read(text[: text.index("<title>Nur")], "feed.rss")
    assert isinstance(items[0], Draft) and "fehlerhaft" in items[0].notices[-1]
    assert all(isinstance(item, Problem) for item in items[1:])


def test_an_empty_feed_is_refused(refusal) -> None:
    assert "keine Einträge" in refusal("<rss><channel><title>x</title></channel></rss>", "a.xml")


def test_a_link_to_a_file_is_not_taken_over(read_one) -> None:
    feed = "<rss><channel><item><title>A</title><link>file:///etc/passwd</link></item></channel></rss>"
    assert read_one(feed, "a.xml").url == ""
