"""Text → folded word forms: the terms and letter runs two articles are compared by.

Folding makes German inflection and spelling comparable ("Straße", "Strasse", "STRASSEN" share a
stem) without a dictionary, so that a name or a new word is folded as well as a known one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from zlib import crc32

STEM_LETTERS = 6
"""Prefix length; on the development sets lemmas were no better than this, 5 and 7 were worse."""

GRAM_LETTERS = 4
GRAM_BUCKETS = 1 << 14

_WORD = re.compile(r"[^\W_]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def fold(text: str) -> str:
    """Lower case, ß as ss, no accents, no invisible characters."""
    plain = unicodedata.normalize("NFKD", _INVISIBLE.sub("", text).casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def words(text: str) -> list[str]:
    """The folded words in text order; hyphens part words ("Syrien-Krise" → syrien, krise)."""
    return _WORD.findall(fold(text))


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    return word[:STEM_LETTERS]


@lru_cache(maxsize=65536)
def grams(word: str) -> tuple[int, ...]:
    """Buckets of the letter runs of one folded word, its edges marked."""
    return tuple(crc32(run.encode()) % GRAM_BUCKETS for run in _letter_runs(f" {word} "))


def _letter_runs(word: str) -> Iterator[str]:
    for start in range(max(1, len(word) - GRAM_LETTERS + 1)):
        yield word[start : start + GRAM_LETTERS]
