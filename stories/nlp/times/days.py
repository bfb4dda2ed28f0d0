"""Weekdays and days counted from the publication ("gestern", "heutigen Donnerstag"): findings in, days out."""

from __future__ import annotations

import re
from datetime import date, timedelta

from stories.nlp.times import lexicon as lex
from stories.nlp.times.calendar import shift_days
from stories.nlp.times.dates import clock_suffix
from stories.nlp.times.findings import Finding
from stories.nlp.times.reckoning import Reckoning, expression
from stories.nlp.times.tense import speaks_of_nowadays
from stories.nlp.types import Anchor, TimeExpression

LISTED = re.compile(r"\s{0,3}(?:bis|und|–|-|/|auf)(?:\s(?:zum|am|den))?\s{0,3}")


def _part_suffix(finding: Finding) -> str:
    if finding.get("clock"):
        return clock_suffix(finding.get("clock"), lex.PART_ADVERBS.get(finding.get("clockpart"), ""))
    word = (finding.get("part") or finding.get("wdpart")).lower()
    code = lex.PART_ADVERBS.get(word) or lex.PARTS.get(word, "")
    return f"T{code}" if code else ""


def day_expression(
    finding: Finding,
    day: date | None,
    rule: str,
    *,
    anchor: Anchor = "published",
    anchor_day: date | None,
    unknown: str = "XXXX-XX-XX",
) -> TimeExpression:
    suffix = _part_suffix(finding)
    value = (day.isoformat() if day else unknown) + suffix
    return expression(
        finding,
        value,
        rule,
        type="TIME" if suffix else "DATE",
        anchor=anchor if day else "",
        anchor_day=anchor_day if day else None,
    )


def week_day(finding: Finding, published: date | None) -> date | None:
    """Monday of the week named behind the word ("Mittwoch vergangener Woche")."""
    if published is None:
        return None
    word = finding.get("weekshift").lower()
    steps = -1 if finding.get("weekback") else lex.SHIFTS.get(word, lex.ANAPHORIC.get(word, 0))
    return published - timedelta(days=published.weekday()) + timedelta(weeks=steps)


def resolve_weekday(finding: Finding, reckoning: Reckoning) -> list[TimeExpression]:
    """A bare weekday looks back with a past tense and ahead with any other; the same weekday is the day itself."""
    weekday, published = lex.WEEKDAYS[finding.get("wd").lower()], reckoning.published
    unknown = f"XXXX-WXX-{weekday}"
    if published is None:
        return [day_expression(finding, None, "weekday", anchor_day=None, unknown=unknown)]
    if finding.get("weekshift") or finding.get("weekback"):
        monday = week_day(finding, published)
        day = monday + timedelta(days=weekday - 1) if monday else None
        return [day_expression(finding, day, "weekday-in-week", anchor_day=published)]
    if not finding.get("shift") and (listed := _listed_day(finding, reckoning, weekday)):
        return [day_expression(finding, listed, "weekday", anchor_day=published)]
    back, ahead = (published.isoweekday() - weekday) % 7, (weekday - published.isoweekday()) % 7
    word = finding.get("shift").lower()
    shift = lex.SHIFTS.get(word, lex.ANAPHORIC.get(word))
    if shift:
        steps = -(back or 7) + 7 * (shift + 1) if shift < 0 else (ahead or 7) + 7 * (shift - 1)
    else:
        steps = -back if looks_back(finding, reckoning) else ahead
    return [day_expression(finding, shift_days(published, steps), "weekday", anchor_day=published, unknown=unknown)]


def _listed_day(finding: Finding, reckoning: Reckoning, weekday: int) -> date | None:
    """Behind another weekday ("von Freitag bis Sonntag", "am Freitag und Samstag") the next one of its name."""
    for earlier in reckoning.earlier(finding, sentences=0)[:1]:
        between = reckoning.document.text[earlier.end : finding.start]
        if earlier.rule == "weekday" and earlier.begin and LISTED.fullmatch(between):
            return shift_days(earlier.begin, (weekday - earlier.begin.isoweekday()) % 7)
    return None


def looks_back(finding: Finding, reckoning: Reckoning) -> bool:
    """No verb at all is a caption or headline, which mostly tells what was; "für" and "auf Montag" always plan."""
    before = reckoning.words_before(finding.start)
    postponed = before[-1:] == ["auf"] and before[0] not in lex.WEEKDAYS
    if before[-1:] == ["für"] or postponed:
        return False
    return reckoning.sense(finding.start, finding.end) in {"past", ""}


def resolve_day_adverb(finding: Finding, reckoning: Reckoning) -> list[TimeExpression]:
    adverb, published = finding.get("adverb").lower(), reckoning.published
    alone = not finding.get("part") and not finding.get("wd")
    if adverb == "heute" and alone and speaks_of_nowadays(*reckoning.window(finding.start, finding.end)):
        return [expression(finding, "PRESENT_REF", "reference", anchor="")]
    day = shift_days(published, lex.DAYS[adverb]) if published else None
    return [day_expression(finding, day, "relative-day", anchor_day=published)]


def resolve_day_adjective(finding: Finding, reckoning: Reckoning) -> list[TimeExpression]:
    published = reckoning.published
    day = shift_days(published, lex.DAY_ADJECTIVES[finding.get("adjective").lower()]) if published else None
    return [day_expression(finding, day, "relative-day", anchor_day=published)]
