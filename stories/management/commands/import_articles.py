"""manage.py import_articles FILE…: files in, articles out; one line an item, with what became of it and why."""

from __future__ import annotations

import dataclasses
import json
import sys
import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.utils.translation import gettext as _

from newsroom.database.server import ServerError
from stories import processing
from stories.ingest import Draft, IngestError, Outcome, Problem, submit_article
from stories.ingest.files import ENDINGS, read_file
from stories.models import Article

WORDS = {
    "new": "neu",
    "updated": "neue Fassung",
    "present": "schon vorhanden",
    "withdrawn": "zurückgezogen",
    "failed": "FEHLER",
}
PROGRESS_SECONDS = 0.5


class Command(BaseCommand):
    help = f"Nimmt Artikel aus Dateien auf ({', '.join(ENDINGS)}). Dieselbe Datei ein zweites Mal ändert nichts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--source", default="", help="Quelle, wo die Datei keine nennt")
        parser.add_argument("--published", default="", help="Zeit mit Zone (2016-11-15T09:00+01:00) oder ein Tag")
        parser.add_argument("--dry-run", action="store_true", help="nur prüfen, nichts aufnehmen")
        parser.add_argument("--now", action="store_true", help="verarbeiten, bevor der Befehl zurückkehrt")
        parser.add_argument("--json", action="store_true", help="Ergebnis als JSON-Zeilen")

    def handle(self, *, files: list[Path], now: bool, json: bool, **options: Any) -> None:
        require_database()
        counts: Counter[str] = Counter()
        waiting: list[int] = []
        show = Progress(self.stderr)
        for outcome in self._outcomes(files, options):
            counts[outcome.status] += 1
            self._report(outcome, as_json=json)
            show(counts.total())
            if now and outcome.article is not None and not options["dry_run"]:
                waiting.append(outcome.article)
        process_now(waiting)
        if not json:
            found = ", ".join(f"{number} {WORDS[status]}" for status, number in sorted(counts.items()))
            self.stdout.write(found or _("Keine Artikel gefunden."))
        if counts["failed"]:
            sys.exit(1)

    def _outcomes(self, files: list[Path], options: dict[str, Any]) -> Iterator[Outcome]:
        for path in files:
            for item in read_file(path):
                if isinstance(item, Problem):
                    yield Outcome(status="failed", place=item.place, reason=item.reason)
                else:
                    yield take_in(with_defaults(item, options), dry_run=options["dry_run"])

    def _report(self, outcome: Outcome, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(dataclasses.asdict(outcome), ensure_ascii=False))
            return
        stream = self.stderr if outcome.status == "failed" else self.stdout
        stream.write(f"{outcome.place}: {WORDS[outcome.status]}: {outcome.reason or outcome.title}")
        for notice in outcome.notices:
            self.stdout.write(f"    {notice}")


class Progress:
    """How many items and how fast, on one line of a terminal; silent in a log file."""

    def __init__(self, stream: Any) -> None:
        self.stream, self.started = stream, time.monotonic()
        self.shown = self.started

    def __call__(self, count: int) -> None:
        now = time.monotonic()
        if self.stream.isatty() and now - self.shown > PROGRESS_SECONDS:
            self.shown = now
            self.stream.write(f"\r{count} Artikel, {count / (now - self.started):.0f} je Sekunde", ending="\r")


def require_database() -> None:
    """Say at once what is wrong with the database, not once for each item."""
    try:
        connection.ensure_connection()
        Article.objects.exists()
    except (OperationalError, InterfaceError, ServerError) as error:
        message = _(
            "Die Datenbank antwortet nicht: %(error)s Die mitgelieferte startet „manage.py db start“; für eine eigene "
            "bitte DATABASE_URL prüfen. Es wurde nichts aufgenommen."
        )
        raise CommandError(message % {"error": _first_line(error)}) from error
    except DatabaseError as error:
        message = _("Die Tabellen fehlen oder sind alt; bitte zuerst „manage.py migrate“ aufrufen. (%(error)s)")
        raise CommandError(message % {"error": _first_line(error)}) from error


def with_defaults(draft: Draft, options: dict[str, Any]) -> Draft:
    """What the file does not state comes from the command line."""
    return dataclasses.replace(
        draft, source=draft.source or options["source"], published=draft.published or options["published"]
    )


def take_in(draft: Draft, *, dry_run: bool) -> Outcome:
    """Submit one item; a refused one is an outcome, so that it never stops the others."""
    try:
        return submit_article(draft, dry_run=dry_run)
    except IngestError as error:
        return Outcome(status="failed", place=draft.place, reason=str(error))
    except (OperationalError, InterfaceError) as error:
        message = _("Die Verbindung zur Datenbank ist bei %(place)s abgebrochen: %(error)s Was davor steht, ist da.")
        raise CommandError(message % {"place": draft.place, "error": _first_line(error)}) from error
    except DatabaseError as error:
        reason = _("Die Datenbank hat den Artikel abgelehnt: %(error)s") % {"error": _first_line(error)}
        return Outcome(status="failed", place=draft.place, reason=reason)


def _first_line(error: Exception) -> str:
    return str(error).strip().split("\n")[0]


def process_now(articles: list[int]) -> None:
    """Run all stages here; the jobs that were enqueued find the work done."""
    stories: dict[int, None] = {}
    for article_id in articles:
        if processing.annotate_article(article_id):
            stories |= dict.fromkeys(processing.assign_article(article_id))
    for story_id in stories:
        processing.rebuild_story(story_id)
