"""What readers do, with and without scripts, on a phone and at a desk."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.example import Example
from tests.factories import PUBLISHED, make_article, make_story

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def walk(page: Page, server: LiveServer, example: Example) -> None:
    """Front page → story → timeline filter → article → name."""
    page.goto(server.url)
    page.get_by_role("link", name="Hochbrücke in Lindmar nach Rissen gesperrt").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Hochbrücke")
    filter_planned(page)
    expect(page.locator("#zeitleiste-liste li.ev")).to_have_count(1)
    assert "spur=planned" in page.url
    page.locator("#zeitleiste-liste a.ref").first.click()
    expect(page).to_have_url(f"{server.url}/bericht/{example.coast.pk}/#s8")
    expect(page.locator("#s8")).to_contain_text("Am 12. Dezember soll der Stadtrat")
    page.locator("article.text a.e", has_text="Anke Brandt").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Anke Brandt")


def filter_planned(page: Page) -> None:
    summary = page.locator("details.fold > summary", has_text="Zeitleiste filtern")
    if summary.is_visible():
        summary.click()
    form = page.locator("form.filter", has=page.locator("input[name=spur]"))
    form.locator("label.chip", has_text="Geplant").click()
    button = form.get_by_role("button", name="Anwenden")
    if button.is_visible():  # without scripts
        button.click()


@pytest.mark.parametrize("width", [390, 1280])
def test_a_reader_walks_through_the_site(watched: Page, live_server: LiveServer, example: Example, width: int) -> None:
    watched.set_viewport_size({"width": width, "height": 900})
    walk(watched, live_server, example)


@pytest.mark.parametrize("width", [390, 1280])
def test_the_same_walk_without_scripts(browser: Browser, live_server: LiveServer, example: Example, width: int) -> None:
    context = browser.new_context(java_script_enabled=False, locale="de-DE", viewport={"width": width, "height": 900})
    walk(context.new_page(), live_server, example)
    context.close()


def test_a_filter_swaps_the_region_and_says_how_many(watched: Page, live_server: LiveServer, example: Example) -> None:
    watched.goto(live_server.url + example.story.get_absolute_url())
    with watched.expect_response(lambda response: "spur=planned" in response.url) as found:
        filter_planned(watched)
    assert found.value.request.headers["hx-request"] == "true"
    expect(watched.locator("#status")).to_have_text("1 Eintrag")
    expect(watched.locator("input[name=spur][value=planned]")).to_be_focused()


def test_going_back_after_a_filter_shows_the_whole_page(
    watched: Page, live_server: LiveServer, example: Example
) -> None:
    watched.goto(live_server.url + example.story.get_absolute_url())
    filter_planned(watched)
    expect(watched.locator("#zeitleiste-liste li.ev")).to_have_count(1)
    watched.go_back()
    expect(watched.locator("#zeitleiste-liste > .tl li.ev")).to_have_count(5)
    expect(watched.locator("header.masthead")).to_be_visible()


def test_more_stories_are_added_and_the_focus_moves_to_the_first(
    watched: Page, live_server: LiveServer, transactional_db: None
) -> None:
    for number in range(22):
        make_story(make_article(title=f"Meldung {number}", published_at=PUBLISHED - timedelta(hours=number)))
    watched.goto(live_server.url)
    watched.get_by_role("link", name="Weitere Geschichten").click()
    expect(watched.locator("#geschichten > article")).to_have_count(22)
    expect(watched.locator("#geschichten h2").nth(20)).to_be_focused()
    expect(watched.locator("#weitere")).to_have_count(0)


def test_a_part_that_cannot_be_loaded_keeps_the_old_one(page: Page, live_server: LiveServer, example: Example) -> None:
    page.goto(live_server.url + example.story.get_absolute_url())
    page.route("**/*spur=planned*", lambda route: route.abort())
    filter_planned(page)
    expect(page.get_by_role("alert")).to_contain_text("Die vorige Auswahl bleibt stehen.")
    expect(page.locator("#zeitleiste-liste > .tl li.ev")).to_have_count(5)


def test_the_comparison_follows_the_chosen_sources(watched: Page, live_server: LiveServer, example: Example) -> None:
    watched.goto(f"{live_server.url}{example.story.get_absolute_url()}vergleich/")
    watched.locator("label.chip", has_text="Wiener Rundschau").click()
    expect(watched.locator("table.cmp--3")).to_be_visible()
    assert "quelle=wiener-rundschau" in watched.url


def test_the_chosen_appearance_stays_without_a_cookie(watched: Page, live_server: LiveServer, example: Example) -> None:
    watched.goto(live_server.url)
    watched.get_by_role("button", name="Dunkel").click()
    expect(watched.locator("html")).to_have_attribute("data-theme", "dark")
    watched.goto(f"{live_server.url}/quellen/")
    expect(watched.locator("html")).to_have_attribute("data-theme", "dark")
    expect(watched.get_by_role("button", name="Dunkel")).to_have_attribute("aria-pressed", "true")


def test_without_scripts_the_switch_is_not_offered(browser: Browser, live_server: LiveServer, example: Example) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(live_server.url)
    expect(page.locator(".theme")).to_be_hidden()
    context.close()


def test_a_link_to_a_folded_entry_opens_it(watched: Page, live_server: LiveServer, example: Example) -> None:
    watched.goto(f"{live_server.url}{example.story.get_absolute_url()}#z6")
    expect(watched.locator("#z6")).to_be_visible()


def test_the_keyboard_reaches_the_content_first(watched: Page, live_server: LiveServer, example: Example) -> None:
    watched.goto(live_server.url)
    watched.keyboard.press("Tab")
    focused: Any = watched.locator(":focus")
    expect(focused).to_have_text("Zum Inhalt springen")
    expect(focused).to_be_in_viewport()
    watched.keyboard.press("Enter")
    assert watched.url.endswith("#inhalt")
