"""Lists of names: in a word or a sequence of words, out the classes under which lists know it.

Word classes: PF first name, PL last name, L place, L1 place of one word, G organisation, G1
organisation of one word, X several of these; a trailing + means that the word is also seen inside
longer names. Cities are kept apart, because a city list holds many words that are nouns, too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

UNKNOWN = "-"


@dataclass(frozen=True, slots=True)
class Gazetteer:
    words: Mapping[str, str]
    cities: frozenset[str]
    phrases: Mapping[tuple[str, ...], str]
    longest: Mapping[str, int] = field(init=False)

    def __post_init__(self) -> None:
        longest: dict[str, int] = {}
        for phrase in self.phrases:
            longest[phrase[0]] = max(longest.get(phrase[0], 0), len(phrase))
        object.__setattr__(self, "longest", longest)

    def word_class(self, word: str) -> str:
        if found := self.words.get(word):
            return found
        if len(word) > 3 and word[-1] == "s" and (found := self.words.get(word[:-1])):
            return found + "_s"
        if len(word) > 3 and word.isupper() and (found := self.words.get(word.capitalize())):
            return found + "_u"
        return UNKNOWN

    def city_class(self, word: str) -> str:
        if word in self.cities:
            return "g"
        if len(word) > 3 and word[-1] == "s" and word[:-1] in self.cities:
            return "gs"
        return UNKNOWN

    def phrase_marks(self, words: Sequence[str]) -> list[str]:
        """B-/I-marks of the longest known phrases, from left to right."""
        marks = [UNKNOWN] * len(words)
        start = 0
        while start < len(words):
            length, label = self._longest_phrase(words, start)
            for position in range(start, start + length):
                marks[position] = ("B" if position == start else "I") + label
            start += length or 1
        return marks

    def _longest_phrase(self, words: Sequence[str], start: int) -> tuple[int, str]:
        limit = min(self.longest.get(words[start], 0), len(words) - start)
        for length in range(limit, 1, -1):
            if label := self.phrases.get(tuple(words[start : start + length])):
                return length, label
        return 0, UNKNOWN
