"""Settings of a training: config.toml → TrainingConfig."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DEFAULT = Path(__file__).parent / "config.toml"


@dataclass(frozen=True, slots=True)
class Corpus:
    """A CoNLL file of the data folder; with ``labels`` a plain text, its labels in a file beside this module."""

    file: str
    weight: int
    labels: str = ""


@dataclass(frozen=True, slots=True)
class ClusterConfig:
    text: str
    grains: tuple[int, ...]
    dimensions: int
    window: int
    min_count: int
    epochs: int


@dataclass(frozen=True, slots=True)
class Learner:
    """An algorithm of CRFsuite, and what its weights are multiplied with when they are added up."""

    algorithm: str
    share: float
    parameters: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class TrainingConfig:
    seed: int
    gazetteers: str
    measured_on: str
    corpora: tuple[Corpus, ...]
    clusters: ClusterConfig
    learners: tuple[Learner, ...]
    least_weight: float
    meta: dict[str, Any]


def read_config(path: Path = DEFAULT) -> TrainingConfig:
    with path.open("rb") as file:
        data = tomllib.load(file)
    return TrainingConfig(
        seed=data["seed"],
        gazetteers=data["gazetteers"],
        measured_on=data["measured_on"],
        corpora=tuple(Corpus(**corpus) for corpus in data["corpora"]),
        clusters=ClusterConfig(**{**data["clusters"], "grains": tuple(data["clusters"]["grains"])}),
        learners=tuple(Learner(**learner) for learner in data["learners"]),
        least_weight=data["least_weight"],
        meta=data["meta"],
    )
