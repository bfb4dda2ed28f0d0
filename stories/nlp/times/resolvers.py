"""Which function resolves which rule of the grammar."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from stories.nlp.times import clocks, dates, days, units, vague
from stories.nlp.times.findings import Finding
from stories.nlp.times.reckoning import Reckoning
from stories.nlp.types import TimeExpression

Resolver = Callable[[Finding, Reckoning], list[TimeExpression]]

RESOLVERS: Mapping[str, Resolver] = {
    "iso": dates.resolve_iso,
    "date": dates.resolve_date,
    "numeric": dates.resolve_numeric,
    "slash": dates.resolve_numeric,
    "day-only": dates.resolve_day_only,
    "month": dates.resolve_month,
    "year": dates.resolve_year,
    "year-pair": dates.resolve_year_pair,
    "decade": dates.resolve_decade,
    "century": dates.resolve_century,
    "nth-weekday": dates.resolve_nth_weekday,
    "quarter": dates.resolve_quarter,
    "season": dates.resolve_season,
    "feast": dates.resolve_feast,
    "weekday": days.resolve_weekday,
    "day-adverb": days.resolve_day_adverb,
    "day-adjective": days.resolve_day_adjective,
    "this-year": units.resolve_this_year,
    "unit-shift": units.resolve_unit_shift,
    "of-unit": units.resolve_of_unit,
    "edge": units.resolve_edge,
    "previous": units.resolve_previous,
    "week-number": units.resolve_week_number,
    "week-from": units.resolve_week_from,
    "weekend": units.resolve_weekend,
    "unit-relation": units.resolve_relation,
    "later": units.resolve_relation,
    "ago": units.resolve_ago,
    "night": clocks.resolve_night,
    "part-of": clocks.resolve_part_of,
    "part": clocks.resolve_part,
    "clock": clocks.resolve_clock,
    "clock-bare": clocks.resolve_clock,
    "clock-word": clocks.resolve_clock_word,
    "midnight": clocks.resolve_midnight,
    "duration": vague.resolve_duration,
    "length": vague.resolve_length,
    "length-adjective": vague.resolve_length,
    "length-number": vague.resolve_length_number,
    "bare-units": vague.resolve_bare_units,
    "bare-year": vague.resolve_bare_year,
    "set-each": vague.resolve_each,
    "set-of": vague.resolve_each_unit,
    "set-per": vague.resolve_each_unit,
    "set-word": vague.resolve_set_word,
    "reference": vague.resolve_reference,
    "era": vague.resolve_era,
    "now": vague.resolve_now,
}
