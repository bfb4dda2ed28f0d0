"""Articles in the admin: added by form, refused with a message, changed as versions, withdrawn for good."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from stories.models import Article, Original, Source
from tests.factories import make_article, make_source

ADD = "/admin/stories/article/add/"
LIST = "/admin/stories/article/"


@pytest.fixture
def source(db: None) -> Source:
    return make_source("Seekurier", mark="SK")


def form(source: Source, /, **fields: str) -> dict[str, str]:
    stated = {
        "source": str(source.pk), "title": "Fähre fährt wieder", "text": "Die Fähre fährt.\r\n\r\nSeit Montag.",
        "published_at_0": "15.11.2016", "published_at_1": "09:00", "url": "", "byline": "", "language": "",
        "status": "published", "embargoed_until_0": "", "embargoed_until_1": "",
    }  # fmt: skip
    inline = {"versions-TOTAL_FORMS": "0", "versions-INITIAL_FORMS": "0"}
    return stated | inline | fields


def change_form(client: Client, article: Article, **fields: str) -> tuple[str, dict[str, str]]:
    """The address of the change page and what a browser would send from it."""
    address = reverse("admin:stories_article_change", args=[article.pk])
    page = client.get(address)
    shown = page.context["adminform"].form
    at = article.published_at.astimezone()
    sent: dict[str, Any] = {name: shown[name].value() or "" for name in shown.fields}
    stated = {"published_at_0": at.strftime("%d.%m.%Y"), "published_at_1": at.strftime("%H:%M:%S")}
    sent |= stated | {"versions-TOTAL_FORMS": "0", "versions-INITIAL_FORMS": "0"} | fields
    return address, {name: str(value) for name, value in sent.items()}


def test_an_editor_adds_an_article_and_is_told_what_happens(editor: Client, source: Source) -> None:
    page = editor.post(ADD, form(source), follow=True)
    article = Article.objects.get()
    assert (article.text, article.language, article.version) == ("Die Fähre fährt.\n\nSeit Montag.", "de", 1)
    assert (article.published_at.isoformat(), article.precision) == ("2016-11-15T08:00:00+00:00", "minute")
    assert "wird ausgewertet" in page.content.decode()
    assert ProcrastinateJob.objects.get().args == {"article_id": article.pk}


def test_the_time_of_the_form_is_kept_whatever_the_zone_of_the_source(editor: Client) -> None:
    editor.post(ADD, form(make_source(zone="America/New_York")))
    assert Article.objects.get().published_at.isoformat() == "2016-11-15T08:00:00+00:00"


def test_remarks_of_taking_in_are_shown(editor: Client, source: Source) -> None:
    page = editor.post(ADD, form(source, title=""), follow=True)
    assert "Der Titel fehlt. Vorschlag" in page.content.decode()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"text": "", "title": ""}, "Der Artikel ist leer"),
        ({"text": "Ein Absatz. " * 100_000}, "zu lang"),
        ({"url": "ftp://x.example/a"}, "keine Webadresse"),
        ({"status": "embargoed"}, "gesperrt bis"),
        ({"status": "withdrawn"}, "schon zurückgezogen"),
        ({"source": "999999"}, "Auswahl"),
        ({"published_at_0": "31.02.2016"}, "Datum"),
    ],
)
def test_a_refusal_is_a_message_beside_the_form(
    editor: Client, source: Source, fields: dict[str, str], words: str
) -> None:
    page = editor.post(ADD, form(source, **fields))
    assert (page.status_code, Article.objects.count(), Original.objects.count()) == (200, 0, 0)
    assert words in page.content.decode()


def test_a_duplicate_is_refused_in_the_form(editor: Client, source: Source) -> None:
    editor.post(ADD, form(source))
    page = editor.post(ADD, form(source))
    assert "Dieser Artikel ist schon da: „Fähre fährt wieder“" in page.content.decode()
    assert Article.objects.count() == 1


def test_a_change_of_the_text_is_a_new_version(editor: Client, source: Source) -> None:
    editor.post(ADD, form(source))
    article = Article.objects.get()
    address, sent = change_form(editor, article, text="Berichtigt.")
    assert editor.post(address, sent).status_code == 302
    article.refresh_from_db()
    assert (article.text, article.version, article.versions.count()) == ("Berichtigt.", 2, 1)


def test_a_change_of_the_release_alone_keeps_the_version(editor: Client, source: Source) -> None:
    article = make_article(source)
    address, sent = change_form(editor, article, status="draft")
    assert editor.post(address, sent).status_code == 302
    article.refresh_from_db()
    assert (article.status, article.version) == ("draft", 1)


def test_a_day_alone_stays_a_day_when_the_text_changes(editor: Client, source: Source) -> None:
    article = make_article(source, precision="day")
    address, sent = change_form(editor, article, text="Berichtigt.")
    editor.post(address, sent)
    article.refresh_from_db()
    assert (article.text, article.precision) == ("Berichtigt.", "day")


def test_the_second_of_two_editors_is_told_and_overwrites_nothing(editor: Client, source: Source) -> None:
    article = make_article(source)
    address, first = change_form(editor, article, text="Erste Fassung.")
    _address, second = change_form(editor, article, text="Zweite Fassung.")
    editor.post(address, first)
    page = editor.post(address, second)
    article.refresh_from_db()
    assert "Inzwischen hat jemand anders" in page.content.decode()
    assert article.text == "Erste Fassung."


def test_a_withdrawal_removes_the_text_and_closes_the_form(editor: Client, source: Source) -> None:
    article = make_article(source)
    address, sent = change_form(editor, article, status="withdrawn")
    page = editor.post(address, sent, follow=True)
    article.refresh_from_db()
    assert (article.status, article.text) == ("withdrawn", "")
    assert "der Vermerk bleibt" in page.content.decode()
    assert editor.post(address, sent).status_code == 403


def test_nobody_deletes_an_article(admin_client: Client, source: Source) -> None:
    article = make_article(source)
    assert admin_client.post(f"{LIST}{article.pk}/delete/", {"post": "yes"}).status_code == 403


def test_the_original_is_downloaded_as_it_came_in(editor: Client, source: Source) -> None:
    editor.post(ADD, form(source, text="<script>alert(1)</script>Die Fähre fährt."))
    original = Original.objects.get()
    answer = editor.get(f"{LIST}original/{original.pk}/")
    assert answer.content == b"<script>alert(1)</script>Die F\xc3\xa4hre f\xc3\xa4hrt."
    assert answer["Content-Type"] == "application/octet-stream" and "attachment" in answer["Content-Disposition"]
    assert editor.get(f"{LIST}original/999999/").status_code == 404


def test_the_original_is_closed_to_people_without_the_right(desk, editor: Client, source: Source) -> None:
    editor.post(ADD, form(source))
    assert desk("").get(f"{LIST}original/{Original.objects.get().pk}/").status_code == 403


def test_markup_in_titles_is_escaped(editor: Client, source: Source) -> None:
    make_article(source, title="<script>alert(1)</script>")
    assert not re.search(r"<script>alert", editor.get(LIST).content.decode())
