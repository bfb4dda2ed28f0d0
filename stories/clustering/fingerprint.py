"""A Document with its Annotations → Fingerprint: what clustering keeps of an article.

A fingerprint is small, JSON-serialisable and made once; stories are decided from fingerprints alone.
"""

from __future__ import annotations

import base64
import heapq
import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from stories.clustering.background import COUNTED_CHARACTERS, Background, background
from stories.clustering.boilerplate import Printed, own_words, printed, without_furniture
from stories.clustering.folding import fold, grams, stem, words
from stories.nlp.types import Annotations, Document, Mention

VERSION = "2"
KEPT_TERMS = 120
KEPT_NAMES = 24
KEPT_DAYS = 12
KEYS = 12
"""Terms that find candidates; on the development sets 10 find as much as 200."""

NAME_KEYS = 4
HEAD_WORDS = 25
HEAD_BOOST = 0.5
GRAM_DIMENSIONS = 2048
SKETCH_SIZE = 64
FORM_WEIGHT = {"name": 1.0, "part": 0.8, "derived": 0.4, "role": 0.0}

Vector = npt.NDArray[np.float32]


@dataclass(frozen=True, kw_only=True)
class Fingerprint:
    """What clustering compares of one article.

    ``terms`` and ``names`` are unit vectors of folded forms; ``forms`` gives a readable word for a
    term. ``head`` holds the terms of title and first words, ``gram_sketch`` a base64 sketch of
    letter runs, ``sketch`` the smallest hashes of the word runs (near-copies), ``runs`` all of them
    (a publisher's furniture). ``keys`` are what the candidate index stores.
    """

    language: str
    source: str
    published: datetime | None
    length: int
    terms: Mapping[str, float]
    forms: Mapping[str, str]
    head: Mapping[str, float]
    names: Mapping[str, float]
    name_forms: Mapping[str, str]
    places: tuple[str, ...]
    days: tuple[date, ...]
    gram_sketch: str
    head_words: tuple[str, ...]
    runs: tuple[int, ...]
    keys: tuple[str, ...]
    version: str = VERSION

    @cached_property
    def gram_vector(self) -> Vector:
        """The letter-run sketch as a unit vector."""
        values = np.frombuffer(base64.b64decode(self.gram_sketch), dtype=np.int8).astype(np.float32)
        return _unit(values)

    @cached_property
    def sketch(self) -> frozenset[int]:
        return frozenset(heapq.nsmallest(SKETCH_SIZE, set(self.runs)))

    @property
    def printed(self) -> Printed:
        return Printed(frozenset(self.head_words), frozenset(self.runs))

    def to_json(self) -> dict[str, Any]:
        row = {name: getattr(self, name) for name in self.__dataclass_fields__}
        row["published"] = self.published.isoformat() if self.published else None
        row["days"] = [day.isoformat() for day in self.days]
        return row | {name: list(row[name]) for name in ("places", "head_words", "runs", "keys")}

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Fingerprint:
        tuples = {name: tuple(row[name]) for name in ("places", "head_words", "runs", "keys")}
        published = datetime.fromisoformat(row["published"]) if row["published"] else None
        days = tuple(date.fromisoformat(day) for day in row["days"])
        return cls(**{**row, **tuples, "published": published, "days": days})


def fingerprint(
    document: Document, annotations: Annotations, *, source: str = "", earlier: Iterable[Printed] = ()
) -> Fingerprint:
    """``earlier``: what the source's latest articles printed, so that its furniture is left out."""
    table = background(document.language)
    title = words(document.title)
    body = without_furniture(document.text[: 2 * COUNTED_CHARACTERS], document.language)
    everything = _joined(title, body)
    own = _cut(own_words(everything, earlier))
    terms = _terms(own, table)
    names = _names(annotations, table)
    return Fingerprint(
        language=document.language.split("-")[0].lower(),
        source=source,
        published=document.published,
        length=len(own),
        terms=terms,
        forms=_forms(document, terms),
        head=_head(own, table),
        names=names,
        name_forms=_name_forms(annotations, names),
        places=_places(annotations),
        days=_days(annotations),
        gram_sketch=_gram_sketch(own, table),
        head_words=tuple(sorted(printed(everything).head)),
        runs=tuple(sorted(printed(_cut(everything)).runs)),
        keys=_keys(terms, names),
    )


def _joined(title: list[str], body: list[str]) -> list[str]:
    return body if body[: len(title)] == title else title + body


def _cut(body: list[str]) -> list[str]:
    """The first words, as many as make ``COUNTED_CHARACTERS``."""
    room, kept = COUNTED_CHARACTERS, list[str]()
    for word in body:
        room -= len(word) + 1
        if room < 0:
            break
        kept.append(word)
    return kept


def _terms(own: list[str], table: Background) -> dict[str, float]:
    """Unit vector of stems: how often here, how rare elsewhere, title and lead counting more."""
    numbers = Counter(map(stem, own))
    for word in own[:HEAD_WORDS]:
        numbers[stem(word)] += HEAD_BOOST  # type: ignore[assignment]
    weights = {term: (1 + math.log(number)) * table.rarity(term) for term, number in numbers.items()}
    return _unit_weights(weights, KEPT_TERMS)


def _head(own: list[str], table: Background) -> dict[str, float]:
    """The terms of title and first words with their rarity."""
    return {term: round(table.rarity(term) ** 2, 3) for term in sorted(set(map(stem, own[:HEAD_WORDS])))}


def _unit_weights(weights: Mapping[str, float], kept: int) -> dict[str, float]:
    strongest = heapq.nsmallest(kept, weights.items(), key=lambda item: (-item[1], item[0]))
    length = math.sqrt(sum(weight * weight for _, weight in strongest)) or 1.0
    return {term: round(weight / length, 4) for term, weight in strongest if weight > 0}


def _gram_sketch(own: list[str], table: Background) -> str:
    """Letter-run weights added up in ``GRAM_DIMENSIONS`` signed sums, one byte each."""
    numbers = Counter(bucket for word in own for bucket in grams(word))
    for word in own[:HEAD_WORDS]:
        for bucket in grams(word):
            numbers[bucket] += HEAD_BOOST  # type: ignore[assignment]
    values = np.zeros(GRAM_DIMENSIONS, dtype=np.float32)
    for bucket, number in numbers.items():
        weight = (1 + math.log(number)) * table.gram_rarity[bucket] / 255
        values[bucket % GRAM_DIMENSIONS] += weight if bucket // GRAM_DIMENSIONS % 2 else -weight
    scaled = np.rint(values / (float(np.abs(values).max()) or 1.0) * 127)
    return base64.b64encode(scaled.astype(np.int8).tobytes()).decode()


def _unit(values: Vector) -> Vector:
    return values / (float(np.linalg.norm(values)) or 1.0)


def _forms(document: Document, terms: Mapping[str, float]) -> dict[str, str]:
    """A readable word for each of the strongest terms: its first form in title and text."""
    found = dict[str, str]()
    for token in f"{document.title} {document.text[: 2 * COUNTED_CHARACTERS]}".split():
        for folded in words(token)[:1]:
            found.setdefault(stem(folded), token.strip("„“”\"'»«(),.;:!?–-"))
    strongest = heapq.nsmallest(KEYS * 3, terms, key=lambda term: (-terms[term], term))
    return {term: found[term] for term in strongest if term in found}


def name_key(mention: Mention) -> str:
    """People by the last word of their name, which every report has; others by the whole name."""
    parts = words(mention.name)
    return "" if not parts else parts[-1] if mention.label == "PER" else " ".join(parts)


def _names(annotations: Annotations, table: Background) -> dict[str, float]:
    numbers = Counter[str]()
    for weight, mentions in ((2.0, annotations.title_names), (1.0, annotations.names)):
        for mention in mentions:
            numbers[name_key(mention)] += weight * FORM_WEIGHT[mention.form]  # type: ignore[assignment]
    numbers.pop("", None)
    rarity = {name: max(table.rarity(stem(word)) for word in name.split()) ** 2 for name in numbers}
    return _unit_weights({name: math.log1p(number) * rarity[name] for name, number in numbers.items()}, KEPT_NAMES)


def _name_forms(annotations: Annotations, names: Mapping[str, float]) -> dict[str, str]:
    """The longest canonical name behind each name key."""
    found = dict[str, str]()
    for mention in (*annotations.title_names, *annotations.names):
        key = name_key(mention)
        if key in names and len(mention.name) > len(found.get(key, "")):
            found[key] = mention.name
    return found


def _places(annotations: Annotations) -> tuple[str, ...]:
    """Towns and countries in the order in which the article names them."""
    mentions = (*annotations.title_names, *annotations.names)
    places = (name_key(mention) for mention in mentions if mention.label == "LOC" and mention.form != "derived")
    return tuple(dict.fromkeys(place for place in places if place))[:KEPT_NAMES]


def _days(annotations: Annotations) -> tuple[date, ...]:
    """The single days that the article names, the first ones first."""
    days = (time.begin for time in annotations.times if time.begin and time.begin == time.end_day)
    return tuple(dict.fromkeys(days))[:KEPT_DAYS]


def _keys(terms: Mapping[str, float], names: Mapping[str, float]) -> tuple[str, ...]:
    """What the candidate index stores: the strongest names, then the strongest terms."""
    best = heapq.nsmallest(NAME_KEYS, names, key=lambda name: (-names[name], name))
    strongest = heapq.nsmallest(KEYS, terms, key=lambda term: (-terms[term], term))
    return tuple(dict.fromkeys([*(stem(fold(name.split()[-1])) for name in best), *strongest]))[:KEYS]
