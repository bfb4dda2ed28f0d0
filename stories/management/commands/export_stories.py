"""manage.py export_stories [--story ID…]: stories as JSON Lines."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from stories.export import export_story
from stories.models import Story


class Command(BaseCommand):
    help = "Schreibt Geschichten mit Zeitleiste, Vergleich, Überblick und Namen als JSON Lines."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--story", nargs="+", type=int, metavar="ID", help="nur diese Geschichten")

    def handle(self, *, story: list[int] | None, **options: Any) -> None:
        stories = Story.objects.visible().order_by("pk")
        if story:
            stories = stories.filter(pk__in=story)
            missing = set(story) - set(stories.values_list("pk", flat=True))
            if missing:
                raise CommandError(f"Keine Geschichte mit der Nummer {', '.join(map(str, sorted(missing)))}.")
        for row in stories.iterator(chunk_size=100):
            self.stdout.write(json.dumps(export_story(row), ensure_ascii=False))
