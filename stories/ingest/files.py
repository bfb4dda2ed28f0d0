"""Files in, Drafts and Problems out. The content decides on the format where it is plain, else the ending."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from stories.ingest.archive import read_archive
from stories.ingest.csvfile import read_csv
from stories.ingest.decoding import decode_markup
from stories.ingest.jsonlines import read_json, read_jsonlines, read_lines
from stories.ingest.textfile import read_text
from stories.ingest.types import Draft, IngestError, Payload, Problem
from stories.ingest.webpage import read_html
from stories.ingest.workbook import is_workbook, read_workbook
from stories.ingest.xmlfile import FEEDS, NEWSML, read_xml, root_name

Reader = Callable[[Payload], Iterator[Draft | Problem]]

READERS: dict[str, Reader] = {
    ".txt": read_text, ".text": read_text, ".md": read_text,
    ".jsonl": read_jsonlines, ".ndjson": read_jsonlines, ".json": read_json, ".jsonld": read_json,
    ".csv": read_csv, ".tsv": read_csv,
    ".html": read_html, ".htm": read_html, ".xhtml": read_html,
    ".xml": read_xml, ".rss": read_xml, ".atom": read_xml,
    ".xlsx": read_workbook,
}  # fmt: skip
LINES = frozenset({".jsonl", ".ndjson"})
ENDINGS = (".txt", ".csv", ".xlsx", ".html", ".xml", ".json", ".jsonl", ".zip")  # as shown to people
ZIP = b"PK\x03\x04"
EMPTY_ZIP = b"PK\x05\x06"
HEAD = 4096


def read_file(path: Path) -> Iterator[Draft | Problem]:
    """The articles of one file; what cannot be read is one Problem. JSON Lines are never wholly in memory."""
    try:
        if path.suffix.lower() in LINES:
            with path.open("rb") as stream:
                yield from read_lines(stream, path.name)
            return
        size = path.stat().st_size
        if size > settings.MAX_UPLOAD_BYTES:
            raise IngestError(too_large(size))
        payload = Payload(content=path.read_bytes(), name=path.name)
    except OSError as error:
        yield Problem(place=str(path), reason=_("Die Datei ist nicht lesbar: %(error)s") % {"error": error.strerror})
        return
    except IngestError as error:
        yield Problem(place=path.name, reason=str(error))
        return
    yield from read_payload(payload)


def read_payload(payload: Payload) -> Iterator[Draft | Problem]:
    """The articles in bytes with a name, archives included."""
    try:
        if payload.content.startswith((ZIP, EMPTY_ZIP)) and not is_workbook(payload.content):
            yield from read_archive(payload, read_single)
        else:
            yield from read_single(payload)
    except IngestError as error:
        yield Problem(place=payload.name, reason=str(error))


def read_single(payload: Payload) -> Iterator[Draft | Problem]:
    """The articles in bytes that are no archive; an archive within an archive is refused."""
    try:
        yield from reader_for(payload)(payload)
    except IngestError as error:
        yield Problem(place=payload.name, reason=str(error))


def reader_for(payload: Payload) -> Reader:
    """By signs that leave no doubt, whatever the ending says; else by the ending."""
    ending = Path(payload.name).suffix.lower()
    if payload.content.startswith((ZIP, EMPTY_ZIP)):
        if is_workbook(payload.content):
            return read_workbook
        raise IngestError(_("Ein Archiv in einem Archiv wird nicht gelesen; bitte einzeln hochladen."))
    if ending in {".xlsx", ".zip"}:
        raise IngestError(_("Die Datei endet auf %(ending)s, ist aber keine solche Datei.") % {"ending": ending})
    return _by_content(payload.content, ending) or _by_ending(ending)


def _by_content(content: bytes, ending: str) -> Reader | None:
    """Markup and JSON begin in a way that no article and no table does."""
    head = content[:HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"<"):
        root = root_name(decode_markup(content).text[:100_000])
        if root == "html" or (not root and head[:15].lower() == b"<!doctype html>"):
            return read_html
        if root in FEEDS | NEWSML:
            return read_xml
    if head.startswith((b'{"', b"{\n", b"{ ", b"{\r", b"[{", b"[\n", b"[ ")) and ending not in LINES:
        return read_json
    return None


def _by_ending(ending: str) -> Reader:
    reader = READERS.get(ending or ".txt")
    if reader is None:
        message = _("Das Dateiformat %(ending)s kenne ich nicht. Möglich sind: %(known)s")
        raise IngestError(message % {"ending": ending, "known": ", ".join(ENDINGS)})
    return reader


def too_large(size: int) -> str:
    limit = settings.MAX_UPLOAD_BYTES
    message = _("Die Datei ist zu groß: %(size).1f MB, erlaubt sind %(limit).1f MB (MAX_UPLOAD_BYTES).")
    return message % {"size": size / 1e6, "limit": limit / 1e6}
