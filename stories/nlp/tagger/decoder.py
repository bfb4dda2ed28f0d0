"""The linear-chain model at work: in the words of a sentence, out one IOB2 tag a word.

The sums of a word's own and neighbour weights depend on the word alone, so they are remembered
for the words met lately; that is what makes the decoding fast. What is remembered never changes a
result.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from stories.nlp.tagger import features
from stories.nlp.tagger.features import EDGE, OFFSETS, Resources, Word

Scores = NDArray[np.float32]
REMEMBERED_WORDS = 30_000


@dataclass(frozen=True, slots=True)
class LinearChain:
    """Weights of a conditional random field: ``rows[feature]`` is a line of ``weights``."""

    labels: tuple[str, ...]
    rows: Mapping[str, int]
    weights: Scores
    transitions: Scores
    _padded: Scores = field(init=False, repr=False)
    _zeros: int = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_zeros", len(self.weights))
        object.__setattr__(self, "_padded", np.vstack([self.weights, np.zeros_like(self.transitions[:1])]))

    def scores(self, groups: Iterable[Iterable[str]]) -> Scores:
        """One line of scores for each group of features, all in one step."""
        rows: list[int] = []
        starts: list[int] = []
        for names in groups:
            starts.append(len(rows))
            rows.append(self._zeros)  # a group without any known feature would be skipped
            rows += [row for row in map(self.rows.get, names) if row is not None]
        total: Scores = np.add.reduceat(self._padded.take(rows, axis=0), starts, axis=0)
        return total

    def best_path(self, emissions: Scores) -> list[str]:
        """The most probable tags (Viterbi); no name begins with an I- tag."""
        score, pointers = emissions[0] + self._start(), []
        for emission in emissions[1:]:
            options = score[:, None] + self.transitions
            pointers.append(options.argmax(axis=0))
            score = options.max(axis=0) + emission
        path = [int(score.argmax())]
        for pointer in reversed(pointers):
            path.append(int(pointer[path[-1]]))
        return [self.labels[label] for label in reversed(path)]

    def _start(self) -> Scores:
        return np.array([-1e4 if label.startswith("I-") else 0.0 for label in self.labels], dtype=np.float32)


@dataclass(frozen=True, slots=True)
class _Remembered:
    """A word with the scores it gives itself, and one line of scores for each offset it is seen from."""

    word: Word
    own: Scores
    near: Scores


@dataclass(slots=True)
class Decoder:
    model: LinearChain
    resources: Resources
    _memory: dict[str, _Remembered] = field(default_factory=dict)
    _near_rows: dict[str, int] = field(init=False)
    _near_weights: Scores = field(init=False)
    _edge: Scores = field(init=False)

    def __post_init__(self) -> None:
        self._near_rows, self._near_weights = _by_neighbour(self.model)
        self._edge = self._near(EDGE)

    def tags(self, texts: Sequence[str]) -> list[str]:
        return self.model.best_path(self.emissions(texts)) if texts else []

    def emissions(self, texts: Sequence[str]) -> Scores:
        known = [self._remember(text) for text in texts]
        emissions = np.array([entry.own for entry in known])
        self._add_neighbours(emissions, known)
        words = [entry.word for entry in known]
        around = features.survey(texts, self.resources.gazetteer)
        emissions += self.model.scores(features.joint(words, i, around) for i in range(len(words)))
        return emissions

    def _add_neighbours(self, emissions: Scores, known: Sequence[_Remembered]) -> None:
        near = np.array([entry.near for entry in known])
        for k, offset in enumerate(OFFSETS):
            first, last = max(0, -offset), min(len(known), len(known) - offset)
            if first < last:
                emissions[first:last] += near[first + offset : last + offset, k]
            outside = [i for i in range(len(known)) if not first <= i < last]
            emissions[outside] += self._edge[k]

    def _remember(self, text: str) -> _Remembered:
        if (entry := self._memory.get(text)) is None:
            if len(self._memory) >= REMEMBERED_WORDS:
                self._memory.clear()
            word = features.look_up(text, self.resources)
            own = self.model.scores([features.own(word, self.resources)])[0]
            entry = self._memory[text] = _Remembered(word, own, self._near(word))
        return entry

    def _near(self, word: Word) -> Scores:
        rows = [row for row in map(self._near_rows.get, features.near(word)) if row is not None]
        total: Scores = np.add.reduce(self._near_weights.take(rows, axis=0), axis=0)
        return total


def _by_neighbour(model: LinearChain) -> tuple[dict[str, int], Scores]:
    """The weights of neighbours turned round: for each feature one line for every offset."""
    marks = {features.at_offset(offset, ""): k for k, offset in enumerate(OFFSETS)}
    found = [(name[2:], marks[name[:2]], row) for name, row in model.rows.items() if name[:2] in marks]
    rows = {name: i for i, name in enumerate(dict.fromkeys(name for name, _, _ in found))}
    weights = np.zeros((len(rows), len(OFFSETS), len(model.labels)), dtype=np.float32)
    for name, k, row in found:
        weights[rows[name], k] = model.weights[row]
    return rows, weights
