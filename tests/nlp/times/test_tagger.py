"""The tagger as a whole: missing publication, impossible dates, hostile text, speed."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stories.nlp.times.patterns import rules_by_word
from tests.nlp.times.reading import read, tag

RELATIVE = [
    ("Am Montag kam er.", "XXXX-WXX-1"),
    ("Am Montagabend kam er.", "XXXX-WXX-1TEV"),
    ("Gestern kam er.", "XXXX-XX-XX"),
    ("Vergangene Woche kam er.", "XXXX-WXX"),
    ("Am 20. Januar kam er.", "XXXX-01-20"),
    ("Im November kam er.", "XXXX-11"),
    ("Voriges Jahr kam er.", "XXXX"),
    ("Um 20.30 Uhr kam er.", "XXXX-XX-XXT20:30"),
    ("Am 14.11. kam er.", "XXXX-11-14"),
    ("Zu Ostern kam er.", "XXXX-XX-XX"),
]


@pytest.mark.parametrize(("text", "value"), RELATIVE)
def test_without_a_publication_a_relative_time_stays_open(text: str, value: str) -> None:
    (found,) = tag(text, published=None)
    assert (found.value, found.begin, found.end_day, found.anchor_day) == (value, None, None, None)


def test_without_a_publication_a_full_date_still_anchors_what_follows() -> None:
    text = "Am 3. Mai 2014 um 20 Uhr begann es. Tags darauf endete es."
    assert read(text, published=None) == ["3. Mai 2014=2014-05-03", "20 Uhr=2014-05-03T20:00", "Tags darauf=2014-05-04"]


@pytest.mark.parametrize("text", ["Am 31. Februar kam er.", "Am 31.02.2016 kam er.", "Am 30. Februar 2015 kam er."])
def test_an_impossible_day_is_marked_and_never_dated(text: str) -> None:
    (found,) = tag(text)
    assert (found.value, found.begin) == ("XXXX-XX-XX", None)


def test_a_day_before_the_gregorian_calendar_keeps_its_words_but_no_day_of_ours() -> None:
    (found,) = tag("Am 12. Oktober 1492 landete er.")
    assert (found.value, found.begin) == ("1492-10-12", None)


def test_29_february_without_year_is_a_day_that_exists() -> None:
    assert read("Am 29. Februar wird gefeiert.", published="2017-03-01T12:00:00+01:00") == ["29. Februar=2020-02-29"]


def test_a_january_date_in_november_rolls_over_and_says_so() -> None:
    (found,) = tag("Am 20. Januar soll die Brücke öffnen.")
    assert (found.value, found.year_inferred, str(found.anchor_day)) == ("2017-01-20", True, "2016-11-15")


def test_a_weekday_beside_a_date_decides_the_year() -> None:
    assert read("Am Montag, 14. März, tagte der Rat.") == ["Montag, 14. März=2016-03-14"]


@pytest.mark.parametrize(
    "published", ["0001-01-01T00:00:00+00:00", "9999-12-31T23:59:00+00:00", "2016-03-27T02:30:00+01:00"]
)
def test_the_ends_of_the_calendar_and_clock_changes_do_no_harm(published: str) -> None:
    text = "Gestern, morgen, am Montag, vergangenen März, vor 9000 Jahren, übernächste Woche, um 2.30 Uhr."
    for found in tag(text, published=published):
        assert found.begin is None or found.begin <= (found.end_day or found.begin)


def test_the_day_is_that_of_the_source_not_of_utc() -> None:
    assert read("Gestern kam er.", published="2016-11-15T00:30:00+01:00") == ["Gestern=2016-11-14"]


def test_an_evening_told_in_a_morning_paper_is_that_of_the_day_before() -> None:
    text = "Am späten Abend konnte die Polizei noch nichts sagen."
    assert read(text, published="2016-11-15T06:00:00+01:00") == ["späten Abend=2016-11-14TEV"]


def test_a_caption_without_a_verb_looks_back() -> None:
    (found,) = tag("Foto: privat, Blick vom Turm am Mittwoch", kind="nonsentence")
    assert found.value == "2016-11-09"


def test_english_texts_get_their_absolute_dates() -> None:
    text = "On November 14, 2016 and 3 May 2014 he came. In 2010 he left. On Monday, 30 February 2011."
    assert read(text, language="en") == ["November 14, 2016=2016-11-14", "3 May 2014=2014-05-03", "2010=2010"]


HOSTILE = [
    "3., ",
    "Montag, ",
    "am Montag ",
    "12. ",
    "vor drei ",
    "10 und ",
    "2016 ",
    "um 10 Uhr ",
    "und am Abend ",
    "1",
    "ä\u200b",
    "🙂 Mai ",
]


@pytest.mark.parametrize("unit", HOSTILE)
def test_cost_grows_in_proportion_to_length(unit: str) -> None:
    rules_by_word()
    text = unit * (20_000 // len(unit))
    started = time.process_time()
    tag(text)
    assert time.process_time() - started < 4


WORDS = st.sampled_from(
    [
        *(
            "am",
            "den",
            "um",
            "bis",
            "und",
            "des",
            "auf",
            "vor",
            "im",
            "in",
            ",",
            ".",
            "–",
            "wird",
            "kam",
            "\u200f",
            "\u200b",
            "🙂",
        ),
        *(
            "Montag",
            "Montagabend",
            "3.",
            "14.",
            "November",
            "2016",
            "14.11.",
            "20.30 Uhr",
            "1898-1976",
            "Mitte",
            "halb neun",
        ),
        *(
            "vergangenen",
            "Woche",
            "Tage später",
            "drei",
            "Jahren",
            "heute",
            "Nacht",
            "Ende",
            "Jahres",
            "Vorjahr",
            "Ostern",
        ),
    ]
)


@settings(max_examples=60, deadline=2000)
@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_times_are_in_order_without_overlap_and_inside_the_text(text: str) -> None:
    found = tag(text)
    ends = [0, *(t.end for t in found)]
    assert all(start <= t.start < t.end <= len(text) for start, t in zip(ends, found, strict=False))
    assert all((t.begin is None) == (t.end_day is None) for t in found)


@settings(max_examples=60, deadline=2000)
@given(st.text(max_size=300))
def test_no_text_makes_the_tagger_fail(text: str) -> None:
    assert all(text[t.start : t.end] for t in tag(text))
