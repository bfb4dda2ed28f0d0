"""CSV tables: any usual delimiter, German and English column names, cp1252 said, bad rows reported one by one."""

from __future__ import annotations

import pytest

from stories.ingest import Draft, Problem

ROWS = [["Titel", "Text", "Quelle", "Datum"], ["Fähre", "Die Fähre fährt wieder.", "Seekurier", "2016-11-15"]]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_the_delimiter_and_the_encoding_are_recognised(read_one, mark: str, encoding: str) -> None:
    table = "\r\n".join(mark.join(row) for row in ROWS)
    draft = read_one(table.encode(encoding), "artikel.csv")
    assert (draft.title, draft.text, draft.source, draft.published) == tuple(ROWS[1])
    assert any("cp1252" in notice for notice in draft.notices) == (encoding == "cp1252")


def test_quoted_fields_keep_delimiters_and_paragraphs(read_one) -> None:
    draft = read_one('title;text\n"Brücke; gesperrt";"Erster Absatz.\n\nZweiter Absatz."\n', "a.csv")
    assert (draft.title, draft.text) == ("Brücke; gesperrt", "Erster Absatz.\n\nZweiter Absatz.")


def test_a_comma_in_the_text_does_not_win_over_the_semicolon_of_the_header(read_one) -> None:
    assert read_one("titel;text\nA;eins, zwei, drei, vier\n", "a.csv").text == "eins, zwei, drei, vier"


def test_a_row_with_too_many_fields_is_reported_and_the_others_are_read(read) -> None:
    bad, good = read("titel,text\nA,eins, zwei\nB,drei\n", "a.csv")
    assert isinstance(bad, Problem) and isinstance(good, Draft)
    assert "Zeile 2" in bad.place and "Anführungszeichen" in bad.reason
    assert good.title == "B"


def test_empty_rows_and_unknown_columns_are_passed_over(read_one) -> None:
    assert read_one("nummern,titel,farbe\n\n,,\n7,Deich,blau\n", "a.csv").title == "Deich"


def test_a_table_without_a_known_column_says_which_are_known(refusal) -> None:
    assert "titel, text, quelle" in refusal("a;b\n1;2\n", "a.csv")


def test_the_row_is_kept_as_the_original_with_its_header(read_one) -> None:
    draft = read_one("titel;text\nA;b\n", "a.csv")
    assert draft.payload is not None and draft.payload.content == b"titel,text\r\nA,b\r\n"


def test_a_header_alone_is_no_article(read) -> None:
    assert read("titel;text\n", "a.csv") == []


def test_an_unclosed_quote_over_the_whole_file_ends_without_harm(read) -> None:
    items = read('titel;text\nA;"' + "Wort " * 200_000, "a.csv")
    assert len(items) == 1
