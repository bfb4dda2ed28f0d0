"""Typed values of the story stages: the reports of one story in, entries and agreements out.

``timeline``, ``comparison`` and ``overview`` read Reports and never the database. A Place is the
proof behind every sentence shown: the article, and where in its frozen text the sentence stands.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from stories.nlp.types import Mention, Sentence, TimeExpression

Lane = Literal["happened", "planned", "undated", "disputed"]
EntryKind = Literal["event", "statement"]
Precision = Literal["day", "part-of-day", "time", "week", "month", "quarter", "season", "year", "none"]
Grade = Literal["figure", "weight", "wording"]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A sentence's place: the article's key and code point offsets into its text."""

    article: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One article of a story with its annotations.

    ``article`` is its key within the story, ``source`` its publisher's key. ``origin`` groups
    reports that are near-copies of one text (equal for copies; empty: alone).
    """

    article: str
    source: str
    title: str
    text: str
    published: dt.datetime | None
    sentences: tuple[Sentence, ...]
    names: tuple[Mention, ...]
    times: tuple[TimeExpression, ...]
    language: str = "de"
    origin: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One dated (or undated) sentence behind a timeline entry.

    ``time`` is the index of its expression in ``Report.times``; None where the sentence itself
    names no day and stands beside one that does.
    """

    place: Place
    source: str
    time: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A merged timeline entry.

    ``date`` is an ISO day, month (2016-11), year, ISO week (2016-W45) or None; ``end`` the last day
    of a span; ``part`` a part of day (TIMEX3: MO, AF, EV, NI …) or a clock time. ``note`` is a
    machine-readable reason for the lane ("clash", "year-from-story", "statement-only", …).
    """

    date: str | None
    lane: Lane
    kind: EntryKind
    precision: Precision
    evidence: tuple[Evidence, ...]
    begin: dt.date | None = None
    end: dt.date | None = None
    part: str = ""
    year_inferred: bool = False
    background: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Sentences of different sources that state the same fact, from every source that has it."""

    places: tuple[Place, ...]
    sources: tuple[str, ...]
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Two aligned sentences that differ, and the words in which they do (spans into the text)."""

    left: Place
    right: Place
    grade: Grade
    topic: str
    left_words: tuple[tuple[int, int], ...] = ()
    right_words: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What all sources say, what only one says, what they say differently."""

    shared: tuple[Agreement, ...]
    only: tuple[Place, ...]
    differs: tuple[Difference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Highlight:
    """A verbatim sentence of the overview, with the other places that support it."""

    place: Place
    also: tuple[Place, ...] = ()
