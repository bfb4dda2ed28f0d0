"""Files in, Drafts and Problems out: the format is chosen by the file's ending."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from stories.ingest.jsonlines import read_json, read_jsonlines
from stories.ingest.textfile import read_text
from stories.ingest.types import Draft, IngestError, Payload, Problem

Reader = Callable[[Payload], Iterator[Draft | Problem]]

READERS: dict[str, Reader] = {
    ".txt": read_text,
    ".jsonl": read_jsonlines,
    ".ndjson": read_jsonlines,
    ".json": read_json,
}


def read_file(path: Path) -> Iterator[Draft | Problem]:
    """The articles of one file; what cannot be read is one Problem."""
    try:
        if path.stat().st_size > settings.MAX_UPLOAD_BYTES and path.suffix.lower() != ".jsonl":
            raise IngestError(_too_large(path.stat().st_size))
        payload = Payload(content=path.read_bytes(), name=path.name)
    except OSError as error:
        yield Problem(place=str(path), reason=_("Die Datei ist nicht lesbar: %(error)s") % {"error": error.strerror})
        return
    except IngestError as error:
        yield Problem(place=str(path), reason=str(error))
        return
    yield from read_payload(payload)


def read_payload(payload: Payload) -> Iterator[Draft | Problem]:
    """The articles in bytes whose name ends in a known format."""
    reader = READERS.get(Path(payload.name).suffix.lower())
    try:
        if reader is None:
            known = ", ".join(sorted(READERS))
            raise IngestError(_("Dieses Dateiformat kenne ich nicht. Möglich sind: %(known)s") % {"known": known})
        yield from reader(payload)
    except IngestError as error:
        yield Problem(place=payload.name, reason=str(error))


def _too_large(size: int) -> str:
    limit = settings.MAX_UPLOAD_BYTES
    message = _("Die Datei ist zu groß: %(size).1f MB, erlaubt sind %(limit).1f MB (MAX_UPLOAD_BYTES).")
    return message % {"size": size / 1e6, "limit": limit / 1e6}
