"""Demo files in, sources, processed stories and one demo editor out; a second call changes nothing."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import Group, User

from newsroom import env
from stories import processing
from stories.ingest import Problem, submit_article
from stories.ingest.files import read_file
from stories.models import Article, Source, Story

HERE = Path(__file__).parent
EDITOR = "redaktion"


def load_demo(say: Callable[[str], object]) -> tuple[str, str]:
    """Load what is missing of the demo; return the demo editor's name and password."""
    load_sources()
    waiting = [article for path in sorted(HERE.glob("*.jsonl")) for article in _load_articles(path)]
    if waiting:
        say(f"Lade {len(waiting)} Beispielartikel …")
        _process(waiting)
    return EDITOR, ensure_editor()


def load_sources() -> None:
    listed = tomllib.loads((HERE / "sources.toml").read_text(encoding="utf-8"))["source"]
    for fields in listed:
        Source.objects.get_or_create(name=fields["name"], defaults=fields)


def ensure_editor() -> str:
    """The demo editor, with a password of this installation (never a fixed one)."""
    password = env.kept_secret(settings.NEWSROOM_DATA / "demo-password")[:14]
    user, created = User.objects.get_or_create(username=EDITOR, defaults={"is_staff": True, "first_name": "Beispiel"})
    if created:
        user.set_password(password)
        user.save()
        user.groups.add(Group.objects.get(name="Redaktion"))
    return password


def _load_articles(path: Path) -> list[int]:
    found = []
    for draft in read_file(path):
        if isinstance(draft, Problem):
            raise ValueError(f"{draft.place}: {draft.reason}")
        outcome = submit_article(draft)
        if outcome.article is not None:
            found.append(outcome.article)
    return list(
        Article.objects.filter(pk__in=found, story__isnull=True).order_by("published_at").values_list("pk", flat=True)
    )


def _process(articles: list[int]) -> None:
    for article_id in articles:
        if processing.annotate_article(article_id):
            processing.assign_article(article_id)
    for story_id in Story.objects.filter(rebuilt_at__isnull=True).values_list("pk", flat=True):
        processing.rebuild_story(story_id)
