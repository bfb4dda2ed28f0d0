import pytest

from tests.nlp.names.build import names, of_form, resolve


def test_a_surname_leads_to_the_full_name_of_the_article():
    assert names("[Lorena Vitali|PER] gewann. [Vitali|PER] dankte.")[1] == ("Vitali", "Lorena Vitali")


def test_a_surname_before_the_full_name_leads_to_it_too():
    assert names("[Vitali|PER] dankte. Das sagte [Lorena Vitali|PER].")[0] == ("Vitali", "Lorena Vitali")


@pytest.mark.parametrize("genitive", ["Trautweins", "Trautwein's", "Trautwein’s"])
def test_a_genitive_leads_to_the_basic_form(genitive):
    assert names(f"[Sabine Trautwein|PER] schrieb. [{genitive}|PER] Brief kam an.")[1][1] == "Sabine Trautwein"


def test_a_name_that_ends_in_s_keeps_its_s():
    assert [n for _, n in names("[Hans Gregers|PER] kam. [Gregers|PER] ging.")] == ["Hans Gregers", "Hans Gregers"]


def test_an_ambiguous_surname_keeps_its_own_form():
    found = names("[Karin Moos|PER] und [Toni Moos|PER] streiten. [Moos|PER] will klagen.")
    assert [name for _, name in found] == ["Karin Moos", "Toni Moos", "Moos"]


@pytest.mark.parametrize(
    ("words", "name"), [("Frau", "Karin Moos"), ("Herr", "Tobias Moos"), ("Die Richterin", "Karin Moos")]
)
def test_address_or_role_decides_between_two_bearers(words, name):
    found = names(f"Richterin [Karin Moos|PER] traf [Tobias Moos|PER]. {words} [Moos|PER] schwieg.")
    assert found[2][1] == name


def test_a_relative_named_in_full_makes_the_bare_surname_of_a_public_person_ambiguous():
    assert names("[Eric Trump|PER] kam. [Trump|PER] schwieg.")[1] == ("Trump", "Trump")


def test_a_public_person_is_known_by_surname():
    assert names("[Selenskyj|PER] rief an.") == [("Selenskyj", "Wolodymyr Selenskyj")]


def test_a_common_surname_of_a_public_person_is_not_guessed():
    assert names("[Merz|PER] verkauft Brezeln.") == [("Merz", "Merz")]


@pytest.mark.parametrize("title", ["Dr. ", "Prof. Dr. ", "Bundesrätin ", "US-Präsidentin ", "Frau "])
def test_titles_and_roles_stay_outside_the_span(title):
    assert names(f"Gestern kam [{title}Madlaina Caduff|PER] an.") == [("Madlaina Caduff", "Madlaina Caduff")]


def test_an_initial_leads_to_the_full_first_name():
    assert {n for _, n in names("[K. Zgraggen|PER] und [Kaspar Zgraggen|PER] sind einer.")} == {"Kaspar Zgraggen"}


def test_a_shared_surname_is_given_to_the_first_name_before_und():
    assert names("[Hans|PER] und [Maria Dornseif|PER] heirateten.")[0] == ("Hans", "Hans Dornseif")


def test_a_first_name_alone_leads_to_its_one_bearer():
    assert names("[Josef Unterrainer|PER] melkt. [Josef|PER] pfeift.")[1] == ("Josef", "Josef Unterrainer")


def test_a_surname_tagged_as_a_place_becomes_a_person():
    _, mentions = resolve("[Lena Ostheim|PER] kam. [Ostheim|LOC] lachte.")
    assert [(m.label, m.name) for m in mentions] == [("PER", "Lena Ostheim")] * 2


def test_a_surname_the_tagger_missed_is_found():
    assert names("[Lena Ostheim|PER] kam. Dann lachte Ostheim.")[1] == ("Ostheim", "Lena Ostheim")


def test_a_missed_surname_that_is_a_common_word_is_left_alone():
    assert len(names("[Ernst Koch|PER] kam. Der Koch lachte.")) == 1


def test_a_caption_of_two_surnames_is_two_people():
    assert [name for _, name in names("[Putin Trump|PER]")] == ["Wladimir Putin", "Donald Trump"]


def test_capital_letters_do_not_make_another_person():
    assert names("[PUTIN|PER] REDET.") == [("PUTIN", "Wladimir Putin")]


def test_other_languages_keep_the_surface():
    assert of_form("name", "[Jane Miller|PER]  met [Bill|PER].", language="en")[0] == ("Jane Miller", "Jane Miller")
