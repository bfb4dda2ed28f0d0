"""Generates the reports of one invented story: a number and a seed in, Reports out, annotated by the language stages.

A few outlets tell the same facts in their own wording, order and figures, so that reports share, contradict and add.
"""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from stories.evidence import Report
from stories.nlp import pipeline
from stories.nlp.types import Document

_BEGIN = datetime(2024, 3, 12, 7, tzinfo=ZoneInfo("Europe/Berlin"))
_OUTLETS = 25
_SENTENCES = 20
_PLACES = ("Seestadt", "Nordhafen", "Altenried", "Oberwiel", "Grünfurt", "Weststrand")
_PEOPLE = ("Erika Beispiel", "Jonas Muster", "Hanna Vorlage", "Karl Entwurf", "Mira Skizze")
_BODIES = ("die Polizei", "die Feuerwehr", "das Umweltministerium", "die Stadtverwaltung", "die Staatsanwaltschaft")
_DAYS = ("am Montag", "am Dienstag", "am Mittwoch", "am 8. März", "am 14. März", "in der Nacht zum Sonntag")
_THINGS = ("Lagerhalle", "Brücke", "Kläranlage", "Bahnstrecke", "Turnhalle", "Uferstraße", "Schleuse", "Werft")
_CLAUSES = (
    "In {place} ist {day} eine {thing} gesperrt worden.",
    "{body} teilte {day} mit, die {thing} in {place} bleibe bis zum {number}. April zu.",
    "Den Schaden bezifferte {body} auf {number} Millionen Euro.",
    "„Wir rechnen mit {number} Wochen“, sagte {person} {day}.",
    "{person} forderte, die {thing} in {place} müsse schneller geprüft werden.",
    "Bei dem Einsatz in {place} wurden {number} Menschen verletzt.",
    "Nach Angaben von {person} waren {number} Helfer vor Ort.",
    "Die {thing} war erst vor {number} Jahren erneuert worden.",
    "{day} tagt in {place} der Stadtrat, {person} leitet die Sitzung.",
    "Rund {number} Anwohner mussten {day} ihre Wohnungen verlassen.",
)


def reports(count: int, *, seed: int = 1) -> list[Report]:
    chance = random.Random(seed)  # noqa: S311 (made-up stories, always the same)
    facts = [_fact(chance) for _ in range(_SENTENCES * 3)]
    return [_report(number, facts, chance) for number in range(count)]


def _fact(chance: random.Random) -> tuple[str, dict[str, str]]:
    body, words = chance.choice(_BODIES), {"number": str(chance.randint(2, 29))}
    for key, choices in (("place", _PLACES), ("person", _PEOPLE), ("day", _DAYS), ("thing", _THINGS)):
        words[key] = chance.choice(choices)
    return chance.choice(_CLAUSES), words | {"body": body}


def _report(number: int, facts: list[tuple[str, dict[str, str]]], chance: random.Random) -> Report:
    told = [_told(*fact, chance) for fact in chance.sample(facts, _SENTENCES)]
    document = Document(text=" ".join(told), title=told[0], published=_BEGIN + timedelta(minutes=number * 11))
    found = pipeline.annotate(document)
    return Report(
        article=f"a{number:04}",
        source=f"Blatt {number % _OUTLETS}",
        title=document.title,
        text=document.text,
        published=document.published,
        sentences=found.sentences,
        names=found.names,
        times=found.times,
    )


def _told(clause: str, words: dict[str, str], chance: random.Random) -> str:
    """The fact in one outlet's words: sometimes with another figure, sometimes with an aside."""
    if chance.random() < 0.1:
        words = words | {"number": str(chance.randint(2, 29))}
    sentence = clause.format(**words)
    if chance.random() < 0.3:
        sentence = sentence.removesuffix(".") + f", berichtet der Sender Welle {chance.randint(1, 9)}."
    return sentence[0].upper() + sentence[1:]
