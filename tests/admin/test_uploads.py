"""The upload page: from files to articles by way of a preview, without surprises."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from stories.ingest import previewing
from stories.models import Article, UploadBatch, UploadItem
from tests.factories import make_article, make_source, make_story

ADD = "/admin/stories/uploadbatch/add/"
TEXT = "Fähre fährt wieder\n\nDie Fähre fährt seit Montag wieder.\n\nDas teilte die Reederei mit."


def files(**contents: str | bytes) -> list[SimpleUploadedFile]:
    made = {name.replace("_", "."): one for name, one in contents.items()}
    return [SimpleUploadedFile(name, one.encode() if isinstance(one, str) else one) for name, one in made.items()]


def send(client: Client, **fields: Any) -> str:
    """Upload and return the address of the preview."""
    answer = client.post(ADD, {"text": "", "source": "", "published": ""} | fields)
    assert answer.status_code == 302, answer.content.decode()[:3000]
    return str(answer["Location"])


def answers(**changes: Any) -> dict[str, str]:
    """What a browser sends for the open items: their values, all ticked."""
    sent: dict[str, str] = {}
    for item in UploadItem.objects.open():
        stated = {"title": item.title, "source": item.source, "published": item.published, "language": item.language}
        sent |= {f"i{item.pk}-{name}": value for name, value in (stated | {"take": "on"} | changes).items() if value}
    return sent


def test_several_files_are_previewed_confirmed_and_taken(editor: Client) -> None:
    row = json.dumps({"title": "Deich", "text": "Der Deich hält.", "source": "Inselblatt", "published": "2016-11-15"})
    where = send(editor, originals=files(a_txt=TEXT, b_json=row), source="Seekurier", published="2016-11-15")
    page = editor.get(where).content.decode()
    assert "Fähre fährt wieder" in page and "Deich" in page and Article.objects.count() == 0
    done = editor.post(where, answers() | {"confirm": "1"}, follow=True).content.decode()
    assert "2 aufgenommen" in done
    assert sorted(Article.objects.values_list("title", "source__name")) == [
        ("Deich", "Inselblatt"), ("Fähre fährt wieder", "Seekurier"),
    ]  # fmt: skip


def test_a_pasted_text_asks_for_what_it_does_not_state(editor: Client) -> None:
    where = send(editor, text=TEXT)
    page = editor.get(where).content.decode()
    assert "Von welcher Quelle ist der Artikel?" in page and "Wann ist der Artikel erschienen?" in page
    editor.post(where, answers() | {"confirm": "1"})
    assert (Article.objects.count(), UploadItem.objects.get().state) == (0, "open")
    editor.post(where, answers(source="Seekurier", published="15.11.2016") | {"confirm": "1"})
    assert Article.objects.get().source.name == "Seekurier"


def test_a_proposal_is_taken_only_where_it_is_ticked(editor: Client) -> None:
    where = send(editor, text="Die Fähre fährt wieder. Das teilte die Reederei mit.", source="Seekurier",
                 published="2016-11-15T09:00")  # fmt: skip
    editor.post(where, answers(use_published="on") | {"confirm": "1"})
    article = Article.objects.get()
    assert (article.title, article.published_at.isoformat()) == ("", "2016-11-15T08:00:00+00:00")


def test_what_is_not_ticked_is_skipped(editor: Client) -> None:
    where = send(editor, text=TEXT, source="Seekurier", published="2016-11-15")
    editor.post(where, answers(take="") | {"confirm": "1"})
    assert (Article.objects.count(), UploadItem.objects.get().state) == (0, "skipped")


def test_the_same_files_again_are_here_already(editor: Client) -> None:
    for _round in range(2):
        where = send(editor, text=TEXT, source="Seekurier", published="2016-11-15")
        page = editor.get(where).content.decode()
        done = editor.post(where, answers() | {"confirm": "1"}, follow=True).content.decode()
    assert "Schon da" in page and "1 schon da" in done
    assert Article.objects.count() == 1


def test_leaving_the_page_loses_nothing(editor: Client) -> None:
    where = send(editor, originals=files(a_txt=TEXT))
    editor.post(where, answers(source="Seekurier", title="Anderer Titel") | {"check": "1"})
    listed = editor.get("/admin/stories/uploadbatch/").content.decode()
    assert "a.txt" in listed
    page = editor.get(where).content.decode()
    assert 'value="Anderer Titel"' in page and 'value="Seekurier"' in page


def test_a_bad_file_is_said_beside_the_good_ones(editor: Client) -> None:
    where = send(editor, originals=files(a_txt=b"", b_txt=b"\x89PNG\r\n\x1a\n\x00", c_txt=TEXT))
    page = editor.get(where).content.decode()
    assert "Die Datei ist leer" in page and "PNG-Datei" in page and "Fähre fährt wieder" in page


def test_a_file_beyond_the_limit_is_refused_on_the_form(editor: Client, settings) -> None:
    settings.MAX_UPLOAD_BYTES = 100
    page = editor.post(ADD, {"originals": files(a_txt=b"x" * 101)})
    assert "zu groß" in page.content.decode() and UploadBatch.objects.count() == 0


def test_an_empty_form_says_what_is_needed(editor: Client) -> None:
    assert "Bitte Dateien wählen oder einen Text einfügen" in editor.post(ADD, {"text": "  "}).content.decode()


def test_originals_are_downloaded_byte_for_byte(editor: Client) -> None:
    send(editor, originals=files(a_txt=TEXT.encode("cp1252")))
    file = UploadBatch.objects.get().files.get()
    assert editor.get(f"/admin/stories/uploadbatch/datei/{file.pk}/").content == TEXT.encode("cp1252")


def test_markup_of_an_upload_is_escaped(editor: Client) -> None:
    where = send(editor, text="<script>alert(1)</script>\n\n<img src=x onerror=alert(1)> Text", source="<b>x</b>")
    page = editor.get(where).content.decode()
    assert "<script>alert" not in page and "<img src=x" not in page and "<b>x</b>" not in page


def test_a_complete_item_is_previewed_by_one_job_and_the_page_asks_until_it_is_known(
    editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = send(editor, text=TEXT, source="Seekurier", published="2016-11-15")
    for _visit in range(2):
        page = editor.get(where).content.decode()
    assert "Die Vorschau wird gerechnet" in page and 'hx-trigger="load delay:2s"' in page
    assert ProcrastinateJob.objects.filter(task_name__endswith="preview_item").count() == 1
    found = {"sentences": 3, "nonsentences": 1, "story": None, "near_copy": ""}
    monkeypatch.setattr(previewing, "rehearse", lambda _item: found)
    item = UploadItem.objects.get()
    previewing.preview_item(item_id=item.pk)
    part = editor.get(f"/admin/stories/uploadbatch/vorschau/{item.pk}/").content.decode()
    assert "3 Sätze" in part and "eigene Geschichte" in part and "hx-get" not in part


def test_a_preview_takes_everything_back(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    other = make_article(make_source("Inselblatt"), title="Die Fähre fährt")
    story = make_story(other)
    send(editor, text=TEXT, source="Seekurier", published="2016-11-15")

    def assign(article_id: int) -> list[int]:
        Article.objects.filter(pk=article_id).update(story=story, why={"nearest": str(other.pk), "near_copy": True})
        return [story.pk]

    monkeypatch.setattr("stories.processing.annotate_article", lambda _article_id: True)
    monkeypatch.setattr("stories.processing.assign_article", assign)
    found = previewing.rehearse(UploadItem.objects.select_related("batch", "file").get())
    assert (found["story"], found["near_copy"]) == (story.pk, "Inselblatt: Die Fähre fährt")
    assert list(Article.objects.all()) == [other]


def test_people_without_the_right_neither_upload_nor_look(desk, editor: Client) -> None:
    where = send(editor, text=TEXT)
    for client in (desk("Ansehen"), desk("")):
        assert client.get(ADD).status_code == 403
        assert client.post(ADD, {"text": TEXT}).status_code == 403
        assert client.get(where).status_code == 403


def test_technicians_look_and_change_nothing(desk, editor: Client) -> None:
    where = send(editor, text=TEXT, source="Seekurier", published="2016-11-15")
    technician = desk("Technik")
    assert "Angekreuzte aufnehmen" not in technician.get(where).content.decode()
    assert technician.post(where, answers() | {"confirm": "1"}).status_code == 403
    assert ProcrastinateJob.objects.count() == 0
