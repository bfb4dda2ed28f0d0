"""One quoted statement in two versions: a sentence in, its quotations out; two of them in, what differs out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from stories.comparison.clauses import Span
from stories.comparison.signature import word_token
from stories.comparison.words import WORD
from stories.evidence import Place

_QUOTED = re.compile(r"[„“«»\"‚‘](?=\S)([^„“”«»\"‚‘’]{8,400})[“”«»\"‘’]")
# Two versions of one statement share at least this many content words and this share of the shorter one …
_LEAST_SHARED = 2
_LEAST_SHARE = 0.5
_LONGEST_VERSION = 14


@dataclass(frozen=True, slots=True)
class Version:
    """A stretch of words with the content stems in it."""

    span: Span
    stems: tuple[str, ...]


def quotations(text: str, place: Place) -> tuple[Version, ...]:
    """The quoted stretches of a sentence."""
    return tuple(version(text, *match.span(1)) for match in _QUOTED.finditer(text, place.start, place.end))


def two_versions(ours: Iterable[Version], theirs: Iterable[Version]) -> tuple[Span, Span] | None:
    """The first of our versions that one of theirs words differently."""
    rivals = tuple(theirs)
    return next(((one.span, other.span) for one in ours for other in rivals if _reworded(one, other)), None)


def version(text: str, start: int, end: int) -> Version:
    """The content words of a stretch of text."""
    tokens = (word_token(word.group()) for word in WORD.finditer(text, start, end))
    return Version((start, end), tuple(token[0][0] for token in tokens if token))


def _reworded(ours: Version, theirs: Version) -> bool:
    left, right = set(ours.stems), set(theirs.stems)
    shared = left & right
    if left <= right or right <= left or len(shared) < _LEAST_SHARED or max(len(left), len(right)) > _LONGEST_VERSION:
        return False
    return len(shared) >= _LEAST_SHARE * min(len(left), len(right)) and _one_slot(ours.stems, theirs.stems, shared)


def _one_slot(ours: tuple[str, ...], theirs: tuple[str, ...], shared: set[str]) -> bool:
    """Whether somewhere two different words stand before or after the same shared word."""
    return any(
        ours[i] in shared and ours[i] == theirs[j] and _differ(ours, i + step, theirs, j + step, shared)
        for i in range(len(ours))
        for j in range(len(theirs))
        for step in (-1, 1)
    )


def _differ(ours: tuple[str, ...], i: int, theirs: tuple[str, ...], j: int, shared: set[str]) -> bool:
    inside = 0 <= i < len(ours) and 0 <= j < len(theirs)
    return inside and ours[i] not in shared and theirs[j] not in shared
