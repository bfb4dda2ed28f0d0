"""Trains the shipped name tagger: a data folder → a pipeline folder for ``spacy.load``.

python -m stories.nlp.training.train --data FOLDER --out stories/nlp/trained [--config FILE]

The same data, configuration and package versions give the same bytes.
"""

from __future__ import annotations

import argparse
import logging
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pycrfsuite
import spacy
from spacy.language import Language

from stories.evaluation.names import Score, pipeline_tagger, score_names
from stories.nlp.tagger.component import LABELS, NameTagger
from stories.nlp.tagger.decoder import Decoder, LinearChain
from stories.nlp.tagger.features import Resources, sentence_features
from stories.nlp.tagger.morphology import load_morphology
from stories.nlp.training.clusters import build_clusters
from stories.nlp.training.config import DEFAULT, Corpus, CrfConfig, TrainingConfig, read_config
from stories.nlp.training.corpus import (
    NameSpan,
    TaggedSentence,
    read_conll,
    read_standoff,
    retokenise,
    text_and_names,
)
from stories.nlp.training.gazetteers import build_gazetteer

log = logging.getLogger(__name__)

TAGS = ("O", *(f"{prefix}-{label}" for label in LABELS for prefix in "BI"))
FORBIDDEN = -1e4


def train(data: Path, out: Path, config: TrainingConfig) -> dict[str, Score]:
    resources = build_resources(data, config)
    model = train_model(weighted_sentences(data, config, spacy.blank("de")), resources, config.crf)
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


def train_model(sentences: Sequence[TaggedSentence], resources: Resources, config: CrfConfig) -> LinearChain:
    log.info("%d sentences", len(sentences))
    trainer = pycrfsuite.Trainer(verbose=False)
    for sentence in sentences:
        trainer.append(pycrfsuite.ItemSequence(sentence_features(sentence.words, resources)), sentence.tags)
    trainer.set_params(
        {
            "c1": config.c1,
            "c2": config.c2,
            "max_iterations": config.iterations,
            "feature.possible_transitions": True,
        }
    )
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model.crfsuite")
        trainer.train(path)
        return _read_model(path)


def _read_model(path: str) -> LinearChain:
    tagger = pycrfsuite.Tagger()
    tagger.open(path)
    parameters = tagger.info()
    tagger.close()
    column = {tag: i for i, tag in enumerate(TAGS)}
    rows = {name: row for row, name in enumerate(sorted({name for name, _ in parameters.state_features}))}
    weights = np.zeros((len(rows), len(TAGS)), dtype=np.float32)
    for (name, tag), weight in parameters.state_features.items():
        weights[rows[name], column[tag]] = weight
    transitions = _transitions(parameters.transitions, column)
    # Rounded as stored, so that the measured model is the shipped one.
    return LinearChain(TAGS, rows, weights.astype(np.float16).astype(np.float32), transitions)


def _transitions(learned: Any, column: dict[str, int]) -> Any:
    """The learned weights; an I- tag may only follow a tag of its own label."""
    transitions = np.zeros((len(TAGS), len(TAGS)), dtype=np.float32)
    for (before, after), weight in learned.items():
        transitions[column[before], column[after]] = weight
    for before in TAGS:
        for after in TAGS:
            if after[0] == "I" and before[2:] != after[2:]:
                transitions[column[before], column[after]] = FORBIDDEN
    return transitions


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
