"""The files of a trained tagger: a decoder ↔ a folder with its weights, features and lists.

The same decoder always gives the same bytes (no time stamps), so that a training can be repeated
and compared.
"""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import numpy as np

from stories.nlp.tagger.decoder import Decoder, LinearChain
from stories.nlp.tagger.features import Resources
from stories.nlp.tagger.gazetteer import Gazetteer
from stories.nlp.tagger.morphology import load_morphology

WEIGHTS, FEATURES, LISTS = "weights.npz", "features.json.gz", "lists.json.gz"


def holds_decoder(folder: Path) -> bool:
    return (folder / WEIGHTS).exists()


def write_decoder(decoder: Decoder, folder: Path) -> None:
    model, resources = decoder.model, decoder.resources
    np.savez(folder / WEIGHTS, weights=model.weights.astype(np.float16), transitions=model.transitions)
    _write_json(folder / FEATURES, {"labels": list(model.labels), "features": list(model.rows)})
    _write_json(
        folder / LISTS,
        {
            "words": dict(resources.gazetteer.words),
            "cities": sorted(resources.gazetteer.cities),
            "phrases": {" ".join(phrase): label for phrase, label in resources.gazetteer.phrases.items()},
            "clusters": {word: list(clusters) for word, clusters in resources.clusters.items()},
        },
    )


def read_decoder(folder: Path) -> Decoder:
    lists, names = _read_json(folder / LISTS), _read_json(folder / FEATURES)
    with np.load(folder / WEIGHTS) as arrays:
        weights, transitions = arrays["weights"].astype(np.float32), arrays["transitions"]
    model = LinearChain(
        labels=tuple(names["labels"]),
        rows={name: row for row, name in enumerate(names["features"])},
        weights=weights,
        transitions=transitions,
    )
    gazetteer = Gazetteer(
        words=lists["words"],
        cities=frozenset(lists["cities"]),
        phrases={tuple(phrase.split(" ")): label for phrase, label in lists["phrases"].items()},
    )
    return Decoder(model, Resources(gazetteer, load_morphology(), lists["clusters"]))


def _write_json(path: Path, value: Any) -> None:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    path.write_bytes(gzip.compress(text.encode(), mtime=0))


def _read_json(path: Path) -> Any:
    return json.loads(gzip.decompress(path.read_bytes()))
