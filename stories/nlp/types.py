"""Typed values between the language stages: a Document in, Annotations out.

Every offset counts Unicode code points into ``Document.text``, end exclusive, so
``document.text[span.start:span.end]`` is always the span's own text.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Kind = Literal["quote", "reported-cue", "reported-carried", "own", "vague", "nonsentence"]
Label = Literal["PER", "LOC", "ORG", "MISC"]
Form = Literal["name", "part", "derived", "role"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Modifier = Literal["", "START", "MID", "END", "APPROX", "BEFORE", "AFTER"]
Anchor = Literal["", "text", "published", "previous", "heading"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One article as the language stages see it.

    ``published`` is aware and carries the time zone of its source; None leaves relative dates
    unresolved. ``language`` is a BCP 47 tag (de, de-CH, de-AT, en).
    """

    text: str
    title: str = ""
    published: datetime | None = None
    language: str = "de"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence, or a caption, subhead or dateline (kind ``nonsentence``).

    ``speaker`` is the outermost source, who speaks to the newsroom; ``chain`` names the nested
    ones from outer to inner. ``cue`` is the wording that showed the speech ("teilte … mit").
    """

    start: int
    end: int
    paragraph: int = 0
    kind: Kind = "own"
    speaker: str | None = None
    chain: tuple[str, ...] = ()
    cue: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A place in the text that names an entity.

    ``name`` is the canonical name ("Wladimir Putin"). ``form``: name (Putins), part (Syrien in
    Syrien-Krise), derived (russisch, Schweizer), role (der Republikaner; always inferred).
    """

    start: int
    end: int
    label: Label
    name: str
    form: Form = "name"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """A TIMEX3 expression (ISO 24617-1) with the calendar days it covers.

    ``value`` is the TIMEX3 value ("2016-11-14TEV", "2016-W45", "PRESENT_REF"). ``begin`` and
    ``end`` are the first and last day covered, None while unresolved. ``rule`` names the rule
    that resolved it; ``anchor`` says what it was reckoned from and ``anchor_day`` that day.
    """

    start: int
    end: int
    type: TimexType
    value: str
    mod: Modifier = ""
    begin: date | None = None
    end_day: date | None = None
    rule: str = ""
    anchor: Anchor = ""
    anchor_day: date | None = None
    year_inferred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotations:
    """What the pipeline found in one document, each list in text order."""

    sentences: tuple[Sentence, ...]
    names: tuple[Mention, ...]
    times: tuple[TimeExpression, ...]
    title_names: tuple[Mention, ...] = ()
    language: str = "de"
    version: str = ""
