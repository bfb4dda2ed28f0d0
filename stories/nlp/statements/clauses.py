"""Cuts a sentence into the clauses the speech rules look at: text and a sentence in, Unit out.

Quotations are folded into one token each, so that a rule sees the frame around them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from stories.nlp.types import Sentence

Span = tuple[int, int]

QUOTE = "„“"
_TOKEN = re.compile(r"\w+(?:[-’'./]\w+)*-?|[^\w\s]")
_MARK = re.compile(r"[„“”«»\"]|\n+|(?<!\w)‚(?=\w)|(?<!\w)‹|[‘›](?!\w)")
_CLOSES = {"„": '“”"', "«": "»", "»": "«", '"': '"”“', "“": '”"', "”": '”"', "‚": "‘", "‹": "›"}
_BREAKS = frozenset(",;:–—()")
_ASIDE = 10  # tokens of a bracket that is dropped
_QUOTE_REACH = 4_000  # a quotation over several paragraphs is closed within this many characters, or it never is


class Token(NamedTuple):
    """A word, a sign, or a folded quotation (``lower`` is then QUOTE)."""

    text: str
    lower: str
    start: int
    end: int


@dataclass(slots=True)
class Unit:
    """A sentence as the rules see it: tokens with quotations folded, and its comma-separated chunks."""

    sentence: Sentence
    tokens: list[Token]
    chunks: list[Span]
    quoted_words: int
    opens_with_quote: bool
    inside_quote: bool
    lowers: frozenset[str]
    chunk_ends: list[int]

    def chunk_of(self, index: int) -> int:
        """Number of the chunk in which the token stands."""
        return min(bisect_right(self.chunk_ends, index), len(self.chunks) - 1)


def quotations(text: str) -> list[Span]:
    """Return the outer quotations with their marks. One never closed ends with its first sentence."""
    found: list[Span] = []
    opened, expected = -1, ""
    for match in _MARK.finditer(text):
        mark = match.group()
        if opened < 0:
            if mark in _CLOSES and _may_open(text, match.start(), mark):
                opened, expected = match.start(), _CLOSES[mark]
        elif mark in expected and not (mark == text[opened] == '"' and _may_open(text, match.start(), mark)):
            found.append((opened, match.end()))
            opened = -1
        elif mark[0] == "\n" and not _continues(text, match.end(), text[opened], expected):
            found.append((opened, _first_stop(text, opened, match.start())))
            opened = -1
    if opened >= 0:
        found.append((opened, _first_stop(text, opened, len(text))))
    return found


def _may_open(text: str, at: int, mark: str) -> bool:
    if mark in "„‚‹":
        return True
    before = text[at - 1] if at else " "
    after = text[at + 1 : at + 2]
    return (before.isspace() or before in "([-–—/:") and bool(after) and not after.isspace()


def _continues(text: str, at: int, mark: str, expected: str) -> bool:
    """A quotation runs on when the next paragraph opens it again or closes it before opening another."""
    if text[at : at + 1] == mark:
        return True
    if mark == '"':
        return False
    following = re.compile(f"[{re.escape(mark + expected)}]").search(text, at, at + _QUOTE_REACH)
    return following is not None and following.group() in expected


def _first_stop(text: str, start: int, end: int) -> int:
    stop = re.compile(r"[.!?](?=\s|$)").search(text, start, end)
    return stop.end() if stop else end


def units(text: str, sentences: Sequence[Sentence]) -> Iterator[Unit]:
    """Yield each sentence as a Unit; linear in the length of the text."""
    quotes = quotations(text)
    ends = [end for _, end in quotes]
    for sentence in sentences:
        first = bisect_left(ends, sentence.start + 1)
        inside: list[Span] = []
        while first < len(quotes) and quotes[first][0] < sentence.end:
            inside.append((max(quotes[first][0], sentence.start), min(quotes[first][1], sentence.end)))
            first += 1
        yield _unit(text, sentence, inside)


def _unit(text: str, sentence: Sentence, quotes: list[Span]) -> Unit:
    tokens: list[Token] = []
    quoted_words, position = 0, sentence.start
    for start, end in quotes:
        tokens.extend(_tokens(text, position, start))
        tokens.append(Token(text[start:end], QUOTE, start, end))
        quoted_words += sum(1 for t in text[start:end].split() if any(c.isalnum() for c in t))
        position = end
    tokens.extend(_tokens(text, position, sentence.end))
    tokens = _without_asides(tokens)
    opens = bool(quotes) and quotes[0][0] == sentence.start
    inside = len(quotes) == 1 and quotes[0] == (sentence.start, sentence.end)
    chunks = _chunks(tokens)
    lowers = frozenset(token.lower for token in tokens)
    return Unit(sentence, tokens, chunks, quoted_words, opens, inside, lowers, [end for _, end in chunks])


def _without_asides(tokens: list[Token]) -> list[Token]:
    """Drop short brackets such as "(SPD)", which would cut a clause in two."""
    kept: list[Token] = []
    opened = -1
    for token in tokens:
        if token.text == "(" and opened < 0:
            opened = len(kept)
        kept.append(token)
        if token.text == ")" and opened >= 0:
            if len(kept) - opened <= _ASIDE:
                del kept[opened:]
            opened = -1
    return kept


def _tokens(text: str, start: int, end: int) -> Iterator[Token]:
    for match in _TOKEN.finditer(text, start, end):
        word = match.group()
        yield Token(word, word.lower(), match.start(), match.end())


def _chunks(tokens: list[Token]) -> list[Span]:
    found, start = [], 0
    for index, token in enumerate(tokens):
        if token.text in _BREAKS:
            if index > start:
                found.append((start, index))
            start = index + 1
    if start < len(tokens):
        found.append((start, len(tokens)))
    return found
