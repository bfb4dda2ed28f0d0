"""Does a clause look back or ahead? Sentence text and the place of a time expression in, a Sense out.

German marks it by the finite verb of the clause. No parser runs here: verb forms come from the lexicon
(strong preterites with their prefixes) and from endings, and words just before the expression overrule them.
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
NARROW_BREAK = re.compile(
    r"[;:!?()]|,(?=\s)(?!\s{1,3}(?:d(?:en|em|er)\s{1,3})?\d)|\s[–—-]\s|(?<=\d{4})\.\s|(?<=[a-zäöüß]{4})\.\s|\s(?:und|oder|aber|doch|denn|sowie)\s"
)
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
FUTURE = words("tense", "future")
ARRANGED = words("tense", "arranged")
LOOKS_AHEAD = words("tense", "looks_ahead")
LOOKS_BACK = words("tense", "looks_back")
SAYING = words("tense", "saying")
DETERMINERS = frozenset(
    "der die das den dem des ein eine einen einem einer eines im am zum zur vom beim seine seinen ihre ihren mit für".split()
)
NO_VERB = words("tense", "no_verb")
NO_PARTICIPLE = words("tense", "no_participle")
SUBORDINATORS = words("tense", "subordinators")
CONDITIONS = frozenset({"wenn", "falls", "sobald", "sofern"})


@cache
def _strong_preterites() -> frozenset[str]:
    stems, prefixes = words("tense", "strong_preterite", "stems"), words("tense", "prefixes")
    forms = {p + s + e for p, s, e in product(prefixes, stems, ("", "en", "n"))}
    return frozenset(forms - FUTURE - {"waren-", "vorwar", "land", "statten", "verband", "umstand"})


def _is_preterite(token: str, previous: str, following: str) -> bool:
    if token in _strong_preterites():
        return True
    if token in NOT_PRETERITE or token.endswith(("ste", "sten", "igte", "ierten")) and previous in DETERMINERS:
        return False
    if not WEAK_PRETERITE.fullmatch(token) or token.endswith(("hste", "hsten", "tigsten", "igsten")):
        return False
    # "die geplante Reise" is an adjective, "das Schiff begleitete" a verb
    return not (previous in DETERMINERS and following[:1].isupper())


def _cuts(sentence: str, start: int, end: int, breaks: re.Pattern[str]) -> list[int]:
    return [0, *(m.start() for m in breaks.finditer(sentence) if not start <= m.start() < end), len(sentence)]


def _narrow(sentence: str, start: int, end: int) -> tuple[int, int]:
    """From the last clause break or coordination before the expression to the next behind it."""
    cuts = _cuts(sentence, start, end, NARROW_BREAK)
    return max(cut for cut in cuts if cut <= start), min(cut for cut in cuts if cut >= end)


def _widened(sentence: str, left: int, right: int, cuts: list[int]) -> tuple[int, int] | None:
    """One neighbour more: behind a conjunction or at the start the verb follows, else it stands before."""
    before = [cut for cut in cuts if cut < left]
    after = [cut for cut in cuts if cut > right]
    opening = WORD.search(sentence, left, right)
    ahead = left == 0 or (opening is not None and opening[0].lower() in SUBORDINATORS)
    if after and (ahead or not before):
        return left, after[0]
    return (before[-1], right) if before else None


def _clause(sentence: str, start: int, end: int) -> str:
    """The clause around the expression; neighbours are joined while no verb is in sight.

    A clause of saying ("sagte er") between is no sign: what is said may lie ahead.
    """
    left, right = _narrow(sentence, start, end)
    cuts = _cuts(sentence, start, end, NARROW_BREAK)
    fallback = ""
    while not _sense_of(sentence[left:right]):
        wider = _widened(sentence, left, right, cuts)
        if wider is None:
            break
        added = sentence[wider[0] : left] + sentence[right : wider[1]]
        if _sense_of(added) == "past" and not SAYING.isdisjoint(WORD.findall(added.lower())):
            fallback = fallback or sentence[wider[0] : wider[1]]
            cuts = [cut for cut in cuts if cut not in (left, right)]
            if not [cut for cut in cuts if cut < wider[0] or cut > wider[1]]:
                break
            remaining = _widened(sentence, *wider, cuts)
            if remaining is None:
                break
            beyond = sentence[remaining[0] : wider[0]] + sentence[wider[1] : remaining[1]]
            return beyond if _sense_of(beyond) else fallback
        left, right = wider
    return sentence[left:right] if _sense_of(sentence[left:right]) else fallback or sentence[left:right]


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
    if lower in NO_VERB or following[:1].isupper() and previous in DETERMINERS:
        return
    if lower not in NO_PARTICIPLE and (GE_PARTICIPLE.fullmatch(lower) or (PREFIX_PARTICIPLE.fullmatch(lower) and last)):
        verbs.participle = True
    elif index and lower not in PERFECT and (PRESENT.fullmatch(lower) or _is_reported_present(lower, following, previous)):
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
    ahead = not (lower.isdisjoint(FUTURE) and lower.isdisjoint(ARRANGED)) or any(word.startswith("geplant") for word in lower)
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


def _sense_of(clause: str) -> Sense:
    return _cached_sense(clause) if len(clause) < 400 else _cached_sense(clause[:400])


def preceding_words(text: str, start: int, *, count: int = 2) -> list[str]:
    return [word.lower() for word in WORD.findall(text[max(0, start - 40) : start])[-count:]]


def sense(sentence: str, start: int, end: int) -> Sense:
    """Past, future or present of the clause around ``sentence[start:end]``; empty where nothing tells."""
    before = preceding_words(sentence, start)
    near = before[-1:] if before[-1:] != ["am"] else before
    left, right = _narrow(sentence, start, end)
    found = _sense_of(_clause(sentence, start, end))
    if set(near) & LOOKS_BACK and not re.match(r"\s{1,3}(?:an\b|bis\b)", sentence[end : end + 6]):
        return "past"
    if set(near) & LOOKS_AHEAD:
        told = _sense_of(sentence[left:right]) == "past"
        return "future" if not told else "" if "für" in near else "past"
    return found


def carries_statement(sentence: str, start: int, end: int) -> bool:
    """Whether the clause around the expression tells when somebody said something."""
    clause = _clause(sentence, start, end)
    return any(word in SAYING for word in WORD.findall(clause.lower()))


NOWADAYS = re.compile(r"\b(?:bis|auch|wie|von)\s{1,3}heute\b(?!\s{1,3}(?:Abend|Nach|Vor|wird|werden))|\bheute\s{1,3}noch\b|\bwie\s(?:wir|man)\sheute\b", re.I)
EVENT_TODAY = re.compile(r"\bUhr\b|\b(?:[Aa]bend|[Nn]achmittag|[Vv]ormittag|Mittag|Nacht|früh)\b")


def speaks_of_nowadays(sentence: str, start: int, end: int) -> bool:
    """Whether "heute" means these days rather than this day: "bis heute", or a state verb beside it and no event."""
    if NOWADAYS.search(sentence, max(0, start - 8), end + 6):
        return True
    clause = _clause(sentence, start, end)
    if EVENT_TODAY.search(clause):
        return False
    beside = [w.lower() for w in (*WORD.findall(sentence[max(0, start - 30) : start])[-1:], *WORD.findall(sentence[end : end + 30])[:2])]
    stative = [word for word in beside if word in STATIVE]
    if not stative or {"würde", "würden", "wäre", "wären"} & set(stative):
        return bool(stative)
    return not any(GE_PARTICIPLE.fullmatch(w) for w in WORD.findall(clause) if w.islower())


STATIVE = words("tense", "stative")


def is_narrated_verb(token: str) -> bool:
    """A preterite that tells an event: not "war", "hatte", "wurde" nor a modal verb."""
    return token not in PAST_AUXILIARIES and token not in FUTURE and not token.endswith(("konnte", "konnten", "musste", "mussten")) and (
        token in _strong_preterites() or (token not in NOT_PRETERITE and bool(WEAK_PRETERITE.fullmatch(token)))
    )
