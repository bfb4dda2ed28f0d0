"""manage.py export_articles [--source NAME…]: articles as JSON Lines, as import_articles reads them."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any
from zoneinfo import ZoneInfo

from django.core.management.base import BaseCommand, CommandError

from stories.models import Article, Source

CHUNK = 200


class Command(BaseCommand):
    help = "Schreibt Artikel als JSON Lines. Zurückgezogene haben keinen Text mehr und fehlen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--source", nargs="+", metavar="NAME", help="nur diese Quellen")

    def handle(self, *, source: list[str] | None, **options: Any) -> None:
        articles = Article.objects.exclude(status=Article.Status.WITHDRAWN).select_related("source").defer("why")
        if source:
            missing = set(source) - set(Source.objects.filter(name__in=source).values_list("name", flat=True))
            if missing:
                raise CommandError(f"Keine Quelle mit dem Namen {', '.join(sorted(missing))}.")
            articles = articles.filter(source__name__in=source)
        for article in articles.order_by("pk").iterator(chunk_size=CHUNK):
            self.stdout.write(json.dumps(article_row(article), ensure_ascii=False))


def article_row(article: Article) -> dict[str, str]:
    """The input article it would be; empty fields are left out, a day alone stays a day."""
    at = article.published_at.astimezone(ZoneInfo(article.source.zone))
    published = at.date().isoformat() if article.precision == Article.Precision.DAY else at.isoformat()
    row = {
        "id": article.key, "title": article.title, "text": article.text, "source": article.source.name,
        "published": published, "url": article.url, "language": article.language, "byline": article.byline,
    }  # fmt: skip
    return {name: value for name, value in row.items() if value or name in {"title", "text"}}
