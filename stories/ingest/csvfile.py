"""CSV in, Drafts out: comma, semicolon, tab or bar between the fields, recognised from the first row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from django.conf import settings
from django.utils.translation import gettext as _

from stories.ingest.decoding import decode
from stories.ingest.fields import KNOWN
from stories.ingest.table import read_rows
from stories.ingest.types import Draft, IngestError, Payload, Problem

DELIMITERS = ",;\t|"


def read_csv(payload: Payload) -> Iterator[Draft | Problem]:
    decoded = decode(payload.content)
    csv.field_size_limit(settings.MAX_UPLOAD_BYTES)
    yield from read_rows(_rows(decoded.text), payload.name, decoded.notices)


def _rows(text: str) -> Iterator[Sequence[str]]:
    first = text.lstrip().partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter(first), strict=False)
    try:
        yield from reader
    except csv.Error as error:
        message = _("Ab Zeile %(number)d ist die Datei keine CSV-Tabelle: %(error)s")
        raise IngestError(message % {"number": reader.line_num, "error": error}) from error


def delimiter(header: str) -> str:
    """The one that cuts the first row into most known column names; a comma where there is but one column."""

    def known(mark: str) -> int:
        return sum(name.strip().strip('"').lower() in KNOWN for name in header.split(mark))

    return max(DELIMITERS, key=lambda mark: (known(mark), header.count(mark)))
