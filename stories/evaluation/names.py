"""Strict figures for names: a CoNLL file and a spaCy pipeline → precision, recall, F1 a label.

Each sentence is its own text, its tokens joined by blanks. A name counts only with the right
first and last character and the right label.

python -m stories.evaluation.names CONLL [--pipeline FOLDER]
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import spacy

from stories.nlp.tagger import PIPELINE_PATH
from stories.nlp.tagger.component import LABELS
from stories.nlp.training.corpus import NameSpan, TaggedSentence, read_conll, text_and_names

Tagger = Callable[[Sequence[str]], Iterable[set[NameSpan]]]


@dataclass(frozen=True, slots=True)
class Score:
    hits: int
    found: int
    gold: int

    @property
    def precision(self) -> float:
        return self.hits / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.hits / (self.found + self.gold) if self.found + self.gold else 0.0


def score_names(sentences: Iterable[TaggedSentence], tagger: Tagger) -> dict[str, Score]:
    """One Score a label, then ``all`` over the four labels."""
    gold = [text_and_names(sentence) for sentence in sentences]
    hits, found, wanted = Counter[str](), Counter[str](), Counter[str]()
    for (_, names), predicted in zip(gold, tagger([text for text, _ in gold]), strict=True):
        wanted.update(name.label for name in names)
        found.update(name.label for name in predicted)
        hits.update(name.label for name in predicted.intersection(names))
    scores = {label: Score(hits[label], found[label], wanted[label]) for label in LABELS}
    return scores | {"all": Score(hits.total(), found.total(), wanted.total())}


def pipeline_tagger(nlp: spacy.language.Language) -> Tagger:
    def tag(texts: Sequence[str]) -> Iterable[set[NameSpan]]:
        for doc in nlp.pipe(texts):
            yield {NameSpan(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents}

    return tag


def report(scores: dict[str, Score]) -> str:
    return "\n".join(
        f"{label:4}  P {score.precision:.3f}  R {score.recall:.3f}  F1 {score.f1:.3f}  ({score.gold} names)"
        for label, score in scores.items()
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="Strict precision, recall and F1 of names on a CoNLL file.")
    parser.add_argument("conll", type=Path)
    parser.add_argument("--pipeline", type=Path, default=PIPELINE_PATH)
    arguments = parser.parse_args()
    nlp = spacy.load(arguments.pipeline)
    print(report(score_names(read_conll(arguments.conll), pipeline_tagger(nlp))))  # noqa: T201 (a command's answer)


if __name__ == "__main__":
    main()
