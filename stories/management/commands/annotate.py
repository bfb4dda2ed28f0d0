"""manage.py annotate < articles.jsonl > annotations.jsonl: the language stages alone, without a database."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, TextIO

from django.conf import settings
from django.core.management.base import BaseCommand

from stories.management.input_articles import read_documents
from stories.nlp import pipeline
from stories.nlp.types import Annotations, Document


class Command(BaseCommand):
    help = "Wertet Artikel aus (JSON Lines von der Standardeingabe auf die Standardausgabe), ohne Datenbank."
    requires_system_checks = ()

    def handle(self, **options: Any) -> None:
        for line in annotated_lines(self._input()):
            self.stdout.write(line)

    def _input(self) -> TextIO:
        import sys

        return sys.stdin


def annotated_lines(lines: TextIO) -> Iterator[str]:
    for article in read_documents(lines):
        found = pipeline.annotate(article.document, names=settings.NEWSROOM_PIPELINE)
        yield json.dumps({"id": article.id, **as_contract(article.document, found)}, ensure_ascii=False)


def as_contract(document: Document, found: Annotations) -> dict[str, list[dict[str, Any]]]:
    """The annotations in the words of the published contract."""
    text = document.text
    return {
        "sentences": [{"start": s.start, "end": s.end, "kind": s.kind, "speaker": s.speaker} for s in found.sentences],
        "names": [
            {
                "start": m.start, "end": m.end, "text": text[m.start : m.end],
                "label": m.label, "name": m.name, "form": m.form,
            }
            for m in found.names
        ],
        "times": [
            {"start": t.start, "end": t.end, "text": text[t.start : t.end], "type": t.type, "value": t.value}
            for t in found.times
        ],
    }  # fmt: skip
