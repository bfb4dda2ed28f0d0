"""Reading CoNLL files, and the strict figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
import spacy

from stories.evaluation.names import score_names
from stories.nlp.training.corpus import (
    NameSpan,
    TaggedSentence,
    line_digest,
    read_conll,
    read_standoff,
    retokenise,
    text_and_names,
)

FILE = "Ada\tB-PER\nLund\tI-PER\nwohnt\tO\nin\tO\nWorms\tB-LOC\n.\tO\n\n\nHallo\tO\n"
ADA = TaggedSentence(("Ada", "Lund", "wohnt", "in", "Worms", "."), ("B-PER", "I-PER", "O", "O", "B-LOC", "O"))


def test_sentences_are_read_up_to_the_blank_line(tmp_path: Path) -> None:
    path = tmp_path / "small.conll"
    path.write_text(FILE, encoding="utf-8")
    assert list(read_conll(path)) == [ADA, TaggedSentence(("Hallo",), ("O",))]


def test_names_are_placed_in_the_text_of_joined_tokens() -> None:
    text, names = text_and_names(ADA)
    assert [(text[name.start : name.end], name.label) for name in names] == [("Ada Lund", "PER"), ("Worms", "LOC")]


def test_neighbouring_names_stay_two() -> None:
    _, names = text_and_names(TaggedSentence(("Worms", "Lund"), ("B-LOC", "B-LOC")))
    assert names == (NameSpan(0, 5, "LOC"), NameSpan(6, 10, "LOC"))


def test_tags_follow_a_tokenizer_that_cuts_more_finely() -> None:
    sentence = TaggedSentence(("(Worms/Lund)", "."), ("B-LOC", "O"))
    cut = retokenise(*text_and_names(sentence), spacy.blank("de"))
    assert "".join(cut.words) == "(Worms/Lund)."
    assert cut.tags[0] == "B-LOC"
    assert set(cut.tags[1:-1]) <= {"I-LOC"}


def test_labels_apart_find_their_line_by_its_digest(tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text("Hallo.\nAda wohnt in Worms.\nNichts hier.\n", encoding="utf-8")
    rows = [f"{line_digest('Nichts hier.')}\t", f"{line_digest('Ada wohnt in Worms.')}\t0:3:PER 13:18:LOC"]
    (tmp_path / "labels.tsv").write_text("# who and why\n" + "\n".join(rows) + "\n", encoding="utf-8")
    assert list(read_standoff(tmp_path / "text.txt", tmp_path / "labels.tsv")) == [
        ("Ada wohnt in Worms.", (NameSpan(0, 3, "PER"), NameSpan(13, 18, "LOC"))),
        ("Nichts hier.", ()),
    ]


@pytest.mark.parametrize(
    ("found", "hits"),
    [
        ({NameSpan(0, 8, "PER"), NameSpan(18, 23, "LOC")}, 2),
        ({NameSpan(0, 8, "PER"), NameSpan(18, 23, "ORG")}, 1),
        ({NameSpan(0, 3, "PER")}, 0),
        (set(), 0),
    ],
)
def test_only_the_exact_span_with_the_right_label_counts(found: set[NameSpan], hits: int) -> None:
    def tagger(texts: Sequence[str]) -> Iterator[set[NameSpan]]:
        yield from (found for _ in texts)

    overall = score_names([ADA], tagger)["all"]
    assert (overall.hits, overall.found, overall.gold) == (hits, len(found), 2)


def test_figures_of_nothing_are_zero() -> None:
    scores = score_names([], lambda _: iter(()))
    assert (scores["all"].precision, scores["all"].recall, scores["all"].f1) == (0, 0, 0)
