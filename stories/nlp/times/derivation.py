"""How a date was found: a time expression and its text in, the steps a page shows on demand out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from stories.nlp.times.lexicon import table
from stories.nlp.types import Anchor, TimeExpression

Precision = Literal["day", "part-of-day", "time", "week", "month", "quarter", "season", "year", "none"]

_PRECISIONS: tuple[tuple[re.Pattern[str], Precision], ...] = (
    (re.compile(r".*T(?:MO|MI|AF|EV|NI)"), "part-of-day"),
    (re.compile(r".*T\d\d:\d\d"), "time"),
    (re.compile(r"\d{4}-\d\d-\d\d"), "day"),
    (re.compile(r"\d{4}-W\d\d(?:-WE)?"), "week"),
    (re.compile(r"\d{4}-\d\d"), "month"),
    (re.compile(r"\d{4}-Q\d"), "quarter"),
    (re.compile(r"\d{4}-(?:SP|SU|FA|WI|H\d)"), "season"),
    (re.compile(r"\d{2,4}"), "year"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """What was read, what it was reckoned from, and what came out."""

    words: str
    rule: str
    wording: str
    anchor: Anchor
    anchor_wording: str
    anchor_day: date | None
    value: str
    begin: date | None
    end: date | None
    precision: Precision
    year_inferred: bool


def precision(value: str) -> Precision:
    """How exact a TIMEX3 value is; "none" for durations, references and values with gaps."""
    return next((name for pattern, name in _PRECISIONS if pattern.fullmatch(value) and "X" not in value), "none")


def describe(expression: TimeExpression, text: str) -> Derivation:
    """The derivation of one expression, with the German wording of its rule and anchor."""
    wording = table("rules")
    return Derivation(
        words=text[expression.start : expression.end],
        rule=expression.rule,
        wording=wording["wording"].get(expression.rule, ""),
        anchor=expression.anchor,
        anchor_wording=wording["anchor"][expression.anchor],
        anchor_day=expression.anchor_day,
        value=expression.value,
        begin=expression.begin,
        end=expression.end_day,
        precision=precision(expression.value),
        year_inferred=expression.year_inferred,
    )
