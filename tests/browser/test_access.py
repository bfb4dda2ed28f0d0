"""Every page passes axe in light and dark and needs no sideways scrolling."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from tests.example import Example
from tests.factories import make_article

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
WIDTHS = (320, 390, 640, 768, 960, 1024, 1280, 1440)


def addresses(example: Example) -> dict[str, str]:
    story = example.story.get_absolute_url()
    withdrawn = make_article(status="withdrawn")
    return {
        "front": "/", "front filtered": "/?quelle=alpenblatt&min=2", "front empty": "/?quelle=nordagentur",
        "story": story, "story filtered": f"{story}?spur=planned&sprecher=Anke+Brandt",
        "compare": f"{story}vergleich/", "compare texts": f"{story}vergleich/?ansicht=texte",
        "compare three": f"{story}vergleich/?quelle=alpenblatt&quelle=kuestenbote&quelle=wiener-rundschau",
        "compare refused": f"{story}vergleich/?quelle=alpenblatt", "article": example.coast.get_absolute_url(),
        "withdrawn": withdrawn.get_absolute_url(), "name": example.mayor.get_absolute_url(), "names": "/namen/",
        "no name": "/namen/?q=xyz", "source": "/quelle/kuestenbote/", "sources": "/quellen/",
        "corrections": "/korrekturen/", "search": "/suche/?q=Pfeiler", "nothing found": "/suche/?q=xyzzy",
        "about": "/ueber/", "accessibility": "/barrierefreiheit/", "privacy": "/datenschutz/",
        "not found": "/nirgends/", "refused": "/?seite=abc",
    }  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_passes_axe(page: Page, live_server: LiveServer, example: Example, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    found = {}
    for name, address in addresses(example).items():
        page.goto(live_server.url + address)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        results = Axe().run(page, options=RULES)
        if results.violations_count:
            found[name] = [(rule["id"], rule["nodes"][0]["html"][:200]) for rule in results.response["violations"]]
    assert found == {}


@pytest.mark.slow
def test_no_page_scrolls_sideways(page: Page, live_server: LiveServer, example: Example) -> None:
    wide = []
    for name, address in addresses(example).items():
        page.goto(live_server.url + address)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wide.append((name, width))
    assert wide == []
