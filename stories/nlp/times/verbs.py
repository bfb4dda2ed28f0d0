"""Verb forms of a German clause: its words in, a Sense out.

No parser runs here: strong preterites come from the lexicon with their prefixes, weak ones, participles and present
forms from their endings and their place in the clause.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product
from typing import Literal

from stories.nlp.times.lexicon import words

Sense = Literal["past", "future", "present", ""]

WORD = re.compile(r"[^\W\d_]+")
GE_PARTICIPLE = re.compile(r"(?:[a-zäöüß]{2,9})?ge[a-zäöüß]{2,14}(?:t|en)|[a-zäöüß]{3,14}iert")
PREFIX_PARTICIPLE = re.compile(r"(?:be|ver|er|ent|zer|miss|über|unter|wider)[a-zäöüß]{2,14}(?:t|en)")
TO_INFINITIVE = re.compile(r"\bzu\s{1,3}[a-zäöüß]{2,16}e?n\b|\b[a-zäöüß]{2,8}zu[a-zäöüß]{3,12}en\b")
# A vowel before the ending belongs to the stem of an infinitive or adjective ("streiten", "private"), but for
# "arbeitete" and "schaute".
WEAK_PRETERITE = re.compile(r"[a-zäöüß]{1,18}(?:[^\Waeiouäöü]|[tdnmf]e|[aeä]u)ten?")
PRESENT = re.compile(r"[a-zäöüß]{2,16}(?:t|en)")

NOT_PRETERITE = words("tense", "not_preterite")
PERFECT = words("tense", "perfect_auxiliaries")
PAST_AUXILIARIES = frozenset({"war", "waren", "hatte", "hatten", "wurde", "wurden", "worden", "gewesen"})
MODAL_PRETERITES = words("tense", "modal_preterites")
FUTURE = words("tense", "future")
ARRANGED = words("tense", "arranged")
DETERMINERS = words("tense", "determiners")
NO_VERB = words("tense", "no_verb")
NO_PARTICIPLE = words("tense", "no_participle")
CONDITIONS = frozenset({"wenn", "falls", "sobald", "sofern"})


@cache
def _strong_preterites() -> frozenset[str]:
    stems, prefixes = words("tense", "strong_preterite", "stems"), words("tense", "prefixes")
    forms = {p + s + e for p, s, e in product(prefixes, stems, ("", "en", "n"))}
    return frozenset(forms - FUTURE - {"waren-", "vorwar", "land", "statten", "verband", "umstand"})


def _is_preterite(token: str, previous: str, following: str) -> bool:
    if token in _strong_preterites():
        return True
    if token in NOT_PRETERITE or (token.endswith(("ste", "sten", "igte", "ierten")) and previous in DETERMINERS):
        return False
    if not WEAK_PRETERITE.fullmatch(token) or token.endswith(("hste", "hsten", "tigsten", "igsten")):
        return False
    # "die geplante Reise" is an adjective, "das Schiff begleitete" a verb
    return not (previous in DETERMINERS and following[:1].isupper())


@dataclass(slots=True)
class Verbs:
    """What verb forms a clause shows."""

    preterite: bool = False
    perfect: bool = False
    participle: bool = False
    present: bool = False


def _verbs(clause: str) -> Verbs:
    tokens = WORD.findall(clause)
    lowered = [token.lower() for token in tokens]
    modal = not FUTURE.isdisjoint(lowered)
    verbs = Verbs()
    for index, (token, lower) in enumerate(zip(tokens, lowered, strict=True)):
        if not token[0].islower() and index:
            continue
        previous = lowered[index - 1] if index else ""
        following = tokens[index + 1] if index + 1 < len(tokens) else ""
        if _is_preterite(lower, previous, following) and not (modal and lower.endswith("ten")):
            verbs.preterite = True
        verbs.perfect |= lower in PERFECT
        _note_other_forms(verbs, lower, following, index, previous)
    return verbs


def _note_other_forms(verbs: Verbs, lower: str, following: str, index: int, previous: str) -> None:
    last = not following
    if lower in NO_VERB or (following[:1].isupper() and previous in DETERMINERS):
        return
    if lower not in NO_PARTICIPLE and (GE_PARTICIPLE.fullmatch(lower) or (PREFIX_PARTICIPLE.fullmatch(lower) and last)):
        verbs.participle = True
    elif (
        index
        and lower not in PERFECT
        and (PRESENT.fullmatch(lower) or _is_reported_present(lower, following, previous))
    ):
        verbs.present = True
        verbs.participle |= bool(PREFIX_PARTICIPLE.fullmatch(lower))


def _is_reported_present(lower: str, following: str, previous: str) -> bool:
    """Konjunktiv I of a full verb: "dass das Schiff abdrehe", "man strebe ein Treffen an"."""
    if len(lower) < 5 or not lower.endswith("e") or lower.endswith(("te", "sche", "liche", "ige")) or lower in NO_VERB:
        return False
    return not following or (following.lower() in DETERMINERS and previous not in DETERMINERS)


@lru_cache(maxsize=4096)
def _cached_sense(clause: str) -> Sense:
    lower = {token.lower() for token in WORD.findall(clause)}
    verbs = _verbs(clause)
    ahead = not (lower.isdisjoint(FUTURE) and lower.isdisjoint(ARRANGED)) or any(
        word.startswith("geplant") for word in lower
    )
    passed = verbs.preterite or (verbs.perfect and verbs.participle)
    if passed and ahead:
        return _weigh(lower)
    if passed:
        return "past"
    if ahead or TO_INFINITIVE.search(clause) or not lower.isdisjoint(CONDITIONS):
        return "future"
    return "present" if verbs.present or lower & PERFECT else ""


def _weigh(lower: set[str]) -> Sense:
    """Both kinds of sign in one clause: a modal rules ("soll gestohlen haben" looks back), an arrangement does not."""
    if lower & ARRANGED and not lower & FUTURE:
        return ""
    if lower & PAST_AUXILIARIES or lower & {"haben", "sein"}:
        return "past"
    return "future" if lower & {"wird", "werden", "werde", "soll", "sollen", "will", "wollen"} else "past"


def sense_of(clause: str) -> Sense:
    return _cached_sense(clause) if len(clause) < 400 else _cached_sense(clause[:400])


def is_narrating(token: str) -> bool:
    """A preterite that tells an event: not "war", "hatte", "wurde" nor a modal verb."""
    return token not in PAST_AUXILIARIES | FUTURE | MODAL_PRETERITES and _is_preterite(token, "", "")
