"""Finds a source named in a phrase of the sentence: "laut X", "nach Angaben von X", "X zufolge"."""

from __future__ import annotations

from stories.nlp.statements import nouns
from stories.nlp.statements.clauses import QUOTE, Token, Unit
from stories.nlp.statements.memory import Speaker
from stories.nlp.statements.speakers import Finder

_OWNERS = ("der", "des", "von", "vom", "eines", "einer", "aus")
_STARTS = frozenset(["laut", "gemäß", "gemäss", "nach", "aus", "in", "zufolge"])
_REACH = 8


def find_source(unit: Unit, finder: Finder) -> tuple[str, Speaker] | None:
    """Return the wording and the source of the first such phrase."""
    words = finder.words
    if unit.lowers.isdisjoint(_STARTS):
        return None
    for index, token in enumerate(unit.tokens):
        found: tuple[str, Speaker] | None = None
        if token.lower in words["prepositions.before"]:
            found = _after_laut(unit, finder, index)
        elif token.lower in ("nach", "aus", "in"):
            found = _after_nach(unit, finder, index)
        elif token.lower == "zufolge":
            found = _before_zufolge(unit, finder, index)
        if found:
            return found
    return None


def _chunk_end(unit: Unit, index: int) -> int:
    return unit.chunks[unit.chunk_of(index)][1]


def _after_laut(unit: Unit, finder: Finder, index: int) -> tuple[str, Speaker] | None:
    end = _chunk_end(unit, index)
    if index + 1 < end and unit.tokens[index + 1].lower == QUOTE:
        titled = finder.subject(unit, (index + 1, index + 2), skip_phrases=False)
        return (unit.tokens[index].lower, titled) if titled else None
    noun_at = _noun(unit, index + 1, end)
    if noun_at is None or unit.tokens[noun_at].text in finder.words["prepositions.never_speakers"]:
        return None
    noun = unit.tokens[noun_at]
    if noun.text in finder.words["prepositions.nouns"] and finder.mention_at(noun.start) is None:
        speaker = _owner(unit, finder, noun_at, end) or _vague(finder, noun) or finder.memory.last_body()
    else:
        speaker = finder.subject(unit, (index + 1, end), skip_phrases=False)
    if speaker and speaker.sort == "unknown" and unit.tokens[index].lower != "laut":
        return None  # "gemäß diesen Leitlinien" names a rule, not a source
    return (unit.tokens[index].lower, speaker) if speaker else None


def _after_nach(unit: Unit, finder: Finder, index: int) -> tuple[str, Speaker] | None:
    """ "nach Angaben der Polizei", "nach eigenen Angaben", "nach Kreml-Angaben", "aus Sicht von X"."""
    end = min(_chunk_end(unit, index), index + 6)
    allowed = (
        finder.words["prepositions.nouns"] if unit.tokens[index].lower == "nach" else finder.words["prepositions.views"]
    )
    for at in range(index + 1, end):
        token = unit.tokens[at]
        if token.text in allowed:
            return _of_noun(unit, finder, index, at)
        if token.lower.endswith(("-angaben", "angaben")) and len(token.text) > 9:
            return "-Angaben", _of_compound(finder, token)
        if token.text[:1].isupper() and not _may_precede(finder, token):
            return None
    return None


def _may_precede(finder: Finder, token: Token) -> bool:
    """A genitive or an adjective of origin before the noun: "nach Trumps Worten", "nach Athener Angaben"."""
    return finder.mention_at(token.start, ("name", "derived")) is not None


def _of_noun(unit: Unit, finder: Finder, index: int, at: int) -> tuple[str, Speaker] | None:
    between = unit.tokens[index + 1 : at]
    words = " ".join(t.text for t in unit.tokens[index : at + 1]).lower()
    if any(t.lower in finder.words["prepositions.own"] for t in between):
        own = _own_subject(unit, finder, index)
        return (words, own) if own else None
    for token in between:
        mention = finder.mention_at(token.start, ("name", "derived"))
        if mention:
            return words, _of_mention(finder, mention.name, mention.label)
        if token.lower in finder.words["grammar.possessive"]:
            last = finder.memory.last
            return (words, last) if last else None
    owner = _owner(unit, finder, at, _chunk_end(unit, at))
    if owner:
        return words, owner
    vague = _vague(finder, unit.tokens[at])
    return (words, vague) if vague else None


def _vague(finder: Finder, noun: Token) -> Speaker | None:
    """ "Medienberichten": the noun alone says that nobody is named."""
    vague = noun.text in finder.words["vague.collectives"] or noun.text.startswith("Medien")
    return Speaker(noun.text, "vague") if vague else None


def _of_mention(finder: Finder, name: str, label: str) -> Speaker:
    """A country's or capital's statement is that of the body already quoted for it, where there is one."""
    if label == "LOC":
        stem = name.lower()[:5]
        for body in reversed(finder.memory.bodies):
            if stem in body.name.lower():
                return body
        return Speaker(name, "place")
    return Speaker(name, "person" if label == "PER" else "body")


def _of_compound(finder: Finder, token: Token) -> Speaker:
    """ "Kreml-Angaben", "Polizeiangaben": the first part speaks."""
    part = finder.mention_at(token.start, ("part", "name"))
    if part and part.end < token.end:
        return Speaker(part.name, "body")
    first = token.text[: -len("angaben")].rstrip("-")
    if first in ("Medien", "Presse", "Zeugen", "Zeitungs"):
        return Speaker(first, "vague")
    return finder.back_reference(nouns.first_part(first))


def _owner(unit: Unit, finder: Finder, at: int, end: int) -> Speaker | None:
    following = at + 1
    if following >= end:
        return None
    token = unit.tokens[following]
    if token.lower in _OWNERS or token.text[:1].isupper():
        start = following + 1 if token.lower in _OWNERS else following
        found = finder.subject(unit, (start - (token.lower == "des"), end), skip_phrases=False)
        if found and token.lower == "aus" and found.sort not in ("body", "vague"):
            return None  # "Angaben aus Moskau": a place of writing, not a speaker
        return found if found and (found.sort != "unknown" or token.lower in _OWNERS) else None
    return None


def _own_subject(unit: Unit, finder: Finder, index: int) -> Speaker | None:
    """ "will nach eigenen Angaben": the subject of the sentence speaks."""
    number = unit.chunk_of(index)
    start, end = unit.chunks[number]
    for stretch in ((start, index), (index + 3, end), unit.chunks[0]):
        found = finder.subject(unit, stretch)
        if found and found.sort in ("person", "body", "place"):
            return found
    return finder.memory.last


def _before_zufolge(unit: Unit, finder: Finder, index: int) -> tuple[str, Speaker] | None:
    """ "dem Ministerium zufolge", "Ankara zufolge", "Angaben der Polizei zufolge"."""
    start = unit.chunks[unit.chunk_of(index)][0]
    begin = index
    while begin > max(start, index - _REACH) and _is_nominal(finder, unit.tokens[begin - 1]):
        begin -= 1
    for at in range(begin, index):
        token = unit.tokens[at]
        if token.text in finder.words["prepositions.nouns"] and finder.mention_at(token.start) is None:
            speaker = _vague(finder, token) or _owner(unit, finder, at, index) or finder.memory.last
            return ("zufolge", speaker) if speaker else None
    speaker = finder.subject(unit, (begin, index), skip_phrases=False)
    return ("zufolge", speaker) if speaker else None


def _is_nominal(finder: Finder, token: Token) -> bool:
    lower = token.lower
    if token.text[:1].isupper() or lower in finder.words["grammar.articles"] or lower in ("von", "vom", "und", "für"):
        return True
    return (lower.endswith(("en", "er", "em", "-")) and lower.isalpha()) or lower.endswith("-")


def _noun(unit: Unit, start: int, end: int) -> int | None:
    return next((n for n in range(start, min(end, start + _REACH)) if unit.tokens[n].text[:1].isupper()), None)
