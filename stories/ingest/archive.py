"""A zip in, Drafts out. Nothing is unpacked to disk; names with paths upwards and bombs are refused."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator

from django.conf import settings
from django.utils.translation import gettext as _

from stories.ingest.types import Draft, IngestError, Payload, Problem

MAX_ENTRIES = 2000
MAX_TOTAL = 10  # times MAX_UPLOAD_BYTES, all entries unpacked
MAX_RATIO = 200  # text shrinks to a tenth; what shrinks to a two-hundredth is made to burst
RATIO_COUNTS_FROM = 1_000_000  # small entries may repeat themselves
CLUTTER = re.compile(r"(^|/)(__MACOSX/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|\.[^./])")
UPWARDS = re.compile(r"^[/\\]|^[A-Za-z]:|(^|[/\\])\.\.([/\\]|$)|\\")

ReadPayload = Callable[[Payload], Iterator[Draft | Problem]]


def check_archive(content: bytes) -> list[zipfile.ZipInfo]:
    """The entries of a zip within the limits; raise IngestError otherwise. What entries say of their size is checked
    again when they are read."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise IngestError(_("Das Archiv ist beschädigt: %(error)s") % {"error": error}) from error
    if len(entries) > MAX_ENTRIES:
        raise IngestError(_("Das Archiv hat mehr als %(limit)d Dateien; bitte teilen.") % {"limit": MAX_ENTRIES})
    if sum(entry.file_size for entry in entries) > MAX_TOTAL * settings.MAX_UPLOAD_BYTES:
        raise _bomb()
    if any(entry.file_size > RATIO_COUNTS_FROM and _ratio(entry) > MAX_RATIO for entry in entries):
        raise _bomb()
    return entries


def read_archive(payload: Payload, read_payload: ReadPayload) -> Iterator[Draft | Problem]:
    """Every entry in its turn; one that is refused does not stop the others."""
    entries = check_archive(payload.content)
    with zipfile.ZipFile(io.BytesIO(payload.content)) as archive:
        for entry in entries:
            if entry.is_dir() or CLUTTER.search(entry.filename):
                continue
            place = f"{payload.name}/{entry.filename[:200]}"
            try:
                inner = Payload(content=_content(archive, entry), name=place)
            except IngestError as error:
                yield Problem(place=place, reason=str(error))
                continue
            yield from read_payload(inner)


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    if UPWARDS.search(entry.filename):
        raise IngestError(_("Der Dateiname führt aus dem Archiv heraus; die Datei wird nicht gelesen."))
    if entry.flag_bits & 1:
        raise IngestError(_("Die Datei ist verschlüsselt; bitte ohne Kennwort packen."))
    try:
        with archive.open(entry) as stream:
            content = stream.read(settings.MAX_UPLOAD_BYTES + 1)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise IngestError(_("Die Datei ist beschädigt: %(error)s") % {"error": error}) from error
    if len(content) > settings.MAX_UPLOAD_BYTES:
        limit = settings.MAX_UPLOAD_BYTES / 1e6
        raise IngestError(_("Die Datei ist ausgepackt größer als %(limit).1f MB.") % {"limit": limit})
    return content


def _ratio(entry: zipfile.ZipInfo) -> float:
    return entry.file_size / max(entry.compress_size, 1)


def _bomb() -> IngestError:
    return IngestError(_("Das Archiv würde ausgepackt viel zu groß; es wird nicht gelesen."))
