"""Tells the mood of a whole sentence from its finite verbs and their places: Unit in, Mood or None out."""

from __future__ import annotations

from stories.nlp.statements.clauses import Unit
from stories.nlp.statements.lexicon import german
from stories.nlp.statements.mood import Mood, is_adjective_like, is_present, mood_of

_REACH = 80  # tokens of a clause that are looked at
_NOT_VERBS = frozenset(["laut", "statt", "während"])


def sentence_mood(unit: Unit) -> Mood | None:
    """Return the mood of the sentence's main clause, the first subordinate clause if it has no other."""
    fallback: Mood | None = None
    found: Mood | None = None
    words = german().words
    for number, (start, end) in enumerate(unit.chunks):
        mood = _clause_mood(unit, start, end)
        if mood is None:
            continue
        first = unit.tokens[start].lower
        sub = first in words["grammar.subordinators"] or (number and first in words["grammar.relatives"])
        if sub and not number and first in words["grammar.open_subordinators"]:
            sub = mood_of(unit.tokens[end - 1].lower) is not None
        if sub:
            fallback = fallback or mood
        elif found is None or (found is Mood.EITHER and mood is Mood.REPORTED):
            found = mood
    if found is Mood.EITHER and fallback in (Mood.REPORTED, Mood.REPLACED):
        return Mood.REPORTED
    return found or fallback


def _clause_mood(unit: Unit, start: int, end: int) -> Mood | None:
    present = False
    for index in range(start, min(end, start + _REACH)):
        token = unit.tokens[index]
        if token.text != token.lower and index > start:
            continue
        mood = mood_of(token.lower)
        if mood is None:
            present = present or is_present(token.lower) or token.lower in ("ich", "wir")
            continue
        if any(t.lower == "ich" for t in unit.tokens[start : min(end, index + 3)]):
            return Mood.INDICATIVE
        if index == start and not _may_open(unit, index, end):
            continue
        if mood is Mood.REPORTED and is_adjective_like(token.lower) and not _follows_noun(unit, index, start):
            continue
        if mood is Mood.EITHER and _is_attribute(unit, index, start):
            continue
        return mood
    return Mood.INDICATIVE if present else None


def _may_open(unit: Unit, index: int, end: int) -> bool:
    """ "Scheitere auch diese Runde, …" opens with its verb; "Ziele sind …" and "laut Polizei" do not."""
    token = unit.tokens[index]
    if token.lower in _NOT_VERBS:
        return False
    if token.text == token.lower or index + 1 >= end:
        return token.text == token.lower
    following = unit.tokens[index + 1].lower
    words = german().words
    return (
        following in words["grammar.articles"]
        or following in words["grammar.pronouns"]
        or following in ("man", "es", "auch", "dies", "sich")
    )


def _follows_noun(unit: Unit, index: int, start: int) -> bool:
    if index == start:
        return False
    before = unit.tokens[index - 1]
    after = unit.tokens[index + 1].text if index + 1 < len(unit.tokens) else ""
    return (before.text[:1].isupper() or before.lower in ("er", "sie", "es", "man", "das", "dies")) and not after[
        :1
    ].isupper()


def _is_attribute(unit: Unit, index: int, start: int) -> bool:
    """ "die verletzten Personen": an adjective between article and noun."""
    if index == start or index + 1 >= len(unit.tokens) or not unit.tokens[index + 1].text[:1].isupper():
        return False
    before = unit.tokens[index - 1].lower
    return before in german().words["grammar.articles"] or before.endswith(("en", "er"))
