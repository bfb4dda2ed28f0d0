"""Input articles (JSON Lines) in, Documents out, for the commands that leave the database alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TextIO
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.management.base import CommandError

from stories.ingest.jsonlines import draft_from_row
from stories.ingest.published import parse_published
from stories.ingest.types import Draft, IngestError
from stories.nlp.language import detect_language
from stories.nlp.types import Document


@dataclass(frozen=True, slots=True)
class InputArticle:
    id: str
    source: str
    document: Document


def read_documents(lines: TextIO) -> Iterator[InputArticle]:
    """One article a line, in order. Offsets of annotations count in the text as given, so it is not cleaned."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield _article(draft_from_row(json.loads(line), line, f"Zeile {number}", "utf-8"))
            except (ValueError, IngestError, RecursionError) as error:
                raise CommandError(f"Zeile {number}: {error}") from error


def _article(draft: Draft) -> InputArticle:
    language = draft.language or detect_language(draft.text or draft.title)
    document = Document(text=draft.text, title=draft.title, published=_published(draft), language=language)
    return InputArticle(draft.external_id, draft.source, document)


def _published(draft: Draft) -> datetime | None:
    return parse_published(draft.published, ZoneInfo(settings.TIME_ZONE)).at if draft.published.strip() else None
