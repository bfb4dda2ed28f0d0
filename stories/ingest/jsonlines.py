"""JSON Lines, or one JSON array or object, in; Drafts out. A broken line is a Problem and does not stop the others."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from stories.ingest.decoding import decode
from stories.ingest.types import Draft, IngestError, Payload, Problem

TEXT_FIELDS = {
    "title": "title", "text": "text", "source": "source", "published": "published",
    "url": "url", "language": "language", "byline": "byline", "id": "external_id",
}  # fmt: skip


def read_jsonlines(payload: Payload) -> Iterator[Draft | Problem]:
    decoded = decode(payload.content)
    for number, line in enumerate(decoded.text.split("\n"), start=1):
        if line.strip():
            place = _("%(name)s, Zeile %(number)d") % {"name": payload.name, "number": number}
            yield _read_row(line, place, decoded.encoding, decoded.notices)


def read_json(payload: Payload) -> Iterator[Draft | Problem]:
    """One article object, or an array of them."""
    decoded = decode(payload.content)
    try:
        value = json.loads(decoded.text)
    except (ValueError, RecursionError) as error:
        raise IngestError(_("Kein gültiges JSON: %(error)s") % {"error": error}) from error
    rows = value if isinstance(value, list) else [value]
    for number, row in enumerate(rows, start=1):
        place = _("%(name)s, Eintrag %(number)d") % {"name": payload.name, "number": number}
        yield _read_row(json.dumps(row, ensure_ascii=False), place, decoded.encoding, decoded.notices)


def _read_row(line: str, place: str, encoding: str, notices: tuple[str, ...]) -> Draft | Problem:
    try:
        return draft_from_row(json.loads(line), line, place, encoding, notices)
    except IngestError as error:
        return Problem(place=place, reason=str(error))
    except (ValueError, RecursionError) as error:
        return Problem(place=place, reason=_("Kein gültiges JSON: %(error)s") % {"error": error})


def draft_from_row(row: Any, line: str, place: str, encoding: str, notices: tuple[str, ...] = ()) -> Draft:
    """A Draft of one input article; raise IngestError for anything that is none."""
    if not isinstance(row, dict):
        raise IngestError(_('Ein Artikel muss ein JSON-Objekt sein, zum Beispiel {"title": …, "text": …}.'))
    fields = {ours: _text(row.get(theirs), theirs) for theirs, ours in TEXT_FIELDS.items()}
    payload = Payload(content=line.encode(), name=place, media_type="application/json")
    return Draft(**fields, place=place, payload=payload, encoding=encoding, notices=notices)


def _text(value: Any, name: str) -> str:
    if value is None:
        return ""
    if isinstance(value, (str, int)) and not isinstance(value, bool):
        return str(value)
    raise IngestError(_("Das Feld „%(name)s“ muss Text sein.") % {"name": name})
