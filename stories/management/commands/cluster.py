"""manage.py cluster < articles.jsonl > stories.jsonl: assign each article in order, without the database."""

from __future__ import annotations

import json
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from stories.clustering.decision import choose_story
from stories.clustering.fingerprint import fingerprint
from stories.clustering.memory import MemoryArchive
from stories.management.input_articles import read_documents
from stories.nlp import pipeline


class Command(BaseCommand):
    help = "Ordnet Artikel der Reihe nach Geschichten zu (JSON Lines), ohne die Datenbank zu verändern."
    requires_system_checks = ()

    def handle(self, **options: Any) -> None:
        archive = MemoryArchive()
        for article in read_documents(sys.stdin):
            found = pipeline.annotate(article.document, names=settings.NEWSROOM_PIPELINE)
            marks = fingerprint(article.document, found, source=article.source)
            choice = choose_story(marks, archive.candidates(marks))
            story = archive.add(article.id, marks, choice.story)
            self.stdout.write(
                json.dumps({"id": article.id, "story": story, "why": choice.why.to_json()}, ensure_ascii=False)
            )
