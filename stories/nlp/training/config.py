"""Settings of a training: config.toml → TrainingConfig."""

from __future__ import annotations

import tomllib
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
class CrfConfig:
    c1: float
    c2: float
    iterations: int


@dataclass(frozen=True, slots=True)
class TrainingConfig:
    seed: int
    gazetteers: str
    measured_on: str
    corpora: tuple[Corpus, ...]
    clusters: ClusterConfig
    crf: CrfConfig
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
        crf=CrfConfig(**data["crf"]),
        meta=data["meta"],
    )
