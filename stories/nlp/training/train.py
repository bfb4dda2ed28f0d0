"""Trains the shipped name tagger: a data folder → a pipeline folder for ``spacy.load``.

python -m stories.nlp.training.train --data FOLDER --out stories/nlp/trained [--config FILE]

The same data, configuration and package versions give the same bytes.
"""

from __future__ import annotations

import argparse
import logging
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language

from stories.evaluation.names import Score, pipeline_tagger, score_names
from stories.nlp.tagger.component import NameTagger
from stories.nlp.tagger.decoder import Decoder
from stories.nlp.tagger.features import Resources
from stories.nlp.tagger.morphology import load_morphology
from stories.nlp.training.clusters import build_clusters
from stories.nlp.training.config import DEFAULT, Corpus, TrainingConfig, read_config
from stories.nlp.training.corpus import (
    NameSpan,
    TaggedSentence,
    read_conll,
    read_standoff,
    retokenise,
    text_and_names,
)
from stories.nlp.training.gazetteers import build_gazetteer
from stories.nlp.training.learning import learn

log = logging.getLogger(__name__)


def train(data: Path, out: Path, config: TrainingConfig) -> dict[str, Score]:
    resources = build_resources(data, config)
    sentences = weighted_sentences(data, config, spacy.blank("de"))
    model = learn(sentences, resources, config.learners, seed=config.seed, least=config.least_weight)
    decoder = Decoder(model, resources)
    scores = score_names(read_conll(data / config.measured_on), pipeline_tagger(_pipeline(decoder)))
    nlp = _pipeline(decoder)  # a fresh one: a vocabulary keeps every word it has met
    nlp.meta.update(config.meta | {"performance": _performance(scores)})
    nlp.to_disk(out)
    return scores


def _pipeline(decoder: Decoder) -> Language:
    nlp = spacy.blank("de")
    tagger = nlp.add_pipe("crf_names")
    if not isinstance(tagger, NameTagger):
        raise TypeError(tagger)
    tagger.decoder = decoder
    return nlp


def build_resources(data: Path, config: TrainingConfig) -> Resources:
    log.info("lists of names and word clusters")
    clusters = build_clusters(data / config.clusters.text, config.clusters, config.seed)
    return Resources(build_gazetteer(data / config.gazetteers), load_morphology(), clusters)


def weighted_sentences(data: Path, config: TrainingConfig, nlp: Language) -> list[TaggedSentence]:
    return [
        sentence
        for corpus in config.corpora
        for text, names in _labelled_texts(data, corpus)
        for sentence in [retokenise(text, names, nlp)] * corpus.weight
    ]


def _labelled_texts(data: Path, corpus: Corpus) -> Iterator[tuple[str, tuple[NameSpan, ...]]]:
    if corpus.labels:
        return read_standoff(data / corpus.file, Path(__file__).parent / corpus.labels)
    return map(text_and_names, read_conll(data / corpus.file))


def _performance(scores: dict[str, Score]) -> dict[str, Any]:
    def figures(score: Score) -> dict[str, float]:
        return {"p": round(score.precision, 4), "r": round(score.recall, 4), "f": round(score.f1, 4)}

    overall = figures(scores["all"])
    return {
        "ents_p": overall["p"],
        "ents_r": overall["r"],
        "ents_f": overall["f"],
        "ents_per_type": {label: figures(score) for label, score in scores.items() if label != "all"},
    }


def main(arguments: Iterable[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Train the name tagger from a folder of corpora.")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--config", type=Path, default=DEFAULT)
    options = parser.parse_args(list(arguments) if arguments is not None else None)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    logging.getLogger("gensim").setLevel(logging.WARNING)
    scores = train(options.data, options.out, read_config(options.config))
    log.info("%s: F1 %.4f", options.out, scores["all"].f1)


if __name__ == "__main__":
    main()
