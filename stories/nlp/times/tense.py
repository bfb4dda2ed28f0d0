"""Does a clause look back or ahead? Sentence text and the place of a time expression in, a Sense out.

German marks it by the finite verb of the clause. No parser runs here: verb forms come from the lexicon
(strong preterites with their prefixes) and from endings, and words just before the expression overrule them.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import product
from typing import Literal

from stories.nlp.times.lexicon import words

Sense = Literal["past", "future", "present", ""]

WORD = re.compile(r"[^\W\d_]+")
CLAUSE_BREAK = re.compile(r"[;:!?„“”»«\"()]|,(?=\s)(?!\s{1,3}(?:d(?:en|em|er)\s{1,3})?\d)|\s[–—-]\s")
PARTICIPLE = re.compile(
    r"(?:[a-zäöüß]{0,9}ge[a-zäöüß]{2,14}(?:t|en)|(?:be|ver|er|ent|zer|miss|über|unter)[a-zäöüß]{2,14}(?:t|en)|[a-zäöüß]{3,14}iert)"
)
TO_INFINITIVE = re.compile(r"\bzu\s{1,3}[a-zäöüß]{2,16}e?n\b|\b[a-zäöüß]{2,8}zu[a-zäöüß]{3,12}en\b")
WEAK_PRETERITE = re.compile(r"[a-zäöüß]{2,18}te(?:n|st|t)?")
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
NO_VERB = frozenset(
    "nicht jetzt fast selbst erst sonst bereits zwischen neben gegen wegen seit mit nach bei laut damit somit oft dort "
    "insgesamt zuletzt kurzzeitig vielleicht meist längst zunächst samt gut rund etwa zumeist sowohl derzeit den einen "
    "keinen seinen ihren meinen unseren diesen jenen allen vielen wenigen anderen zusammen neuen ersten mindestens "
    "frühestens spätestens meisten wegen trotz statt weit recht echt leicht schlecht".split()
)


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


def _clause(sentence: str, start: int, end: int) -> str:
    """The clause around the expression; a neighbour is joined while no verb is in sight."""
    cuts = [0, *(m.start() for m in CLAUSE_BREAK.finditer(sentence) if not start <= m.start() < end), len(sentence)]
    left = max(cut for cut in cuts if cut <= start)
    right = min(cut for cut in cuts if cut >= end)
    while not _sense_of(sentence[left:right]):
        wider = [cut for cut in cuts if cut > right] or None
        if wider:
            right = wider[0]
        elif left > 0:
            left = max(cut for cut in cuts if cut < left)
        else:
            break
    return sentence[left:right]


def _verbs(clause: str) -> tuple[bool, bool, bool, bool]:
    """Whether the clause holds a preterite, an auxiliary of the perfect, a participle, a present form."""
    tokens = WORD.findall(clause)
    preterite = perfect = participle = present = False
    for index, token in enumerate(tokens):
        if not token[0].islower() and index:
            continue
        lower = token.lower()
        previous = tokens[index - 1].lower() if index else ""
        following = tokens[index + 1] if index + 1 < len(tokens) else ""
        preterite |= _is_preterite(lower, previous, following)
        perfect |= lower in PERFECT
        if PARTICIPLE.fullmatch(lower) and not following[:1].isupper():
            participle = True
        elif index and lower not in NO_VERB and lower not in PERFECT and PRESENT.fullmatch(lower):
            present = True
    return preterite, perfect, participle, present


@lru_cache(maxsize=4096)
def _cached_sense(clause: str) -> Sense:
    lower = {token.lower() for token in WORD.findall(clause)}
    preterite, perfect, participle, present = _verbs(clause)
    ahead = bool(lower & FUTURE) or bool(lower & ARRANGED) or any(word.startswith("geplant") for word in lower)
    passed = preterite or (perfect and participle)
    if passed and ahead:
        return _weigh(lower)
    if passed:
        return "past"
    if ahead or TO_INFINITIVE.search(clause):
        return "future"
    return "present" if present or lower & PERFECT else ""


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
    found = _sense_of(_clause(sentence, start, end))
    if set(near) & LOOKS_BACK and not re.match(r"\s{1,3}(?:an\b|bis\b)", sentence[end : end + 6]):
        return "past"
    if set(near) & LOOKS_AHEAD and (found != "past" or "ab" not in near):
        return "future"
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
    if not stative:
        return False
    return not any(PARTICIPLE.fullmatch(w) for w in WORD.findall(clause) if w.islower())


STATIVE = words("tense", "stative")


def is_narrated_verb(token: str) -> bool:
    """A preterite that tells an event: not "war", "hatte", "wurde" nor a modal verb."""
    return token not in PAST_AUXILIARIES and token not in FUTURE and not token.endswith(("konnte", "konnten", "musste", "mussten")) and (
        token in _strong_preterites() or (token not in NOT_PRETERITE and bool(WEAK_PRETERITE.fullmatch(token)))
    )
