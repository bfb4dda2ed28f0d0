"""Rows of a table (CSV, workbook) in, Drafts out; the first row names the columns, a bad row stops no other."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time

from django.utils.translation import gettext as _

from stories.ingest.fields import columns
from stories.ingest.types import Draft, IngestError, Payload, Problem

MAX_COLUMNS = 200


def read_rows(rows: Iterable[Sequence[object]], name: str, notices: tuple[str, ...] = ()) -> Iterator[Draft | Problem]:
    numbered = enumerate(rows, start=1)
    header: Sequence[object] = next((row for _number, row in numbered if any(map(cell_text, row))), ())
    fields = columns(header[:MAX_COLUMNS])
    for number, row in numbered:
        if not any(map(cell_text, row[:MAX_COLUMNS])):
            continue
        place = _("%(name)s, Zeile %(number)d") % {"name": name, "number": number}
        if len(row) > len(header) and any(map(cell_text, row[len(header) :])):
            reason = _("Die Zeile hat mehr Felder als die Kopfzeile; vermutlich fehlen Anführungszeichen um ein Feld.")
            yield Problem(place=place, reason=reason)
            continue
        values = {field: cell_text(row[at]) for at, field in fields.items() if at < len(row)}
        payload = Payload(content=_as_csv(header, row), name=place, media_type="text/csv")
        yield Draft(**{"text": "", **values}, place=place, payload=payload, notices=notices)  # type: ignore[arg-type]


def cell_text(value: object) -> str:
    """A cell as text; a date without a time is a day, because workbooks write midnight for "no time"."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _as_csv(header: Sequence[object], row: Sequence[object]) -> bytes:
    """The row with its header, as the original that is kept of one article of a table."""
    written = io.StringIO()
    csv.writer(written).writerows([map(cell_text, header), map(cell_text, row)])
    return written.getvalue().encode()


def too_many_rows(limit: int) -> IngestError:
    return IngestError(_("Die Tabelle hat mehr als %(limit)d Zeilen; bitte teilen.") % {"limit": limit})
