"""A plain text file in, one Draft out."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from stories.ingest.decoding import decode
from stories.ingest.types import Draft, Payload

MAX_TITLE_CHARS = 150
SENTENCE_ENDS = (".", "!", "…", ":", ",", ";", "“", '"', "»")


def read_text(payload: Payload) -> Iterator[Draft]:
    decoded = decode(payload.content)
    title, body = split_title(decoded.text)
    notices = decoded.notices
    if title:
        notices += (_("Titel aus der ersten Zeile übernommen: „%(title)s“") % {"title": title},)
    yield Draft(text=body, title=title, place=payload.name, payload=payload, encoding=decoded.encoding, notices=notices)


def split_title(text: str) -> tuple[str, str]:
    """The first line is a title when it is short, does not end like a sentence, and a blank line follows."""
    first, newline, rest = text.replace("\r\n", "\n").strip().partition("\n")
    first = first.strip()
    is_title = newline and rest.startswith("\n") and len(first) <= MAX_TITLE_CHARS and not first.endswith(SENTENCE_ENDS)
    return (first, rest.strip("\n")) if is_title else ("", text)
