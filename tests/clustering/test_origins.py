from __future__ import annotations

import pytest

from stories.clustering.origins import agencies, count_origins, group_origins, group_statements
from tests.clustering.builders import FIRE, FIRE_TOO, STRIKE


def test_a_lightly_edited_reprint_is_folded():
    reprint = FIRE.replace("Großbrand ausgebrochen", "Feuer ausgebrochen").replace("stundenlang", "lange")
    assert group_origins({"a": FIRE, "b": reprint, "c": FIRE_TOO}) == (("a", "b"),)


def test_a_reprint_with_a_local_insert_is_folded():
    assert group_origins({"a": FIRE, "b": f"{FIRE[:200]} {STRIKE} {FIRE[200:]}"}) == (("a", "b"),)


def test_independent_reports_are_not_folded():
    assert group_origins({"a": FIRE, "b": FIRE_TOO, "c": STRIKE}) == ()


def test_a_copy_of_a_copy_is_the_same_text():
    middle = f"{FIRE} {STRIKE}"
    assert group_origins({"a": FIRE, "b": middle, "c": STRIKE}) == (("a", "b", "c"),)


@pytest.mark.parametrize("text", ["", "Feuer", "Es brennt in Kronsberg", "🔥"])
def test_scraps_are_no_copies(text):
    assert group_origins({"a": text, "b": text}) == ()


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("Kronsberg (dpa) - Es brennt.", {"dpa"}),
        ("Worms (fnd) – Es brennt.", {"fnd"}),
        ("Wien (APA/Reuters) – Es brennt.", {"apa", "reuters"}),
        ("Es brennt. (sda)", {"sda"}),
        ("Der Abgeordnete Enno Paulsen (SPD) sagte dies.", set()),
        ("Ilka Dornseif (43) sagte dies.", set()),
        ("", set()),
    ],
)
def test_agency_signs_are_read_at_the_edges(text, signs):
    assert agencies(text) == signs


def test_a_sign_amid_the_text_says_nothing():
    assert agencies(f"{FIRE_TOO} Das sagte die Bank (abc). {FIRE_TOO}") == frozenset()


def test_reports_on_one_statement_share_an_origin():
    speakers = {"a": frozenset({"Polizei", "Werk"}), "b": frozenset({"Polizei"}), "c": frozenset({"Anwohner"})}
    assert group_statements(speakers) == {"Polizei": ("a", "b")}


def test_two_reports_on_two_statements_have_two_origins():
    both = frozenset({"Kreml", "Wahlteam"})
    assert count_origins(["a", "b"], [], {"a": both, "b": both}) == 2


def test_copies_count_as_one_report():
    assert count_origins(["a", "b", "c"], [["a", "b"]], {}) == 2
