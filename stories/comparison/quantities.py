"""Numbers with what they count: a sentence in, quantities out.

Dates, clock times and names are left to their own annotations, so their spans are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from stories.comparison import lexicon
from stories.comparison.words import stem

_NUMBER = re.compile(
    r"(?<![\w.,])\d{1,3}(?:[.'’\u2009\u202f ]\d{3})+(?![\d,])|(?<![\w.,])\d+(?:[.,]\d+)?(?!\w)|[^\W\d_]+"
)
_NEXT = re.compile(r"[^\S\n]*([%€$]|[^\W\d_]+)")
_GROUPING = re.compile(r"[.'’\s](?=\d{3}(?:\D|$))")
_DURATION = re.compile(r"PT(\d+(?:\.\d+)?)([HM])$")
_LONGEST_DIGITS = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A figure in base units; ``unit`` is a unit's name or the stem of the noun counted."""

    value: float
    unit: str
    start: int
    end: int
    approximate: bool = False


Span = tuple[int, int]


def find_quantities(text: str, start: int, end: int, *, skip: Sequence[Span] = ()) -> tuple[Quantity, ...]:
    """Every figure between ``start`` and ``end`` outside the skipped spans."""
    found = []
    for match in _NUMBER.finditer(text, start, end):
        value = _value(match.group())
        if value is not None and not any(a < match.end() and match.start() < b for a, b in skip):
            quantity = _with_unit(text, match, value, end)
            if quantity is not None:
                found.append(quantity)
    return tuple(found)


def duration(value: str, start: int, end: int, *, approximate: bool = False) -> Quantity | None:
    """A TIMEX3 duration in hours or minutes as a figure in minutes."""
    match = _DURATION.match(value)
    if match is None:
        return None
    minutes = float(match.group(1)) * (60 if match.group(2) == "H" else 1)
    return Quantity(value=minutes, unit="duration", start=start, end=end, approximate=approximate)


def is_approximate(text: str, start: int, sentence_start: int) -> bool:
    """Whether one of the two words before makes the figure round ("bis zu 200", "mehr als 30")."""
    before = re.findall(r"[^\W\d_]+", text[max(sentence_start, start - 30) : start])[-2:]
    return any(word.lower() in lexicon.units().approximate for word in before)


def clash(left: Quantity, right: Quantity) -> bool:
    """Whether two figures for one thing contradict each other."""
    if left.value == right.value:
        return False
    tolerance = lexicon.units().tolerance if left.approximate or right.approximate else 0.0
    return abs(left.value - right.value) > tolerance * max(left.value, right.value)


def _value(token: str) -> float | None:
    if token[0].isdecimal():
        digits = _GROUPING.sub("", token).replace(",", ".")
        return float(digits) if len(digits) <= _LONGEST_DIGITS else None
    value = lexicon.units().number_words.get(token.lower())
    return value if value is None or value > 1 else None


def _with_unit(text: str, match: re.Match[str], value: float, end: int) -> Quantity | None:
    tables = lexicon.units()
    position, stop = match.end(), match.end()
    for _ in range(4):
        following = _NEXT.match(text, position, end)
        if following is None:
            break
        word = following.group(1)
        position = following.end()
        if word.lower() in tables.scale:
            value, stop = value * tables.scale[word.lower()], position
            continue
        unit = tables.marks.get(word) or tables.unit.get(word.lower())
        if unit is None and word[0].isupper():
            unit = stem(word)
        if unit is not None:
            factor = tables.factor.get(word.lower(), 1.0)
            rounded = is_approximate(text, match.start(), 0)
            return Quantity(value=value * factor, unit=unit, start=match.start(), end=position, approximate=rounded)
    if stop > match.end() or match.group()[0].isdecimal():
        rounded = is_approximate(text, match.start(), 0)
        return Quantity(value=value, unit="", start=match.start(), end=max(stop, match.end()), approximate=rounded)
    return None
