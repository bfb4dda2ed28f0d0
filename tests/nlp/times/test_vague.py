"""Durations, recurring times and references stay without a calendar day."""

from __future__ import annotations

import pytest

from tests.nlp.times.reading import read

CASES = [
    ("Bis heute fehlt jede Spur.", ["heute=PRESENT_REF"]),
    ("Heute ist er Direktor.", ["Heute=PRESENT_REF"]),
    ("Jeden Montag trifft sich der Chor.", ["Jeden Montag=XXXX-WXX-1"]),
    ("Der Bus fährt täglich.", ["täglich=P1D"]),
    ("Die Arbeiten dauern drei Wochen.", ["drei Wochen=P3W"]),
    ("Der Prozess dauert sechs bis acht Monate.", ["sechs=P6M", "acht Monate=P8M"]),
    ("Seit Jahren wird geklagt.", ["Jahren=PXY"]),
    ("In den nächsten Tagen wird es kalt.", ["den nächsten Tagen=FUTURE_REF"]),
    ("In den letzten drei Monaten fiel Schnee.", ["den letzten drei Monaten=P3M"]),
    ("Zurzeit fehlt das Geld.", ["Zurzeit=PRESENT_REF"]),
    (
        "Wegen eines Unfalls war die A22 gestern zwei Stunden lang gesperrt.",
        ["gestern=2016-11-14", "zwei Stunden=PT2H"],
    ),
    ("Die 14-tägige Reise kostete 1.300 Euro.", ["14-tägige=P14D"]),
    ("Die letzten zwölf Monate waren hart.", ["Die letzten zwölf Monate=P12M"]),
    ("Fünf Minuten vor Schluss traf er.", ["Fünf Minuten=PT5M"]),
    ("Der Zug kam mit zwanzig Minuten Verspätung an.", ["zwanzig Minuten=PT20M"]),
    ("Einen Monat nach dem Unfall starb er.", ["Einen Monat=P1M"]),
    ("Nach wochenlangem Streit gab er nach.", ["wochenlangem=PXW"]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_length_or_reference_is_no_day(text: str, expected: list[str]) -> None:
    """Published on Tuesday, 15 November 2016."""
    assert read(text) == expected
