"""Typed values of taking in: a Draft is what a format's reader found, an Outcome what became of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal


class IngestError(Exception):
    """An input that cannot be taken; the message, for editors, says what to do."""


class Question(IngestError):  # noqa: N818 - it asks, it does not fail
    """Something only a person can say. ``field`` of the Draft is missing or unclear; a form offers ``proposal``."""

    def __init__(self, message: str, *, field: str, proposal: str = "") -> None:
        super().__init__(message)
        self.field, self.proposal = field, proposal


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """Bytes as they came in, with their name and place ("articles.jsonl, Zeile 5")."""

    content: bytes
    name: str
    media_type: str = "text/plain"


# What the sender says of the article: nothing, to be kept back, or taken back (IPTC pubStatus).
Release = Literal["", "withheld", "canceled"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One article as a file or form states it, nothing resolved: empty means not stated.

    ``published`` and ``embargoed`` are the text of the time as given. ``place`` tells editors where
    it stood. ``notices`` are remarks of the reader ("Zeichensatz cp1252 erkannt").
    """

    text: str
    title: str = ""
    source: str = ""
    published: str = ""
    url: str = ""
    language: str = ""
    byline: str = ""
    external_id: str = ""
    embargoed: str = ""
    release: Release = ""
    place: str = ""
    payload: Payload | None = None
    encoding: str = "utf-8"
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """An item that no Draft could be read from, or that was refused: where, and why."""

    place: str
    reason: str


Status = Literal["new", "updated", "present", "withdrawn", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one item. ``article`` is the primary key, None when it failed or in a dry run."""

    status: Status
    place: str
    article: int | None = None
    title: str = ""
    reason: str = ""
    notices: tuple[str, ...] = field(default_factory=tuple)
