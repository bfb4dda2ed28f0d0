"""Bytes in, text and its encoding out; bytes that are no text are refused with the reason."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from stories.ingest.types import IngestError

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SIGNATURES = {
    b"%PDF": "PDF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"PK\x03\x04": "ZIP",
    b"\xd0\xcf\x11\xe0": "Word/Excel (alt)",
    b"{\\rtf": "RTF",
}
# Control characters that no text of any encoding holds; tab, line feed, form feed, return and escape do occur.
CONTROLS = bytes(sorted(frozenset(range(32)) - {9, 10, 12, 13, 27}))
DECLARED = re.compile(rb"""(?:encoding|charset)\s*=\s*["']?([A-Za-z0-9._:-]{3,40})""")
LATIN_1 = frozenset({"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii", "windows-1252", "cp1252"})
MAX_CONTROL_SHARE = 0.001  # one stray control character in a long article is dirt, more is a binary file


@dataclass(frozen=True, slots=True)
class Decoded:
    text: str
    encoding: str
    notices: tuple[str, ...] = ()


def decode(content: bytes, declared: str = "") -> Decoded:
    """Text of ``content``: by its byte order mark, else UTF-8, else as declared, else Windows-1252, which is said.

    Raises IngestError for empty input and for bytes that are no text.
    """
    if not content.strip():
        raise IngestError(_("Die Datei ist leer."))
    for mark, encoding in BOMS:
        if content.startswith(mark):
            return Decoded(_strict(content, encoding), encoding.removesuffix("-sig"))
    refuse_binary(content)
    try:
        return Decoded(content.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        return _decode_declared(content, declared) or _decode_western(content, error)


def decode_markup(content: bytes) -> Decoded:
    """Like ``decode``, with the encoding that XML and HTML declare in their first lines."""
    declared = DECLARED.search(content[:2048])
    return decode(content, declared[1].decode("ascii") if declared else "")


def _strict(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        message = _(
            "Der Zeichensatz %(encoding)s ist angegeben, stimmt aber ab Byte %(byte)d nicht. Bitte als UTF-8 speichern."
        )
        raise IngestError(message % {"encoding": encoding, "byte": error.start}) from error


def refuse_binary(content: bytes) -> None:
    """Raise IngestError where the first bytes are no text."""
    for signature, kind in SIGNATURES.items():
        if content.startswith(signature):
            message = _(
                "Das ist eine %(kind)s-Datei, kein Text. Bitte den Text als .txt in UTF-8 speichern oder einfügen."
            )
            raise IngestError(message % {"kind": kind})
    head = content[:65536]
    if len(head) - len(head.translate(None, CONTROLS)) > MAX_CONTROL_SHARE * len(head):
        raise IngestError(_("Die Datei enthält keinen Text. Bitte den Text als .txt in UTF-8 speichern oder einfügen."))


def _decode_declared(content: bytes, declared: str) -> Decoded | None:
    if declared.lower() in {"", *LATIN_1}:  # senders who say Latin-1 mean Windows-1252
        return None
    try:
        return Decoded(content.decode(declared), declared.lower())
    except (LookupError, ValueError):
        return None


def _decode_western(content: bytes, cause: UnicodeDecodeError) -> Decoded:
    """Windows-1252, the encoding of German texts that are not UTF-8; its five unused bytes refute it."""
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        message = _("Der Zeichensatz ist nicht zu erkennen (Byte %(byte)d). Bitte als UTF-8 speichern.")
        raise IngestError(message % {"byte": cause.start}) from cause
    notice = _("Zeichensatz Windows-1252 (cp1252) erkannt und umgewandelt; bitte Umlaute prüfen.")
    return Decoded(text, "cp1252", (notice,))


def storable(text: str) -> str:
    """Without what no database keeps: zero characters and halves of surrogate pairs, which JSON can smuggle in."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
