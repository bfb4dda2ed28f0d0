"""How settled a thing is said to be: two sentences in, the words in which their certainty differs out."""

from __future__ import annotations

from dataclasses import dataclass

from stories.comparison import lexicon
from stories.comparison.clauses import Span, clauses
from stories.comparison.words import WORD, stem
from stories.evidence import Place

_NEGATED_RANK = 0


@dataclass(frozen=True, slots=True)
class Degree:
    """A certainty word, its rank, and the nouns (stems) of its clause."""

    rank: int
    span: Span
    nouns: frozenset[str]


def degrees(text: str, place: Place) -> tuple[Degree, ...]:
    """The certainty of each clause that names one."""
    found = (_of_clause(text, *span) for span in clauses(text, place.start, place.end))
    return tuple(degree for degree in found if degree is not None)


def contrast(left: tuple[Degree, ...], right: tuple[Degree, ...]) -> tuple[Degree, Degree] | None:
    """The first two clauses that speak of one thing and lie degrees apart; None where any two agree."""
    step = lexicon.certainty().least_step
    pairs = [(ours, theirs) for ours in left for theirs in right if ours.nouns & theirs.nouns]
    if any(ours.rank == theirs.rank for ours, theirs in pairs):
        return None
    return next(((ours, theirs) for ours, theirs in pairs if abs(ours.rank - theirs.rank) >= step), None)


def _of_clause(text: str, start: int, end: int) -> Degree | None:
    found = list(WORD.finditer(text, start, end))
    words = [word.group().lower() for word in found]
    nouns = frozenset(stem(word.group()) for word in found[1:] if word.group()[0].isupper())
    for phrase, rank in lexicon.certainty().phrases:
        at = _find(words, phrase) if phrase[0] in words else None
        if at is not None:
            return Degree(rank, (found[at].start(), found[at + len(phrase) - 1].end()), nouns)
    for word in found:
        rank_of_word = lexicon.certainty().degrees.get(stem(word.group()))
        if rank_of_word is not None and word.group()[0].islower():
            negated = any(other in lexicon.certainty().negation for other in words)
            return Degree(_NEGATED_RANK if negated else rank_of_word, word.span(), nouns)
    return None


def _find(words: list[str], phrase: tuple[str, ...]) -> int | None:
    places = range(len(words) - len(phrase) + 1)
    return next((at for at in places if tuple(words[at : at + len(phrase)]) == phrase), None)
