"""One story as the stages would leave it: a cracked bridge, three newspapers and an agency, one near-copy."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import NamedTuple

from stories.models import Article, Decision, Entity, Sentence, Source, Story
from tests.factories import (
    make_agreement,
    make_article,
    make_difference,
    make_entity,
    make_entry,
    make_highlight,
    make_mentions,
    make_source,
    make_story,
    make_time,
)

CUE, CARRIED = "reported-cue", "reported-carried"


class Example(NamedTuple):
    story: Story
    coast: Article
    alps: Article
    vienna: Article
    mayor: Entity


def make_sources() -> dict[str, Source]:
    return {
        "coast": make_source(
            "Küstenbote", slug="kuestenbote", mark="K", slot=1, country="DE", city="Lindmar",
            owner="Küstenbote Verlag (erfunden)", reason="Regionalzeitung am Ort des Geschehens.",
        ),
        "alps": make_source(
            "Alpenblatt", slug="alpenblatt", mark="A", slot=2, country="CH", city="Zürich", language="de-CH"
        ),
        "vienna": make_source(
            "Wiener Rundschau", slug="wiener-rundschau", mark="W", slot=3, country="AT", city="Wien", language="de-AT"
        ),
        "agency": make_source("Nordagentur", slug="nordagentur", mark="NA", slot=4, kind="agency", country="DE"),
    }  # fmt: skip


def coast_article(source: Source) -> Article:
    return make_article(
        source,
        [
            ("Die Hochbrücke in Lindmar ist seit Montagabend für den gesamten Verkehr gesperrt.", "own", ""),
            ("Prüfer hätten an drei Pfeilern Risse entdeckt, teilte die Stadt Lindmar mit.", CUE, "Stadt Lindmar"),
            ("Eine Gefahr für Anwohner bestehe nicht.", CARRIED, "Stadt Lindmar"),
            ("", "", ""),
            ("Oberbürgermeisterin Anke Brandt", "nonsentence", ""),
            ("", "", ""),
            ("„Wir öffnen erst, wenn jeder Zweifel ausgeräumt ist“, sagte Oberbürgermeisterin Anke Brandt.", "quote",
             "Anke Brandt"),
            ("Die Reparatur werde mindestens sechs Wochen dauern.", CARRIED, "Anke Brandt"),
            ("", "", ""),
            ("Die Brücke war am 3. Oktober 1974 eröffnet worden.", "own", ""),
            ("Am 12. Dezember soll der Stadtrat über einen Neubau beraten.", "own", ""),
            ("In der Stadt rechnet man mit langen Staus.", "vague", ""),
        ],
        title="Hochbrücke in Lindmar nach Rissen gesperrt",
        published_at=datetime(2016, 11, 14, 20, 45, tzinfo=UTC),
        url="https://kuestenbote.example/lindmar/hochbruecke",
        why={"rule": "score", "shared_names": ["Lindmar", "Anke Brandt"], "shared_days": ["2016-11-14"],
             "shared_terms": ["Hochbrücke", "Risse"],
             "score": 0.71, "threshold": 0.55},
    )  # fmt: skip


def alps_article(source: Source) -> Article:
    return make_article(
        source,
        [
            ("In der norddeutschen Hafenstadt Lindmar ist am Montag die wichtigste Brücke geschlossen worden.", "own",
             ""),
            ("Grund seien Risse an zwei Pfeilern, hiess es bei der Stadt Lindmar.", CUE, "Stadt Lindmar"),
            ("Die Instandsetzung werde bis zu drei Monate dauern, sagte die Brückenbauingenieurin Ute Reiss.", CUE,
             "Ute Reiss"),
            ("Täglich fahren rund 40 000 Fahrzeuge über das Bauwerk.", "own", ""),
            ("", "", ""),
            ("Der Rat der Stadt will am 12. Dezember über einen Neubau entscheiden.", "own", ""),
        ],
        title="Risse in Pfeilern: Verkehrsinfrastrukturfinanzierung wird zum Streitfall",
        published_at=datetime(2016, 11, 15, 5, 30, tzinfo=UTC),
        language="de-CH",
        url="https://alpenblatt.example/ausland/lindmar",
        why={"rule": "score", "shared_names": ["Lindmar"], "shared_terms": ["Brücke", "Pfeiler"],
             "score": 0.64, "threshold": 0.55, "next_score": 0.21},
    )  # fmt: skip


def vienna_article(source: Source, of: Article) -> Article:
    return make_article(
        source,
        [
            ("In der norddeutschen Hafenstadt Lindmar ist am Montag die wichtigste Brücke geschlossen worden.", "own",
             ""),
            ("Grund seien Risse an zwei Pfeilern, hieß es bei der Stadt Lindmar.", CUE, "Stadt Lindmar"),
        ],
        title="Lindmar: Wichtigste Brücke zu",
        published_at=datetime(2016, 11, 15, 7, 12, tzinfo=UTC),
        language="de-AT",
        copy_of=of,
    )  # fmt: skip


def sentence(article: Article, position: int) -> Sentence:
    return article.sentences.get(position=position)


def make_example() -> Example:
    sources = make_sources()
    coast, alps = coast_article(sources["coast"]), alps_article(sources["alps"])
    vienna = vienna_article(sources["vienna"], alps)
    common = {"kind": "statement", "speaker": "Stadt Lindmar", "articles": [coast.pk, alps.pk]}
    story = make_story(coast, alps, vienna, origins=[common], rank=9)
    mayor = make_entity("Anke Brandt", aliases=["Brandt", "Brandts", "Oberbürgermeisterin"])
    names = [mayor, make_entity("Lindmar", "LOC", ["Lindmars"]), make_entity("Ute Reiss")]
    for article in (coast, alps, vienna):
        for entity in names:
            make_mentions(article, entity)
    add_times(coast, alps, vienna)
    add_timeline(story, coast, alps, vienna)
    add_comparison(story, coast, alps)
    Decision.objects.create(kind="rename", story=story, reason="Klarere Überschrift", made_at=coast.published_at)
    return Example(story, coast, alps, vienna, mayor)


def add_times(coast: Article, alps: Article, vienna: Article) -> None:
    make_time(coast, "seit Montagabend", date(2016, 11, 14), value="2016-11-14TEV")
    make_time(coast, "am 3. Oktober 1974", date(1974, 10, 3), anchor="text", rule="full-date", anchor_day=None)
    for article, words in ((coast, "Am 12. Dezember"), (alps, "am 12. Dezember")):
        make_time(article, words, date(2016, 12, 12), rule="day-month", year_inferred=True)
    for article in (alps, vienna):
        make_time(article, "am Montag", date(2016, 11, 14))


def add_timeline(story: Story, coast: Article, alps: Article, vienna: Article) -> None:
    closed = [sentence(coast, 1), sentence(alps, 1), sentence(vienna, 1)]
    make_entry(story, *closed, begin=date(2016, 11, 14), part="EV")
    make_entry(story, sentence(coast, 2), begin=date(2016, 11, 14), kind="statement", note="statement-only")
    make_entry(story, sentence(coast, 5), sentence(alps, 3), lane="disputed", begin=date(2016, 11, 15), note="clash")
    council = [sentence(coast, 8), sentence(alps, 5)]
    make_entry(story, *council, begin=date(2016, 12, 12), lane="planned", year_inferred=True)
    make_entry(story, sentence(alps, 4))
    make_entry(story, sentence(coast, 7), begin=date(1974, 10, 3), background=True)


def add_comparison(story: Story, coast: Article, alps: Article) -> None:
    make_agreement(story, sentence(coast, 1), sentence(alps, 1))
    make_agreement(story, sentence(coast, 2), sentence(alps, 2))
    make_agreement(story, sentence(coast, 8), sentence(alps, 5))
    for article, position in ((coast, 3), (coast, 7), (alps, 4)):
        make_agreement(story, sentence(article, position))
    make_difference(
        story, (sentence(coast, 2), "drei"), (sentence(alps, 2), "zwei"), topic="Zahl der Pfeiler", grade="figure"
    )
    make_difference(
        story, (sentence(coast, 6), "mindestens sechs Wochen"), (sentence(alps, 3), "bis zu drei Monate"),
        topic="Dauer der Reparatur", grade="figure",
    )  # fmt: skip
    make_highlight(story, sentence(coast, 1), sentence(alps, 1))
    make_highlight(story, sentence(coast, 8), sentence(alps, 5))
    make_highlight(story, sentence(alps, 3))
