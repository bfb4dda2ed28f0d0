"""Learns the weights of the tagger: tagged sentences → LinearChain.

Several learners see the same features, so their weights can simply be added, each with its share:
the result is one linear model that takes the time of one and makes fewer mistakes than any of
them (a logarithmic opinion pool).
"""

from __future__ import annotations

import ctypes
import logging
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pycrfsuite

from stories.nlp.tagger.component import LABELS
from stories.nlp.tagger.decoder import LinearChain, Scores
from stories.nlp.tagger.features import Resources, sentence_features
from stories.nlp.training.config import Learner
from stories.nlp.training.corpus import TaggedSentence

log = logging.getLogger(__name__)

TAGS = ("O", *(f"{prefix}-{label}" for label in LABELS for prefix in "BI"))
COLUMN = {tag: column for column, tag in enumerate(TAGS)}
FORBIDDEN = -1e4


def learn(
    sentences: Sequence[TaggedSentence], resources: Resources, learners: Sequence[Learner], *, seed: int, least: float
) -> LinearChain:
    """``least`` is the smallest weight worth keeping."""
    log.info("features of %d sentences", len(sentences))
    items = [pycrfsuite.ItemSequence(sentence_features(sentence.words, resources)) for sentence in sentences]
    tags = [sentence.tags for sentence in sentences]
    states: dict[str, Scores] = defaultdict(lambda: np.zeros(len(TAGS), dtype=np.float32))
    transitions = np.zeros((len(TAGS), len(TAGS)), dtype=np.float32)
    for learner in learners:
        log.info("%s", learner)
        parameters = _learned(items, tags, learner, seed)
        for (name, tag), weight in parameters.state_features.items():
            states[name][COLUMN[tag]] += learner.share * weight
        for (before, after), weight in parameters.transitions.items():
            transitions[COLUMN[before], COLUMN[after]] += learner.share * weight
    return _linear_chain(states, transitions, least)


def _learned(items: Sequence[Any], tags: Sequence[Sequence[str]], learner: Learner, seed: int) -> Any:
    # The library shuffles with the C library's random numbers, which nothing else here uses.
    ctypes.CDLL(None).srand(seed)
    trainer = pycrfsuite.Trainer(algorithm=learner.algorithm, params=dict(learner.parameters), verbose=False)
    for item, sequence in zip(items, tags, strict=True):
        trainer.append(item, sequence)
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        parameters = tagger.info()
        tagger.close()
    return parameters


def _linear_chain(states: dict[str, Scores], transitions: Scores, least: float) -> LinearChain:
    """The kept weights, rounded as they are stored, so that the measured model is the shipped one."""
    kept = {name: np.where(np.abs(weights) < least, 0, weights) for name, weights in sorted(states.items())}
    kept = {name: weights for name, weights in kept.items() if weights.any()}
    weights = np.array(list(kept.values())).astype(np.float16).astype(np.float32)
    for before in TAGS:
        for after in TAGS:
            if after[0] == "I" and before[2:] != after[2:]:
                transitions[COLUMN[before], COLUMN[after]] = FORBIDDEN
    return LinearChain(TAGS, {name: row for row, name in enumerate(kept)}, weights, transitions)
