"""Why a report belongs to its story: the assign stage's JSON in → words. Lenient: every key may be absent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format

MOST = 8


@dataclass(frozen=True)
class Why:
    names: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    score: str = ""
    threshold: str = ""
    next_score: str = ""

    @property
    def is_known(self) -> bool:
        return bool(self.names or self.days or self.terms or self.score)


def read_why(value: Any) -> Why:
    if not isinstance(value, dict):
        return Why()
    following = value.get("next")
    return Why(
        names=words(value.get("names")),
        days=words(value.get("days")),
        terms=words(value.get("terms")),
        score=number(value.get("score")),
        threshold=number(value.get("threshold")),
        next_score=number(following.get("score")) if isinstance(following, dict) else "",
    )


def words(value: Any) -> tuple[str, ...]:
    """Strings, or pairs and objects that begin with one."""
    if not isinstance(value, list):
        return ()
    return tuple(word for word in (first_word(one) for one in value[:MOST]) if word)


def first_word(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("name") or value.get("term") or value.get("day") or ""
    if isinstance(value, list | tuple):
        value = value[0] if value else ""
    return value if isinstance(value, str) else ""


def number(value: Any) -> str:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return number_format(value, 2) if is_number else ""
