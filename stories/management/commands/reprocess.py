"""manage.py reprocess [--recluster]: rebuild every derived row from the texts and the editors' decisions."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from stories import processing
from stories.models import Article, Story


class Command(BaseCommand):
    help = "Wertet alle Artikel neu aus und stellt alle Geschichten neu zusammen. Entscheidungen bleiben."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--recluster", action="store_true", help="ordnet auch die Artikel neu zu")

    def handle(self, *, recluster: bool, **options: Any) -> None:
        articles = Article.objects.exclude(status=Article.Status.WITHDRAWN).order_by("published_at", "pk")
        keys = list(articles.values_list("pk", flat=True))
        for article_id in keys:
            processing.annotate_article(article_id, force=True)
        for article_id in keys:
            processing.assign_article(article_id, again=recluster)
        stories = list(Story.objects.order_by("pk").values_list("pk", flat=True))
        for story_id in stories:
            processing.rebuild_story(story_id)
        self.stdout.write(f"{len(keys)} Artikel ausgewertet, {len(stories)} Geschichten zusammengestellt")
