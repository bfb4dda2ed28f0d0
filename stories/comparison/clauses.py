"""Clauses by punctuation and conjunction: a sentence's span in, the spans of its clauses out."""

from __future__ import annotations

import re
from itertools import pairwise

from stories.comparison import lexicon
from stories.comparison.words import WORD, stem

Span = tuple[int, int]

_CLAUSE_END = re.compile(r"[,;:](?!\d)\s*|\s[–—-]\s|[„“”«»\"]\s*|\s(?=(?:und|sowie|oder|aber|doch|and|but)\s)")
_PHRASE_END = re.compile(r"[,;:](?!\d)\s*|\s[–—-]\s|[„“”«»\"]\s*")


def clauses(text: str, start: int, end: int, *, at_conjunctions: bool = True) -> tuple[Span, ...]:
    """The clauses between ``start`` and ``end`` in order; quotation marks end a clause, too."""
    cuts = [start]
    for match in (_CLAUSE_END if at_conjunctions else _PHRASE_END).finditer(text, start, end):
        cuts.append(match.end())
    cuts.append(end)
    return tuple((a, b) for a, b in pairwise(cuts) if text[a:b].strip())


def clause_at(text: str, start: int, end: int, position: int) -> Span:
    """The clause around a position, not cut at conjunctions: a verb may stand behind an "und"."""
    for first, last in clauses(text, start, end, at_conjunctions=False):
        if first <= position < last:
            return first, last
    return start, end


def tells(text: str, start: int, end: int, position: int) -> bool:
    """Whether the clause around ``position`` tells of telling ("teilte am Montag mit")."""
    tables = lexicon.telling()
    first, last = clause_at(text, start, end, position)
    found = list(WORD.finditer(text, first, last))
    if any(word.group()[0].islower() and stem(word.group()) in tables.verbs for word in found):
        return True
    before = [word.group() for word in found if word.start() < position][-4:]
    return any(word[0].isupper() and stem(word) in tables.nouns for word in before)


def looks_ahead(text: str, start: int, end: int) -> bool:
    """Whether a finite form or an adverb in the span points to the future."""
    ahead = lexicon.telling().ahead
    return any(word.lower() in ahead for word in WORD.findall(text[start:end]))
