"""An Excel workbook (.xlsx) in, Drafts out: the first sheet, read row by row, formulas by their last result."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from stories.ingest.archive import check_archive
from stories.ingest.table import read_rows, too_many_rows
from stories.ingest.types import Draft, IngestError, Payload, Problem

MAX_ROWS = 50_000
MARK = "xl/workbook.xml"  # the part that makes a zip a workbook


def is_workbook(content: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            return MARK in parts.namelist()
    except (zipfile.BadZipFile, ValueError, OSError):
        return False


def read_workbook(payload: Payload) -> Iterator[Draft | Problem]:
    import openpyxl  # takes a third of a second, which only this format has to pay

    check_archive(payload.content)
    try:
        book = openpyxl.load_workbook(io.BytesIO(payload.content), read_only=True, data_only=True, keep_links=False)
        rows = iter(book.worksheets[0].iter_rows(values_only=True))
    except Exception as error:  # the library lets through whatever its parsers raise on a damaged workbook
        raise _unreadable(error) from error
    yield from read_rows(_limited(rows), payload.name)


def _limited(rows: Iterator[Sequence[object]]) -> Iterator[Sequence[object]]:
    for number in range(MAX_ROWS + 1):
        try:
            row = next(rows, None)
        except Exception as error:  # as above: rows are parsed one by one
            raise _unreadable(error) from error
        if row is None:
            return
        if number == MAX_ROWS:
            raise too_many_rows(MAX_ROWS)
        yield row


def _unreadable(error: Exception) -> IngestError:
    return IngestError(_("Die Excel-Tabelle ist nicht lesbar: %(error)s") % {"error": str(error)[:200]})
