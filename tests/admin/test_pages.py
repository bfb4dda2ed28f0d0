"""Every page of the admin opens and shows its columns; derived tables are read-only; strangers get the log-in."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from stories.admin.readonly import ReadOnlyAdmin
from stories.models import Article, ArticleVersion, Decision, UploadBatch
from tests.factories import (
    make_agreement,
    make_article,
    make_difference,
    make_entity,
    make_entry,
    make_mentions,
    make_source,
    make_story,
    make_time,
)  # fmt: skip

OWN = [model for model in admin.site._registry if model._meta.app_label == "stories"]
DERIVED = [model for model in OWN if isinstance(admin.site._registry[model], ReadOnlyAdmin)]


@pytest.fixture
def full(db: None) -> Article:
    """A row in every table."""
    left = make_article(make_source("Seekurier"), ["Ida Moor kam am Montag.", "Drei Boote."], title="Fähre fährt")
    right = make_article(make_source("Inselblatt"), ["Ida Moor kam am Dienstag.", "Vier Boote."])
    story = make_story(left, right)
    make_mentions(left, make_entity("Ida Moor", aliases=["Moor"]))
    make_time(left, "Montag", date(2016, 11, 14))
    first, second = left.sentences.first(), right.sentences.first()
    assert first and second
    make_entry(story, first, begin=date(2016, 11, 14))
    make_agreement(story, first, second)
    make_difference(story, (first, "Montag"), (second, "Dienstag"))
    ArticleVersion.objects.create(article=left, number=1, title="Vorher", published_at=left.published_at)
    person = User.objects.create_user("wer")
    UploadBatch.objects.create(created_by=person)
    Decision.objects.create(kind="rename", story=story, made_by=person, reason="klarer")
    return left


def address(model: type, page: str, *args: int) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


@pytest.mark.parametrize("model", OWN, ids=lambda model: model.__name__)
def test_every_list_opens_and_shows_its_columns(admin_client: Client, full: Article, model: type) -> None:
    page = admin_client.get(address(model, "changelist")).content.decode()
    options = admin.site._registry[model]
    for column in options.get_list_display(None):  # type: ignore[arg-type]
        assert f"column-{column}" in page
    assert model.objects.count() == 0 or "field-" in page


@pytest.mark.parametrize("model", OWN, ids=lambda model: model.__name__)
def test_every_row_opens(admin_client: Client, full: Article, model: type) -> None:
    row = model.objects.first()
    if row is not None:
        assert admin_client.get(address(model, "change", row.pk)).status_code == 200


@pytest.mark.parametrize("model", OWN, ids=lambda model: model.__name__)
def test_a_form_to_add_opens_where_adding_is_possible(admin_client: Client, full: Article, model: type) -> None:
    page = admin_client.get(address(model, "add"))
    request = page.wsgi_request
    assert page.status_code == (200 if admin.site._registry[model].has_add_permission(request) else 403)


@pytest.mark.parametrize("model", OWN, ids=lambda model: model.__name__)
def test_every_search_and_filter_works(admin_client: Client, full: Article, model: type) -> None:
    assert admin_client.get(address(model, "changelist"), {"q": "Moor"}).status_code == 200


@pytest.mark.parametrize("model", DERIVED, ids=lambda model: model.__name__)
def test_derived_tables_are_read_only_even_for_the_chief(admin_client: Client, full: Article, model: type) -> None:
    row = model.objects.first()
    assert row is not None, "the fixture must hold a row of every derived table"
    assert admin_client.post(address(model, "add"), {}).status_code == 403
    assert admin_client.post(address(model, "change", row.pk), {}).status_code == 403
    assert admin_client.post(address(model, "delete", row.pk), {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("model", OWN, ids=lambda model: model.__name__)
def test_strangers_get_the_log_in(client: Client, full: Article, model: type) -> None:
    for one in (address(model, "changelist"), address(model, "add"), address(model, "change", 1)):
        answer = client.get(one)
        assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, "/admin/login/")


def test_the_admin_does_not_load_spacy() -> None:
    import subprocess
    import sys

    code = "import django, sys; django.setup(); import newsroom.urls; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0
