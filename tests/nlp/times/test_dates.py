"""Dates with a name or number, and the year nobody wrote."""

from __future__ import annotations

import pytest

from tests.nlp.times.reading import read

CASES = [
    ("Das Urteil vom 14.11.2016 liegt vor.", ["14.11.2016=2016-11-14"]),
    ("Stand: 2016-11-14, alle Angaben ohne Gewähr.", ["2016-11-14=2016-11-14"]),
    ("Am 3. Jan. 2017 öffnet das Haus.", ["3. Jan. 2017=2017-01-03"]),
    ("Das Festival läuft vom 5. bis 22. November.", ["5.=2016-11-05", "22. November=2016-11-22"]),
    ("Vom 28. Dezember bis 5. Jänner bleibt das Amt zu.", ["28. Dezember=2016-12-28", "5. Jänner=2017-01-05"]),
    ("Am Sonnabend wurde gefeiert.", ["Sonnabend=2016-11-12"]),
    ("Er kommt Ende Februar zurück.", ["Ende Februar=2017-02"]),
    ("Mitte 2024 soll die Brücke stehen.", ["Mitte 2024=2024"]),
    ("Im dritten Quartal sank der Gewinn.", ["dritten Quartal=2016-Q3"]),
    ("Im ersten Halbjahr 2017 wird gebaut.", ["ersten Halbjahr 2017=2017-H1"]),
    ("Im Sommer wurde gestritten.", ["Sommer=2016-SU"]),
    ("Am 12. Feber beginnt der Fasching.", ["12. Feber=2017-02-12"]),
    ("In den 1970er Jahren wuchs die Stadt.", ["den 1970er Jahren=197"]),
    ("Zu Ostern 2017 kommen viele.", ["Ostern 2017=2017-04-16"]),
    (
        "Am 3. Mai 2014 verschwand er. Zwei Tage später fand man ihn.",
        ["3. Mai 2014=2014-05-03", "Zwei Tage später=2014-05-05"],
    ),
    ("1998 heiratete er. Im Jahr darauf zog er fort.", ["1998=1998", "Jahr darauf=1999"]),
    ("Am 31. Februar passiert nichts.", ["31. Februar=XXXX-XX-XX"]),
    ("Im Oktober stieg die Zahl.", ["Oktober=2016-10"]),
    ("Im Dezember wird gewählt.", ["Dezember=2016-12"]),
    ("Im Jänner wird gewählt.", ["Jänner=2017-01"]),
    ("In der KW 47 wird gesperrt.", ["KW 47=2016-W47"]),
    ("Zwischen 1939 und 1945 herrschte Krieg.", ["1939=1939", "1945=1945"]),
    ("Die Bewerbung ist bis zum 30. d. M. möglich.", ["30.=2016-11-30"]),
    ("Im Herbst 2015 kam er, im Winter 2015/16 ging er.", ["Herbst 2015=2015-FA", "Winter 2015/16=2016-WI"]),
    ("Er lebte von 1898 bis 1976.", ["1898=1898", "1976=1976"]),
    ("Am 1. Mai wird gefeiert.", ["1. Mai=2017-05-01"]),
    ("Zu Silvester knallt es.", ["Silvester=2016-12-31"]),
    ("Im Zweiten Weltkrieg fiel er am 2. Februar 1943.", ["2. Februar 1943=1943-02-02"]),
    ("Der Verein wurde 1921 gegründet und feierte im Mai sein Jubiläum.", ["1921=1921", "Mai=2016-05"]),
    ("Er erhielt 2010 den Preis, 2012 zog er um.", ["2010=2010", "2012=2012"]),
    ("Vergangenen Sommer war es heiß.", ["Vergangenen Sommer=2016-SU"]),
    ("Das war im vergangenen März.", ["vergangenen März=2016-03"]),
    ("Im Jahre 1848 brach die Revolution aus.", ["Jahre 1848=1848"]),
    ("Am ersten Sonntag im Dezember ist Markt.", ["ersten Sonntag im Dezember=2016-12-04"]),
    ("Am letzten Freitag im Oktober war Markt.", ["letzten Freitag im Oktober=2016-10-28"]),
    ("Der Prozess wurde auf den 14. Februar vertagt.", ["14. Februar=2017-02-14"]),
    ("Termine: Di. 22.11., Mi. 23.11.", ["22.11.=2016-11-22", "23.11.=2016-11-23"]),
    (
        "Die Sitzungen finden am 29. November, am 10. und 11. Jänner statt.",
        ["29. November=2016-11-29", "10.=2017-01-10", "11. Jänner=2017-01-11"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_date_is_read_with_the_year_that_is_meant(text: str, expected: list[str]) -> None:
    """Published on Tuesday, 15 November 2016."""
    assert read(text) == expected
