import pytest

from tests.nlp.names.build import names, resolve


@pytest.mark.parametrize(
    ("surface", "name"),
    [
        ("Vereinigten Staaten", "USA"),
        ("Amerika", "USA"),
        ("Grossbritannien", "Großbritannien"),
        ("Weissrussland", "Belarus"),
        ("Syriens", "Syrien"),
        ("Strassburg", "Straßburg"),
        ("Schwarzen Meer", "Schwarzes Meer"),
        ("NRW", "Nordrhein-Westfalen"),
        ("RHEINLAND-PFALZ", "Rheinland-Pfalz"),
    ],
)
def test_forms_of_a_place_have_one_name(surface, name):
    assert names(f"Es war in [{surface}|LOC].") == [(surface, name)]


def test_a_capital_that_stands_for_a_government_stays_the_place():
    _, mentions = resolve("[Moskau|LOC] droht, der [Kreml|ORG] schweigt.")
    assert [(m.label, m.name) for m in mentions] == [("LOC", "Moskau"), ("ORG", "Kreml")]


@pytest.mark.parametrize("surface", ["Weiße Haus", "Weissen Haus", "Weißen Hauses"])
def test_the_white_house_is_an_organisation_in_every_case(surface):
    _, mentions = resolve(f"Aus dem [{surface}|LOC] kam nichts.")
    assert mentions[0].name == "Weißes Haus"


def test_an_acronym_in_brackets_stands_for_the_name_before_it():
    found = names("Die [Vogtland Feinblech|ORG] ([VFB|ORG]) wächst. Bei [VFB|ORG] freut man sich.")
    assert {name for _, name in found} == {"Vogtland Feinblech"}


@pytest.mark.parametrize("short", ["Transalpina", "Transalpinas"])
def test_a_short_form_joins_the_one_longer_name(short):
    found = names(f"Die [Bergbahn Transalpina|ORG] baut. [Transalpina|ORG] hofft. [{short}|ORG] Chef auch.")
    assert {name for _, name in found} == {"Bergbahn Transalpina"}


def test_a_short_form_two_longer_names_share_stays_alone():
    found = names("[Orion Stahl|ORG] und [Orion Holz|ORG] streiten. [Orion|ORG] klagt.")
    assert found[2] == ("Orion", "Orion")


def test_the_agency_in_a_dateline_is_an_organisation():
    assert ("nwd", "nwd") in names("[Graz|LOC] (nwd) – Es schneit.")


def test_a_country_tagged_as_a_person_is_a_place():
    _, mentions = resolve("[Österreich|PER] gewann.")
    assert mentions[0].label == "LOC"


def test_two_places_in_one_span_are_parted():
    assert names("[Worms/Mainz|LOC] – Es brennt.") == [("Worms", "Worms"), ("Mainz", "Mainz")]
