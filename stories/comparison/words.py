"""Words folded to comparable stems: a token in, its stem out; a stem in, the stems it contains out.

Lemma first (simplemma's dictionary knows "gewann"), then a light suffix stemmer, so that a verb, its
participle and the noun made from it ("verletzen", "verletzt", "Verletzte") meet in one stem.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import simplemma

WORD = re.compile(r"[^\W_]+")
_UMLAUTS = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})
_PARTICIPLE = re.compile(r"^ge(?=.{4,}t$)")
_INFLECTION = re.compile(r"(?<=...)(?:ungen|ung|em|er|en|es|e|s|n)$")
_UNSTRESSED = re.compile(r"(?<=....)el$")
_WEAK_FORM = re.compile(r"(?<=....)t$")
_LONGEST_WORD = 60
_SEPARABLE = re.compile(
    r"(?:zurück|zusammen|weiter|wieder|herbei|heraus|herein|hervor|hinaus|hinein|hinzu|herab|hinab"
    r"|nieder|vorbei|voraus|vorher|statt|teil|fest|fort|frei|bereit|auf|aus|ein|mit|nach|vor|weg|los|her|hin|dar"
    r"|ab|an|bei|um|zu)(?=.{5,})"
)


@lru_cache(maxsize=200_000)
def stem(word: str, language: str = "de") -> str:
    """The stem of a word; a number stays as it is."""
    folded = unicodedata.normalize("NFC", word)[:_LONGEST_WORD]
    if not folded.isalpha():
        return folded.lower()
    lemma = simplemma.lemmatize(folded, lang="en" if language.startswith("en") else "de").lower()
    return _strip(lemma.translate(_UMLAUTS))


def _strip(lemma: str) -> str:
    if len(lemma) <= 4:
        return lemma
    stripped = _WEAK_FORM.sub("", _INFLECTION.sub("", _PARTICIPLE.sub("", lemma)))
    return _UNSTRESSED.sub("l", stripped)


@lru_cache(maxsize=100_000)
def verb_root(word: str) -> str:
    """The stem without a separable prefix ("anstreben" -> the stem of "streben"), or an empty string."""
    lemma = simplemma.lemmatize(word[:_LONGEST_WORD], lang="de").lower()
    if not lemma.endswith(("en", "rn", "ln")) or lemma[:1] != word[:1]:
        return ""
    bare = _SEPARABLE.sub("", lemma, count=1)
    return "" if bare == lemma else _strip(bare.translate(_UMLAUTS))
