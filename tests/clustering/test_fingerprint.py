from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stories.clustering.boilerplate import own_words, printed, without_furniture
from stories.clustering.fingerprint import Fingerprint
from stories.clustering.folding import fold, stem, words
from tests.clustering.builders import FIRE, FIRE_TOO, STRIKE, make

NOTICE = "Hier finden Sie täglich die besten Angebote unserer Partner aus der Region rund um Kronsberg und Norden."


@pytest.mark.parametrize(
    ("left", "right"), [("Straße", "STRASSEN"), ("Präsidenten", "Präsidentin"), ("Brände", "BRANDE")]
)
def test_forms_of_one_word_share_a_stem(left, right):
    assert stem(fold(left)) == stem(fold(right))


def test_hyphens_open_compounds():
    assert words("Syrien-Krise") == ["syrien", "krise"]


def test_invisible_characters_are_ignored():
    assert words("Kron\u00ads\u200bberg") == ["kronsberg"]


def test_a_fingerprint_survives_json():
    mark = make(FIRE, names=[("Ilka Dornseif", "PER"), ("Kronsberg", "LOC")])
    assert Fingerprint.from_json(json.loads(json.dumps(mark.to_json()))) == mark


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400), st.text(max_size=60))
def test_any_text_has_a_fingerprint_that_survives_json(text, title):
    mark = make(text, title=title)
    assert Fingerprint.from_json(json.loads(json.dumps(mark.to_json()))) == mark


def test_a_fingerprint_stays_small_however_long_the_text():
    longest = make(" ".join(f"wort{number}" for number in range(50_000)))
    assert len(json.dumps(longest.to_json())) < 20_000


def test_people_are_known_by_their_last_name():
    assert make("Text.", names=[("Ilka Dornseif", "PER")]).names.keys() == {"dornseif"}


def test_inferred_roles_carry_no_weight():
    assert make("Text.", names=[]).names == {}


def test_a_repeated_title_counts_once():
    assert make(FIRE, title=" ".join(FIRE.split()[:6])).terms == make(FIRE).terms


def test_what_the_publisher_printed_before_is_left_out():
    earlier = [printed(words(f"{STRIKE} {NOTICE}"))]
    assert make(f"{FIRE} {NOTICE}", earlier=earlier).terms == make(FIRE).terms


def test_an_update_of_the_same_report_keeps_its_words():
    body = words(FIRE)
    assert own_words([*body, "neu"], [printed(body)]) == [*body, "neu"]


def test_a_reprint_with_another_headline_counts_as_furniture():
    body = words(FIRE_TOO)
    headline = words("Ein ganz anderer Titel mit acht Wörtern hier")
    assert own_words([*headline, *body], [printed(body)]) == headline


@pytest.mark.parametrize(
    "line",
    ["Diese Seite verwendet Cookies.", "Jetzt teilen per Mail oder Druck!", "Abonnieren Sie unseren Newsletter!"],
)
def test_page_furniture_is_left_out(line):
    assert without_furniture(f"{line} Es brennt.", "de") == ["es", "brennt"]


def test_english_furniture_is_left_out():
    assert without_furniture("We use cookies. The dam burst.", "en") == ["the", "dam", "burst"]
