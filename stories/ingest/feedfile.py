"""An RSS or Atom feed in, one Draft an entry out. Broken feeds are read as far as they go, and that is said."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from stories.ingest.decoding import Decoded
from stories.ingest.types import Draft, IngestError, Payload, Problem

MAX_ENTRIES = 5000


def read_feed(decoded: Decoded, name: str) -> Iterator[Draft | Problem]:
    import feedparser

    # Bytes in a stream: the library would take a string for an address or a file to open.
    stream = io.BytesIO(decoded.text.encode("utf-8", "replace"))
    feed = feedparser.parse(stream, response_headers={"content-type": "application/xml; charset=utf-8"})
    if not feed.entries:
        raise IngestError(_("Der Feed enthält keine Einträge.") if not feed.bozo else _broken(feed))
    notices = decoded.notices
    if feed.bozo:
        notices += (_("Der Feed ist fehlerhaft und wurde gelesen, so weit es geht."),)
    for number, entry in enumerate(feed.entries[:MAX_ENTRIES], start=1):
        place = _("%(name)s, Eintrag %(number)d") % {"name": name, "number": number}
        if not (entry.get("title") or entry.get("summary") or entry.get("content")):
            yield Problem(place=place, reason=_("Der Eintrag ist leer oder abgeschnitten."))
            continue
        yield entry_draft(entry, feed.feed, place, notices)


def entry_draft(entry: Mapping[str, Any], feed: Mapping[str, Any], place: str, notices: tuple[str, ...] = ()) -> Draft:
    contents = entry.get("content") or [{}]
    text = max((str(one.get("value", "")) for one in contents), key=len) or str(entry.get("summary", ""))
    language = contents[0].get("language") or entry.get("title_detail", {}).get("language") or feed.get("language", "")
    source = entry.get("source", {}).get("title") or feed.get("title", "")
    return Draft(
        text=text, title=str(entry.get("title", "")), source=str(source),
        published=str(entry.get("published") or entry.get("updated") or ""), url=_address(entry),
        language=str(language or ""), byline=str(entry.get("author", "")), external_id=str(entry.get("id", "")),
        place=place, notices=notices, payload=Payload(content=text.encode(), name=place, media_type="text/html"),
    )  # fmt: skip


def _address(entry: Mapping[str, Any]) -> str:
    link = str(entry.get("link", ""))
    return link if link.startswith(("http://", "https://")) else ""


def _broken(feed: Mapping[str, Any]) -> str:
    return _("Der Feed ist nicht lesbar: %(error)s") % {"error": feed.get("bozo_exception", "")}
