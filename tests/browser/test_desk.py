"""The editors' desk in a real browser: bring in, confirm, merge, undo, split; nothing blocked by the policy."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from stories.models import Article, Decision
from tests.factories import make_article, make_story

pytestmark = pytest.mark.browser
ROW = {"title": "Deich hält", "text": "Der Deich hält.", "source": "Inselblatt", "published": "2016-11-15"}


@pytest.fixture
def desk(page: Page, live_server: LiveServer, transactional_db: None) -> Iterator[Page]:
    """Logged in by the form, as a person does; the console stays silent, so the policy blocked nothing."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.set_default_timeout(15_000)
    User.objects.create_superuser("chef", password="ein langes Kennwort")
    log_in(page, live_server)
    yield page
    assert said == []


def log_in(page: Page, server: LiveServer) -> None:
    page.goto(f"{server.url}/admin/")
    page.fill("#id_username", "chef")
    page.fill("#id_password", "ein langes Kennwort")
    page.get_by_role("button", name="Anmelden").click()
    expect(page.get_by_role("link", name="Artikel hochladen")).to_be_visible()


def bring_in(page: Page, server: LiveServer) -> None:
    page.goto(f"{server.url}/admin/stories/uploadbatch/add/")
    text = "Fähre fährt wieder\n\nDie Fähre fährt seit Montag wieder."
    files = {"faehre.txt": text.encode("cp1252"), "deich.json": json.dumps(ROW).encode(), "leer.txt": b""}
    sent = [{"name": name, "mimeType": "text/plain", "buffer": content} for name, content in files.items()]
    page.set_input_files("#id_originals", sent)  # type: ignore[arg-type]
    page.get_by_role("button", name="Zur Vorschau").click()


def confirm(page: Page) -> None:
    expect(page.get_by_text("Von welcher Quelle ist der Artikel?")).to_be_visible()
    first = page.locator(".desk-item").first
    first.get_by_label("Quelle").fill("Seekurier")
    first.get_by_label("Erschienen").fill("15.11.2016")
    page.get_by_role("button", name="Angekreuzte aufnehmen").click()
    expect(page.get_by_text("2 aufgenommen").first).to_be_visible()
    expect(page.get_by_text("Die Datei ist leer")).to_be_visible()


def test_files_are_brought_in_looked_through_and_confirmed(desk: Page, live_server: LiveServer) -> None:
    bring_in(desk, live_server)
    confirm(desk)
    assert sorted(Article.objects.values_list("title", flat=True)) == ["Deich hält", "Fähre fährt wieder"]


def test_the_upload_works_without_scripts(new_context: object, live_server: LiveServer, transactional_db: None) -> None:
    User.objects.create_superuser("chef", password="ein langes Kennwort")
    context: BrowserContext = new_context(java_script_enabled=False)  # type: ignore[operator]
    page = context.new_page()
    log_in(page, live_server)
    bring_in(page, live_server)
    confirm(page)
    context.close()


def test_stories_are_merged_undone_and_split(desk: Page, live_server: LiveServer) -> None:
    left = make_story(make_article(title="Fähre fährt"), make_article(title="Fähre wieder da"))
    right = make_story(make_article(title="Deich hält"))
    desk.goto(f"{live_server.url}/admin/stories/story/{left.pk}/change/")
    desk.get_by_role("link", name="Zusammenlegen").click()
    desk.get_by_label("Andere Geschichte").fill(str(right.pk))
    desk.get_by_role("button", name="Vorschau").click()
    expect(desk.get_by_text("Hinzu kommt:")).to_be_visible()
    desk.get_by_role("button", name="So entscheiden").click()
    expect(desk.get_by_text("Entschieden: Geschichten zusammengelegt")).to_be_visible()
    assert left.articles.count() == 3
    desk.get_by_role("link", name="Zurücknehmen").first.click()
    desk.get_by_role("button", name="Zurücknehmen").click()
    expect(desk.get_by_text("Zurückgenommen:")).to_be_visible()
    assert left.articles.count() == 2
    desk.goto(f"{live_server.url}/admin/stories/story/{left.pk}/teilen/")
    desk.get_by_label("Fähre wieder da").check()
    desk.get_by_role("button", name="Vorschau").click()
    desk.get_by_role("button", name="So entscheiden").click()
    expect(desk.get_by_text("Entschieden: Geschichte geteilt")).to_be_visible()
    assert left.articles.count() == 1


def test_a_doubtful_pair_is_decided_by_keyboard(desk: Page, live_server: LiveServer) -> None:
    left, right = make_article(title="Fähre fährt"), make_article(title="Fähre wieder da")
    make_story(left), make_story(right)
    why = {"rule": "score", "score": 0.48, "threshold": 0.5, "nearest": str(right.pk)}
    Article.objects.filter(pk=left.pk).update(why=why)
    desk.goto(f"{live_server.url}/admin/stories/story/paare/")
    desk.get_by_role("button", name="Eine Geschichte").press("Enter")
    expect(desk.get_by_text("Nichts ist zweifelhaft")).to_be_visible()
    assert Decision.objects.filter(kind="same-story").count() == 1
