"""Text → words with offsets: the plain tokens the name rules look at."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from stories.nlp.types import Label

_WORD = re.compile(r"\w++(?:[-‐‑’']\w++)*+")
# A single "word" longer than this is a pasted key or a table, never a name; it is cut so that rules stay fast.
LONGEST_WORD = 80


class Word(NamedTuple):
    """A run of letters and digits; hyphens and apostrophes inside belong to it."""

    start: int
    end: int
    text: str


class EntitySpan(NamedTuple):
    """A name as a recogniser found it: offsets into the text and its label."""

    start: int
    end: int
    label: Label


@lru_cache(maxsize=4)
def split_words(text: str) -> tuple[Word, ...]:
    """The words of a text; remembered, because recogniser and rules ask for the same text one after the other."""
    # By way of the tuple: this runs once per word, and the named constructor takes twice as long.
    new, kind = tuple.__new__, Word
    return tuple([new(kind, (*m.span(), w)) for m in _WORD.finditer(text) if len(w := m[0]) <= LONGEST_WORD])


@lru_cache(maxsize=20_000)
def is_capitalised(word: str) -> bool:
    return word[:1].isupper()


def cover(length: int, spans: Iterable[EntitySpan]) -> bytearray:
    """One byte a character, 1 where a span lies."""
    covered = bytearray(length + 1)
    for span in spans:
        covered[span.start : span.end] = b"\x01" * (span.end - span.start)
    return covered


def without_overlaps(spans: Sequence[EntitySpan]) -> list[EntitySpan]:
    """The longest spans that do not overlap, in text order."""
    kept: list[EntitySpan] = []
    taken = bytearray(max((span.end for span in spans), default=0))
    for span in sorted(spans, key=lambda s: (s.start - s.end, s.start)):
        if taken.find(1, span.start, span.end) < 0:
            taken[span.start : span.end] = b"\x01" * (span.end - span.start)
            kept.append(span)
    return sorted(kept)
