"""The word tables of the comparison, read once: data files in, typed tables out."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from stories.comparison.words import stem

FOLDER = Path(__file__).parent.parent / "nlp" / "lexicon" / "compare"


@dataclass(frozen=True, slots=True)
class Words:
    """Words without content, word classes by stem, and how common a stem is (0 rare … 1 everywhere)."""

    function: frozenset[str]
    reporting: frozenset[str]
    classes: Mapping[str, tuple[str, ...]]
    counts: Mapping[str, int]
    commonest: int

    def rarity(self, word: str) -> float:
        """1 for a stem outside the list, down to 0 for the commonest."""
        return 1.0 - math.log(self.counts.get(word, 1)) / math.log(self.commonest)


@dataclass(frozen=True, slots=True)
class Units:
    """Number words, scales and units; ``people`` and ``casualties`` by stem."""

    number_words: Mapping[str, float]
    scale: Mapping[str, float]
    approximate: frozenset[str]
    tolerance: float
    unit: Mapping[str, str]
    factor: Mapping[str, float]
    marks: Mapping[str, str]
    people: frozenset[str]
    anyone: frozenset[str]
    casualties: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Telling:
    """Words by which a clause tells of telling, and words by which it looks ahead."""

    verbs: frozenset[str]
    nouns: frozenset[str]
    ahead: frozenset[str]
    leaning: frozenset[str]
    compared: frozenset[str]
    pointing: frozenset[str]
    happenings: frozenset[str]


@dataclass(frozen=True, slots=True)
class Certainty:
    """Degrees of certainty by stem and by phrase, negators, and pairs of opposite words."""

    least_step: int
    degrees: Mapping[str, int]
    phrases: tuple[tuple[tuple[str, ...], int], ...]
    negation: frozenset[str]
    opposites: tuple[tuple[frozenset[str], frozenset[str]], ...]


@cache
def words() -> Words:
    table = _toml("words")
    counts = _counts()
    return Words(
        function=frozenset(table["function"].split()),
        reporting=_stems(table["reporting"]),
        classes=_classes(_toml("synonyms")["classes"]),
        counts=counts,
        commonest=max(counts.values()),
    )


@cache
def units() -> Units:
    table = _toml("units")
    casualties = {stem(word): name for name, row in table["casualties"].items() for word in row.split()}
    return Units(
        number_words=table["number_words"],
        scale=table["scale"],
        approximate=frozenset(table["approximate"]["words"].split()),
        tolerance=table["approximate"]["tolerance"],
        unit=table["unit"],
        factor=table["factor"],
        marks=table["marks"],
        people=_stems(table["people"]["words"]),
        anyone=_stems(table["people"]["generic"]),
        casualties=casualties,
    )


@cache
def certainty() -> Certainty:
    table = _toml("certainty")
    degrees = {stem(word): row["rank"] for row in table["degree"] for word in row["words"].split()}
    phrases = [(tuple(phrase.lower().split()), row["rank"]) for row in table["degree"] for phrase in row["phrases"]]
    return Certainty(
        least_step=table["least_step"],
        degrees=degrees,
        phrases=tuple(sorted(phrases, key=lambda row: (-len(row[0]), row))),
        negation=frozenset(table["negation"]["words"].split()),
        opposites=tuple((_stems(row["left"]), _stems(row["right"])) for row in table["opposite"]),
    )


@cache
def telling() -> Telling:
    table = _toml("telling")
    return Telling(
        verbs=_stems(table["verbs"]),
        nouns=_stems(table["nouns"]),
        ahead=frozenset(table["ahead"].split()),
        leaning=frozenset(table["leaning"].split()),
        happenings=_stems(table["happenings"]),
        pointing=frozenset(table["pointing"].split()),
        compared=frozenset(table["compared"].lower().split()),
    )


@cache
def weights() -> Mapping[str, Mapping[str, float]]:
    """The weights of the alignment model, by step and feature."""
    return _toml("weights")


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in text.split())


def _classes(rows: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for row in rows:
        members = row.split()
        for word in members:
            found.setdefault(stem(word), set()).add(f"={members[0].lower()}")
    return {word: tuple(sorted(names)) for word, names in found.items()}


def _counts() -> dict[str, int]:
    rows = (FOLDER / "frequency.tsv").read_text(encoding="utf-8").splitlines()
    pairs = (row.split("\t") for row in rows if not row.startswith("#"))
    return {word: int(count) for word, count in pairs}
