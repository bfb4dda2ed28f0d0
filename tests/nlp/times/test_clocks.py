"""Clock times and parts of day take the day the text speaks of."""

from __future__ import annotations

import pytest

from tests.nlp.times.reading import read

CASES = [
    ("Die Ausstellung ist von 14 bis 18 Uhr geöffnet.", ["14=2016-11-15T14:00", "18 Uhr=2016-11-15T18:00"]),
    ("Am Samstag beginnt um 20.30 Uhr das Konzert.", ["Samstag=2016-11-19", "20.30 Uhr=2016-11-19T20:30"]),
    (
        "Am Freitagabend brannte gegen halb neun ein Stall.",
        ["Freitagabend=2016-11-11TEV", "halb neun=2016-11-11T20:30"],
    ),
    ("Am frühen Morgen stießen zwei Züge zusammen.", ["frühen Morgen=2016-11-15TMO"]),
    ("Heute Abend spielt Wels gegen Graz.", ["Heute Abend=2016-11-15TEV"]),
    ("Gestern früh krachte es.", ["Gestern früh=2016-11-14TMO"]),
    ("Um 24 Uhr ist Schluss.", ["24 Uhr=2016-11-15T24:00"]),
    ("In der Nacht auf Samstag wird es kalt.", ["Nacht auf Samstag=2016-11-19TNI"]),
    ("In der Nacht zum Sonntag starb er.", ["Nacht zum Sonntag=2016-11-13TNI"]),
    ("In der Nacht starb er.", ["Nacht=2016-11-15TNI"]),
    ("Das Spiel beginnt um 15 Uhr.", ["15 Uhr=2016-11-15T15:00"]),
    (
        "Die Messe ist am Sonntag um 9 und 10.30 Uhr.",
        ["Sonntag=2016-11-20", "9=2016-11-20T09:00", "10.30 Uhr=2016-11-20T10:30"],
    ),
    ("Am 19. Januar 2017, 10 Uhr, beginnt die Verhandlung.", ["19. Januar 2017=2017-01-19", "10 Uhr=2017-01-19T10:00"]),
    ("Donnerstag, 24. November, 20 Uhr: Lesung.", ["Donnerstag, 24. November, 20 Uhr=2016-11-24T20:00"]),
    ("Der Film läuft heute um 20.15 Uhr.", ["heute=2016-11-15", "20.15 Uhr=2016-11-15T20:15"]),
    ("Um 8 Uhr abends war Schluss.", ["8 Uhr abends=2016-11-15T20:00"]),
    ("Am Dienstagnachmittag wird er beigesetzt.", ["Dienstagnachmittag=2016-11-15TAF"]),
    (
        "Das Begräbnis findet am Donnerstag um 14.30 Uhr in der Pfarrkirche statt.",
        ["Donnerstag=2016-11-17", "14.30 Uhr=2016-11-17T14:30"],
    ),
    ("Sonntag, 10 Uhr: Frühschoppen", ["Sonntag, 10 Uhr=2016-11-13T10:00"]),
    (
        "Wie die Polizei am Montag mitteilte, wurde der Mann am Samstagabend gefasst.",
        ["Montag=2016-11-14", "Samstagabend=2016-11-12TEV"],
    ),
    ("Am 3. und 4. Dezember, jeweils 20 Uhr.", ["3.=2016-12-03", "4. Dezember=2016-12-04", "20 Uhr=T20:00"]),
    (
        "Von Montag bis Freitag ist von 8 bis 12 Uhr offen.",
        ["Montag=2016-11-21", "Freitag=2016-11-25", "8=T08:00", "12 Uhr=T12:00"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_time_of_day_takes_its_day_from_the_text(text: str, expected: list[str]) -> None:
    """Published on Tuesday, 15 November 2016."""
    assert read(text) == expected
