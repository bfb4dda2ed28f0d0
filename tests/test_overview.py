"""The overview quotes; it never writes."""

import pytest

from stories.comparison import compare
from stories.evidence import Report
from stories.overview import choose, choose_title, stands_alone
from tests.comparison.factory import generated, report, said

ONE = report(
    "a",
    """
    {Regine Holm=PER Regine Holm} und {Aziz=PER Tarek Aziz} haben am [Dienstag=2024-03-12] über einen Hafen telefoniert.
    Dazu gehöre auch ein Treffen in {Lissabon=LOC Lissabon} am [4. Mai=2024-05-04], teilte das Hafenamt mit.
    Vor dem Hafenamt demonstrierten nach dem Telefonat hundert Fischer mit Traktoren.
    """,
    title="Was nun?",
)
TWO = report(
    "b",
    """
    Am [Dienstagabend=2024-03-12TEV] hat {Regine Holm=PER Regine Holm} mit {Aziz=PER Tarek Aziz} telefoniert.
    Beide Politiker vereinbarten ein Treffen in {Lissabon=LOC Lissabon} am [4. Mai=2024-05-04].
    Die Börse in {Lissabon=LOC Lissabon} reagierte gelassen auf die Nachricht aus dem Hafen.
    """,
    title="Holm und Aziz telefonieren über einen Hafen",
)
STORY = (ONE, TWO)


def _chosen(story: tuple[Report, ...], limit: int = 5) -> list[str]:
    return [said(story, item.place) for item in choose(story, compare(story), limit=limit)]


def test_every_sentence_is_a_sentence_of_a_source() -> None:
    texts = [one.text[s.start : s.end] for one in STORY for s in one.sentences]
    assert set(_chosen(STORY)) <= set(texts)


def test_shared_facts_come_first_with_their_other_places() -> None:
    first = choose(STORY, compare(STORY))[0]
    assert "telefoniert" in said(STORY, first.place)
    assert [place.article for place in first.also] == ["b" if first.place.article == "a" else "a"]


def test_every_origin_is_heard() -> None:
    assert {item.place.article for item in choose(STORY, compare(STORY))} == {"a", "b"}


def test_no_sentence_leans_on_the_one_before() -> None:
    assert not any(text.startswith("Dazu") for text in _chosen(STORY))


@pytest.mark.parametrize("limit", [1, 3, 5])
def test_there_are_never_more_than_asked_for(limit: int) -> None:
    assert len(_chosen(STORY, limit)) <= limit
    assert len(_chosen(generated(6), limit)) <= limit


def test_a_story_of_one_article_shows_its_first_sentences() -> None:
    assert _chosen((TWO,)) == [TWO.text[s.start : s.end] for s in TWO.sentences]


def test_an_empty_story_has_no_overview() -> None:
    assert choose((), compare(())) == ()
    assert choose_title(()) == ("", "")
    assert choose_title((report("a", ""),)) == ("", "")


def test_the_clearest_headline_uses_the_words_of_both_sources() -> None:
    assert choose_title(STORY) == ("b", "Holm und Aziz telefonieren über einen Hafen")


def test_without_a_headline_the_title_is_a_first_sentence() -> None:
    article, title = choose_title((report("a", "Die Brücke ist wieder frei.\nEs regnet."),))
    assert (article, title) == ("a", "Die Brücke ist wieder frei.")


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("Die Brücke ist frei.", True),
        ("Beide Seiten loben das Gespräch.", True),
        ("Beide loben das Gespräch.", False),
        ("Er lobte das Gespräch.", False),
        ("In dieser Woche fährt kein Zug.", False),
        ("Tagen wird diese am Montag.", False),
        ("und fährt wieder.", False),
        ("Brücke frei", False),
        ("💥", False),
    ],
)
def test_a_sentence_that_leans_does_not_stand_alone(text: str, alone: bool) -> None:
    assert stands_alone(text) is alone
