import pytest

from tests.nlp.names.build import of_form

PREMIER = "Der griechische Ministerpräsident [Stavros Menidis|PER] reiste ab. "
DOCTOR = "[Selma Rautenberg|PER] leitet die Klinik. "


@pytest.mark.parametrize(
    ("text", "role"),
    [
        (PREMIER + "Der Regierungschef schwieg.", "Regierungschef"),
        (PREMIER + "Das Büro des griechischen Premiers schwieg.", "griechischen Premiers"),
        (PREMIER + "Der Grieche lächelte.", "Grieche"),
    ],
)
def test_an_office_leads_to_the_person_the_article_ties_to_it(text, role):
    assert of_form("role", text) == [(role, "Stavros Menidis")]


def test_a_profession_leads_to_the_only_person_it_fits():
    assert of_form("role", DOCTOR + "Sie sei müde, sagte die Ärztin.") == [("Ärztin", "Selma Rautenberg")]


def test_an_age_leads_to_the_person_named_just_before():
    assert of_form("role", DOCTOR + "Die 52-Jährige lachte.") == [("52-Jährige", "Selma Rautenberg")]


@pytest.mark.parametrize(
    "text",
    [
        DOCTOR + "Der Arzt widersprach.",
        DOCTOR + "Die Ärztinnen widersprachen.",
        DOCTOR + "Eine Ärztin widersprach.",
        DOCTOR + "Die Sprecherin der Polizei widersprach.",
        PREMIER + "Der türkische Regierungschef schwieg.",
        PREMIER + "Der Bürgermeister schwieg.",
        "[Jan Moor|PER] und [Tim Moor|PER] kamen. Der Lehrer lachte.",
        "Der Präsident schwieg.",
    ],
)
def test_a_role_that_fits_nobody_or_two_is_left_open(text):
    assert of_form("role", text) == []


@pytest.mark.parametrize("word", ["Kremlchef", "Kreml-Chef", "Kremlchefs"])
def test_the_kremlin_chief_is_the_president_of_the_day(word):
    assert of_form("role", f"Die Rede des {word} dauerte.", year=2016) == [(word, "Wladimir Putin")]


def test_the_kremlin_chief_of_2010_is_another():
    assert of_form("role", "Der Kremlchef redete.", year=2010) == [("Kremlchef", "Dmitri Medwedew")]


def test_an_office_without_a_day_or_a_default_is_left_open():
    assert of_form("role", "Der CSU-Chef redete.") == []


def test_a_party_word_leads_to_the_public_person_of_that_party():
    text = "[Trump|PER] traf [Obama|PER]. Der Republikaner lachte."
    assert of_form("role", text) == [("Republikaner", "Donald Trump")]
