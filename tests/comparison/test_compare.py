"""What all say, what only one says: on sentences written for the purpose."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stories.comparison import ComparisonDecisions, compare
from stories.evidence import Comparison, Place, Report
from tests.comparison.factory import report, said

CALL = report(
    "a",
    """
    {Regine Holm=PER Regine Holm} und {Aziz=PER Tarek Aziz} haben am [Dienstag=2024-03-12] über einen Hafen telefoniert.
    Die beiden vereinbarten für den [4. Mai=2024-05-04] ein Treffen in {Lissabon=LOC Lissabon}.
    Der Hafenvertrag soll 30 Jahre gelten.
    In {Nordhagen=LOC Nordhagen} demonstrierten Fischer mit Traktoren gegen neue Fangquoten für Hering.
    Ein Kutter blockierte stundenlang die Mole von {Nordhagen=LOC Nordhagen}.
    """,
)
ECHO = report(
    "b",
    """
    Am [Dienstagabend=2024-03-12TEV] telefonierte {Holm=PER Regine Holm} mit {Aziz=PER Tarek Aziz} über einen Hafen.
    Ein Treffen der beiden in {Lissabon=LOC Lissabon} sei für den [4. Mai=2024-05-04] angestrebt.
    Der Hafenvertrag soll 25 Jahre gelten.
    Der Bürgermeister eröffnete das renovierte Stadttheater mit einer Oper von {Verdi=PER Giuseppe Verdi}.
    Das Publikum jubelte minutenlang über Orchester, Chor und Bühnenbild.
    """,
)
STORY = (CALL, ECHO)


def _texts(story: tuple[Report, ...], comparison: Comparison) -> list[set[str]]:
    return [{said(story, place) for place in agreement.places} for agreement in comparison.shared]


def test_the_same_fact_in_other_words_is_shared() -> None:
    groups = _texts(STORY, compare(STORY))
    assert any(len({text for text in group if "telefonier" in text}) == 2 for group in groups)
    assert any(len({text for text in group if "4. Mai" in text}) == 2 for group in groups)


def test_an_agreement_names_every_source_that_has_it() -> None:
    assert all(agreement.sources == ("Quelle a", "Quelle b") for agreement in compare(STORY).shared)


def test_news_of_one_source_is_called_only_here() -> None:
    alone = {said(STORY, place) for place in compare(STORY).only}
    assert any("Fangquoten" in text for text in alone)
    assert any("Stadttheater" in text for text in alone)


def test_the_lead_is_never_called_only_here() -> None:
    turned = report("c", "\n".join(("Chor und Oper feierten {Verdi=PER Giuseppe Verdi} mit Fackeln.",) * 2))
    assert not [place for place in compare((CALL, turned)).only if place.article == "c"]


def test_a_lone_sentence_among_shared_ones_is_not_called_only_here() -> None:
    lines = [CALL.text[one.start : one.end] for one in CALL.sentences[:3]]
    odd = "Chor und Oper feierten {Verdi=PER Giuseppe Verdi} mit Fackeln."
    story = report("a", "\n".join(lines)), report("b", "\n".join([lines[0], lines[1], odd, lines[2]]))
    assert compare(story).only == ()


def test_a_shared_sentence_is_never_called_only_here() -> None:
    comparison = compare(STORY)
    shared = {place for agreement in comparison.shared for place in agreement.places}
    assert shared.isdisjoint(comparison.only)


def test_a_dated_item_of_an_enumeration_may_stand_alone() -> None:
    one = report(
        "a",
        "Am [3. April=2024-04-03] stimmt der {Nordrat=ORG Nordrat} ab und am [9. Juni=2024-06-09] "
        "übernimmt {Ida Moll=PER Ida Moll} die Amtsgeschäfte.",
    )
    other = report("b", "{Ida Moll=PER Ida Moll} übernimmt am [9. Juni=2024-06-09] die Amtsgeschäfte.")
    assert [said((one,), place) for place in compare((one, other)).only] == ["Am 3. April stimmt der Nordrat ab"]


def test_a_short_sentence_is_neither_shared_nor_alone() -> None:
    story = report("a", "Es kam anders."), report("b", "Niemand wusste Rat.")
    assert compare(story) == Comparison(shared=(), only=(), differs=())


@pytest.mark.parametrize("story", [(), (CALL,), (report("leer", ""),), (report("leer", ""), CALL)])
def test_a_story_without_a_second_source_compares_nothing(story: tuple[Report, ...]) -> None:
    comparison = compare(story)
    assert comparison.shared == comparison.differs == ()


def test_copies_of_one_text_agree_with_nobody() -> None:
    copies = _copied(CALL, "a", origin="agentur"), _copied(CALL, "z", origin="agentur")
    assert compare(copies) == Comparison(shared=(), only=(), differs=())


def test_a_copy_is_listed_beside_its_original_where_a_third_agrees() -> None:
    story = _copied(CALL, "a", origin="agentur"), _copied(CALL, "z", origin="agentur"), ECHO
    assert any({place.article for place in group.places} == {"a", "b", "z"} for group in compare(story).shared)


def test_what_a_copy_prints_too_is_not_called_only_here() -> None:
    story = _copied(CALL, "a", origin="agentur"), _copied(CALL, "z", origin="agentur"), ECHO
    assert {place.article for place in compare(story).only} == {"b"}


def test_identical_articles_of_two_sources_share_every_telling_sentence() -> None:
    story = _copied(CALL, "a"), _copied(CALL, "b")
    assert len(compare(story).shared) == 5
    assert not compare(story).differs


def test_editors_part_a_pair_for_good() -> None:
    group = compare(STORY).shared[0]
    decisions = ComparisonDecisions(parted=((group.places[0], group.places[1]),))
    assert group.places not in [other.places for other in compare(STORY, decisions).shared]


def test_editors_join_a_pair_the_machine_does_not_see() -> None:
    fishers, theatre = _place(CALL, 3), _place(ECHO, 3)
    decisions = ComparisonDecisions(joined=((fishers, theatre),))
    comparison = compare(STORY, decisions)
    assert (fishers, theatre) in [agreement.places for agreement in comparison.shared]
    assert fishers not in comparison.only


def test_a_decision_about_a_sentence_that_is_gone_does_nothing() -> None:
    gone = Place("a", 9000, 9001), Place("b", 9000, 9001)
    assert compare(STORY, ComparisonDecisions(joined=(gone,), parted=(gone,))) == compare(STORY)


HOSTILE = ["💥" * 50, "\u200b\u200d", "שלום עולם 42 %", "9" * 400 + " Euro", "a" * 5000, "„" * 200, "-,;:" * 100]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_compared_without_an_error(text: str) -> None:
    story = report("a", text), report("b", text), CALL
    assert isinstance(compare(story), Comparison)


@given(st.lists(st.text(max_size=80), min_size=1, max_size=4))
@settings(max_examples=25, deadline=None)
def test_every_place_is_a_sentence_of_a_source(lines: list[str]) -> None:
    clean = "\n".join(line.replace("[", " ").replace("{", " ") for line in lines)
    story = report("a", clean), report("b", clean), CALL
    comparison = compare(story)
    places = [*comparison.only, *(place for agreement in comparison.shared for place in agreement.places)]
    lengths = {one.article: len(one.text) for one in story}
    assert all(0 <= place.start < place.end <= lengths[place.article] for place in places)


def _place(one: Report, number: int) -> Place:
    return Place(one.article, one.sentences[number].start, one.sentences[number].end)


def _copied(one: Report, article: str, *, origin: str = "") -> Report:
    return Report(
        article=article,
        source=f"Quelle {article}",
        title=one.title,
        text=one.text,
        published=one.published,
        sentences=one.sentences,
        names=one.names,
        times=one.times,
        origin=origin,
    )
