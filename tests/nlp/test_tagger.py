"""The component and its decoder, with a hand-made model of a few weights."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.language import Language

from stories.nlp.tagger.component import LONGEST_SENTENCE, NameTagger, tag_spans
from stories.nlp.tagger.decoder import Decoder, LinearChain
from stories.nlp.tagger.features import Resources, outline, sentence_features, survey
from stories.nlp.tagger.gazetteer import Gazetteer
from stories.nlp.tagger.morphology import load_morphology

LABELS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC")


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer(
        words={"Ada": "PF", "Lund": "PL"},
        cities=frozenset({"Lund"}),
        phrases={("Bad", "Tölz"): "LOC", ("Bad", "Tölz", "Süd"): "LOC"},
    )


@pytest.fixture(scope="module")
def resources(gazetteer: Gazetteer) -> Resources:
    return Resources(gazetteer, load_morphology(), {"sagte": ("1", "2", "3")})


@pytest.fixture(scope="module")
def decoder(resources: Resources) -> Decoder:
    weights = {"g=PF": [0, 5, 0, 0, 0], "g=PL": [0, 1, 4, 3, 0], "-1w=in": [0, 0, 0, 4, 0], "ph=BLOC": [0, 0, 0, 9, 0]}
    weights |= {"ph=ILOC": [0, 0, 0, 0, 9]}
    transitions = np.zeros((5, 5), dtype=np.float32)
    transitions[[0, 3, 4], 2] = transitions[[0, 1, 2], 4] = -1e4
    rows = {name: row for row, name in enumerate(weights)}
    return Decoder(LinearChain(LABELS, rows, np.array([*weights.values()], dtype=np.float32), transitions), resources)


@pytest.fixture
def nlp(decoder: Decoder) -> Language:
    nlp = spacy.blank("de")
    tagger = nlp.add_pipe("crf_names")
    assert isinstance(tagger, NameTagger)
    tagger.decoder = decoder
    return nlp


def entities(nlp: Language, text: str) -> list[tuple[str, str]]:
    return [(ent.text, ent.label_) for ent in nlp(text).ents]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Lund sprach.", [("Ada Lund", "PER")]),
        ("Sie wohnt in Lund.", [("Lund", "LOC")]),
        ("Ein Zug nach Bad Tölz fuhr.", [("Bad Tölz", "LOC")]),
        ("Ada\n\nLund", [("Ada\n\nLund", "PER")]),
        ("", []),
        (" \n\n ", []),
    ],
)
def test_names_get_the_label_with_the_highest_score(nlp: Language, text: str, expected: list[tuple[str, str]]) -> None:
    assert entities(nlp, text) == expected


def test_a_blank_component_finds_no_names() -> None:
    nlp = spacy.blank("de")
    nlp.add_pipe("crf_names")
    assert entities(nlp, "Ada Lund sprach.") == []


def test_a_name_never_crosses_a_sentence_boundary(nlp: Language) -> None:
    doc = nlp.make_doc("Ada Lund")
    doc[1].is_sent_start = True
    assert [ent.text for ent in nlp.get_pipe("crf_names")(doc).ents] == ["Ada", "Lund"]


def test_a_very_long_sentence_is_cut(nlp: Language) -> None:
    text = "Ada Lund und " * LONGEST_SENTENCE
    assert len(entities(nlp, text)) >= LONGEST_SENTENCE


def test_what_is_remembered_changes_no_result(decoder: Decoder) -> None:
    sentence = ["Ada", "Lund", "wohnt", "in", "Lund"]
    first = decoder.emissions(sentence)
    decoder.tags(["Lund", "Ada"])
    np.testing.assert_array_equal(decoder.emissions(sentence), first)


def test_fast_decoding_equals_the_sum_over_all_features(decoder: Decoder, resources: Resources) -> None:
    sentence = ["Ada", "Lund", "sagte", "in", "Bad", "Tölz", ":"]
    expected = decoder.model.scores(sentence_features(sentence, resources))
    np.testing.assert_allclose(decoder.emissions(sentence), expected, atol=1e-4)


def test_a_tagger_read_back_gives_the_same_names_and_the_same_bytes(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "one")
    again = spacy.load(tmp_path / "one")
    again.to_disk(tmp_path / "two")
    assert entities(again, "Ada Lund wohnt in Lund.") == entities(nlp, "Ada Lund wohnt in Lund.")
    for file in (tmp_path / "one" / "crf_names").iterdir():
        assert file.read_bytes() == (tmp_path / "two" / "crf_names" / file.name).read_bytes()


@pytest.mark.parametrize(
    ("tags", "spans"),
    [
        (["B-PER", "I-PER", "O", "B-LOC"], [(0, 2, "PER"), (3, 4, "LOC")]),
        (["B-PER", "B-PER"], [(0, 1, "PER"), (1, 2, "PER")]),
        (["B-PER", "I-LOC"], [(0, 1, "PER"), (1, 2, "LOC")]),
        ([], []),
    ],
)
def test_tags_become_spans(tags: list[str], spans: list[tuple[int, int, str]]) -> None:
    assert list(tag_spans(tags)) == spans


@pytest.mark.parametrize(("word", "expected"), [("Lund", "PL"), ("Lunds", "PL_s"), ("LUND", "PL_u"), ("Baum", "-")])
def test_listed_words_are_known_in_the_genitive_and_in_capitals(gazetteer: Gazetteer, word: str, expected: str) -> None:
    assert gazetteer.word_class(word) == expected


def test_the_longest_listed_phrase_wins(gazetteer: Gazetteer) -> None:
    marks = gazetteer.phrase_marks(["in", "Bad", "Tölz", "Süd", "Bad"])
    assert marks == ["-", "BLOC", "ILOC", "ILOC", "-"]


@pytest.mark.parametrize(("word", "expected"), [("McDonald", "XxXx"), ("USA", "X"), ("3,5", "d,d"), ("U-Bahn", "X-Xx")])
def test_an_outline_keeps_one_of_each_run(word: str, expected: str) -> None:
    assert outline(word) == expected


@pytest.mark.parametrize(("word", "expected"), [("Berlin", "N1"), ("sagte", "KVV(FIN)"), ("Xqzt", "-")])
def test_the_morphological_lexicon_knows_names_from_common_words(word: str, expected: str) -> None:
    assert load_morphology().word_class(word) == expected


def test_words_between_quotation_marks_are_counted(gazetteer: Gazetteer) -> None:
    around = survey(["Der", "„", "Bad", "Tag", "“", "hier"], gazetteer)
    assert list(around.quoted) == [0, 0, 2, 2, 0, 0]


def test_capitals_throughout_are_noticed(gazetteer: Gazetteer) -> None:
    assert survey(["ADA", "LUND", "WOHNT", "HIER"], gazetteer).shouted
    assert not survey(["Ada", "LUND", "wohnt", "hier"], gazetteer).shouted
