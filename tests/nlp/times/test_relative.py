"""Days, weeks and years counted from the publication or from what was told before."""

from __future__ import annotations

import pytest

from tests.nlp.times.reading import read

CASES = [
    ("Die Sitzung am 14.11. wurde vertagt.", ["14.11.=2016-11-14"]),
    ("Er starb am Dienstag.", ["Dienstag=2016-11-15"]),
    ("Er starb am vergangenen Dienstag.", ["vergangenen Dienstag=2016-11-08"]),
    ("Der Rat tagt am kommenden Dienstag.", ["kommenden Dienstag=2016-11-22"]),
    ("Der Rat tagt am Donnerstag.", ["Donnerstag=2016-11-17"]),
    ("Der Rat soll am Montag entscheiden.", ["Montag=2016-11-21"]),
    ("Der Rat hat am Montag entschieden.", ["Montag=2016-11-14"]),
    ("Der Antrag sei am Montag eingegangen.", ["Montag=2016-11-14"]),
    ("Im Frühjahr wird gewählt.", ["Frühjahr=2017-SP"]),
    ("Vergangene Woche tagte der Rat.", ["Vergangene Woche=2016-W45"]),
    ("In der kommenden Woche tagt der Rat.", ["der kommenden Woche=2016-W47"]),
    ("Am Wochenende regnete es.", ["Wochenende=2016-W45-WE"]),
    ("Am Wochenende wird es schneien.", ["Wochenende=2016-W46-WE"]),
    ("Heuer schneite es früh.", ["Heuer=2016"]),
    ("Im Vorjahr gab es mehr Unfälle.", ["Vorjahr=2015"]),
    ("Im laufenden Jahr fehlt Geld.", ["laufenden Jahr=2016"]),
    ("In den Neunzigerjahren wuchs die Stadt.", ["den Neunzigerjahren=199"]),
    ("In den siebziger Jahren war das üblich.", ["den siebziger Jahren=197"]),
    ("Vor Weihnachten wird es eng.", ["Weihnachten=2016-12-25"]),
    ("Am Karfreitag war geschlossen.", ["Karfreitag=2016-03-25"]),
    ("Am Mittwoch brach Feuer aus. Tags darauf fand man Spuren.", ["Mittwoch=2016-11-09", "Tags darauf=2016-11-10"]),
    ("Am Samstag gewann sie, am Vortag war sie gestürzt.", ["Samstag=2016-11-12", "Vortag=2016-11-11"]),
    ("Heute tagt der Rat.", ["Heute=2016-11-15"]),
    ("Er ist heute im Alter von 81 Jahren gestorben.", ["heute=2016-11-15"]),
    ("Vor zwei Tagen brannte es.", ["Vor zwei Tagen=2016-11-13"]),
    ("Vor drei Wochen brannte es.", ["Vor drei Wochen=2016-W43"]),
    ("Vor zehn Jahren brannte es.", ["Vor zehn Jahren=2006"]),
    ("Im August vergangenen Jahres brannte es.", ["August vergangenen Jahres=2015-08"]),
    ("Im Mai des Vorjahres brannte es.", ["Mai des Vorjahres=2015-05"]),
    ("Ende des Jahres läuft der Vertrag aus.", ["Ende des Jahres=2016"]),
    ("Bis Jahresende soll das Gesetz stehen.", ["Jahresende=2016"]),
    ("Das Werk entstand im 19. Jahrhundert.", ["19. Jahrhundert=18"]),
    ("Am Mittwoch vergangener Woche kam er.", ["Mittwoch vergangener Woche=2016-11-09"]),
    ("Am Freitag nächster Woche kommt er.", ["Freitag nächster Woche=2016-11-25"]),
    ("Am Freitag dieser Woche kommt er.", ["Freitag dieser Woche=2016-11-18"]),
    ("Morgen wird gewählt.", ["Morgen=2016-11-16"]),
    ("Übermorgen reist sie ab.", ["Übermorgen=2016-11-17"]),
    ("Der Rat tagte am 14. und am 15. Oktober.", ["14.=2016-10-14", "15. Oktober=2016-10-15"]),
    ("Am gleichen Tag starb sein Bruder.", ["gleichen Tag=2016-11-15"]),
    ("Letztes Jahr fiel kaum Schnee.", ["Letztes Jahr=2015"]),
    ("Nächstes Jahr wird gebaut.", ["Nächstes Jahr=2017"]),
    ("Diese Woche tagt der Rat.", ["Diese Woche=2016-W46"]),
    ("Anfang der Woche war es mild.", ["Anfang der Woche=2016-W46"]),
    ("Anfang nächsten Jahres wird gewählt.", ["Anfang nächsten Jahres=2017"]),
    ("Er wurde am Montag festgenommen und am Dienstag vorgeführt.", ["Montag=2016-11-14", "Dienstag=2016-11-15"]),
    (
        "Am Montag teilte das Amt mit, dass die Brücke am Freitag gesperrt werde.",
        ["Montag=2016-11-14", "Freitag=2016-11-18"],
    ),
    (
        "Der Minister kündigte am Sonntag an, er werde am Mittwoch zurücktreten.",
        ["Sonntag=2016-11-13", "Mittwoch=2016-11-16"],
    ),
    ("Das Gericht, das am Mittwoch tagte, vertagte sich auf Freitag.", ["Mittwoch=2016-11-09", "Freitag=2016-11-18"]),
    ("Die Anmeldung ist bis Freitag möglich.", ["Freitag=2016-11-18"]),
    ("Bereits am Freitag war es zu einem Unfall gekommen.", ["Freitag=2016-11-11"]),
    ("Seit Freitag fehlt von ihm jede Spur.", ["Freitag=2016-11-11"]),
    ("Ab Freitag gilt Tempo 30.", ["Freitag=2016-11-18"]),
    ("Der für Donnerstag geplante Auftritt wurde abgesagt.", ["Donnerstag=2016-11-17"]),
    ("BERLIN, 14. November (zzz). Der Bundestag tagt.", ["14. November=2016-11-14"]),
    ("Im kommenden Frühjahr erscheint der Roman.", ["kommenden Frühjahr=2017-SP"]),
    ("Von Freitag bis Sonntag wird gefeiert.", ["Freitag=2016-11-18", "Sonntag=2016-11-20"]),
    ("Die Tagung am Freitag und Samstag war gut besucht.", ["Freitag=2016-11-11", "Samstag=2016-11-12"]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_relative_time_is_counted_from_its_anchor(text: str, expected: list[str]) -> None:
    """Published on Tuesday, 15 November 2016."""
    assert read(text) == expected
