"""Tells the mood of a German finite verb form: lower-case word in, Mood or None out.

Indirect speech stands in the Konjunktiv I; where that looks like the indicative, the Konjunktiv II
replaces it, and where that looks like the past, only the neighbourhood can tell.
"""

from __future__ import annotations

import re
import tomllib
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import Any

_LEXICON = Path(__file__).parent.parent / "lexicon"


class Mood(Enum):
    REPORTED = "Konjunktiv I: sei, habe, komme"
    REPLACED = "Konjunktiv II in the plural, where it stands in for Konjunktiv I: hätten, kämen"
    CONDITIONAL = "Konjunktiv II in the singular, also a newsroom's own: hätte, könnte, würde"
    EITHER = "past indicative or Konjunktiv II: wollten, strebten, blieben"
    INDICATIVE = "certain indicative: ist, hatte, kam"


def is_adjective_like(word: str) -> bool:
    """Whether the form is an adjective as well, so that its place must decide."""
    return word in _tables()["adjectives"]


@lru_cache(maxsize=20_000)
def mood_of(word: str) -> Mood | None:
    """Return the mood of a lower-case word form, None where it is no finite verb or an unmarked one."""
    if word in _tables()["never"]:
        return None
    word = word.replace("ss", "ß") if word in _swiss() else word
    known = _irregular_forms().get(word)
    if known:
        return known
    if word.endswith("e") and _is_infinitive_of(word):
        return Mood.REPORTED
    prefix = _prefix().match(word)
    if prefix and len(word) - prefix.end() >= 3:
        rest = _irregular_forms().get(word[prefix.end() :])
        if rest:
            return rest
    return _weak_preterite(word)


@lru_cache(maxsize=20_000)
def is_present(word: str) -> bool:
    """Whether the form is a present indicative, though also a participle or infinitive ("erklärt", "suchen")."""
    verbs = infinitives()
    if word in verbs:
        return True
    if not word.endswith("t"):
        return False
    stem = word[:-1].removesuffix("e")
    prefix = _separable_prefix(word)
    return any(s + ending in verbs for s in (stem, word[:-1], stem[len(prefix) :]) for ending in ("en", "n"))


def _is_infinitive_of(form: str) -> bool:
    """Whether the Konjunktiv I form ("koste", "scheitere", "sammle", "auffalle") belongs to a verb."""
    candidates = [form + "n"]
    if form.endswith(("ere", "ele")):
        candidates.append(form[:-1] + "n")
    if form.endswith("le"):
        candidates.append(form[:-2] + "eln")
    verbs = infinitives()
    if any(c in verbs for c in candidates):
        return True
    prefix = _separable_prefix(form)
    return bool(prefix) and any(c[len(prefix) :] in verbs for c in candidates if len(c) - len(prefix) > 4)


def _separable_prefix(word: str) -> str:
    return next((p for p in _tables()["separable"] if word.startswith(p) and len(word) - len(p) >= 4), "")


def _weak_preterite(word: str) -> Mood | None:
    """Past forms of regular verbs: singular is indicative, for Konjunktiv I would be clear; plural is open."""
    plural = word.endswith("ten")
    if not (plural or word.endswith("te")) or word in infinitives():
        return None
    stem = word[:-3] if plural else word[:-2]
    stems = (stem, stem.removesuffix("e")) if stem.endswith(("te", "de", "ne", "me")) else (stem,)
    verbs = infinitives()
    base = _separable_prefix(word)
    for candidate in (*stems, *(s[len(base) :] for s in stems if base)):
        if candidate + "en" in verbs or candidate + "n" in verbs:
            return Mood.EITHER if plural else Mood.INDICATIVE
    return None


@lru_cache(maxsize=1)
def _tables() -> dict[str, Any]:
    data = tomllib.loads((_LEXICON / "verbs.toml").read_text(encoding="utf-8"))
    return data | {key: frozenset(data[key]) for key in ("never", "adjectives")}


@lru_cache(maxsize=1)
def _prefix() -> re.Pattern[str]:
    prefixes = {*_tables()["separable"], *_tables()["inseparable"]}
    return re.compile("|".join(sorted(prefixes, key=len, reverse=True)))


@lru_cache(maxsize=1)
def infinitives() -> frozenset[str]:
    """Infinitives without separable prefix, read once."""
    lines = (_LEXICON / "verbs.infinitives.txt").read_text(encoding="utf-8").splitlines()
    regular = {line for line in lines if line and not line.startswith("#")}
    return frozenset(regular | {row[0] for row in irregular_verbs()})


@lru_cache(maxsize=1)
def irregular_verbs() -> tuple[tuple[str, str, str, tuple[str, ...], str], ...]:
    """Rows of infinitive, present, preterite, Konjunktiv II (one or two forms), participle."""
    lines = (_LEXICON / "verbs.irregular.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return tuple((r[0], r[1], r[2], tuple(r[3].split("/")), r[4]) for r in rows)


@lru_cache(maxsize=1)
def _swiss() -> frozenset[str]:
    """Forms with ss where Germany writes ß, as Switzerland does ("hiess", "liess", "äusserte")."""
    return frozenset(form.replace("ß", "ss") for form in _irregular_forms() if "ß" in form)


@lru_cache(maxsize=1)
def _irregular_forms() -> dict[str, Mood]:
    forms: dict[str, Mood] = {}
    for infinitive, present, preterite, second, _participle in irregular_verbs():
        plural = preterite if preterite.endswith("e") else preterite + "e"
        forms[present] = forms[preterite] = Mood.INDICATIVE
        forms[plural + "n"] = Mood.EITHER
        for form in second:
            singular = form if form.endswith("e") else form + "e"
            if form != preterite and singular + "n" not in infinitives():
                forms[singular] = Mood.CONDITIONAL
            if singular + "n" != plural + "n" and singular + "n" not in infinitives():
                forms[singular + "n"] = Mood.REPLACED
        forms[infinitive.removesuffix("n")] = Mood.REPORTED
    for infinitive, (first, present) in _tables()["stem_change"].items():
        forms.pop(infinitive.removesuffix("n"), None)
        forms[first], forms[present] = Mood.REPORTED, Mood.INDICATIVE
    forms.update({word: Mood[mood] for mood, words in _tables()["forms"].items() for word in words})
    return forms
