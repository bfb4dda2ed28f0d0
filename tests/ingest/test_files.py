"""Choosing the format: by the content where it is plain, else by the ending; bad files are one clear problem each."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.ingest import Draft, Problem
from stories.ingest.files import READERS, read_file, read_payload
from stories.ingest.types import Payload


@pytest.mark.parametrize("name", ["a.docx", "a.pdf", "a.exe", "a.py"])
def test_an_unknown_ending_says_what_is_possible(refusal, name: str) -> None:
    assert ".txt, .csv, .xlsx, .html" in refusal("Text", name)


@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a.html", "a.xml", "a.json", "a.jsonl"])
@pytest.mark.parametrize("content", [b"", b"  \n", b"\x89PNG\r\n\x1a\n\x00\x00", b"%PDF-1.4", bytes(range(256)) * 9])
def test_empty_and_binary_files_are_refused_under_every_ending(refusal, name: str, content: bytes) -> None:
    assert refusal(content, name)


def test_a_text_that_calls_itself_a_workbook_or_an_archive_is_refused(refusal) -> None:
    assert ".xlsx" in refusal("Titel", "a.xlsx")
    assert ".zip" in refusal("Titel", "a.zip")


def test_a_fragment_of_html_in_a_text_file_is_text(read_one) -> None:
    assert read_one("<p>Die Fähre fährt.</p>", "a.txt").text == "<p>Die Fähre fährt.</p>"


def test_a_file_beyond_the_limit_is_refused_before_it_is_read(tmp_path: Path, settings) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as stream:
        stream.truncate(50_000_000)
    [problem] = read_file(path)
    assert isinstance(problem, Problem) and "50.0 MB" in problem.reason


def test_a_folder_and_a_missing_file_are_problems(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nicht-da.txt", tmp_path / "nicht-da.jsonl"):
        [problem] = read_file(path)
        assert isinstance(problem, Problem) and "nicht lesbar" in problem.reason


@given(st.binary(max_size=200), st.sampled_from([*sorted(READERS), ".zip", ""]))
def test_any_bytes_under_any_name_give_items_and_no_exception(content: bytes, ending: str) -> None:
    for item in read_payload(Payload(content=content, name=f"a{ending}")):
        assert isinstance(item, Draft) or item.reason


@given(st.sampled_from(["PK\x03\x04", "{", "[{", "<rss>", "<html>", "titel;text\n", "<newsItem"]), st.text(max_size=60))
def test_anything_after_a_plausible_beginning_gives_items_and_no_exception(start: str, rest: str) -> None:
    for item in read_payload(Payload(content=(start + rest).encode("utf-8", "replace"), name="a.txt")):
        assert isinstance(item, Draft) or item.reason
