"""Plain text files: the first line as a title only where it plainly is one."""

from __future__ import annotations

import pytest

from stories.ingest.textfile import split_title


def test_a_short_first_line_before_a_blank_line_is_the_title(read_one) -> None:
    draft = read_one("Fähre fährt wieder\r\n\r\nDie Fähre fährt.\r\n", "a.txt")
    assert (draft.title, draft.text) == ("Fähre fährt wieder", "Die Fähre fährt.")
    assert "Fähre fährt wieder" in draft.notices[0]


@pytest.mark.parametrize(
    "text",
    [
        "Die Fähre fährt wieder.\n\nMehr.",
        "Fähre\nDie Fähre fährt.",
        "Nur eine Zeile",
        "„Wir fahren“\n\nText",
        "x" * 151 + "\n\nText",
    ],
)
def test_anything_else_stays_text(text: str) -> None:
    assert split_title(text) == ("", text)


@pytest.mark.parametrize("name", ["a.txt", "a.TXT", "a.md", "ohne-endung"])
def test_names_of_text_files(read_one, name: str) -> None:
    assert read_one("Die Fähre fährt.", name).text == "Die Fähre fährt."


def test_the_original_bytes_are_kept(read_one) -> None:
    content = "\ufeffGrüße".encode("utf-8")
    draft = read_one(content, "a.txt")
    assert draft.payload is not None and draft.payload.content == content
