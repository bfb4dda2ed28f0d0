"""JSON Lines and JSON: a broken line is one problem; size does not matter; wrong endings are seen through."""

from __future__ import annotations

import io
import json
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.ingest import Draft, Problem
from stories.ingest.jsonlines import read_lines

ROW = {"id": "a1", "title": "Fähre", "text": "Die Fähre fährt.", "source": "Seekurier", "published": "2016-11-15"}


def test_a_broken_line_5000_is_said_and_all_others_are_read(read) -> None:
    lines = [json.dumps(ROW | {"id": str(number)}) for number in range(1, 6001)]
    lines[4999] = lines[4999][:-5]
    items = read("\n".join(lines), "a.jsonl")
    [problem] = [item for item in items if isinstance(item, Problem)]
    assert "Zeile 5000" in problem.place and "JSON" in problem.reason
    assert len(items) == 6000


@pytest.mark.parametrize(
    "line", ["[]", "7", '"text"', "null", "{}", '{"title": []}', '{"title": true}', "{'title': 1}"]
)
def test_a_line_that_is_no_article_is_a_problem(read, line: str) -> None:
    good, bad = read(json.dumps(ROW) + "\n" + line, "a.jsonl")
    assert isinstance(good, Draft) and isinstance(bad, Problem)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_of_lines(read_one, encoding: str) -> None:
    draft = read_one(json.dumps(ROW, ensure_ascii=False).encode(encoding), "a.jsonl")
    assert draft.title == "Fähre"
    assert bool(draft.notices) == (encoding == "cp1252")


@pytest.mark.parametrize("name", ["a.json", "a.txt", "a.jsonl", "ohne-endung"])
@pytest.mark.parametrize("wrap", [lambda row: row, lambda row: [row], lambda row: {"items": [row]}])
def test_an_object_a_list_and_a_wrapped_list_are_read(read_one, name: str, wrap) -> None:
    if name == "a.jsonl" and wrap(ROW) is not ROW:
        return
    assert read_one(json.dumps(wrap(ROW)), name).external_id == "a1"


def test_lines_under_the_ending_json_are_read(read) -> None:
    assert len(read(f"{json.dumps(ROW)}\n{json.dumps(ROW)}\n", "a.json")) == 2


@pytest.mark.parametrize("content", ["{", "[1, 2", "[" * 100_000, '{"title": "a"} trailing'])
def test_broken_json_is_one_refusal(refusal, content: str) -> None:
    assert refusal(content, "a.json")


def test_a_binary_file_is_refused_once_and_not_line_by_line(refusal) -> None:
    assert "kein Text" in refusal(b"%PDF-1.7\n" + b"x\n" * 500, "a.jsonl")


def test_a_line_beyond_the_limit_is_skipped_and_the_next_is_read(settings) -> None:
    settings.MAX_UPLOAD_BYTES = 1000
    stream = io.BytesIO(b'{"title": "' + b"x" * 5000 + b'"}\n' + json.dumps(ROW).encode())
    long, good = read_lines(stream, "a.jsonl")
    assert isinstance(long, Problem) and "länger" in long.reason
    assert isinstance(good, Draft)


def test_the_lines_of_a_big_file_do_not_gather_in_memory() -> None:
    class Endless(io.RawIOBase):
        left = 3000
        line = json.dumps(ROW).encode() + b"\n"

        def readable(self) -> bool:
            return True

        def seekable(self) -> bool:
            return True

        def seek(self, offset: int, whence: int = 0) -> int:
            return 0

        def readinto(self, buffer) -> int:  # type: ignore[no-untyped-def]
            if not self.left:
                return 0
            self.left -= 1
            buffer[: len(self.line)] = self.line
            return len(self.line)

    tracemalloc.start()
    count = sum(1 for _item in read_lines(io.BufferedReader(Endless()), "a.jsonl"))
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count > 2000 and peak < 250_000


@given(st.text(max_size=80))
def test_any_line_is_a_draft_or_a_problem(line: str) -> None:
    try:
        items = list(read_lines(io.BytesIO(line.encode("utf-8", "replace")), "a.jsonl"))
    except Exception as error:
        assert type(error).__name__ == "IngestError"
    else:
        assert all(isinstance(item, Draft | Problem) for item in items)
