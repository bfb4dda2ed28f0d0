"""What the morphological lexicon of the HanTa package says about a word: in a word, out a class.

Only the tables of HanTa are read (a dictionary look-up); its analysis of unknown words takes
almost a millisecond a word and gave no better names. Class: K + part-of-speech tags of a frequent
word; N1 or N2 a frequent or rare proper name (Ns: without its -s), then the kind of common word
whose stem it also is (NN, VV, AD).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from HanTa.HanoverTagger import HanoverTagger

# Log probability above which a proper name counts as frequent: the commonest twelfth of them.
FREQUENT_NAME = -8.5
COMMON_TAGS = ("NN", "NN(A)", "ADJ", "VV", "NNA")
UNKNOWN = "-"


@dataclass(frozen=True, slots=True)
class Morphology:
    frequent: Mapping[str, str]
    names: Mapping[str, float]
    stems: tuple[tuple[str, frozenset[str]], ...]

    def word_class(self, word: str) -> str:
        if found := self.frequent.get(word):
            return found
        lower = word.lower()
        return (self._name_class(lower) + self._stem_class(lower)) or UNKNOWN

    def _name_class(self, lower: str) -> str:
        for form, ending in ((lower, ""), (lower[:-1] if lower[-1:] == "s" else "", "s")):
            if form and form in self.names:
                return f"N{ending}{'1' if self.names[form] > FREQUENT_NAME else '2'}"
        return ""

    def _stem_class(self, lower: str) -> str:
        forms = [lower]
        forms += [lower[:-1]] if lower[-1:] in ("s", "n") else []
        forms += [lower[:-2]] if lower[-2:] in ("en", "es") else []
        return next((kind for kind, stems in self.stems if any(form in stems for form in forms)), "")


@lru_cache(maxsize=1)
def load_morphology() -> Morphology:
    tables = HanoverTagger("morphmodel_ger.pgz")
    number_of = tables.tag2int
    morphemes = tables.LP_m_t
    return Morphology(
        frequent={
            word: "K" + "|".join(tables.int2tag[tag] for tag, _ in tags[:2]) for word, tags in tables.cache.items()
        },
        names=dict(morphemes[number_of["NE"]]),
        stems=tuple(
            (tag[:2], frozenset(morphemes[number_of[tag]])) for tag in COMMON_TAGS if number_of.get(tag) in morphemes
        ),
    )
