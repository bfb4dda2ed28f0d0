"""Marked-up sentences → documents, spans and resolved names for the tests: ``[Putins|PER]`` marks an entity."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from stories.nlp.names import EntitySpan, resolve_names
from stories.nlp.sentences import split_sentences
from stories.nlp.types import Document, Mention

_MARK = re.compile(r"\[([^|\]]+)\|(PER|LOC|ORG|MISC)\]")


def unmark(marked: str) -> tuple[str, list[EntitySpan]]:
    """The plain text and the spans of the marked entities."""
    text, spans, position = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[position : match.start()]
        spans.append(EntitySpan(len(text), len(text) + len(match[1]), match[2]))
        text += match[1]
        position = match.end()
    return text + marked[position:], spans


def resolve(marked: str, *, language: str = "de", year: int = 0) -> tuple[str, tuple[Mention, ...]]:
    text, spans = unmark(marked)
    published = datetime(year, 6, 1, tzinfo=UTC) if year else None
    document = Document(text=text, language=language, published=published)
    return text, resolve_names(document, split_sentences(text, language=language), spans)


def names(marked: str, **options: object) -> list[tuple[str, str]]:
    """(surface, canonical name) of the mentions that are names."""
    return of_form("name", marked, **options)


def of_form(form: str, marked: str, **options: object) -> list[tuple[str, str]]:
    text, mentions = resolve(marked, **options)  # type: ignore[arg-type]
    return [(text[m.start : m.end], m.name) for m in mentions if m.form == form]
