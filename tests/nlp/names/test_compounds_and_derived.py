import pytest

from tests.nlp.names.build import names, of_form, resolve


@pytest.mark.parametrize(
    ("text", "part", "name"),
    [
        ("Die Syrien-Krise dauert an.", "Syrien", "Syrien"),
        ("Der Kreml-Pressedienst schweigt.", "Kreml", "Kreml"),
        ("Die Rheinschifffahrt ruht.", "Rhein", "Rhein"),
        ("Die Bundestagswahl ist im Herbst.", "Bundestag", "Bundestag"),
        ("Ein US-Bürger fehlt.", "US", "USA"),
        ("Die Putin-Rede dauerte.", "Putin", "Wladimir Putin"),
        ("Nato- und andere Staaten.", "Nato", "Nato"),
        ("Die Seeblick-App warnt.", "Seeblick", "Seeblick"),
        ("Die Ost-Ukraine leidet.", "Ukraine", "Ukraine"),
    ],
)
def test_only_the_name_in_a_compound_is_the_mention(text, part, name):
    assert of_form("part", text) == [(part, name)]


@pytest.mark.parametrize(
    "text", ["Die Polizei kam.", "Der Innenminister kam.", "Der Mainstream.", "Der Vize-Chef.", "Ein Start-up-Chef."]
)
def test_words_that_only_look_like_compounds_of_names_are_left_alone(text):
    assert resolve(text)[1] == ()


def test_a_compound_the_tagger_took_whole_is_reduced_to_its_name():
    assert of_form("part", "Die [Syrien-Krise|MISC] dauert an.") == [("Syrien", "Syrien")]


def test_a_compound_uses_the_names_of_its_article():
    found = of_form("part", "[Wargelin Spedition|ORG] wächst. Die Wargelin-Chefin freut sich.")
    assert found == [("Wargelin", "Wargelin Spedition")]


def test_several_names_of_one_compound_are_all_found():
    assert [n for _, n in of_form("part", "Das EU-Türkei-Abkommen gilt.")] == ["EU", "Türkei"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("die russisch-amerikanischen Beziehungen", ["Russland", "USA"]),
        ("das saudi-arabische Öl", ["Saudi-Arabien"]),
        ("der Schweizer Zug", ["Schweiz"]),
        ("die Zürcher und Basler Polizei", ["Zürich", "Basel"]),
        ("drei Französinnen", ["Frankreich"]),
        ("prorussische Kräfte", ["Russland"]),
        ("der US-amerikanische Weg", ["USA"]),
        ("sie spricht Russisch und isst zu Tisch", []),
    ],
)
def test_adjectives_and_peoples_point_to_their_place(text, expected):
    assert [name for _, name in of_form("derived", text)] == expected


def test_inhabitants_of_a_town_only_the_article_knows_are_derived_from_it():
    assert of_form("derived", "In [Kniebruch|LOC] brennt es. Die Kniebrucher löschen.") == [
        ("Kniebrucher", "Kniebruch")
    ]


@pytest.mark.parametrize("words", ["Das Trump-Team", "Trumps Team"])
def test_the_team_of_a_public_person_is_one_organisation(words):
    assert ("Trump-Team") in [name for _, name in names(f"{words} schwieg. Auch [Trump|PER] schwieg.")]


def test_the_team_of_somebody_unknown_may_be_a_club():
    assert "Aydinlar-Team" not in dict(names("[Aydinlars|PER] Team verlor. [Aydinlar|PER] ging."))
