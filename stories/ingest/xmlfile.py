"""XML in, Drafts out: the root element says whether it is NewsML-G2, a feed or a web page. No entities, no network."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from stories.ingest.decoding import Decoded, decode_markup
from stories.ingest.feedfile import read_feed
from stories.ingest.newsml import read_newsml
from stories.ingest.types import Draft, IngestError, Payload, Problem
from stories.ingest.webpage import read_html

DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
# What may stand before the root: instructions, comments, a document type. Possessive, so that no input makes it slow.
PROLOGUE = re.compile(r"(?:\s++|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*+(?:\[.*?\]\s*+)?>)*+", re.S | re.I)
ROOT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)")
ENTITY = re.compile(r"<!ENTITY", re.I)
FEEDS, PAGES = frozenset({"rss", "feed", "rdf"}), frozenset({"html"})
NEWSML = frozenset({"newsmessage", "newsitem", "packageitem"})


def root_name(text: str) -> str:
    """The name of the root element in lower case, without its prefix; empty where there is none."""
    text = text.removeprefix("\ufeff")
    start = PROLOGUE.match(text)
    root = ROOT.match(text, start.end() if start else 0)
    return root[1].lower() if root else ""


def read_xml(payload: Payload) -> Iterator[Draft | Problem]:
    decoded = decode_markup(payload.content)
    if ENTITY.search(decoded.text):
        raise IngestError(_("Die XML-Datei vereinbart eigene Entitäten; solche Dateien werden nicht gelesen."))
    root = root_name(decoded.text)
    if root in PAGES:
        yield from read_html(payload)
        return
    plain = Decoded(DECLARATION.sub("", decoded.text, count=1), decoded.encoding, decoded.notices)
    if root in FEEDS:
        yield from read_feed(plain, payload.name)
    elif root in NEWSML:
        yield from read_newsml(plain, payload.name)
    else:
        message = _("Unbekanntes XML (<%(root)s>). Gelesen werden NewsML-G2, RSS und Atom.")
        raise IngestError(message % {"root": root[:40] or "?"})
