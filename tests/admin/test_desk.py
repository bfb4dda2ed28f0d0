"""The start page of the desk: what needs a person, and only what that person may do."""

from __future__ import annotations

import pytest
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from stories import tasks
from stories.ingest.types import Payload
from stories.ingest.uploads import store_upload
from stories.models import Source
from tests.factories import make_article, make_source, make_story


def start(client: Client) -> str:
    return client.get("/admin/").content.decode()


def test_a_calm_day_says_so(editor: Client) -> None:
    page = start(editor)
    assert "Alles bestätigt." in page and "Nichts ist zweifelhaft." in page and "Nichts fehlt." in page


def test_open_uploads_unfinished_articles_and_missing_data_are_listed(editor: Client) -> None:
    store_upload([Payload(content=b"Ein Text.", name="a.txt")], user=None)
    make_story(make_article(make_source("Wer weiß"), title="", story=None))
    make_article(Source.objects.get(), title="Wartet noch", annotated_at=None)
    page = start(editor)
    assert "Uploads mit offenen Einträgen</a> (1)" in page and "Wartet noch" in page
    assert "Quelle ohne Angaben: Wer weiß" in page and "Ohne Titel: Satz Nummer" in page


def test_failed_jobs_are_shown_to_those_who_can_mend_them(desk) -> None:
    tasks.enqueue_rebuild(7)
    with_sql = ProcrastinateJob.objects.get()
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("update procrastinate_jobs set status = 'failed' where id = %s", [with_sql.pk])
    assert "Fehlgeschlagene Aufgaben</a> (1)" in start(desk("Technik"))
    assert "Fehlgeschlagene Aufgaben" not in start(desk("Redaktion"))


@pytest.mark.parametrize(("role", "is_offered"), [("Redaktion", True), ("Ansehen", False), ("", False)])
def test_only_what_one_may_do_is_offered(desk, role: str, is_offered: bool) -> None:
    page = start(desk(role))
    assert ("Artikel hochladen" in page, "Zweifelsfälle entscheiden" in page) == (is_offered, is_offered)


def test_the_start_page_costs_the_same_with_many_articles(editor: Client, django_assert_max_num_queries) -> None:
    for _number in range(30):
        make_article(make_source(), annotated_at=None, title="")
    with django_assert_max_num_queries(30):
        start(editor)
