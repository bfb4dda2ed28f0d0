"""What only looks like a time is left alone."""

from __future__ import annotations

import pytest

from tests.nlp.times.reading import read

TRAPS = [
    "Der 46-Jährige gewann 3:2.",
    "Sie siegten mit 29:15 und 2:1.",
    "In der Saison 2007/08 stieg er ab.",
    "Er wohnt in der Hauptstraße 1990.",
    "Laut Paragraf 1295 haftet er.",
    "Friedrich Merz und Theresa Mai trafen Jan Weber.",
    "Herr August Huber dankte.",
    "Der 45. Präsident der USA kam als 3. ins Ziel.",
    "Im Alter von 29 und 44 Jahren starben sie.",
    "Rund 2000 Menschen kamen.",
    "Es kostet 1990 Euro.",
    "Az. 3 StR 2014/16 betrifft ihn.",
    "Ab 16 Jahren darf man wählen.",
    "Im Jahr 99999 ist alles anders.",
    "Guten Morgen, sagte sie.",
    "Silvester Stallone kam nach Bozen.",
    "In der 82. Minute traf er.",
    "Er war früher Lehrer.",
    "Das Spiel FC Bayern gegen 1860 München endete remis.",
    "Der Kurs A320 und die B 1900 sind gesperrt.",
    "Tel. 0471 1234, Fax 0471 2015.",
    "www.fest2016.it und info@jahr2015.at",
    "Das Schuljahr 2016/2017 war kurz.",
    "Frau April traf Herrn März.",
    "Er erzielte 2003 Punkte und 1987 Tore.",
]


@pytest.mark.parametrize("text", TRAPS)
def test_a_trap_is_no_time(text: str) -> None:
    assert read(text) == []
