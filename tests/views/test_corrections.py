from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from stories.models import Decision
from tests.example import Example
from tests.factories import make_article, make_story
from tests.views.asking import count_queries, text_of

pytestmark = pytest.mark.django_db


def test_a_decision_is_shown_with_story_and_reason(client: Client, example: Example) -> None:
    page = text_of(client, "/korrekturen/")
    assert "Titel geändert" in page
    assert "Klarere Überschrift" in page
    assert f'href="{example.story.get_absolute_url()}"' in page


def test_nobody_is_named(client: Client, example: Example) -> None:
    user = get_user_model().objects.create_user("erika.editorin")
    Decision.objects.create(kind="lock", story=example.story, made_by=user)
    page = text_of(client, "/korrekturen/")
    assert "Geschichte gesperrt" in page
    assert "erika" not in page


def test_a_decision_taken_back_is_not_in_force(client: Client, example: Example) -> None:
    Decision.objects.update(undone_at=timezone.now())
    assert "Bisher keine Korrekturen." in text_of(client, "/korrekturen/")


def test_a_decision_about_a_draft_betrays_nothing(client: Client) -> None:
    article = make_article(title="Noch geheim", status="draft")
    Decision.objects.create(kind="pin", article=article, story=make_story(make_article()))
    assert "Noch geheim" not in text_of(client, "/korrekturen/")


def test_older_corrections_have_pages(client: Client, example: Example) -> None:
    Decision.objects.bulk_create(Decision(kind="lock", story=example.story) for _ in range(51))
    assert 'href="?seite=2"' in text_of(client, "/korrekturen/")
    assert text_of(client, "/korrekturen/?seite=2").count('<li class="row">') == 2
    assert client.get("/korrekturen/?seite=4").status_code == 404


def test_the_number_of_queries_does_not_grow(client: Client) -> None:
    counts = []
    for size in (2, 10):
        for _ in range(size):
            Decision.objects.create(kind="lock", story=make_story(make_article()))
        counts.append(count_queries(client, "/korrekturen/"))
    assert counts[0] == counts[1]
