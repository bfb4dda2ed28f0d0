"""Classes of German nouns by their last part: a lower-case noun in, its class out, each word decided once."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from stories.nlp.statements.lexicon import german

Gender = Literal["m", "f", "n", "p", ""]

_CACHE = 20_000
_ADJECTIVE_ENDING = re.compile(r"e[nmsr]?$")
_ADJECTIVES = ("isch", "lich", "ig", "deutsch", "al", "ell", "iv")  # what adjectives of no place end in


@lru_cache(maxsize=_CACHE)
def is_role(noun: str) -> bool:
    """Whether the noun names a person by office, trade or age."""
    tail = noun.rsplit("-", 1)[-1]
    lexicon = german()
    return tail not in lexicon.words["people.not_roles"] and singular(tail).endswith(lexicon.endings["roles"])


@lru_cache(maxsize=_CACHE)
def is_spokes(noun: str) -> bool:
    """Whether the noun is a spokesperson or press office, who stands for the house."""
    return singular(noun).endswith(german().endings["spokes"])


@lru_cache(maxsize=_CACHE)
def is_body(noun: str) -> bool:
    """Whether the noun is a body that can speak: police, ministry, union."""
    tail = noun.rsplit("-", 1)[-1]
    endings = german().endings["bodies"]
    return tail.endswith(endings) or any(form.endswith(endings) for form in _genitives(tail))


@lru_cache(maxsize=_CACHE)
def is_plural_body(noun: str) -> bool:
    """Whether the noun means several bodies or their people: Behörden, Einsatzkräfte."""
    return noun.endswith(german().endings["plural"])


@lru_cache(maxsize=_CACHE)
def is_vague(noun: str) -> bool:
    """Whether the noun names nobody in particular: Regierungskreise."""
    words = german().words
    return noun.endswith(tuple(words["vague.endings"])) and noun not in words["vague.not_endings"]


def first_part(noun: str) -> str:
    """The first part of a compound without the letter that joins it: Ministeriums(sprecherin) → Ministerium."""
    joined = noun.endswith(("ngs", "ts", "ens")) or (noun.endswith("s") and is_body(noun[:-1].lower()))
    return noun[:-1] if joined else noun


@lru_cache(maxsize=_CACHE)
def is_public(name: str) -> bool:
    """Whether a body is an authority, which "das Unternehmen" cannot mean."""
    return any(part.endswith(german().endings["public"]) for part in name.lower().split())


@lru_cache(maxsize=_CACHE)
def is_feminine(noun: str) -> bool:
    """Whether a role noun has a feminine form."""
    return noun.endswith(german().endings["feminine"])


@lru_cache(maxsize=_CACHE)
def body_gender(noun: str) -> Gender:
    """Return the gender of a body by the ending of its noun."""
    genders: tuple[Gender, ...] = ("f", "n", "m")
    return next((g for g in genders if noun.lower().endswith(german().endings[g])), "")


def _genitives(noun: str) -> tuple[str, ...]:
    """The noun without the ending of its case: Flughafens, Amtes, Ermittlern, Stadtwerken."""
    cut = noun.removesuffix("s")
    return (singular(noun), cut, cut.removesuffix("e"), noun.removesuffix("n"))


def singular(word: str) -> str:
    """Cut plural and genitive endings that roles and offices take: Sprechers, Ermittlern."""
    return word[:-1] if word.endswith(("ern", "ers")) else word


def declined(adjective: str, noun: str) -> str:
    """The adjective in the strong nominative that the noun's gender asks for: Statistisches Landesamt."""
    stem = _ADJECTIVE_ENDING.sub("", adjective)
    if adjective.endswith("er") and not stem.endswith(_ADJECTIVES):
        return f"{adjective} {noun}"  # "Schweizer", "Wormser" never change
    ending = {"f": "e", "n": "es", "m": "er"}.get(body_gender(noun), "e")
    return f"{stem[:1].upper()}{stem[1:]}{ending} {noun}"


def nominative(noun: str, before: set[str]) -> str:
    """Cut the genitive of "des Flughafens", "des Landratsamtes", and the dative of "den Stadtwerken"."""
    if "den" in before and noun.endswith("n") and is_plural_body(noun[:-1].lower()):
        return noun[:-1]
    if not before & {"des", "eines", "dieses"} or not noun.endswith("s"):
        return noun
    return noun[:-2] if noun.endswith(("tes", "des", "ses", "ßes")) else noun[:-1]
