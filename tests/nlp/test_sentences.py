"""Sentence boundaries, non-sentences, and that no visible character is lost."""

from __future__ import annotations

import time

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

import stories.nlp.components  # noqa: F401 (registers the component)
from stories.nlp.sentences import split_sentences


def parts(text: str) -> list[str]:
    return [text[s.start : s.end] for s in split_sentences(text)]


def nonsentences(text: str) -> list[str]:
    return [text[s.start : s.end] for s in split_sentences(text) if s.kind == "nonsentence"]


@pytest.mark.parametrize(
    "text",
    [
        "Der Betrieb nahm z. B. am 8. November 30 Mio. Fr. ein.",
        "Dr. Anna Muster und Prof. J. Beispiel wohnen in St. Gallen.",
        "Der 1. FC Musterstadt spielt in der 3. Liga.",
        "Die Strecke zwischen dem 23. und dem 27. Jänner bleibt zu.",
        "Um 18.45 Uhr kostete die Karte 3.50 Euro.",
        "Er werde kommen: Das sei sicher; daran ändere nichts etwas.",
        "„Wann kommt der Zug?“, fragte sie.",
        "„Nein!“ sagte der Fahrer.",
        "Kaiser Franz II. regierte lange.",
        "Sie wartete … und ging.",
    ],
)
def test_one_sentence_stays_one(text: str) -> None:
    assert parts(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Es brennt. Niemand ist verletzt.", ["Es brennt.", "Niemand ist verletzt."]),
        ("Das kostet 9000 Fr. Die Stadt zahlt.", ["Das kostet 9000 Fr.", "Die Stadt zahlt."]),
        ("Das kostet 9000 Fr. «Viel Geld», meint sie.", ["Das kostet 9000 Fr.", "«Viel Geld», meint sie."]),
        ("So war es 2016. Danach kam mehr.", ["So war es 2016.", "Danach kam mehr."]),
        ("Er wurde 45. Die Feier war klein.", ["Er wurde 45.", "Die Feier war klein."]),
        ("„Es reicht.“ Er ging.", ["„Es reicht.“", "Er ging."]),
        ("„Es reicht. Wir gehen“, sagte er.", ["„Es reicht.", "Wir gehen“, sagte er."]),
        ("Was nun? Alle rätseln!", ["Was nun?", "Alle rätseln!"]),
    ],
)
def test_sentences_end_where_they_end(text: str, expected: list[str]) -> None:
    assert parts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Musterstadt (abc) – Es brennt.", ["Musterstadt (abc) –"]),
        ("Bern/Basel (abc/xy) - Es brennt.", ["Bern/Basel (abc/xy) -"]),
        ("MUSTERSTADT. Es brennt.", ["MUSTERSTADT."]),
        ("Athen, 3. Mai (abc) – Es brennt.", ["Athen, 3. Mai (abc) –"]),
        ("Es brennt.\n\nKeine Gefahr für Anwohner\n\nDer Rauch zog ab.", ["Keine Gefahr für Anwohner"]),
        ("Es brennt.\n\nWas ist passiert?\n\nDer Rauch zog ab.", ["Was ist passiert?"]),
        ("Es brennt.\n\nBlick auf den Hafen. Foto: privat\n\nEnde.", ["Blick auf den Hafen. Foto: privat"]),
        ("Es brennt.\n\nDer Hafen am Abend (Archivbild)", ["Der Hafen am Abend (Archivbild)"]),
        ("Es brennt. (abc/red)", ["(abc/red)"]),
        ("Es brennt.\n\nabc/xyz", ["abc/xyz"]),
        ("14.35 Uhr: Es brennt.\n15.10 Uhr: Der Rauch zieht ab.", ["14.35 Uhr:", "15.10 Uhr:"]),
        ("+++ 14:35 +++ Es brennt.", ["+++ 14:35 +++"]),
        ("Feuer", ["Feuer"]),
    ],
)
def test_what_is_no_sentence_is_told_apart(text: str, expected: list[str]) -> None:
    assert nonsentences(text) == expected


def test_a_clock_time_at_the_start_of_a_sentence_is_no_time_stamp() -> None:
    assert nonsentences("14.35 Uhr war es, als der Alarm kam.") == []


def test_hard_wrapped_lines_are_one_sentence() -> None:
    text = "Der Verkehr auf der Strecke zwischen den beiden Städten\nblieb am Abend unterbrochen. Busse fuhren."
    assert len(parts(text)) == 2


def test_paragraphs_are_numbered() -> None:
    assert [s.paragraph for s in split_sentences("Eins. Zwei.\n\nDrei.")] == [0, 0, 1]


@pytest.mark.parametrize("unit", ["wort ", "A. ", ".", "„"])
def test_200_kilobytes_take_linear_time(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    started = time.process_time()
    split_sentences(text)
    assert time.process_time() - started < 8


@pytest.mark.parametrize("text", ["", " \n\n ", "\n"])
def test_nothing_gives_nothing(text: str) -> None:
    assert split_sentences(text) == ()


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.one_of(st.sampled_from("aB. \n„“«»!?(:8)–"), st.characters(codec="utf-8"))))
def test_every_visible_character_is_in_exactly_one_span(text: str) -> None:
    position = 0
    for sentence in split_sentences(text):
        assert not text[position : sentence.start].strip()
        assert position <= sentence.start < sentence.end
        assert text[sentence.start : sentence.end].strip() == text[sentence.start : sentence.end]
        position = sentence.end
    assert not text[position:].strip()


def test_the_component_sets_the_same_boundaries() -> None:
    nlp = spacy.blank("de")
    nlp.add_pipe("german_sentences")
    doc = nlp("Bern (abc) – Am 8. November brannte es. Niemand wurde verletzt.")
    assert [str(s) for s in doc.sents] == ["Bern (abc) –", "Am 8. November brannte es.", "Niemand wurde verletzt."]
