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
from stories.nlp.tagger.features import EDGE, FAR_OFFSETS, OFFSETS, Resources, Word

Scores = NDArray[np.float32]
REMEMBERED_WORDS = 30_000


@dataclass(frozen=True, slots=True)
class LinearChain:
    """Weights of a conditional random field: ``rows[feature]`` is a line of ``weights``."""

    labels: tuple[str, ...]
    rows: Mapping[str, int]
    weights: Scores
    transitions: Scores

    def score(self, names: Iterable[str]) -> Scores:
        rows = [row for name in names if (row := self.rows.get(name)) is not None]
        total: Scores = self.weights[rows].sum(axis=0)
        return total

    def best_path(self, emissions: Scores) -> list[str]:
        """The most probable tags (Viterbi); an I- tag never starts a name (its weights forbid it)."""
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
    word: Word
    own: Scores
    near: Mapping[int, Scores]


@dataclass(slots=True)
class Decoder:
    model: LinearChain
    resources: Resources
    _memory: dict[str, _Remembered] = field(default_factory=dict)
    _edge: Mapping[int, Scores] = field(init=False)

    def __post_init__(self) -> None:
        self._edge = self._near(EDGE)

    def tags(self, texts: Sequence[str]) -> list[str]:
        return self.model.best_path(self.emissions(texts)) if texts else []

    def emissions(self, texts: Sequence[str]) -> Scores:
        known = [self._remember(text) for text in texts]
        emissions = np.stack([entry.own for entry in known])
        for offset in OFFSETS + FAR_OFFSETS:
            self._add_neighbours(emissions, known, offset)
        words = [entry.word for entry in known]
        around = features.survey(texts, self.resources.gazetteer)
        for i in range(len(words)):
            emissions[i] += self.model.score(features.joint(words, i, around))
        return emissions

    def _add_neighbours(self, emissions: Scores, known: Sequence[_Remembered], offset: int) -> None:
        edge, size = self._edge[offset], len(known)
        emissions += np.stack([known[i + offset].near[offset] if 0 <= i + offset < size else edge for i in range(size)])

    def _remember(self, text: str) -> _Remembered:
        if (entry := self._memory.get(text)) is None:
            if len(self._memory) >= REMEMBERED_WORDS:
                self._memory.clear()
            word = features.look_up(text, self.resources)
            own = self.model.score(features.own(word, self.resources))
            entry = self._memory[text] = _Remembered(word, own, self._near(word))
        return entry

    def _near(self, word: Word) -> dict[int, Scores]:
        return {offset: self.model.score(features.near(word, offset)) for offset in OFFSETS + FAR_OFFSETS}
