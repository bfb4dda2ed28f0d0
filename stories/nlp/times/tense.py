"""Does a clause look back or ahead? Sentence text and the place of a time expression in, a Sense out.

German marks it by the finite verb of the clause. Neighbouring clauses are joined while no verb is in sight, and words
just before the expression overrule the verb ("für Montag", "seit Montag").
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from stories.nlp.times.lexicon import words
from stories.nlp.times.verbs import GE_PARTICIPLE, WORD, Sense, sense_of

NARROW_BREAK = re.compile(
    r"[;:!?()]|,(?=\s)(?!\s{1,3}(?:d(?:en|em|er)\s{1,3})?\d)|\s[–—-]\s|(?<=\d{4})\.\s|(?<=[a-zäöüß]{4})\.\s|\s(?:und|oder|aber|doch|denn|sowie)\s"
)
LOOKS_AHEAD = words("tense", "looks_ahead")
LOOKS_BACK = words("tense", "looks_back")
SAYING = words("tense", "saying")
STATIVE = words("tense", "stative")
SUBORDINATORS = words("tense", "subordinators")
UNREAL = frozenset({"würde", "würden", "wäre", "wären"})
REACH = 6
"""Neighbouring clauses joined in search of a verb; news sentences rarely hold more (own judgement)."""


def _cuts(sentence: str, start: int, end: int) -> list[int]:
    """Places of clause breaks and coordinations, none of them inside the expression."""
    return [0, *(m.start() for m in NARROW_BREAK.finditer(sentence) if not start <= m.start() < end), len(sentence)]


def _step(sentence: str, cuts: list[int], low: int, high: int) -> int:
    """Which neighbour to join: behind a conjunction or at the start the verb follows, else it stands before."""
    opening = WORD.search(sentence, cuts[low], cuts[high])
    ahead = low == 0 or (opening is not None and opening[0].lower() in SUBORDINATORS)
    if high + 1 < len(cuts) and (ahead or low == 0):
        return 1
    return -1 if low > 0 else 0


def _clause(sentence: str, start: int, end: int) -> str:
    """The clause around the expression with as many neighbours as it takes to see a verb.

    A clause of saying between ("sagte er") is passed over: what is said may lie ahead.
    """
    cuts = _cuts(sentence, start, end)
    low, high = bisect_right(cuts, start) - 1, bisect_left(cuts, end)
    low = min(low, high - 1)
    clause, saying = sentence[cuts[low] : cuts[high]], ""
    for _ in range(REACH):
        step = _step(sentence, cuts, low, high)
        if sense_of(clause) or not step:
            break
        low, high = (low - 1, high) if step < 0 else (low, high + 1)
        added = sentence[cuts[low] : cuts[low + 1]] if step < 0 else sentence[cuts[high - 1] : cuts[high]]
        if sense_of(added) == "past" and not SAYING.isdisjoint(WORD.findall(added.lower())):
            saying = saying or added
        else:
            clause = added + clause if step < 0 else clause + added
    return clause if sense_of(clause) else saying or clause


def preceding_words(text: str, start: int, *, count: int = 2) -> list[str]:
    return [word.lower() for word in WORD.findall(text[max(0, start - 40) : start])[-count:]]


def sense(sentence: str, start: int, end: int) -> Sense:
    """Past, future or present of the clause around ``sentence[start:end]``; empty where nothing tells."""
    before = preceding_words(sentence, start)
    near = before[-1:] if before[-1:] != ["am"] else before
    found = sense_of(_clause(sentence, start, end))
    if set(near) & LOOKS_BACK and not re.match(r"\s{1,3}(?:an\b|bis\b)", sentence[end : end + 6]):
        return "past"
    if "auf" in before:  # "wurde auf den 14. Februar vertagt"
        return "" if found == "past" else "future"
    if set(near) & LOOKS_AHEAD:
        cuts = _cuts(sentence, start, end)
        told = sense_of(sentence[cuts[bisect_right(cuts, start) - 1] : cuts[bisect_left(cuts, end)]]) == "past"
        return "future" if not told else "" if "für" in near else "past"
    return found


def carries_statement(sentence: str, start: int, end: int) -> bool:
    """Whether the clause around the expression tells when somebody said something."""
    clause = _clause(sentence, start, end)
    return any(word in SAYING for word in WORD.findall(clause.lower()))


NOWADAYS = re.compile(
    r"\b(?:bis|auch|wie|von)\s{1,3}heute\b(?!\s{1,3}(?:Abend|Nach|Vor|wird|werden))|\bheute\s{1,3}noch\b|\bwie\s(?:wir|man)\sheute\b",
    re.I,
)
EVENT_TODAY = re.compile(r"\bUhr\b|\b(?:[Aa]bend|[Nn]achmittag|[Vv]ormittag|Mittag|Nacht|früh)\b")


def speaks_of_nowadays(sentence: str, start: int, end: int) -> bool:
    """Whether "heute" means these days rather than this day: "bis heute", or a state verb beside it and no event."""
    if NOWADAYS.search(sentence, max(0, start - 8), end + 6):
        return True
    clause = _clause(sentence, start, end)
    if EVENT_TODAY.search(clause):
        return False
    beside = [
        w.lower()
        for w in (*WORD.findall(sentence[max(0, start - 30) : start])[-1:], *WORD.findall(sentence[end : end + 30])[:2])
    ]
    stative = STATIVE.intersection(beside)
    if not stative or stative & UNREAL:
        return bool(stative)
    return not any(GE_PARTICIPLE.fullmatch(w) for w in WORD.findall(clause) if w.islower())


STATIVE = words("tense", "stative")
