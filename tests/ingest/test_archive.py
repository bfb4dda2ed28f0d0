"""Zip archives: every file in its turn; paths upwards, bombs, archives in archives and passwords are refused."""

from __future__ import annotations

import io
import zipfile

import pytest

from stories.ingest import Draft, Problem

ARTICLE = "Fähre fährt wieder\n\nDie Fähre fährt seit Montag wieder.".encode()


def packed(**files: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return written.getvalue()


def test_every_file_is_read_by_its_own_format(read) -> None:
    content = packed(**{"a.txt": ARTICLE, "ordner/b.csv": b"titel;text\nB;b\n"})
    first, second = read(content, "paket.zip")
    assert isinstance(first, Draft) and isinstance(second, Draft)
    assert (first.title, second.title) == ("Fähre fährt wieder", "B")
    assert first.place == "paket.zip/a.txt"


def test_clutter_of_operating_systems_is_passed_over(read) -> None:
    content = packed(
        **{"__MACOSX/._a.txt": b"\x00\x05", ".DS_Store": b"\x00", "x/Thumbs.db": b"\x00", "a.txt": ARTICLE}
    )
    assert len(read(content, "a.zip")) == 1


@pytest.mark.parametrize("name", ["../a.txt", "x/../../a.txt", "/etc/a.txt", "C:\\a.txt", "..\\a.txt"])
def test_a_name_that_leads_out_of_the_archive_is_refused_and_the_others_are_read(read, name: str) -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        info = zipfile.ZipInfo("x")
        info.filename = name
        archive.writestr(info, ARTICLE)
        archive.writestr("gut.txt", ARTICLE)
    problem, draft = read(written.getvalue(), "a.zip")
    assert isinstance(problem, Problem) and isinstance(draft, Draft)
    assert "führt aus dem Archiv" in problem.reason


def test_a_bomb_is_refused_by_its_ratio(refusal) -> None:
    assert "viel zu groß" in refusal(packed(**{"a.txt": b"0" * 30_000_000}), "bombe.zip")


def test_an_entry_that_lies_about_its_size_is_read_no_further_than_the_limit(read, settings) -> None:
    settings.MAX_UPLOAD_BYTES = 500_000
    content = bytearray(packed(**{"a.txt": b"0123456789" * 80_000}))
    real, said = (800_000).to_bytes(4, "little"), (1000).to_bytes(4, "little")
    lying = bytes(content).replace(real, said)
    [problem] = read(lying, "a.zip")
    assert isinstance(problem, Problem)


def test_an_archive_in_an_archive_is_refused(refusal) -> None:
    assert "Archiv in einem Archiv" in refusal(packed(**{"innen.zip": packed(**{"a.txt": ARTICLE})}), "a.zip")


def test_too_many_files_are_refused(refusal) -> None:
    assert "2000" in refusal(packed(**{f"{number}.txt": b"x" for number in range(2001)}), "a.zip")


def test_an_encrypted_file_is_refused(refusal) -> None:
    content = packed(**{"a.txt": ARTICLE})
    locked = content.replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01")
    assert locked != content
    assert "verschlüsselt" in refusal(locked, "a.zip")


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"PK\x05\x06", b"PK\x03\x04" + b"\xff" * 500])
def test_a_damaged_archive_is_refused(refusal, content: bytes) -> None:
    assert "beschädigt" in refusal(content, "a.zip")
