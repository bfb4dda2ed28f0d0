"""What a sentence says, in comparable form: a Report in, one Signature for each of its sentences out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TypeVar

from stories.comparison import lexicon
from stories.comparison.quantities import Quantity, duration, find_quantities, is_approximate
from stories.comparison.words import WORD, stem, verb_root
from stories.evidence import Place, Report
from stories.nlp.types import Kind, Mention, Sentence, TimeExpression

# How much a key counts beside a full word: a shared compound part or word class says less than the word.
WORD_WEIGHT, CLASS_WEIGHT, PART_WEIGHT, PREFIX_WEIGHT, ROOT_WEIGHT, NAME_WORD_WEIGHT = 1.0, 0.7, 0.5, 0.35, 0.4, 0.5
_PREFIX = 5
_NEAR_PUBLICATION = 3
_LEAST_HEAD, _LEAST_TAIL = 4, 3
_CLOCK = re.compile(r"T(\d\d:\d\d)")

Days = tuple[date, date]
Token = tuple[tuple[str, float], ...]
Annotation = TypeVar("Annotation", Mention, TimeExpression)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """A sentence's comparable content.

    A token is a word, name, day, clock time or figure, with the keys by which another sentence may
    match it and what each match is worth: stems, classes (``=``), compound parts, prefixes (``^``),
    names (``n:``), days (``d:``), clock times (``c:``) and figures (``#``). ``telling_days`` lie away
    from the day of publication: two reports that name such a day mostly mean one event.
    """

    place: Place
    report: int
    index: int
    origin: str
    source: str
    kind: Kind
    speaker: str
    tokens: tuple[Token, ...]
    days: tuple[Days, ...]
    telling_days: frozenset[date]
    quantities: tuple[Quantity, ...]


def signatures(reports: Sequence[Report]) -> tuple[Signature, ...]:
    """The signatures of all sentences that state something; captions and subheads state nothing."""
    return tuple(signature for number, report in enumerate(reports) for signature in _of_report(number, report))


def origin_of(report: Report) -> str:
    """The key under which near-copies count once."""
    return report.origin or f"article:{report.article}"


def within(spans: Sequence[Annotation], start: int, end: int) -> list[Annotation]:
    """The annotations that begin inside a sentence; spans are in text order."""
    first = bisect_left(spans, start, key=lambda span: span.start)
    last = bisect_left(spans, end, key=lambda span: span.start)
    return list(spans[first:last])


def _of_report(number: int, report: Report) -> Iterator[Signature]:
    names = sorted(report.names, key=lambda name: (name.start, name.end))
    times = sorted(report.times, key=lambda time: (time.start, time.end))
    for index, sentence in enumerate(report.sentences):
        if sentence.kind != "nonsentence" and report.text[sentence.start : sentence.end].strip():
            inside = within(names, sentence.start, sentence.end), within(times, sentence.start, sentence.end)
            yield _signature(report, number, index, sentence, *inside)


def _signature(
    report: Report, number: int, index: int, sentence: Sentence, names: list[Mention], times: list[TimeExpression]
) -> Signature:
    quantities = _quantities(report, sentence, names, times)
    return Signature(
        place=Place(report.article, sentence.start, sentence.end),
        report=number,
        index=index,
        origin=origin_of(report),
        source=report.source,
        kind=sentence.kind,
        speaker=(sentence.speaker or "").casefold(),
        tokens=tuple(dict.fromkeys(_tokens(report, sentence, names, times, quantities))),
        days=tuple((time.begin, time.end_day or time.begin) for time in times if time.begin is not None),
        telling_days=frozenset(_telling_days(report, times)),
        quantities=quantities,
    )


def _telling_days(report: Report, times: Iterable[TimeExpression]) -> Iterator[date]:
    for time in times:
        if time.begin is None or time.begin != (time.end_day or time.begin):
            continue
        if report.published is None or abs((time.begin - report.published.date()).days) >= _NEAR_PUBLICATION:
            yield time.begin


def _quantities(
    report: Report, sentence: Sentence, names: list[Mention], times: list[TimeExpression]
) -> tuple[Quantity, ...]:
    skip = [(span.start, span.end) for spans in (names, times) for span in spans]
    figures = list(find_quantities(report.text, sentence.start, sentence.end, skip=skip))
    for time in times:
        rounded = is_approximate(report.text, time.start, sentence.start)
        length = duration(time.value, time.start, time.end, approximate=rounded)
        if length is not None:
            figures.append(length)
    return tuple(sorted(figures, key=lambda figure: figure.start))


def _tokens(
    report: Report,
    sentence: Sentence,
    names: list[Mention],
    times: list[TimeExpression],
    quantities: Iterable[Quantity],
) -> Iterator[Token]:
    covered = [(span.start, span.end) for spans in (names, times) for span in spans]
    for match in WORD.finditer(report.text, sentence.start, sentence.end):
        if not any(start <= match.start() < end for start, end in covered):
            token = word_token(match.group(), report.language)
            if token:
                yield token
    for name in names:
        yield _name_token(name, report.language)
    for time in times:
        yield from _time_tokens(time)
    for figure in quantities:
        yield ((f"#{figure.value:g} {figure.unit}", WORD_WEIGHT),)


@lru_cache(maxsize=100_000)
def word_token(word: str, language: str = "de") -> Token:
    """A content word's stem, classes, compound parts, prefix and verb root; empty for a function word."""
    tables = lexicon.words()
    base = stem(word, language)
    if word.lower() in tables.function or base in tables.reporting or len(word) < 2 or word[0].isdigit():
        return ()
    keys = [(base, WORD_WEIGHT), *((name, CLASS_WEIGHT) for name in tables.classes.get(base, ()))]
    if len(base) > _PREFIX + 1:
        keys.append((f"^{base[:_PREFIX]}", PREFIX_WEIGHT))
    for part in compound_parts(base):
        keys.append((part, PART_WEIGHT))
        keys.extend((name, CLASS_WEIGHT * PART_WEIGHT) for name in tables.classes.get(part, ()))
    root = verb_root(word)
    if root:
        keys.append((root, ROOT_WEIGHT))
    return tuple(keys)


def compound_parts(word: str) -> tuple[str, ...]:
    """Head and tail of a compound made of listed words ("warnstreik" -> "warn", "streik")."""
    for cut in range(_LEAST_HEAD, len(word) - _LEAST_TAIL + 1):
        head, tail = _linkless(word[:cut]), word[cut:]
        if _listed(tail) and _listed(head):
            return head, tail
    return ()


def _listed(part: str) -> bool:
    tables = lexicon.words()
    return part in tables.classes or part in tables.counts


def _linkless(head: str) -> str:
    for link in ("es", "en", "s", "n"):
        if head.endswith(link) and len(head) - len(link) >= _LEAST_HEAD:
            return head[: -len(link)]
    return head


def _name_token(name: Mention, language: str) -> Token:
    words = (word for word in WORD.findall(name.name) if word.lower() not in lexicon.words().function)
    return (f"n:{name.name.casefold()}", WORD_WEIGHT), *((stem(word, language), NAME_WORD_WEIGHT) for word in words)


def _time_tokens(time: TimeExpression) -> Iterator[Token]:
    if time.begin is not None:
        yield ((f"d:{time.begin}/{time.end_day or time.begin}", WORD_WEIGHT),)
    clock = _CLOCK.search(time.value)
    if clock:
        yield ((f"c:{clock.group(1)}", WORD_WEIGHT),)
