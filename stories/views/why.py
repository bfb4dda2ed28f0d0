"""Why a report belongs to its story: the assign stage's JSON in → words. Lenient: every key may be absent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format

MOST = 8


@dataclass(frozen=True)
class Why:
    """``has_joined``: the figures speak of its own story; else of the nearest one, which it did not join."""

    rule: str = ""
    names: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    score: str = ""
    threshold: str = ""
    next_score: str = ""
    is_near_copy: bool = False
    has_joined: bool = False

    @property
    def is_editors(self) -> bool:
        return self.rule == "editor"


def read_why(value: Any) -> Why:
    if not isinstance(value, dict):
        return Why()
    rule, score, threshold = value.get("rule"), value.get("score"), value.get("threshold")
    return Why(
        rule=rule if isinstance(rule, str) else "",
        names=words(value.get("shared_names")),
        days=words(value.get("shared_days")),
        terms=words(value.get("shared_terms")),
        score=number(score),
        threshold=number(threshold),
        next_score=number(value.get("next_score") or None),
        is_near_copy=value.get("near_copy") is True,
        has_joined=rule == "editor" or reaches(score, threshold),
    )


def reaches(score: Any, threshold: Any) -> bool:
    return isinstance(score, int | float) and isinstance(threshold, int | float) and score >= threshold


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
