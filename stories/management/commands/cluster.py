"""manage.py cluster < articles.jsonl > stories.jsonl: assign each article in order, without the database.

Lines are written at the end, when a second look has joined stories that began twice.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from stories.clustering.decision import choose_story
from stories.clustering.fingerprint import fingerprint
from stories.clustering.memory import MemoryArchive
from stories.clustering.second_look import merge_certain
from stories.clustering.types import Why
from stories.management.input_articles import read_documents
from stories.nlp import pipeline

REPEATED = "\x00"
"""Parts an id that was given before from the number of its line; no id holds it."""


class Command(BaseCommand):
    help = "Ordnet Artikel der Reihe nach Geschichten zu (JSON Lines), ohne die Datenbank zu verändern."
    requires_system_checks = ()

    def handle(self, **options: Any) -> None:
        archive, reasons = MemoryArchive(), dict[str, Why]()
        for article in read_documents(sys.stdin):
            key = _free(article.id, reasons)
            found = pipeline.annotate(article.document, names=settings.NEWSROOM_PIPELINE)
            earlier = archive.printed(article.source)
            marks = fingerprint(article.document, found, source=article.source, earlier=earlier)
            choice = choose_story(marks, archive.candidates(marks))
            archive.add(key, marks, choice.story or key)
            reasons[key] = choice.why
        merge_certain(archive)
        for key, why in reasons.items():
            row = {"id": key.partition(REPEATED)[0], "story": archive.story_of(key), "why": why.to_json()}
            self.stdout.write(json.dumps(row, ensure_ascii=False))


def _free(article: str, taken: Collection[str]) -> str:
    """The article's id, marked where an earlier line had the same."""
    return article if article not in taken else f"{article}{REPEATED}{len(taken)}"
