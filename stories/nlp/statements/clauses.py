"""Cuts a sentence into the clauses the speech rules look at: text and a sentence in, Unit out.

Quotations are folded into one token each, so that a rule sees the frame around them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from stories.nlp.types import Sentence

Span = tuple[int, int]

QUOTE = "„“"
_TOKEN = re.compile(r"\w++(?:[-’'./]\w++)*+-?+|[^\w\s]")
# One set of characters, for the search engine to skip by; what else a mark needs is asked afterwards.
_MARK = re.compile(r"[„“”«»\"\n‚‹‘›]")
_CLOSES = {"„": '“”"', "«": "»", "»": "«", '"': '"”“', "“": '”"', "”": '”"', "‚": "‘", "‹": "›"}
_BREAKS = frozenset(",;:–—()")
_ASIDE = 10  # tokens of a bracket that is dropped
_QUOTE_REACH = 4_000  # a quotation over several paragraphs is closed within this many characters, or it never is

_TITLE_WORDS = 4  # a paper or broadcaster in quotation marks; longer ones are speech
_TITLE_AFTER = frozenset(["die", "der", "das", "dem", "laut", "gemäß", "gemäss"])


class Token(NamedTuple):
    """A word, a sign, or a folded quotation (``lower`` is then QUOTE)."""

    text: str
    lower: str
    start: int
    end: int


_start = attrgetter("start")


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
    capitals: list[int]  # the tokens that begin with a capital

    def chunk_of(self, index: int) -> int:
        """Number of the chunk in which the token stands."""
        return min(bisect_right(self.chunk_ends, index), len(self.chunks) - 1)

    def place_of(self, offset: int) -> int:
        """Index of the token that begins at the offset, 0 where none does."""
        index = bisect_left(self.tokens, offset, key=_start)
        return index if index < len(self.tokens) and self.tokens[index].start == offset else 0


def quotations(text: str) -> list[Span]:
    """Return the outer quotations with their marks. One never closed ends with its first sentence."""
    found: list[Span] = []
    opened, expected = -1, ""
    for match in _MARK.finditer(text):
        mark, at = match.group(), match.start()
        if mark in "‚‹‘›" and _is_apostrophe(text, at, mark):
            continue
        if opened < 0:
            if mark in _CLOSES and _may_open(text, at, mark):
                opened, expected = at, _CLOSES[mark]
        elif mark in expected and not (mark == text[opened] == '"' and _may_open(text, at, mark)):
            found.append((opened, at + 1))
            opened = -1
        elif mark == "\n" and text[at - 1] != "\n" and not _continues(text, at, text[opened], expected):
            found.append((opened, _first_stop(text, opened, at)))
            opened = -1
    if opened >= 0:
        found.append((opened, _first_stop(text, opened, len(text))))
    return found


def _is_apostrophe(text: str, at: int, mark: str) -> bool:
    """Single marks inside a word ("geht‘s") or without one to open ("‚ ") are no quotation marks."""
    inside = at > 0 and _is_word(text[at - 1])
    follows = _is_word(text[at + 1 : at + 2])
    if mark == "‚":
        return inside or not follows
    return inside if mark == "‹" else follows


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _may_open(text: str, at: int, mark: str) -> bool:
    if mark in "„‚‹":
        return True
    before = text[at - 1] if at else " "
    after = text[at + 1 : at + 2]
    return (before.isspace() or before in "([-–—/:") and bool(after) and not after.isspace()


def _continues(text: str, at: int, mark: str, expected: str) -> bool:
    """A quotation runs on when the next paragraph opens it again or closes it before opening another."""
    while text[at : at + 1] == "\n":
        at += 1
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
    if text.find("(", sentence.start, sentence.end) >= 0:
        tokens = _without_asides(tokens)
    opens = bool(quotes) and quotes[0][0] == sentence.start
    inside = len(quotes) == 1 and quotes[0] == (sentence.start, sentence.end)
    chunks = _chunks(tokens)
    lowers = frozenset([token.lower for token in tokens])
    capitals = [n for n, token in enumerate(tokens) if token.text[0].isupper()]
    return Unit(sentence, tokens, chunks, quoted_words, opens, inside, lowers, [end for _, end in chunks], capitals)


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


def _tokens(text: str, start: int, end: int) -> list[Token]:
    # By way of the tuple: this runs once per word, and the named constructor takes twice as long.
    new, kind = tuple.__new__, Token
    return [new(kind, (word := m[0], word.lower(), *m.span())) for m in _TOKEN.finditer(text, start, end)]


def _chunks(tokens: list[Token]) -> list[Span]:
    found, start = [], 0
    for index in [n for n, token in enumerate(tokens) if token.text in _BREAKS]:
        if index > start:
            found.append((start, index))
        start = index + 1
    if start < len(tokens):
        found.append((start, len(tokens)))
    return found


def is_title(before: Token, quote: Token) -> bool:
    """Whether a folded quotation is a paper's name: die „Seestädter Zeitung“."""
    inner = quote.text[1:-1]
    short = 0 < len(inner.split()) <= _TITLE_WORDS and inner[0].isupper() and inner[-1].isalnum()
    return short and before.lower in _TITLE_AFTER
