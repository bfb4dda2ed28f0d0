"""Excel workbooks: the first sheet as a table; dates as cells; damaged or bursting files are refused."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

import openpyxl
import pytest


def workbook(*rows: list[object]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def test_a_sheet_is_read_with_dates_as_days(read_one) -> None:
    content = workbook(["Titel", "Text", "Datum"], ["Deich hält", "Der Deich hält.", datetime(2016, 11, 15)])  # noqa: DTZ001
    draft = read_one(content, "artikel.xlsx")
    assert (draft.title, draft.text, draft.published) == ("Deich hält", "Der Deich hält.", "2016-11-15")


def test_a_time_in_a_cell_has_no_zone_and_is_left_to_be_asked(read_one) -> None:
    content = workbook(["titel", "datum"], ["A", datetime(2016, 11, 15, 9, 30)])  # noqa: DTZ001
    assert read_one(content, "a.xlsx").published == "2016-11-15T09:30"


def test_a_workbook_is_recognised_under_any_name(read_one) -> None:
    assert read_one(workbook(["titel"], ["A"]), "liste.csv").title == "A"


@pytest.mark.parametrize("content", [b"PK\x03\x04 broken", b"no zip at all", workbook(["titel"], ["A"])[:400]])
def test_a_damaged_workbook_is_refused(refusal, content: bytes) -> None:
    assert refusal(content, "a.xlsx")


def test_a_workbook_with_entities_in_its_xml_is_refused(refusal) -> None:
    good, bad = zipfile.ZipFile(io.BytesIO(workbook(["titel"], ["A"]))), io.BytesIO()
    with zipfile.ZipFile(bad, "w") as archive:
        for entry in good.infolist():
            content = good.read(entry)
            if entry.filename == "xl/worksheets/sheet1.xml":
                content = b'<!DOCTYPE x [<!ENTITY a "b">]>' + content.replace(b"<sheetData>", b"<sheetData>&a;")
            archive.writestr(entry.filename, content)
    assert "nicht lesbar" in refusal(bad.getvalue(), "a.xlsx")
