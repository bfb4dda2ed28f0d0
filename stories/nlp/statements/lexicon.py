"""The speech cues of one language, ready for look-up: TOML files in, Lexicon out, read once."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from stories.nlp.statements.mood import irregular_verbs

_FOLDER = Path(__file__).parent.parent / "lexicon" / "speech"

VerbClass = Literal["say", "stance"]


@dataclass(frozen=True, slots=True)
class VerbCue:
    """One finite form of a speech verb, with what must or must not stand beside it.

    ``needs``: each group must have one of its words in the sentence. ``particle`` is set for the
    split form of a separable verb and must follow.
    """

    lemma: str
    kind: VerbClass
    particle: str = ""
    needs: tuple[frozenset[str], ...] = ()
    without: frozenset[str] = frozenset()
    participle: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Look-up tables of the German cues."""

    verbs: dict[str, tuple[VerbCue, ...]]
    raw: dict[str, Any]
    words: dict[str, frozenset[str]]
    endings: dict[str, tuple[str, ...]]
    vague_phrases: re.Pattern[str]
    vague_anchors: frozenset[str]  # the longest word of each phrase: without one of them there is no phrase


@lru_cache(maxsize=1)
def german() -> Lexicon:
    """Return the German lexicon."""
    raw = tomllib.loads((_FOLDER / "de.toml").read_text(encoding="utf-8"))
    return Lexicon(
        verbs=_verb_forms(raw["verbs"]),
        raw=raw,
        words=_word_sets(raw),
        endings=_endings(raw),
        vague_phrases=re.compile("|".join(map(re.escape, raw["vague"]["phrases"]))),
        vague_anchors=frozenset(max(phrase.split(), key=len) for phrase in raw["vague"]["phrases"]),
    )


@lru_cache(maxsize=1)
def english() -> dict[str, Any]:
    """Return the English cues as sets."""
    raw = tomllib.loads((_FOLDER / "en.toml").read_text(encoding="utf-8"))
    return {key: frozenset(value) for key, value in raw.items()}


def _word_sets(raw: dict[str, Any]) -> dict[str, frozenset[str]]:
    sets: dict[str, frozenset[str]] = {}
    for section in ("verbs", "prepositions", "documents", "vague", "nominal", "grammar", "people"):
        for key, value in raw[section].items():
            if isinstance(value, list):
                sets[f"{section}.{key}"] = frozenset(value)
    return sets


def _endings(raw: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    people, bodies = raw["people"], raw["institutions"]
    roles = tuple(people["roles"])
    feminine = (
        *(role + "in" for role in roles),
        "erin",
        "entin",
        "istin",
        "orin",
        "eurin",
        "ärztin",
        "rätin",
        "wältin",
    )
    found = {"roles": (*roles, *feminine), "feminine": feminine, "spokes": tuple(people["spokes"])}
    for gender in ("n", "f", "m", "plural"):
        found[gender] = tuple(bodies[gender])
    found["public"] = tuple(bodies["public"])
    found["bodies"] = (*found["n"], *found["f"], *found["m"], *found["plural"])
    return found


def _verb_forms(rules: dict[str, Any]) -> dict[str, tuple[VerbCue, ...]]:
    forms: dict[str, list[VerbCue]] = {}
    kinds: tuple[VerbClass, ...] = ("say", "stance")
    for kind in kinds:
        for entry in rules[kind]:
            _add_verb(forms, kind, entry, rules["not_with"])
    for possessive in ("meinen", "sein"):
        forms.pop(possessive)  # far more frequent than the verb
    return {form: tuple(cues) for form, cues in forms.items()}


def _add_verb(forms: dict[str, list[VerbCue]], kind: VerbClass, entry: str, not_with: dict[str, list[str]]) -> None:
    lemma, _, condition = entry.partition("+")
    needs = tuple(frozenset(group.split("/")) for group in condition.split("&")) if condition else ()
    particle, _, base = lemma.rpartition("|")
    without = frozenset(not_with.get(base, ())) if not particle else frozenset()
    for form in _finite_forms(base):
        doubtful = form == base or (form.endswith("t") and (base.startswith(_PREFIXES) or base.endswith("ieren")))
        cue = VerbCue(lemma.replace("|", ""), kind, particle, needs, without, doubtful and not particle)
        for spelling in {form, form.replace("ß", "ss")}:
            forms.setdefault(spelling, []).append(cue)
            if particle:
                joined = VerbCue(cue.lemma, kind, "", needs, frozenset(), doubtful)
                forms.setdefault(particle + spelling, []).append(joined)


@lru_cache(maxsize=1)
def _irregular() -> dict[str, tuple[str, str]]:
    return {row[0]: (row[1], row[2]) for row in irregular_verbs()}


def _finite_forms(infinitive: str) -> set[str]:
    """Return the indicative forms of the third person: sagt, sagen, sagte, sagten."""
    prefix = next(
        (p for p in ("", *_PREFIXES) if infinitive.startswith(p) and infinitive[len(p) :] in _irregular()), None
    )
    if prefix is not None:
        present, past = (prefix + form for form in _irregular()[infinitive[len(prefix) :]])
        return {present, infinitive, past, past + ("n" if past.endswith("e") else "en")}
    stem = infinitive[:-2] if infinitive.endswith("en") else infinitive[:-1]
    if stem.endswith(("t", "d", "chn", "ckn", "gn", "ffn", "tm", "dm")):
        stem += "e"
    return {stem + "t", infinitive, stem + "te", stem + "ten"}


_PREFIXES = ("be", "ver", "ent", "er", "ge", "wider", "über", "unter", "zer", "miss")
