"""manage.py export_articles: what it writes, import_articles reads, and a round trip changes nothing."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from stories.models import Article, Original
from tests.factories import make_article, make_source

pytestmark = pytest.mark.django_db


def export(*arguments: str) -> str:
    out = io.StringIO()
    call_command("export_articles", *arguments, stdout=out)
    return out.getvalue()


def taken(path: Path) -> str:
    out = io.StringIO()
    call_command("import_articles", str(path), stdout=out)
    return out.getvalue()


ROWS = [
    {"id": "a1", "title": "Fähre", "text": "Erster Absatz.\n\nZweiter „Absatz“.", "source": "Seekurier",
     "published": "2016-11-15T09:00:30-05:00", "url": "https://seekurier.example/1", "byline": "Ute Beispiel",
     "language": "de-CH"},
    {"id": "a2", "title": "", "text": "Nur ein Tag. 😀", "source": "Inselblatt", "published": "2016-11-15"},
    {"id": "a3", "title": "Nur die Überschrift", "text": "", "source": "Inselblatt", "published": "2016-11-15"},
]  # fmt: skip


def test_a_round_trip_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "artikel.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in ROWS), encoding="utf-8")
    taken(path)
    written = export()
    before = list(Article.objects.order_by("pk").values())
    path.write_text(written, encoding="utf-8")
    assert "3 schon vorhanden" in taken(path)
    assert (list(Article.objects.order_by("pk").values()), Original.objects.count()) == (before, 3)


def test_an_empty_database_takes_back_what_another_wrote(tmp_path: Path) -> None:
    path = tmp_path / "artikel.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in ROWS), encoding="utf-8")
    taken(path)
    written = export()
    Article.objects.all().delete()
    path.write_text(written, encoding="utf-8")
    taken(path)
    assert export() == written


def test_withdrawn_articles_are_left_out() -> None:
    make_article(status="withdrawn", text="")
    assert export() == ""


def test_one_source_alone() -> None:
    make_article(make_source("Seekurier"))
    make_article(make_source("Inselblatt"))
    assert [json.loads(line)["source"] for line in export("--source", "Seekurier").splitlines()] == ["Seekurier"]
    with pytest.raises(CommandError, match="Tagbote"):
        export("--source", "Tagbote")
