"""What all tests share: the embedded database ends with the run that started it; static files need no manifest."""

from __future__ import annotations

from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
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
