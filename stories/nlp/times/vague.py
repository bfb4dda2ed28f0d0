"""Durations, recurring times and vague references: findings in, TIMEX3 values without a calendar day out."""

from __future__ import annotations

import re

from stories.nlp.times import lexicon as lex
from stories.nlp.times.findings import Finding
from stories.nlp.times.patterns import WEEKDAY_ADVERBS
from stories.nlp.times.reckoning import Reckoning, expression
from stories.nlp.types import TimeExpression

VALUES = {**lex.FREQUENCY, **lex.FREQUENCY_ADVERBS, **dict.fromkeys(WEEKDAY_ADVERBS, "P1W")}


def _duration(finding: Finding, value: str, *, span: tuple[int, int] | None = None) -> TimeExpression:
    return expression(finding, value, "duration", type="DURATION", anchor="", span=span)


def _set(finding: Finding, value: str) -> TimeExpression:
    return expression(finding, value, "set", type="SET", anchor="")


def resolve_duration(finding: Finding, reckoning: Reckoning) -> list[TimeExpression]:
    """ "sechs bis acht Monate" are two spans."""
    del reckoning
    code, factor = lex.UNITS[finding.get("unit").lower()]
    value = lex.duration_value(lex.number(finding.get("number")), code, factor)
    first = finding.get("first")
    if not first:
        return [_duration(finding, value)]
    start = finding.start + len(first) + len(finding.get("sep"))
    low = lex.duration_value(lex.number(first), code, factor)
    return [
        _duration(finding, low, span=(finding.start, finding.start + len(first))),
        _duration(finding, value, span=(start, finding.end)),
    ]


def resolve_length(finding: Finding, reckoning: Reckoning) -> list[TimeExpression]:
    del reckoning
    word = finding.get("length").lower() or finding.get("adjective").lower()
    return [_duration(finding, lex.LENGTHS.get(word) or lex.LENGTH_ADJECTIVES[word])]


def resolve_length_number(finding: Finding, reckoning: Reckoning) -> list[TimeExpression]:
    """ "14-tägige"."""
    del reckoning
    return [
        _duration(finding, lex.duration_value(int(finding.get("number")), lex.LENGTH_SUFFIXES[finding.get("suffix")]))
    ]


def resolve_bare_units(finding: Finding, reckoning: Reckoning) -> list[TimeExpression]:
    del reckoning
    return [_duration(finding, lex.duration_value(None, lex.UNITS[finding.get("unit").lower()][0]))]


def resolve_each(finding: Finding, reckoning: Reckoning) -> list[TimeExpression]:
    del reckoning
    if finding.get("monthly"):
        return [_set(finding, "P1M")]
    if finding.get("wd"):
        part = lex.PART_ADVERBS.get(finding.get("part"), "")
        value = f"XXXX-WXX-{lex.WEEKDAYS[finding.get('wd').lower()]}"
        return [_set(finding, f"{value}T{part}" if part else value)]
    if finding.get("unit"):
        code, factor = lex.UNITS[finding.get("unit").lower()]
        word = finding.get("number").lower().rstrip(".")
        count = int(word) if word.isdigit() else lex.ORDINALS.get(word, 1)
        return [_set(finding, lex.duration_value(count, code, factor))]
    return [_set(finding, "P1D" if finding.get("dpart") else "P1Y")]


def resolve_each_unit(finding: Finding, reckoning: Reckoning) -> list[TimeExpression]:
    """ "je zwei Wochen", "einmal im Monat", "am Tag", "im Jahr"."""
    del reckoning
    unit = finding.get("unit").lower() or "jahr"
    code, factor = lex.UNITS[unit]
    number = lex.number(finding.get("number")) if finding.get("number") else 1
    return [_set(finding, lex.duration_value(number, code, factor))]


def resolve_bare_year(finding: Finding, reckoning: Reckoning) -> list[TimeExpression]:
    """ "über das Jahr verteilt" is this year, "300 Euro im Jahr" every year."""
    if reckoning.words_before(finding.start)[-1:] == ["im"]:
        return resolve_each_unit(finding, reckoning)
    published = reckoning.published
    value = f"{published.year:04d}" if published else "XXXX"
    return [expression(finding, value, "relative-year", anchor="published" if published else "", anchor_day=published)]


def resolve_set_word(finding: Finding, reckoning: Reckoning) -> list[TimeExpression]:
    del reckoning
    return [_set(finding, VALUES[finding.get("frequency").lower()])]


def resolve_reference(finding: Finding, reckoning: Reckoning) -> list[TimeExpression]:
    del reckoning
    word = re.sub(r"\s+", " ", finding.get("reference").lower())
    value = lex.REFERENCES.get(word) or lex.REFERENCE_ADJECTIVES[word]
    return [expression(finding, value, "reference", anchor="")]


def resolve_now(finding: Finding, reckoning: Reckoning) -> list[TimeExpression]:
    del reckoning
    return [expression(finding, "PRESENT_REF", "reference", anchor="")]


def resolve_era(finding: Finding, reckoning: Reckoning) -> list[TimeExpression]:
    del reckoning
    value = "FUTURE_REF" if finding.get("noun").endswith("Zukunft") else "PAST_REF"
    return [expression(finding, value, "reference", anchor="")]
