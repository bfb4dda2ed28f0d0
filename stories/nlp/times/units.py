"""Weeks, months and years counted from the publication or from what the text speaks of: findings in, spans out."""

from __future__ import annotations

import re
from datetime import date

from stories.nlp.times import lexicon as lex
from stories.nlp.times.calendar import days_of, safe_date, shift_days, shift_months, week_value
from stories.nlp.times.days import day_expression, looks_back, week_day
from stories.nlp.times.findings import Finding
from stories.nlp.times.inference import choose_year, infer_day_year
from stories.nlp.times.reckoning import Reckoning, expression
from stories.nlp.types import Anchor, TimeExpression

UNIT_RULES = {"Y": "relative-year", "M": "relative-month", "W": "relative-week", "D": "relative-day", "WE": "weekend"}
NEARLY = {"gut": -3, "knapp": 3}
"""Months by which "vor gut fünf Jahren" lies further back than five years, and "knapp" less far (own judgement)."""
UNKNOWN = {
    "Y": "XXXX",
    "M": "XXXX-XX",
    "W": "XXXX-WXX",
    "D": "XXXX-XX-XX",
    "WE": "XXXX-WXX-WE",
    "Q": "XXXX-QX",
    "H": "XXXX-HX",
}


def resolve_this_year(finding: Finding, reckoning: Reckoning) -> list[TimeExpression]:
    published = reckoning.published
    return [_shifted(finding, "Y", 0, published, "published")]


def _shifted(
    finding: Finding, code: str, steps: int, base: date | None, anchor: Anchor, *, mod: str = ""
) -> TimeExpression:
    rule = UNIT_RULES.get(code, "quarter")
    value = _unit_value(code, steps, base) if base else None
    return expression(
        finding,
        value or UNKNOWN[code],
        rule,
        mod=mod,
        anchor=anchor if value else "",
        anchor_day=base if value else None,
    )


def _unit_value(code: str, steps: int, base: date) -> str | None:
    if code in {"D", "W", "WE"}:
        shifted = shift_days(base, steps if code == "D" else 7 * steps)
        if shifted is None or code == "D":
            return shifted.isoformat() if shifted else None
        return week_value(shifted) + ("-WE" if code == "WE" else "")
    months = {"Y": 12, "M": 1, "Q": 3, "H": 6}[code] * steps
    day = shift_months(base, months)
    if day is None:
        return None
    forms = {
        "Y": f"{day.year:04d}",
        "M": f"{day.year:04d}-{day.month:02d}",
        "Q": f"{day.year:04d}-Q{(day.month + 2) // 3}",
        "H": f"{day.year:04d}-H{(day.month + 5) // 6}",
    }
    return forms[code]


def _unit(word: str) -> tuple[str, int]:
    lower = word.lower()
    if lower.startswith("quartal"):
        return "Q", 1
    return ("H", 1) if lower.startswith("halbjahr") else lex.UNITS[lower]


def resolve_unit_shift(finding: Finding, reckoning: Reckoning) -> list[TimeExpression]:
    """ "vergangene Woche", "im folgenden Jahr", "den letzten zehn Jahren", "den nächsten Jahren"."""
    word, unit = finding.get("shift").lower(), finding.get("unit").lower()
    code, factor = _unit(unit)
    steps = lex.SHIFTS.get(word, lex.ANAPHORIC.get(word, 0))
    mod = lex.MODIFIERS.get(finding.get("mod").lower(), "")
    if finding.get("number"):
        return [_stretch(finding, code, factor, finding.get("number"))]
    if code.startswith("T") or factor != 1 or _is_plural(finding, unit, reckoning):
        return _vague_stretch(finding, code, steps)
    if word in lex.ANAPHORIC or (code == "D" and word.startswith(("dies", "nächst"))):
        base, anchor = reckoning.focus_day(finding)
        if code == "Y" and (stated := reckoning.stated_year(finding, sentences=2)):
            base, anchor = date(stated, 1, 1), "previous"
        return [_shifted(finding, code, steps, base, anchor, mod=mod)]
    if code == "D":
        return []
    if code == "WE":
        return [_weekend(finding, reckoning, steps)]
    return [_shifted(finding, code, steps, reckoning.published, "published", mod=mod)]


def _is_plural(finding: Finding, unit: str, reckoning: Reckoning) -> bool:
    if unit == "jahre":
        return reckoning.words_before(finding.start)[-1:] != ["im"]
    return unit in lex.PLURAL_UNITS and unit != "jahre"


def _stretch(finding: Finding, code: str, factor: int, number: str) -> TimeExpression:
    return expression(
        finding, lex.duration_value(lex.number(number), code, factor), "duration", type="DURATION", anchor=""
    )


def _vague_stretch(finding: Finding, code: str, steps: int) -> list[TimeExpression]:
    """ "den vergangenen Jahren" is a stretch of time, "den nächsten Jahren" the future."""
    if steps > 0 and not code.startswith("T"):
        return [expression(finding, "FUTURE_REF", "reference", anchor="")]
    factor_code = code if code not in {"Q", "H"} else "M"
    return [expression(finding, lex.duration_value(None, factor_code), "duration", type="DURATION", anchor="")]


def _weekend(finding: Finding, reckoning: Reckoning, steps: int | None) -> TimeExpression:
    """ "am Wochenende": the last one with a past tense, else the coming one; on its days the current one."""
    published = reckoning.published
    if published is None:
        return expression(finding, UNKNOWN["WE"], "weekend", anchor="")
    in_it = published.isoweekday() >= 6
    if steps is None:
        steps = -1 if looks_back(finding, reckoning) and not in_it else 0
    elif steps > 0:
        steps = steps if in_it else steps - 1
    return _shifted(finding, "WE", steps, published, "published")


def resolve_weekend(finding: Finding, reckoning: Reckoning) -> list[TimeExpression]:
    if finding.get("weekshift") or finding.get("weekback"):
        return [_shifted(finding, "WE", 0, week_day(finding, reckoning.published), "published")]
    return [_weekend(finding, reckoning, None)]


def resolve_of_unit(finding: Finding, reckoning: Reckoning) -> list[TimeExpression]:
    """ "Ende des Jahres", "Mitte der Woche"."""
    code = {"j": "Y", "m": "M", "w": "W"}[finding.get("unit")[0].lower()]
    mod = lex.MODIFIERS[finding.get("mod").lower()]
    stated = reckoning.stated_year(finding, sentences=2) if code == "Y" else None
    past = reckoning.sense(finding.start, finding.end) == "past"
    if stated and past:
        return [_shifted(finding, code, 0, safe_date(stated, 1, 1), "previous", mod=mod)]
    return [_shifted(finding, code, 0, reckoning.published, "published", mod=mod)]


def resolve_edge(finding: Finding, reckoning: Reckoning) -> list[TimeExpression]:
    """ "Jahresende", "Wochenbeginn": of this unit, or of the neighbour where the tense says so."""
    code, mod = lex.EDGES[finding.get("edge").lower()]
    published = reckoning.published
    if year := finding.get("year"):
        return [expression(finding, year, "year", mod=mod)]
    sense = reckoning.sense(finding.start, finding.end)
    if code == "M" and reckoning.words_before(finding.start)[-1:] == ["am"] and sense == "present":
        return [expression(finding, "P1M", "set", type="SET", anchor="")]
    steps = 0
    if published and code == "Y":
        steps = -1 if sense == "past" and mod == "END" and published.month < 10 else 0
        steps = 1 if sense == "future" and mod == "START" and published.month > 3 else steps
    return [_shifted(finding, code, steps, published, "published", mod=mod)]


def resolve_previous(finding: Finding, reckoning: Reckoning) -> list[TimeExpression]:
    """ "Vorjahr", "Vortag", "Vorjahreszeitraum": one step back from what is spoken of."""
    noun = (finding.get("noun") or "vorjahreszeitraum").lower()
    unit = lex.PREVIOUS[noun]
    mod = lex.MODIFIERS.get(finding.get("mod").lower(), "")
    if unit == "P":
        return _previous_period(finding, reckoning)
    if unit == "D":
        base, anchor = reckoning.focus_day(finding)
        reckoning.asides.add(finding.start)
        day = shift_days(base, -1) if base else None
        evening = Finding(
            finding.start, finding.end, finding.rule, {"part": "Abend"} if noun.startswith("vorabend") else {}
        )
        return [day_expression(evening, day, "later", anchor=anchor, anchor_day=base)]
    compared = reckoning.words_before(finding.start)[-1:] in (["zum"], ["gegenüber"], ["dem"])
    stated = reckoning.stated_year(finding, sentences=0) if unit == "Y" and compared else None
    base = safe_date(stated, 1, 1) if stated else reckoning.published
    return [_shifted(finding, unit, -1, base, "previous" if stated else "published", mod=mod)]


def _previous_period(finding: Finding, reckoning: Reckoning) -> list[TimeExpression]:
    for earlier in reckoning.earlier(finding, sentences=2):
        year = re.match(r"(\d{4})(-.*)?$", earlier.value)
        if year and earlier.begin:
            value = f"{int(year[1]) - 1:04d}{year[2] or ''}"
            return [expression(finding, value, "relative-year", anchor="previous", anchor_day=earlier.begin)]
    return [_shifted(finding, "Y", -1, reckoning.published, "published")]


def resolve_relation(finding: Finding, reckoning: Reckoning) -> list[TimeExpression]:
    """ "tags darauf", "im Jahr zuvor", "zwei Tage später": counted from the day the text speaks of."""
    unit = finding.get("unit").lower()
    code, factor = ("D", 1) if unit == "tags" else _unit(unit)
    sign = 1 if finding.get("relation") in lex.AFTER else -1
    number = lex.number(finding.get("number")) if finding.get("number") else 1.0
    if code.startswith("T"):
        return [expression(finding, "XXXX-XX-XXTXX:XX", "later", type="TIME", anchor="")]
    if number is None or number != int(number):
        reference = "FUTURE_REF" if sign > 0 else "PAST_REF"
        return [expression(finding, reference, "reference", anchor="")]
    base, anchor = reckoning.focus_day(finding)
    if code == "Y" and (stated := reckoning.stated_year(finding, sentences=3)):
        base, anchor = safe_date(stated, 1, 1), "previous"
    if sign < 0:
        reckoning.asides.add(finding.start)
    found = _shifted(finding, code, sign * int(number) * factor, base, anchor)
    return [expression(finding, found.value, "later", anchor=found.anchor, anchor_day=found.anchor_day)]


def resolve_ago(finding: Finding, reckoning: Reckoning) -> list[TimeExpression]:
    """ "vor drei Jahren" is a year, "vor zwei Tagen" a day; "vor wenigen Jahren" and hours stay a distance."""
    code, factor = _unit(finding.get("unit"))
    number = lex.number(finding.get("number"))
    if number is None or number != int(number) or code.startswith("T") or code == "WE":
        inner = Finding(finding.start + len(finding.get("lead")), finding.end, finding.rule, finding.parts)
        return [_stretch(inner, code, factor, finding.get("number"))]
    published, lead = reckoning.published, finding.get("lead").split()[-1].lower()
    counted = shift_months(published, NEARLY.get(lead, 0)) if published and code == "Y" else published
    found = _shifted(finding, code, -int(number) * factor, counted, "published")
    return [expression(finding, found.value, "ago", anchor=found.anchor, anchor_day=published)]


def resolve_week_number(finding: Finding, reckoning: Reckoning) -> list[TimeExpression]:
    week, published = int(finding.get("week") or finding.get("week2")), reckoning.published
    if not 1 <= week <= 53:
        return []
    if finding.get("year"):
        return [expression(finding, f"{finding.get('year')}-W{week:02d}", "week")]
    if published is None:
        return [expression(finding, f"XXXX-W{week:02d}", "week", anchor="")]
    years = [
        (y, span) for y in range(published.year - 1, published.year + 2) if (span := days_of(f"{y:04d}-W{week:02d}"))
    ]
    year = choose_year(years, published, reckoning.direction(finding), 0)
    return [
        expression(finding, f"{year}-W{week:02d}", "week", anchor="published", anchor_day=published, year_inferred=True)
    ]


def resolve_week_from(finding: Finding, reckoning: Reckoning) -> list[TimeExpression]:
    month, day = lex.MONTHS[finding.get("month").lower()], int(finding.get("day").rstrip("."))
    year = int(finding.get("year")) if finding.get("year") else infer_day_year(finding, reckoning, month, day)
    first = safe_date(year, month, day) if year else None
    return [
        expression(
            finding,
            week_value(first) if first else UNKNOWN["W"],
            "week",
            anchor="text",
            year_inferred=not finding.get("year"),
        )
    ]
