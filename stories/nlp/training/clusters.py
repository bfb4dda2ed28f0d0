"""Word clusters: tokenised plain text → word → its cluster at three grains, coarse to fine.

Skip-gram vectors with a window of two words gather words that stand in the same places, which is
what a tagger needs; k-means on the unit sphere cuts them into classes.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from gensim.models import Word2Vec
from sklearn.cluster import MiniBatchKMeans

from stories.nlp.training.config import ClusterConfig


def build_clusters(text: Path, config: ClusterConfig, seed: int) -> dict[str, tuple[str, ...]]:
    sentences = [line.split() for line in text.read_text(encoding="utf-8").splitlines() if line.strip()]
    vectors = _train_vectors(sentences, config, seed)
    units = vectors.vectors / np.linalg.norm(vectors.vectors, axis=1, keepdims=True)
    grains = [
        MiniBatchKMeans(grain, batch_size=4096, n_init=3, max_iter=60, random_state=seed).fit(units).labels_
        for grain in config.grains
    ]
    return {word: tuple(str(grain[i]) for grain in grains) for i, word in enumerate(vectors.index_to_key)}


def _train_vectors(sentences: Sequence[Sequence[str]], config: ClusterConfig, seed: int):  # type: ignore[no-untyped-def]
    # One worker: with several the order of updates, and so the result, would differ from run to run.
    return Word2Vec(
        sentences,
        vector_size=config.dimensions,
        window=config.window,
        min_count=config.min_count,
        epochs=config.epochs,
        negative=8,
        alpha=0.05,
        sg=1,
        workers=1,
        seed=seed,
    ).wv
