"""Features of the name tagger: in the words of a sentence, out strings that name what is seen.

Three kinds, kept apart because their sums can be remembered: of the word itself (``own``), of one
word as the neighbour of another (``near``), of several words together (``joint``). The features
are those usual for linear-chain taggers: word, affixes, shape, lists of names, word clusters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from stories.nlp.tagger.gazetteer import Gazetteer
from stories.nlp.tagger.morphology import Morphology

OFFSETS = (-3, -2, -1, 1, 2, 3)
FAR_OFFSETS = (-3, 3)
LONGEST_WORD = 60
_REPEATED = re.compile(r"(.)\1+")
_DIGIT = re.compile(r"\d")
_QUOTES = frozenset({*"\"„“”«»‚‘'`", "``", "''"})
_MAX_QUOTED = 6
_EDGE = "<>"
_NO_CLUSTERS = ("-",) * 3


@dataclass(frozen=True, slots=True)
class Resources:
    """What the features look words up in."""

    gazetteer: Gazetteer
    morphology: Morphology
    clusters: Mapping[str, Sequence[str]]

    def clusters_of(self, word: str) -> Sequence[str]:
        return self.clusters.get(word) or self.clusters.get(word.lower()) or _NO_CLUSTERS


@dataclass(frozen=True, slots=True)
class Word:
    """The classes of one word, each looked up once."""

    text: str
    lower: str
    outline: str
    listed: str
    city: str
    morph: str
    clusters: Sequence[str]


EDGE = Word(_EDGE, _EDGE, _EDGE, _EDGE, _EDGE, _EDGE, (_EDGE,) * 3)


def shape(text: str) -> str:
    return "".join("X" if c.isupper() else "x" if c.islower() else "d" if c.isdigit() else c for c in text)


def outline(text: str) -> str:
    return _REPEATED.sub(r"\1", shape(text))


def look_up(text: str, resources: Resources) -> Word:
    text = text[:LONGEST_WORD]
    lower = text.lower()
    return Word(
        text=text,
        lower=_DIGIT.sub("0", lower) if text[:1].isdigit() else lower,
        outline=outline(text),
        listed=resources.gazetteer.word_class(text),
        city=resources.gazetteer.city_class(text),
        morph=resources.morphology.word_class(text),
        clusters=resources.clusters_of(text),
    )


def own(word: Word, resources: Resources) -> list[str]:
    lower, listed = word.text.lower(), word.listed
    short = shape(word.text) if len(word.text) <= 4 else word.outline
    features = [
        "w=" + word.lower, "W=" + short + lower[-2:], "sh=" + short, "ss=" + word.outline, "g=" + listed,
        "gg=" + word.city, "g2=" + listed + word.city, "h=" + word.morph, f"len={min(len(lower), 8)}",
    ]  # fmt: skip
    features += [f"s{n}={lower[-n:]}" for n in range(1, 7) if len(lower) > n]
    features += [f"p{n}={lower[:n]}" for n in range(2, 7) if len(lower) > n]
    features += [f"c{k}={cluster}" for k, cluster in enumerate(word.clusters)]
    features.append(f"c1ss={word.clusters[0]}{word.outline}")
    if word.text[:1].isupper():
        features += _capitalised(word, resources)
    return features + _compound(word, resources)


def _capitalised(word: Word, resources: Resources) -> Iterator[str]:
    lower = word.text.lower()
    if lower[-1:] == "s":
        stem = word.text[:-1]
        yield f"gen={resources.morphology.word_class(stem)}{resources.gazetteer.word_class(stem)}"
    if len(lower) <= 20:
        framed = f"^{lower}$"
        yield from ("n=" + framed[start : start + 4] for start in range(len(framed) - 3))


def _compound(word: Word, resources: Resources) -> list[str]:
    parts = [part for part in word.text.split("-") if part]
    if len(parts) < 2:
        return []
    first, last = parts[0], parts[-1]
    first_class, last_class = resources.gazetteer.word_class(first), resources.gazetteer.word_class(last)
    return [
        "hl=" + last.lower(), "hls=" + last.lower()[-4:], "hf=" + first.lower(), "hfg=" + first_class,
        "hlg=" + last_class, f"hfl={first_class}/{last_class}", f"hn={len(parts)}",
        "hh=" + resources.morphology.word_class(last), "hss=" + outline(last),
        f"hc={resources.clusters_of(last)[-1]}",
    ]  # fmt: skip


def near(word: Word) -> list[str]:
    """What a neighbour sees of the word; of a far one it counts only the first of these."""
    return [
        "w=" + word.lower, "ss=" + word.outline, f"g={word.listed}{word.city}", "h=" + word.morph,
        "s3=" + word.lower[-3:], *(f"c{k}={cluster}" for k, cluster in enumerate(word.clusters)),
    ]  # fmt: skip


def at_offset(offset: int, feature: str) -> str:
    return f"{offset:+d}{feature}"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known of a sentence as a whole, position by position."""

    phrases: Sequence[str]
    quoted: Sequence[int]
    first_word: int
    shouted: bool


def survey(texts: Sequence[str], gazetteer: Gazetteer) -> Surroundings:
    letters = [text for text in texts if text.isalpha()]
    return Surroundings(
        phrases=gazetteer.phrase_marks(texts),
        quoted=_quoted(texts),
        first_word=next((i for i, text in enumerate(texts) if text[:1].isalpha()), -1),
        shouted=len(letters) > 3 and sum(map(str.isupper, letters)) > 0.6 * len(letters),
    )


def _quoted(texts: Sequence[str]) -> list[int]:
    """For each word between quotation marks how many words they hold, else 0."""
    inside = [0] * len(texts)
    marks = [i for i, text in enumerate(texts) if text in _QUOTES]
    for opening, closing in list(pairwise(marks))[::2]:
        for i in range(opening + 1, closing):
            inside[i] = min(closing - opening - 1, _MAX_QUOTED)
    return inside


def joint(words: Sequence[Word], i: int, around: Surroundings) -> list[str]:
    a, c, d = words[i - 1] if i else EDGE, words[i], words[i + 1] if i + 1 < len(words) else EDGE
    before = words[i - 2] if i > 1 else EDGE
    features = [
        f"-g0={a.listed}/{c.listed}", f"0g+={c.listed}/{d.listed}", f"-g+={a.listed}/{c.listed}/{d.listed}",
        f"-w0s={a.lower}/{c.outline}", f"+w0s={c.outline}/{d.lower}", f"-s0s+s={a.outline}/{c.outline}/{d.outline}",
        f"-w0g={a.lower}/{c.listed}", f"+w0g={c.listed}/{d.lower}", f"-w0w={a.lower}/{c.lower}",
        f"0w+w={c.lower}/{d.lower}", f"-h0+={a.morph}/{c.morph}/{d.morph}", f"-w+w={a.lower}/{d.lower}",
        f"--w-w={before.lower}/{a.lower}", f"-w0s3={a.lower}/{c.lower[-3:]}",
        f"-c0c={a.clusters[0]}/{c.clusters[0]}", f"0c+c={c.clusters[0]}/{d.clusters[0]}",
        f"-c+c={a.clusters[0]}/{d.clusters[0]}",
    ]  # fmt: skip
    return features + _position(c, i, around)


def _position(word: Word, i: int, around: Surroundings) -> list[str]:
    phrases, quoted = around.phrases, around.quoted
    after = phrases[i + 1] if i + 1 < len(phrases) else _EDGE
    features = [
        f"ph={phrases[i]}", f"ph-={phrases[i - 1] if i else _EDGE}", f"ph+={after}", f"ph0g={phrases[i]}{word.listed}",
    ]  # fmt: skip
    if i == around.first_word:
        features += ["first", f"first{word.outline}", f"first{word.morph}", f"firstg{word.listed}"]
    if quoted[i]:
        features += [f"q{quoted[i]}", f"q{word.outline}", "qI" if i and quoted[i - 1] else "qB"]
    if around.shouted:
        features += ["caps", f"caps{word.listed}"]
    return features


def sentence_features(texts: Sequence[str], resources: Resources) -> list[list[str]]:
    """All features of each word, as the training needs them."""
    words = [look_up(text, resources) for text in texts]
    around = survey(texts, resources.gazetteer)
    return [
        [*own(word, resources), *_neighbourhood(words, i), *joint(words, i, around)] for i, word in enumerate(words)
    ]


def _neighbourhood(words: Sequence[Word], i: int) -> Iterator[str]:
    for offset in OFFSETS:
        seen = near(words[i + offset] if 0 <= i + offset < len(words) else EDGE)
        yield from (at_offset(offset, feature) for feature in (seen[:1] if offset in FAR_OFFSETS else seen))
