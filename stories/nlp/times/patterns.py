"""The surface grammar of German time expressions: lexicon in, compiled patterns by first word out.

Each pattern is tried only where its first word (or a number) stands, anchored there, and every repetition in it is
bounded: the cost of a text is proportional to its length whatever it contains.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from stories.nlp.times import lexicon as lex

NUMBER = "#"
"""Stands for any first word that begins with a digit."""

UNIT_STEM = re.compile("|".join(unit["singular"][0] for unit in lex.table("calendar")["units"].values()))
FRAGMENT = re.compile(r"\{([A-Z_]+)\}")
WEEKDAY_ADVERBS = [name for name in lex.WEEKDAYS if name.endswith("s")]


@dataclass(frozen=True, slots=True)
class Rule:
    name: str
    pattern: re.Pattern[str]
    needs_unit: bool = False
    """Worth trying only where a unit of time stands near: number words are common, units are not."""


def _adverbs(forms: Iterable[str]) -> str:
    """Words that may begin a sentence: the first letter in either case."""
    return _any(_either_case(form) for form in forms)


def _nouns(forms: Iterable[str]) -> str:
    return _any(_spaced(form[0].upper() + form[1:]) for form in forms)


def _lower(forms: Iterable[str]) -> str:
    return _any(_spaced(form) for form in forms)


def _any(patterns: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted(set(patterns), key=lambda form: (-len(form), form))) + ")"


def _spaced(form: str) -> str:
    return re.escape(form).replace(r"\ ", "{W}")


def _either_case(form: str) -> str:
    return f"[{form[0].lower()}{form[0].upper()}]{_spaced(form[1:])}" if form[0].isalpha() else _spaced(form)


SHIFTS = [*lex.SHIFTS, *lex.ANAPHORIC]
NUMBER_WORDS = [*lex.NUMBERS, *lex.VAGUE]
RELATIONS = [*lex.AFTER, *lex.BEFORE]

WORD_LISTS: dict[str, str] = {
    "MONTH": _nouns(lex.MONTHS),
    "MONTH_ABBREVIATION": _nouns(lex.MONTH_ABBREVIATIONS),
    "WEEKDAY": _nouns(lex.WEEKDAYS),
    "PART": _nouns(lex.PARTS),
    "PART_ADVERB": _lower(lex.PART_ADVERBS),
    "SEASON": _nouns(lex.SEASONS),
    "FEAST": _adverbs(lex.table("calendar")["feasts"]),
    "SHIFT": _adverbs(SHIFTS),
    "NUMBER_WORD": _adverbs(NUMBER_WORDS),
    "ORDINAL_WORD": _adverbs(lex.ORDINALS),
    "UNIT": _nouns(lex.UNITS),
    "PLURAL_UNIT": _nouns(lex.PLURAL_UNITS),
    "MODIFIER": _nouns(lex.MODIFIERS),
    "TENS": _adverbs(lex.TENS),
    "DAY_ADVERB": _adverbs(lex.DAYS),
    "DAY_ADJECTIVE": _adverbs(lex.DAY_ADJECTIVES),
    "EDGE": _nouns(lex.EDGES),
    "PREVIOUS": _nouns(lex.PREVIOUS),
    "RELATION": _lower(RELATIONS),
    "APPROXIMATE": _lower(lex.APPROXIMATE),
    "CLOCK_HOUR": _adverbs(lex.CLOCK_HOURS),
    "REFERENCE": _adverbs(form for forms in lex.table("relations")["references"].values() for form in forms),
    "REFERENCE_ADJECTIVE": _adverbs(lex.REFERENCE_ADJECTIVES),
    "LENGTH": _adverbs(lex.LENGTHS),
    "LENGTH_SUFFIX": _lower(lex.LENGTH_SUFFIXES),
    "FREQUENCY": _adverbs(lex.FREQUENCY),
    "FREQUENCY_ADVERB": _lower([*lex.FREQUENCY_ADVERBS, *WEEKDAY_ADVERBS]),
}

FIRST_WORDS: dict[str, Iterable[str]] = {
    "WEEKDAY": lex.WEEKDAYS,
    "WEEKDAY_PART": [day + part for day in lex.WEEKDAYS for part in lex.PART_ADVERBS],
    "MONTH": lex.MONTHS,
    "MODIFIER": lex.MODIFIERS,
    "SHIFT": SHIFTS,
    "ORDINAL_WORD": lex.ORDINALS,
    "SEASON": lex.SEASONS,
    "FEAST": lex.FEASTS,
    "DAY_ADVERB": lex.DAYS,
    "DAY_ADJECTIVE": lex.DAY_ADJECTIVES,
    "EDGE": lex.EDGES,
    "PREVIOUS": lex.PREVIOUS,
    "PART": lex.PARTS,
    "NUMBER_WORD": NUMBER_WORDS,
    "TENS": [tens + tail for tens in lex.TENS for tail in ("", "n", "jahre", "jahren")],
    "CLOCK_HOUR": lex.CLOCK_HOURS,
    "REFERENCE": lex.REFERENCES,
    "REFERENCE_ADJECTIVE": lex.REFERENCE_ADJECTIVES,
    "PLURAL_UNIT": lex.PLURAL_UNITS,
    "FREQUENCY": lex.FREQUENCY,
    "FREQUENCY_ADVERB": [*lex.FREQUENCY_ADVERBS, *WEEKDAY_ADVERBS],
    "LENGTH": lex.LENGTHS,
    "LENGTH_ADJECTIVE": lex.LENGTH_ADJECTIVES,
}


def _expand(source: str, fragments: dict[str, str]) -> str:
    """Fills {NAME} until none is left; quantifiers such as {1,4} are no names."""
    while FRAGMENT.search(source):
        source = FRAGMENT.sub(lambda match: fragments[match[1]], source)
    return source


def _first_words(first: Iterable[str]) -> set[str]:
    """The first token of every form: "Herz-Jesu-Sonntag" begins with "herz", "1. Advent" with a number."""
    forms = {form for name in first for form in FIRST_WORDS.get(name, (name,))}
    tokens = {re.split(r"[ .-]", form)[0].lower() for form in forms}
    return {NUMBER if token[0].isdigit() else token for token in tokens}


@cache
def rules_by_word() -> dict[str, tuple[Rule, ...]]:
    """First word as it stands in the text (or NUMBER) → rules to try there, in the order of the grammar."""
    grammar = lex.table("patterns")
    fragments = grammar["fragments"] | WORD_LISTS
    found: dict[str, list[Rule]] = {}
    for entry in grammar["rule"]:
        rule = Rule(
            entry["name"], re.compile(_expand(entry["pattern"], fragments), re.VERBOSE), entry.get("needs_unit", False)
        )
        for word in _first_words(entry["first"]):
            for form in {word, word.capitalize(), word.upper() if len(word) == 2 else word}:
                found.setdefault(form, []).append(rule)
    return {word: tuple(rules) for word, rules in found.items()}
