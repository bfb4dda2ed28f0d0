"""Classes of German nouns by their last part: a lower-case noun in, its class out, each word decided once."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from stories.nlp.statements.lexicon import german

Gender = Literal["m", "f", "n", "p", ""]

_CACHE = 20_000


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
    """The noun without a genitive or plural ending: Flughafens, Amtes, Ermittlern."""
    cut = noun.removesuffix("s")
    return (singular(noun), cut, cut.removesuffix("e"))


def singular(word: str) -> str:
    """Cut plural and genitive endings that roles and offices take: Sprechers, Ermittlern."""
    return word[:-1] if word.endswith(("ern", "ers")) else word
