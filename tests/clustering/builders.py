"""Invented articles and their fingerprints."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from stories.clustering.boilerplate import Printed
from stories.clustering.decision import choose_story
from stories.clustering.fingerprint import Fingerprint, fingerprint
from stories.clustering.memory import MemoryArchive
from stories.clustering.types import Choice, Links
from stories.nlp.types import Annotations, Document, Label, Mention, TimeExpression

NOON = datetime(2024, 5, 14, 12, tzinfo=UTC)

FIRE = (
    "Kronsberg (fnd) - In der Papierfabrik Ahlbeck in Kronsberg ist in der Nacht zum Dienstag ein "
    "Großbrand ausgebrochen. "
    "Zwölf Arbeiter wurden mit Rauchvergiftungen in Kliniken gebracht, teilte die Feuerwehr Kronsberg mit. "
    "Brandmeisterin Ilka Dornseif sprach von einem Schaden in Millionenhöhe. Die Bundesstraße 419 war "
    "stundenlang gesperrt."
)
FIRE_TOO = (
    "Nach dem Feuer in der Kronsberger Papierfabrik Ahlbeck ermittelt die Kriminalpolizei. Zwölf "
    "Beschäftigte erlitten "
    "Rauchvergiftungen, wie Brandmeisterin Ilka Dornseif am Dienstag sagte. Der Großbrand habe die "
    "Lagerhalle der Fabrik "
    "zerstört, die Bundesstraße 419 sei bis zum Mittag gesperrt gewesen."
)
STRIKE = (
    "Die Gewerkschaft Transvia ruft die Lokführer der Nordbahn zu einem Warnstreik auf. Von Donnerstag "
    "an sollen die "
    "Züge zwischen Lübeck und Husum zwei Tage stillstehen. Verhandlungsführer Enno Paulsen verlangt "
    "sieben Prozent mehr Lohn."
)
CALL_EN = (
    "A dam near the town of Harlow Creek burst early on Tuesday, forcing 3,000 people from their homes, "
    "the county said. "
    "Engineers had warned of cracks in the Harlow Creek dam in March. Sheriff Dana Whitcomb said two "
    "people were missing."
)
CALL_EN_TOO = (
    "Two people are missing after the Harlow Creek dam failed on Tuesday. About 3,000 residents were "
    "evacuated, Sheriff "
    "Dana Whitcomb told reporters. The county's engineers had found cracks in the dam in March."
)


def make(
    text: str,
    *,
    title: str = "",
    source: str = "Kronsberger Bote",
    published: datetime | None = NOON,
    language: str = "de",
    names: Iterable[tuple[str, Label]] = (),
    days: Iterable[date] = (),
    earlier: Iterable[Printed] = (),
) -> Fingerprint:
    document = Document(text=text, title=title, published=published, language=language)
    return fingerprint(document, annotated(names, days), source=source, earlier=earlier)


def annotated(names: Iterable[tuple[str, Label]] = (), days: Iterable[date] = ()) -> Annotations:
    mentions = tuple(Mention(start=0, end=1, label=label, name=name) for name, label in names)
    times = tuple(
        TimeExpression(start=0, end=1, type="DATE", value=day.isoformat(), begin=day, end_day=day) for day in days
    )
    return Annotations(sentences=(), names=mentions, times=times)


def arrive(archive: MemoryArchive, article: str, mark: Fingerprint, links: Links | None = None) -> Choice:
    """Decide an article and add it to the archive; it opens a story of its own name."""
    choice = choose_story(mark, archive.candidates(mark), links)
    archive.add(article, mark, choice.story or article)
    return choice


def later(days: float) -> datetime:
    return NOON + timedelta(days=days)
