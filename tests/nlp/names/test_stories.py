from stories.nlp.names import NameKey, StoryName, unify_names
from stories.nlp.types import Label, Mention


def mention(name: str, label: Label = "PER") -> Mention:
    return Mention(start=0, end=len(name), label=label, name=name)


def story(**articles: list[Mention]) -> dict[NameKey, StoryName]:
    return unify_names(articles)


def test_a_surname_joins_the_full_name_of_another_article():
    found = story(a=[mention("Stavros Menidis")], b=[mention("Menidis")])
    assert found[NameKey("b", "Menidis", "PER")] == StoryName("Stavros Menidis", "PER")


def test_a_surname_two_people_of_the_story_bear_stays_open():
    found = story(a=[mention("Karin Moos")], b=[mention("Toni Moos")], c=[mention("Moos")])
    assert found[NameKey("c", "Moos", "PER")].name == "Moos"


def test_a_surname_its_own_article_left_open_stays_open():
    found = story(a=[mention("Karin Moos"), mention("Moos")], b=[mention("Karin Moos")])
    assert found[NameKey("a", "Moos", "PER")].name == "Moos"


def test_two_full_names_with_one_surname_stay_two():
    found = story(a=[mention("Karin Moos")], b=[mention("Toni Moos")])
    assert {key.name: value.name for key, value in found.items()} == {
        "Karin Moos": "Karin Moos",
        "Toni Moos": "Toni Moos",
    }


def test_an_initial_joins_the_full_first_name():
    found = story(a=[mention("K. Zgraggen")], b=[mention("Kaspar Zgraggen")])
    assert {value.name for value in found.values()} == {"Kaspar Zgraggen"}


def test_a_surname_mislabelled_in_one_article_becomes_the_person():
    found = story(
        a=[mention("Lena Ostheim"), mention("Lena Ostheim")], b=[mention("Ostheim"), mention("Ostheim", "ORG")]
    )
    assert found[NameKey("b", "Ostheim", "ORG")] == StoryName("Lena Ostheim", "PER")


def test_short_names_and_acronyms_of_organisations_join_the_long_one():
    long = mention("Danubia Ground Services", "ORG")
    found = story(a=[long], b=[mention("DGS", "ORG")], c=[mention("Danubia", "ORG")])
    assert {value.name for value in found.values()} == {"Danubia Ground Services"}


def test_a_town_that_stands_for_its_club_stays_apart_from_the_town():
    found = story(a=[mention("Bamberg", "LOC")], b=[mention("Bamberg", "ORG")])
    assert {value.label for value in found.values()} == {"LOC", "ORG"}


def test_no_articles_give_no_names():
    assert unify_names({}) == {}
