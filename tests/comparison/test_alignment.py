"""Which sentences are compared at all, and at what cost."""

import time

import pytest

from stories.comparison import align_story, compare, compare_aligned
from stories.comparison.signature import compound_parts, signatures, word_token
from stories.comparison.words import stem, verb_root
from stories.timeline import merge_aligned
from tests.comparison.factory import generated, report


@pytest.mark.parametrize(
    ("one", "other"),
    [("verletzt", "Verletzten"), ("gewann", "gewonnen"), ("verhandelt", "Verhandlungen"), ("heißt", "heisst")],
)
def test_forms_of_one_word_meet_in_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_a_separable_verb_shares_its_root() -> None:
    assert verb_root("anstreben") == stem("streben")
    assert verb_root("Treffen") == ""


def test_a_compound_opens_into_listed_words() -> None:
    assert compound_parts(stem("Warnstreik")) == ("warn", stem("Streik"))
    assert compound_parts(stem("Quirlbank")[:6]) == ()


def test_function_words_and_cues_say_nothing() -> None:
    assert word_token("der") == word_token("sagte") == ()


def test_a_subhead_states_nothing() -> None:
    assert not signatures([report("a", "BRÜCKE GESPERRT")])


def test_sentences_without_a_common_word_are_never_compared() -> None:
    story = align_story([report("a", "Die Brücke wurde gesperrt."), report("b", "Der Chor sang drei Lieder.")])
    assert not story.alignment.scores


@pytest.mark.parametrize("articles", [20, 50])
def test_the_number_of_compared_pairs_grows_with_the_sentences_only(articles: int) -> None:
    story = align_story(generated(articles))
    assert len(story.alignment.scores) <= 20 * len(story.alignment.signatures)


def test_fifty_articles_take_about_a_second() -> None:
    assert _effort(50) < 3.0


@pytest.mark.slow
def test_five_hundred_articles_take_about_ten_seconds_and_find_each_fact_once() -> None:
    assert _effort(500) < 30.0
    story = align_story(generated(200))
    assert 50 <= len(compare_aligned(story).shared) <= 70


def test_the_order_of_the_reports_does_not_matter() -> None:
    story = generated(8)
    assert compare(story) == compare(tuple(reversed(story)))


def _effort(articles: int) -> float:
    """Seconds of an idle core: measured against a loop that takes about half a second there."""
    story = generated(articles)
    begin = time.process_time()
    sum(number * number for number in range(10**7))
    loop = time.process_time() - begin
    begin = time.process_time()
    aligned = align_story(story)
    compare_aligned(aligned)
    merge_aligned(aligned)
    return (time.process_time() - begin) * 0.5 / loop
