"""What all tests share: the embedded database ends with the run that started it; static files need no manifest."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from django.db import connection
from pytest_django import Settings

from newsroom.database import server

# A busy machine is no failure: time limits are asserted where they matter, not by every property test.
hypothesis.settings.register_profile("newsroom", deadline=None)
hypothesis.settings.load_profile("newsroom")

_started_by_us = pytest.StashKey[bool]()


def pytest_configure(config: pytest.Config) -> None:
    """Remember, in the controlling process only, whether the server was there before."""
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # whitenoise warns where there is none
    directory = settings.DATABASES["default"].get("EMBEDDED_DIR")
    if directory and not hasattr(config, "workerinput"):
        config.stash[_started_by_us] = not server.is_answering(Path(directory))


def pytest_unconfigure(config: pytest.Config) -> None:
    if config.stash.get(_started_by_us, False):
        server.stop(Path(settings.DATABASES["default"]["EMBEDDED_DIR"]))


@pytest.fixture(autouse=True)
def plain_static_files(settings: Settings) -> None:
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}


@pytest.fixture(autouse=True)
def queue_left_empty(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test that really commits leaves its jobs behind: their tables are not Django's, so no flush reaches them."""
    marker = request.node.get_closest_marker("django_db")
    commits = "transactional_db" in request.fixturenames or (marker and marker.kwargs.get("transaction"))
    if commits:
        request.getfixturevalue("transactional_db")
    yield
    if commits:
        with connection.cursor() as cursor:
            cursor.execute("truncate procrastinate_jobs cascade")
