"""Sources by name: found whatever the case, made once, with an address and a mark no other has."""

from __future__ import annotations

import pytest

from stories.ingest import Question
from stories.ingest.sources import resolve_source
from stories.models import Source

pytestmark = pytest.mark.django_db


def test_case_and_spaces_do_not_make_a_new_source() -> None:
    first, _ = resolve_source("Der Seekurier")
    again, remarks = resolve_source("  der   SEEKURIER ")
    assert (again, remarks) == (first, ())


@pytest.mark.parametrize(
    ("name", "slug"),
    [("Küstenblatt Größe", "kustenblatt-grosse"), ("«»", "quelle"), ("日本", "quelle"), ("🙂", "quelle")],
)
def test_every_name_has_an_address_and_a_mark(name: str, slug: str) -> None:
    source, _ = resolve_source(name)
    source.full_clean()
    assert source.slug == slug


def test_a_hundred_sources_of_one_name_stem_have_a_hundred_marks_and_addresses() -> None:
    for number in range(100):
        resolve_source(f"Bote{'!' * number}")
    assert Source.objects.values("mark").distinct().count() == 100
    assert Source.objects.values("slug").distinct().count() == 100


@pytest.mark.parametrize(("language", "zone", "country"), [("de-CH", "Europe/Zurich", "CH"), ("", "Europe/Berlin", "")])
def test_the_language_gives_zone_and_country(language: str, zone: str, country: str) -> None:
    source, _ = resolve_source("Bote", language=language)
    assert (source.zone, source.country) == (zone, country)


def test_a_missing_name_is_asked_with_known_names() -> None:
    resolve_source("Seekurier")
    with pytest.raises(Question, match="„Seekurier“"):
        resolve_source("")
