"""A training in miniature, on invented sentences."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from stories.nlp.tagger.decoder import Decoder
from stories.nlp.tagger.features import Resources
from stories.nlp.tagger.gazetteer import Gazetteer
from stories.nlp.tagger.morphology import load_morphology
from stories.nlp.training.config import Learner, read_config
from stories.nlp.training.corpus import TaggedSentence
from stories.nlp.training.learning import FORBIDDEN, TAGS, learn

LEARNERS = (
    Learner("l2sgd", 0.5, {"c2": 1.0, "max_iterations": 10, "feature.possible_transitions": 1}),
    Learner("pa", 2.0, {"max_iterations": 5, "feature.possible_transitions": 1}),
)
SENTENCES = [
    TaggedSentence((name, "wohnt", "in", place, "."), ("B-PER", "O", "O", "B-LOC", "O"))
    for name in ("Ada", "Bela", "Cora", "Doro")
    for place in ("Worms", "Lund", "Bern", "Gera")
]


@pytest.fixture(scope="module")
def resources() -> Resources:
    return Resources(Gazetteer({}, frozenset(), {}), load_morphology(), {})


def test_what_was_learned_carries_over_to_new_words(resources: Resources) -> None:
    decoder = Decoder(learn(SENTENCES, resources, LEARNERS, seed=1, least=0.0), resources)
    assert decoder.tags(["Emil", "wohnt", "in", "Zeven", "."]) == ["B-PER", "O", "O", "B-LOC", "O"]


def test_the_same_seed_gives_the_same_weights(resources: Resources) -> None:
    first, again = (learn(SENTENCES, resources, LEARNERS, seed=7, least=0.0) for _ in range(2))
    assert list(first.rows) == list(again.rows)
    np.testing.assert_array_equal(first.weights, again.weights)
    np.testing.assert_array_equal(first.transitions, again.transitions)


def test_small_weights_are_dropped(resources: Resources) -> None:
    whole, pruned = (learn(SENTENCES, resources, LEARNERS, seed=1, least=least) for least in (0.0, 0.05))
    assert 0 < len(pruned.rows) < len(whole.rows)
    assert np.abs(pruned.weights[pruned.weights != 0]).min() >= 0.049


def test_an_inside_tag_follows_its_own_label_only(resources: Resources) -> None:
    transitions = learn(SENTENCES, resources, LEARNERS, seed=1, least=0.0).transitions
    inside, begin, other = TAGS.index("I-LOC"), TAGS.index("B-LOC"), TAGS.index("B-PER")
    assert transitions[other, inside] == FORBIDDEN
    assert transitions[begin, inside] > FORBIDDEN


def test_a_configuration_without_learners_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(
        'seed = 1\nleast_weight = 0.1\ngazetteers = "g"\nmeasured_on = "m"\ncorpora = []\n', encoding="utf-8"
    )
    with pytest.raises(KeyError):
        read_config(path)


def test_the_shipped_configuration_never_trains_on_what_it_is_measured_on() -> None:
    config = read_config()
    assert config.learners
    assert config.measured_on not in {corpus.file for corpus in config.corpora}
