"""Bytes to text: the encoding is recognised and said, and what is no text is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.ingest.decoding import decode
from stories.ingest.types import IngestError

TEXT = "Größe und Maß: ein Brüsseler „Kompromiss“"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_encodings_give_the_same_text_without_a_byte_order_mark(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)).text == TEXT


def test_windows_1252_is_recognised_and_said() -> None:
    decoded = decode(TEXT.encode("cp1252"))
    assert (decoded.text, decoded.encoding) == (TEXT, "cp1252")
    assert "cp1252" in decoded.notices[0]


@pytest.mark.parametrize("content", [b"", b"   \n\t ", b"\n"])
def test_an_empty_file_is_refused(content: bytes) -> None:
    with pytest.raises(IngestError, match="leer"):
        decode(content)


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7 ...", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04rest", bytes(range(256)) * 20, b"abc\x00\x01\x02def"]
)
def test_a_file_that_is_no_text_is_refused(content: bytes) -> None:
    with pytest.raises(IngestError, match="Text"):
        decode(content)


def test_a_byte_order_mark_that_lies_is_refused() -> None:
    with pytest.raises(IngestError, match="utf-8-sig"):
        decode(b"\xef\xbb\xbfabc\xff\xfe")


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_a_clear_refusal(content: bytes) -> None:
    try:
        assert isinstance(decode(content).text, str)
    except IngestError as error:
        assert str(error)
