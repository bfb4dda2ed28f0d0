"""Word lists of time expressions: TOML files in, lookup tables with inflected forms out."""

from __future__ import annotations

import tomllib
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent.parent / "lexicon" / "times"
ADJECTIVE_ENDINGS = ("e", "en", "er", "es", "em")


@cache
def table(name: str) -> dict[str, Any]:
    """One TOML file of the lexicon."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def words(file: str, section: str, key: str = "words") -> frozenset[str]:
    return frozenset(table(file)[section][key])


def _numbered(section: dict[str, list[str]], *, genitive: bool = False) -> dict[str, int]:
    forms = {form.lower(): int(number) for number, names in section.items() for form in names}
    return forms | {f"{form}s": number for form, number in forms.items()} if genitive else forms


def _named(section: dict[str, list[str]]) -> dict[str, str]:
    return {form.lower(): code for code, forms in section.items() for form in forms}


def inflected(stems: dict[str, Any]) -> dict[str, Any]:
    """Adjective stems with the five endings of German declension."""
    return {stem + ending: value for stem, value in stems.items() for ending in ADJECTIVE_ENDINGS}


def _seasons() -> dict[str, str]:
    base = _named(table("calendar")["seasons"])
    plurals = {f"{name}{end}": code for name, code in base.items() if name.endswith("monat") for end in ("e", "en")}
    return base | plurals | {f"{name}s": code for name, code in base.items()}


def _units() -> dict[str, tuple[str, int]]:
    return {
        form.lower(): (unit["code"], int(unit.get("factor", 1)))
        for unit in table("calendar")["units"].values()
        for form in (*unit["singular"], *unit["plural"])
    }


def _numbers() -> dict[str, float]:
    numbers = table("numbers")
    counted: dict[str, float] = {form: int(value) for value, forms in numbers["ones"].items() for form in forms}
    tens = {form: value for form, value in counted.items() if value in range(20, 100, 10)}
    for (one, low), (ten, high) in product(list(counted.items()), tens.items()):
        if (low < 10 and not one.endswith(("em", "en", "er", "es", "eine", "beide"))) or one == "sieben":
            counted[f"{one}und{ten}"] = low + high
    fractions = {form: float(value) for value, forms in numbers["fractions"].items() for form in forms}
    return counted | fractions


def _plural_units() -> frozenset[str]:
    return frozenset(form.lower() for unit in table("calendar")["units"].values() for form in unit["plural"])


def _part_words() -> dict[str, str]:
    parts = _named(table("calendar")["parts"])
    return parts | {f"{name}s": code for name, code in parts.items() if name in {"abend", "morgen"}}


MONTHS = _numbered(table("calendar")["months"], genitive=True)
MONTH_ABBREVIATIONS = _numbered(table("calendar")["month_abbreviations"])
WEEKDAYS = _numbered(table("calendar")["weekdays"], genitive=True)
PARTS = _part_words()
PART_ADVERBS = _named(table("calendar")["part_adverbs"])
SEASONS = _seasons()
UNITS = _units()
PLURAL_UNITS = _plural_units()
LENGTHS: dict[str, str] = {
    form: value for name, value in table("calendar")["lengths"].items() for form in (name.lower(), f"{name.lower()}n")
}
FEASTS: dict[str, dict[str, Any]] = {name.lower(): rule for name, rule in table("calendar")["feasts"].items()}
NUMBERS = _numbers()
VAGUE = words("numbers", "vague")
APPROXIMATE = words("numbers", "approximate")
ORDINALS: dict[str, int] = inflected(
    {stem: int(n) for n, stems in table("numbers")["ordinals"].items() for stem in stems}
)
TENS = _numbered(table("numbers")["tens"])
SHIFTS: dict[str, int] = inflected(table("relations")["shifts"])
ANAPHORIC: dict[str, int] = inflected(table("relations")["anaphoric"])
DAYS: dict[str, int] = table("relations")["days"]
DAY_ADJECTIVES: dict[str, int] = inflected(table("relations")["day_adjectives"])
PREVIOUS: dict[str, str] = {
    form: unit
    for name, unit in table("relations")["previous"].items()
    for form in (name.lower(), f"{name.lower()}s", f"{name.lower()}es")
}
AFTER = words("relations", "later", "after")
BEFORE = words("relations", "later", "before")
MODIFIERS = _named(table("relations")["modifiers"])
EDGES: dict[str, tuple[str, str]] = {name.lower(): tuple(edge) for name, edge in table("relations")["edges"].items()}
REFERENCES = _named(table("relations")["references"])
REFERENCE_ADJECTIVES: dict[str, str] = inflected(table("relations")["reference_adjectives"])
FREQUENCY: dict[str, str] = {
    form: value for name, value in table("relations")["frequency"].items() for form in (name, *inflected({name: value}))
}
FREQUENCY_ADVERBS: dict[str, str] = table("relations")["frequency_adverbs"]
CLOCK_HOURS = {form: int(n) for form, n in NUMBERS.items() if n in range(1, 13) and n == int(n)} | {"eins": 1}


def duration_value(number: float | None, code: str, factor: int = 1) -> str:
    """TIMEX3 duration: "P2W", "PT3.5M", "PXY"."""
    prefix, letter = ("PT", code[1:]) if code.startswith("T") else ("P", code)
    if number is None:
        return f"{prefix}X{letter}"
    if number == 0.5 and letter in {"Y", "H"} and factor == 1:
        return f"{prefix}{6 if letter == 'Y' else 30}M"
    return f"{prefix}{number * factor:.10g}{letter}"


def _length_adjectives() -> dict[str, str]:
    """Adjectives of duration: "einwöchig", "mehrmonatig", "stundenlang", "langjährig"."""
    lengths = table("calendar")["length_adjectives"]
    stems: dict[str, str] = {stem: duration_value(None, code) for stem, code in lengths["whole"].items()}
    for suffix, code in lengths["suffixes"].items():
        stems["mehr" + suffix] = duration_value(None, code)
        stems |= {number + suffix: duration_value(value, code) for number, value in NUMBERS.items()}
    return stems | inflected(stems)


LENGTH_SUFFIXES: dict[str, str] = table("calendar")["length_adjectives"]["suffixes"]
LENGTH_ADJECTIVES = _length_adjectives()


def number(word: str) -> float | None:
    """A number in digits or words; None for a vague one ("einige")."""
    lower = " ".join(word.lower().split())
    if lower in NUMBERS:
        return NUMBERS[lower]
    if not lower[:1].isdigit():
        return None
    return float(lower.replace(".", "") if lower[-4:-3] == "." else lower.replace(",", "."))
