"""Text → the words that are the article's own, without page furniture and what the publisher printed before.

Notices and teasers that a publisher puts into every article make strangers look alike: on the
development set removing them is worth more than any other single step.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

from stories.clustering.background import DATA
from stories.clustering.folding import words

RUN_WORDS = 5
HEAD_WORDS = 8
SAME_TEXT_SHARE = 0.5
"""An earlier article that shares this much of runs and of head words is the same report, not furniture."""

_SENTENCE_END = re.compile(r"(?<=[.!?…:])\s+|\n+")


@dataclass(frozen=True, slots=True)
class Printed:
    """What an earlier article of the publisher printed: its first words and the hashes of its word runs."""

    head: frozenset[str]
    runs: frozenset[int]


def printed(body: list[str]) -> Printed:
    return Printed(frozenset(body[:HEAD_WORDS]), frozenset(run_hashes(body)))


def run_hashes(body: list[str]) -> list[int]:
    """One hash for each run of ``RUN_WORDS`` words, by the place where it starts."""
    return [
        crc32(" ".join(body[start : start + RUN_WORDS]).encode()) for start in range(max(0, len(body) - RUN_WORDS + 1))
    ]


def own_words(body: list[str], earlier: Iterable[Printed]) -> list[str]:
    """The words of ``body`` outside the runs that the publisher's earlier articles printed."""
    hashes = run_hashes(body)
    mine = Printed(frozenset(body[:HEAD_WORDS]), frozenset(hashes))
    seen = frozenset[int]().union(*(other.runs & mine.runs for other in earlier if not _same_text(mine, other)))
    covered = {place + step for place, run in enumerate(hashes) if run in seen for step in range(RUN_WORDS)}
    return [word for place, word in enumerate(body) if place not in covered]


def without_furniture(text: str, language: str) -> list[str]:
    """The folded words of ``text`` without sentences that belong to the page."""
    markers = _markers(language.split("-")[0].lower())
    sentences = (words(sentence) for sentence in _SENTENCE_END.split(text))
    return [word for sentence in sentences if not markers.search(" ".join(sentence)) for word in sentence]


def _same_text(mine: Printed, other: Printed) -> bool:
    shared = len(mine.runs & other.runs) / max(1, min(len(mine.runs), len(other.runs)))
    heads = len(mine.head & other.head) / max(1, min(len(mine.head), len(other.head)))
    return shared >= SAME_TEXT_SHARE and heads >= SAME_TEXT_SHARE


@lru_cache(maxsize=8)
def _markers(language: str) -> re.Pattern[str]:
    table = tomllib.loads((DATA / "furniture.toml").read_text(encoding="utf-8"))
    phrases = table.get(language, table["de"])
    return re.compile(r"\b(?:" + "|".join(map(re.escape, phrases)) + r")\b")
