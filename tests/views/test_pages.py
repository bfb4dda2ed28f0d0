from __future__ import annotations

import subprocess
import sys

import pytest
from django.conf import settings
from django.template import loader
from django.test import Client

from tests.example import Example
from tests.views.asking import text_of

ADDRESSES = [
    "/",
    "/namen/",
    "/quellen/",
    "/korrekturen/",
    "/suche/?q=a",
    "/ueber/",
    "/barrierefreiheit/",
    "/datenschutz/",
]


@pytest.mark.django_db
@pytest.mark.parametrize("address", ADDRESSES)
def test_readers_get_no_cookie_and_a_strict_policy(client: Client, example: Example, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 200
    assert not response.cookies
    assert "unsafe" not in response["Content-Security-Policy"]
    assert response["Referrer-Policy"] == "no-referrer"
    assert "Cookie" not in response.get("Vary", "")


@pytest.mark.django_db
@pytest.mark.parametrize("address", [*ADDRESSES, "story", "article", "name", "compare"])
def test_pages_carry_no_inline_script_or_style(client: Client, example: Example, address: str) -> None:
    story = example.story.get_absolute_url()
    found = {"story": story, "article": example.coast.get_absolute_url(), "compare": f"{story}vergleich/"}
    found["name"] = example.mayor.get_absolute_url()
    page = text_of(client, found.get(address, address))
    assert " style=" not in page
    assert "<style" not in page
    assert " onclick=" not in page
    assert page.count("<script") == page.count("<script src=")
    assert page.count("<h1") == 1


@pytest.mark.django_db
def test_pages_are_read_only(client: Client) -> None:
    assert all(client.post(address).status_code == 405 for address in ADDRESSES)


@pytest.mark.django_db
@pytest.mark.parametrize("header", ["en", "de-CH,de;q=0.9", "xx-YY;q=abc,,;", "*", "en" * 3000])
def test_any_wish_for_a_language_is_answered(client: Client, header: str) -> None:
    assert client.get("/ueber/", headers={"Accept-Language": header}).status_code == 200


@pytest.mark.django_db
def test_an_english_browser_gets_an_english_interface(client: Client, example: Example) -> None:
    page = text_of(client, example.story.get_absolute_url(), **{"Accept-Language": "en"})
    assert '<html lang="en">' in page
    assert "Who says what" in page
    assert "Die Hochbrücke in Lindmar ist seit Montagabend" in page  # sources are never translated


@pytest.mark.django_db
def test_a_page_that_does_not_exist_says_so_in_the_design(client: Client) -> None:
    response = client.get("/gibt-es-nicht/")
    assert response.status_code == 404
    assert "Diese Seite gibt es nicht" in response.content.decode()
    assert 'class="masthead"' in response.content.decode()


@pytest.mark.django_db
def test_an_address_that_cannot_be_understood_says_so_in_the_design(client: Client) -> None:
    response = client.get("/?seite=abc")
    assert response.status_code == 400
    assert "Diese Adresse ist nicht zu verstehen" in response.content.decode()


def test_the_page_of_last_resort_needs_nothing() -> None:
    assert "Hier ist uns ein Fehler unterlaufen" in loader.get_template("500.html").render()


@pytest.mark.django_db
def test_the_icon_is_found_where_browsers_look(client: Client) -> None:
    assert client.get("/favicon.ico")["Location"] == "/static/favicon.svg"


def test_the_web_process_never_loads_the_language_pipeline() -> None:
    code = (
        "import os, sys, django; os.environ['DJANGO_SETTINGS_MODULE'] = 'newsroom.settings'; django.setup(); "
        "import newsroom.urls; from django.urls import get_resolver; get_resolver().reverse_dict; "
        "print(sorted({name.partition('.')[0] for name in sys.modules} & {'spacy', 'thinc', 'sklearn'}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=settings.BASE_DIR, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
