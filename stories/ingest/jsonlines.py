"""JSON Lines, or one JSON array or object, in; Drafts out. A broken line is a Problem and does not stop the others.

Each object may be an input article of ours, a ninjs item or a schema.org NewsArticle.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from django.conf import settings
from django.utils.translation import gettext as _

from stories.ingest.decoding import BOMS, Decoded, decode, refuse_binary, storable
from stories.ingest.newsarticle import is_newsarticle, newsarticle_fields
from stories.ingest.ninjs import is_ninjs, ninjs_fields
from stories.ingest.types import Draft, IngestError, Payload, Problem

TEXT_FIELDS = {
    "title": "title", "text": "text", "source": "source", "published": "published",
    "url": "url", "language": "language", "byline": "byline", "id": "external_id",
}  # fmt: skip
HEAD = 65536
LISTS = ("items", "articles", "artikel")  # an object that only wraps the list of articles


def read_jsonlines(payload: Payload) -> Iterator[Draft | Problem]:
    yield from read_lines(io.BytesIO(payload.content), payload.name)


def read_lines(stream: BinaryIO, name: str) -> Iterator[Draft | Problem]:
    """Line by line, so that the size of the file does not matter; only the longest line does."""
    head = stream.read(HEAD)
    stream.seek(0)
    if any(head.startswith(mark) for mark, encoding in BOMS if encoding != "utf-8-sig"):
        stream = io.BytesIO(decode(stream.read(settings.MAX_UPLOAD_BYTES)).text.encode())
    elif not head.strip():
        raise IngestError(_("Die Datei ist leer."))
    else:
        refuse_binary(head)
    limit = settings.MAX_UPLOAD_BYTES
    number = 0
    while line := stream.readline(limit):
        number += 1
        place = _("%(name)s, Zeile %(number)d") % {"name": name, "number": number}
        if len(line) == limit and not line.endswith(b"\n"):
            _skip_line(stream, limit)
            yield Problem(place=place, reason=_("Die Zeile ist länger als %(size)d MB.") % {"size": limit / 1e6})
        elif line.strip():
            yield _read_line(line, place)


def read_json(payload: Payload) -> Iterator[Draft | Problem]:
    """One article object, an array of them, or an object that wraps the array."""
    decoded = decode(payload.content)
    try:
        value = json.loads(decoded.text)
    except (ValueError, RecursionError) as error:
        if _is_lines(decoded.text):
            yield from read_jsonlines(payload)
            return
        raise IngestError(_("Kein gültiges JSON: %(error)s") % {"error": error}) from error
    for number, row in enumerate(_rows(value), start=1):
        place = _("%(name)s, Eintrag %(number)d") % {"name": payload.name, "number": number}
        line = json.dumps(row, ensure_ascii=False)
        yield _read_row(row, line, place, decoded)


def _rows(value: Any) -> list[Any]:
    if isinstance(value, dict) and not {"title", "text", "uri", "headline"} & set(value):
        lists = [value[name] for name in LISTS if isinstance(value.get(name), list)]
        value = lists[0] if lists else value
    return value if isinstance(value, list) else [value]


def _is_lines(text: str) -> bool:
    """JSON Lines under the ending .json: the first line is an object of its own."""
    try:
        return isinstance(json.loads(text.lstrip().partition("\n")[0]), dict)
    except (ValueError, RecursionError):
        return False


def _skip_line(stream: BinaryIO, limit: int) -> None:
    while (rest := stream.readline(limit)) and not rest.endswith(b"\n"):
        pass


def _read_line(line: bytes, place: str) -> Draft | Problem:
    try:
        decoded = decode(line)
        return _read_row(json.loads(decoded.text), decoded.text.strip(), place, decoded)
    except IngestError as error:
        return Problem(place=place, reason=str(error))
    except (ValueError, RecursionError) as error:
        return Problem(place=place, reason=_("Kein gültiges JSON: %(error)s") % {"error": error})


def _read_row(row: Any, line: str, place: str, decoded: Decoded) -> Draft | Problem:
    try:
        return draft_from_row(row, line, place, decoded.encoding, decoded.notices)
    except IngestError as error:
        return Problem(place=place, reason=str(error))


def draft_from_row(row: Any, line: str, place: str, encoding: str, notices: tuple[str, ...] = ()) -> Draft:
    """A Draft of one input article; raise IngestError for anything that is none."""
    if not isinstance(row, dict):
        raise IngestError(_('Ein Artikel muss ein JSON-Objekt sein, zum Beispiel {"title": …, "text": …}.'))
    payload = Payload(content=line.encode("utf-8", "replace"), name=place, media_type="application/json")
    fields: dict[str, Any] = {name: storable(value) for name, value in _fields(row).items()}
    return Draft(**fields, place=place, payload=payload, encoding=encoding, notices=notices)


def _fields(row: dict[str, Any]) -> dict[str, Any]:
    if is_ninjs(row):
        return ninjs_fields(row)
    if is_newsarticle(row):
        return newsarticle_fields(row)
    if not {"title", "text"} & set(row):
        raise IngestError(_("Dem Artikel fehlen „title“ und „text“; wenigstens eines davon braucht er."))
    return {ours: _text(row.get(theirs), theirs) for theirs, ours in TEXT_FIELDS.items()}


def _text(value: Any, name: str) -> str:
    if value is None:
        return ""
    if isinstance(value, (str, int)) and not isinstance(value, bool):
        return str(value)
    raise IngestError(_("Das Feld „%(name)s“ muss Text sein.") % {"name": name})
