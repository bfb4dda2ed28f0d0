"""How rare a key is in its story and in German: Signatures in, weighted tokens out."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from stories.comparison import lexicon
from stories.comparison.signature import Signature, Token

# A stem common in German keeps this share of its weight, however rare it is in the story.
_COMMON_WORD_KEEPS = 0.5
_SHARPNESS = 1.5
# In a story of two sentences every shared word would seem common; it is weighed like a story of this length.
_LEAST_SENTENCES = 40.0
_STORY_ONLY = ("=", "^", "#", "n:", "d:", "c:")


@dataclass(frozen=True, slots=True)
class Weighted:
    """A signature's tokens with rarity: ``keys`` is the best weight of each key, ``total`` all tokens
    together, ``kinds`` what each token is: word, name, time or figure."""

    tokens: tuple[Token, ...]
    keys: dict[str, float]
    kinds: tuple[str, ...]
    total: float


def weigh(signatures: Sequence[Signature]) -> tuple[tuple[Weighted, ...], dict[str, float]]:
    """The weighted tokens of each signature, and in how many sentences each key stands (copies count once)."""
    reports = {(signature.report, signature.origin) for signature in signatures}
    copies = Counter(origin for _, origin in reports)
    spread: defaultdict[str, float] = defaultdict(float)
    for signature in signatures:
        for key in {key for token in signature.tokens for key, _ in token}:
            spread[key] += 1 / copies[signature.origin]
    everything = max(_LEAST_SENTENCES, sum(1 / copies[signature.origin] for signature in signatures))
    rarities = {key: _rarity(key, count, everything) for key, count in spread.items()}
    return tuple(_weighted(signature, rarities) for signature in signatures), dict(spread)


def _rarity(key: str, count: float, everything: float) -> float:
    in_story: float = (math.log((everything + 1) / max(1.0, count)) / math.log(everything + 1)) ** _SHARPNESS
    if key.startswith(_STORY_ONLY):
        return in_story
    return in_story * (_COMMON_WORD_KEEPS + (1 - _COMMON_WORD_KEEPS) * lexicon.words().rarity(key))


def _weighted(signature: Signature, rarities: dict[str, float]) -> Weighted:
    tokens = tuple(tuple((key, weight * rarities[key]) for key, weight in token) for token in signature.tokens)
    keys: dict[str, float] = {}
    for token in signature.tokens:
        for key, weight in token:
            keys[key] = max(weight, keys.get(key, 0.0))
    kinds = tuple(_kind(token[0][0]) for token in signature.tokens)
    return Weighted(tokens, keys, kinds, sum(token[0][1] for token in tokens))


def _kind(key: str) -> str:
    if key.startswith("n:"):
        return "name"
    if key.startswith(("d:", "c:")):
        return "time"
    return "figure" if key.startswith("#") else "word"
