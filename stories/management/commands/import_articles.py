"""manage.py import_articles FILE…: files in, articles out; one line an item, with what became of it and why."""

from __future__ import annotations

import dataclasses
import json
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError
from django.utils.translation import gettext as _

from stories import processing
from stories.ingest import Draft, IngestError, Outcome, Problem, submit_article
from stories.ingest.files import read_file

WORDS = {"new": "neu", "updated": "neue Fassung", "present": "schon vorhanden", "failed": "FEHLER"}


class Command(BaseCommand):
    help = "Nimmt Artikel aus Dateien auf (.txt, .jsonl, .json). Dieselbe Datei ein zweites Mal ändert nichts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--source", default="", help="Quelle, wo die Datei keine nennt")
        parser.add_argument("--published", default="", help="Zeit mit Zone (2016-11-15T09:00+01:00) oder ein Tag")
        parser.add_argument("--dry-run", action="store_true", help="nur prüfen, nichts aufnehmen")
        parser.add_argument("--now", action="store_true", help="verarbeiten, bevor der Befehl zurückkehrt")
        parser.add_argument("--json", action="store_true", help="Ergebnis als JSON-Zeilen")

    def handle(self, *, files: list[Path], now: bool, json: bool, **options: Any) -> None:
        counts: Counter[str] = Counter()
        waiting: list[int] = []
        for outcome in self._outcomes(files, options):
            counts[outcome.status] += 1
            self._report(outcome, as_json=json)
            if now and outcome.article is not None and not options["dry_run"]:
                waiting.append(outcome.article)
        process_now(waiting)
        if not json:
            self.stdout.write(
                ", ".join(f"{number} {WORDS[status]}" for status, number in sorted(counts.items())) or "nichts"
            )
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
    except DatabaseError as error:
        reason = _("Die Datenbank hat den Artikel abgelehnt: %(error)s") % {"error": str(error).split("\n")[0]}
        return Outcome(status="failed", place=draft.place, reason=reason)


def process_now(articles: list[int]) -> None:
    """Run all stages here; the jobs that were enqueued find the work done."""
    stories: dict[int, None] = {}
    for article_id in articles:
        if processing.annotate_article(article_id):
            stories |= dict.fromkeys(processing.assign_article(article_id))
    for story_id in stories:
        processing.rebuild_story(story_id)
