"""manage.py import_articles: every item reported, bad ones stop nothing, nothing is ever half-written."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from stories.models import Article, Original, Source

ROW = {"id": "a1", "title": "Fähre", "text": "Die Fähre fährt.", "source": "Seekurier", "published": "2016-11-15"}
STATED = ("--source", "Seekurier", "--published", "2016-11-15T09:00+01:00")

Write = Callable[[str, bytes | str], str]
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(name: str, content: bytes | str) -> str:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    return write


@pytest.fixture
def run() -> Run:
    def run(*arguments: str) -> tuple[int, str, str]:
        out, err, status = io.StringIO(), io.StringIO(), 0
        try:
            call_command("import_articles", *arguments, stdout=out, stderr=err)
        except SystemExit as ended:
            status = int(ended.code or 0)
        return status, out.getvalue(), err.getvalue()

    return run


@pytest.mark.django_db
def test_a_text_file_with_source_and_time_is_taken(run: Run, write: Write) -> None:
    status, out, _err = run(write("a.txt", "Fähre fährt\n\nDie Fähre fährt."), *STATED)
    assert (status, Article.objects.get().title) == (0, "Fähre fährt")
    assert "1 neu" in out and "Titel aus der ersten Zeile" in out and "Neue Quelle" in out


@pytest.mark.django_db
def test_the_same_file_again_changes_nothing(run: Run, write: Write) -> None:
    path = write("a.jsonl", json.dumps(ROW))
    run(path)
    status, out, _err = run(path)
    assert (status, Article.objects.count(), Original.objects.count()) == (0, 1, 1)
    assert "1 schon vorhanden" in out


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.txt", b"", "leer"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\x00", "kein Text"),
        ("a.txt", bytes(range(256)) * 9, "keinen Text"),
        ("a.txt", "Ein Absatz. " * 450_000, "zu lang"),
        ("a.docx", b"x", "kenne ich nicht"),
        ("a.txt", b"\xef\xbb\xbf\xff\xfe", "utf-8"),
        ("a.zip", b"PK\x03\x04", "beschädigt"),
    ],
)
def test_a_bad_file_is_said_with_status_1_and_nothing_is_written(
    run: Run, write: Write, name: str, content: bytes | str, words: str
) -> None:
    status, _out, err = run(write(name, content), *STATED)
    assert (status, Article.objects.count(), Source.objects.count()) == (1, 0, 0)
    assert name in err and words in err


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "Die Quelle fehlt"),
        (("--source", "Seekurier"), "Der Zeitpunkt der Veröffentlichung fehlt"),
        (("--source", "Seekurier", "--published", "2016-11-15T09:00"), "Vorschlag: 2016-11-15T09:00+01:00"),
        (("--source", "Seekurier", "--published", "gestern"), "ist keine Zeit"),
    ],
)
def test_what_is_missing_is_asked_with_a_proposal(
    run: Run, write: Write, arguments: tuple[str, ...], words: str
) -> None:
    status, _out, err = run(write("a.txt", "Die Fähre fährt."), *arguments)
    assert (status, Article.objects.count()) == (1, 0)
    assert words in err


@pytest.mark.django_db
def test_cp1252_is_taken_and_said(run: Run, write: Write) -> None:
    status, out, _err = run(write("a.txt", "Größe „fünf“ für Äpfel.".encode("cp1252")), *STATED)
    assert (status, Article.objects.get().text) == (0, "Größe „fünf“ für Äpfel.")
    assert "cp1252" in out


@pytest.mark.django_db
def test_byte_order_mark_and_carriage_returns_leave_no_trace(run: Run, write: Write) -> None:
    run(write("a.txt", b"\xef\xbb\xbfTitel\r\n\r\nErster Absatz.\r\n\r\nZweiter.\r\n"), *STATED)
    article = Article.objects.get()
    assert (article.title, article.text) == ("Titel", "Erster Absatz.\n\nZweiter.")


@pytest.mark.django_db
def test_a_bad_item_never_stops_the_good_ones(run: Run, write: Write) -> None:
    lines = [ROW, "kaputt", ROW | {"title": "B", "published": ""}, ROW | {"title": "C"}]
    path = write("a.jsonl", "\n".join(one if isinstance(one, str) else json.dumps(one) for one in lines))
    status, out, err = run(path, write("b.txt", b""), write("c.txt", "Noch ein Text."), *STATED[:2])
    assert (status, sorted(Article.objects.values_list("title", flat=True))) == (1, ["C", "Fähre"])
    assert "a.jsonl, Zeile 2: FEHLER" in err and "b.txt" in err
    assert "4 FEHLER, 2 neu" in out


@pytest.mark.django_db
def test_a_dry_run_writes_nothing(run: Run, write: Write) -> None:
    status, out, _err = run(write("a.jsonl", json.dumps(ROW)), "--dry-run")
    assert (status, Article.objects.count(), Source.objects.count()) == (0, 0, 0)
    assert "1 neu" in out


@pytest.mark.django_db
def test_json_output_is_one_object_an_item(run: Run, write: Write) -> None:
    _status, out, _err = run(write("a.jsonl", json.dumps(ROW) + "\nkaputt"), "--json")
    first, second = map(json.loads, out.splitlines())
    assert (first["status"], second["status"]) == ("new", "failed")
    assert first["article"] == Article.objects.get().pk and "Zeile 2" in second["place"]


@pytest.mark.django_db
def test_empty_files_without_articles_say_so(run: Run, write: Write) -> None:
    assert "Keine Artikel" in run(write("a.csv", "titel;text\n"))[1]


def command(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", "import_articles", *arguments], cwd=settings.BASE_DIR, text=True, check=False,
        capture_output=True, timeout=60, env=os.environ | environment,
    )  # fmt: skip


def test_a_database_that_is_down_is_one_clear_message(write: Write) -> None:
    done = command(write("a.txt", "Text"), *STATED, DATABASE_URL="postgresql://nobody@127.0.0.1:1/none")
    assert (done.returncode, done.stdout) == (1, "")
    assert "Die Datenbank antwortet nicht" in done.stderr and "DATABASE_URL" in done.stderr
    assert "Traceback" not in done.stderr


KILLED = """
import os, sys
import django
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
django.setup()
from django.core.management import call_command
from stories import tasks
taken = []
def die(article_id):
    taken.append(article_id)
    if len(taken) == 2:
        os._exit(9)
tasks.enqueue_annotation = die
call_command("import_articles", sys.argv[2])
"""


@pytest.mark.django_db(transaction=True)
def test_an_import_killed_half_way_leaves_whole_articles_only(run: Run, write: Write) -> None:
    path = write("a.jsonl", "\n".join(json.dumps(ROW | {"title": title}) for title in "ABC"))
    name = str(connection.settings_dict["NAME"])
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "newsroom.settings"}
    done = subprocess.run(
        [sys.executable, "-c", KILLED, name, path], cwd=settings.BASE_DIR, timeout=60, env=environment, check=False
    )
    assert done.returncode == 9
    assert list(Article.objects.values_list("title", flat=True)) == ["A"]
    assert Original.objects.count() == 1
    run(path)
    assert sorted(Article.objects.values_list("title", flat=True)) == ["A", "B", "C"]
