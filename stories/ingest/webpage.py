"""A saved web page (HTML) in, one Draft out: the article without navigation, and what its metadata state.

The time is taken only where the page states it; a guess from the text would be a silent one.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from typing import Any

import lxml.html
from django.utils.translation import gettext as _
from lxml.etree import LxmlError

from stories.ingest.decoding import decode_markup
from stories.ingest.newsarticle import find_articles, newsarticle_fields
from stories.ingest.types import Draft, IngestError, Payload

MAX_HTML = 8_000_000  # characters; the largest real page seen has less than a tenth
MIN_TEXT = 80  # characters; what is shorter is a menu or a notice about cookies
META = {  # Draft field → names of meta elements, the most reliable first
    "title": ("og:title", "twitter:title", "dc.title"),
    "source": ("og:site_name", "application-name"),
    "published": ("article:published_time", "og:published_time", "datepublished", "dc.date.issued", "dcterms.created",
                  "date", "dc.date", "publish-date"),
    "url": ("og:url",),
    "language": ("og:locale", "content-language"),
    "byline": ("author", "article:author", "dc.creator"),
}  # fmt: skip


def read_html(payload: Payload) -> Iterator[Draft]:
    decoded = decode_markup(payload.content)
    if len(decoded.text) > MAX_HTML:
        raise IngestError(_("Die Webseite ist zu groß (höchstens 8 Millionen Zeichen)."))
    fields = page_fields(decoded.text)
    if len(fields["text"]) < MIN_TEXT:
        raise IngestError(_("Auf der Seite ist kein Artikeltext zu erkennen. Bitte den Text einfügen."))
    kept = Payload(content=payload.content, name=payload.name, media_type="text/html")
    yield Draft(**fields, place=payload.name, payload=kept, encoding=decoded.encoding, notices=decoded.notices)  # type: ignore[arg-type]


def page_fields(html: str) -> dict[str, str]:
    try:
        tree = lxml.html.document_fromstring(html.encode(), parser=lxml.html.HTMLParser(encoding="utf-8"))
    except (LxmlError, ValueError) as error:
        raise IngestError(_("Das ist keine lesbare Webseite: %(error)s") % {"error": error}) from error
    stated = _linked_data(tree)
    found = {name: stated.get(name, "") or _meta(tree, names) for name, names in META.items()}
    return found | {
        "text": _article_text(html) or stated.get("text", ""),
        "title": found["title"] or _heading(tree),
        "published": found["published"] or _time_element(tree),
        "url": _canonical(tree) or found["url"],
        "language": _language(tree) or found["language"],
        "byline": "" if found["byline"].startswith("http") else found["byline"],
    }


def _article_text(html: str) -> str:
    import trafilatura  # loads lists that only this format needs

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # "discarding data" is said to the editor by us
    found = trafilatura.extract(html, include_comments=False, include_tables=False, favor_precision=False)
    return "\n\n".join((found or "").split("\n"))


def _linked_data(tree: Any) -> dict[str, str]:
    """The first article that the page describes as JSON-LD."""
    for script in tree.iterfind('.//script[@type="application/ld+json"]'):
        try:
            value = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        for article in find_articles(value):
            return newsarticle_fields(article)
    return {}


def _meta(tree: Any, names: tuple[str, ...]) -> str:
    stated: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        stated.setdefault((name or "").lower(), (element.get("content") or "").strip())
    return next((stated[name] for name in names if stated.get(name)), "")


def _heading(tree: Any) -> str:
    for path in (".//h1", ".//title"):
        element = tree.find(path)
        text = " ".join((element.text_content() if element is not None else "").split())
        if text:
            return text
    return ""


def _time_element(tree: Any) -> str:
    """The time of an article's only or marked time element; several unmarked ones are no statement."""
    times = [one for one in tree.iter("time") if one.get("datetime")]
    marked = [one for one in times if one.get("itemprop") == "datePublished" or one.get("pubdate") is not None]
    chosen = marked or (times if len(times) == 1 else [])
    return chosen[0].get("datetime").strip() if chosen else ""


def _canonical(tree: Any) -> str:
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and (link.get("href") or "").startswith("http"):
            return str(link.get("href")).strip()
    return ""


def _language(tree: Any) -> str:
    return str(tree.getroottree().getroot().get("lang") or "")
