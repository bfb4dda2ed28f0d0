"""The year nobody wrote: a finding and what was read before in, the year meant out.

The occurrence nearest to the publication, and beyond some weeks the one that fits the tense; inside a tale of another
year that year, and in a list the year of the date before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import MAXYEAR, date

from stories.nlp.times import lexicon as lex
from stories.nlp.times.calendar import Days, days_of, safe_date
from stories.nlp.times.findings import Finding
from stories.nlp.times.reckoning import Direction, Reckoning

NEAR_DAYS = 45
"""Within this many days of the publication the nearest occurrence wins whatever the tense (own judgement)."""
LEAP_SEARCH = 8
SERIES = re.compile(r"\s{0,3}(?:[,;/–-]|und|sowie|bis)(?:\s{1,3}(?:und|sowie|bis|am|vom|zum|den|dem)){0,3}\s{0,3}")


def _distance(span: Days, day: date) -> int:
    if span[0] <= day <= span[1]:
        return 0
    return min(abs((span[0] - day).days), abs((span[1] - day).days))


def choose_year(spans: Iterable[tuple[int, Days]], published: date, direction: Direction, near: int) -> int | None:
    """The year whose occurrence is meant: the nearest, or the one on the side the tense points to."""
    ranked = sorted(spans, key=lambda item: (_distance(item[1], published), -item[0]))
    if not ranked:
        return None
    best = ranked[0]
    if direction == "near" or _distance(best[1], published) <= near:
        return best[0]
    fitting = [y for y, span in ranked if (span[0] <= published if direction == "past" else span[1] >= published)]
    return fitting[0] if fitting else best[0]


def given_year(finding: Finding, reckoning: Reckoning) -> int | None:
    """A year in the words themselves: 2016, "vorigen Jahres", "des Vorjahres"."""
    if finding.get("year"):
        return int(finding.get("year"))
    published = reckoning.published
    if published is None:
        return None
    if finding.get("yearshift"):
        word = finding.get("yearshift").lower()
        if word in lex.SHIFTS:
            return published.year + lex.SHIFTS[word]
        focus = reckoning.focus_span(finding)
        return (focus[0].year if focus else published.year) + lex.ANAPHORIC[word]
    return published.year - 1 if finding.get("yearback") else None


def narrated_year(finding: Finding, reckoning: Reckoning, direction: Direction) -> int | None:
    """In a tale of another year ("im März 1992 … im April") the stated year goes on.

    A bare year ("1921 gegründet und feierte im Mai") carries on only where the time opens the next sentence.
    """
    published = reckoning.published
    opens = reckoning.opens_sentence(finding)
    year = reckoning.stated_year(finding, sentences=1 if opens else 0, bare=opens)
    if year is None or published is None:
        return year
    return year if direction == "past" and year < published.year else None


def _series_year(finding: Finding, reckoning: Reckoning, month: int, day: int) -> int | None:
    """A date listed right behind another ("am 29. Jänner, am 10. Februar und am 25. März") follows it."""
    for earlier in reckoning.earlier(finding, sentences=0)[:1]:
        between = reckoning.document.text[earlier.end : finding.start]
        if earlier.begin and earlier.rule == "day-month" and SERIES.fullmatch(between):
            days = [
                (y, found) for y in (earlier.begin.year, earlier.begin.year + 1) if (found := safe_date(y, month, day))
            ]
            return next((y for y, found in days if found >= earlier.begin), None)
    return None


def infer_day_year(finding: Finding, reckoning: Reckoning, month: int, day: int) -> int | None:
    """The year of a day and month; a weekday beside it decides if it can."""
    published = reckoning.published
    direction = reckoning.direction(finding)
    if narrated := narrated_year(finding, reckoning, direction):
        return narrated
    if published is None:
        return None
    if series := _series_year(finding, reckoning, month, day):
        return series
    reach = LEAP_SEARCH if (month, day) == (2, 29) else 1
    years = range(published.year - reach, published.year + reach + 1)
    days = [(year, found) for year in years if (found := safe_date(year, month, day))]
    weekday = lex.WEEKDAYS.get(finding.get("wd").lower())
    agreeing = [(year, found) for year, found in days if found.isoweekday() == weekday]
    spans = [(year, (found, found)) for year, found in agreeing or days]
    return choose_year(spans, published, direction, NEAR_DAYS)


def infer_span_year(finding: Finding, reckoning: Reckoning, pattern: str, near: int) -> int | None:
    """The year of a month, quarter or season, by its shift word or by tense."""
    published = reckoning.published
    if published is None:
        return None
    years = range(max(published.year - 2, 1), min(published.year + 2, MAXYEAR) + 1)
    spans = [(year, span) for year in years if (span := days_of(f"{year:04d}-{pattern}"))]
    shift = lex.SHIFTS.get(finding.get("shift").lower())
    if shift is not None and shift != 0:
        sided = [year for year, span in spans if (span[1] < published if shift < 0 else span[0] > published)]
        nearest = sided[-1:] if shift < 0 else sided[:1]
        return nearest[0] + (shift + 1 if shift < 0 else shift - 1) if nearest else None
    direction = reckoning.direction(finding) if shift is None else "near"
    return choose_year(spans, published, direction, near)
