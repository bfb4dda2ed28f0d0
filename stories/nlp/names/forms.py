"""German word forms of names: a word → what it may be a form of (genitives, adjectives, inhabitants), and back."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import product

_SAME_SIGN: dict[int, str] = str.maketrans(
    {"ß": "ss", "’": "'", "‘": "'", "`": "'", "‐": "-", "‑": "-", "–": "-", "\u00a0": " "}
)
# Erdogan for Erdoğan, Sanchez for Sánchez; German umlauts stay.
_PLAIN_LETTERS = {
    code: base
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
    if chr(code) not in "äöüÄÖÜ" and (base := unicodedata.normalize("NFD", chr(code))[0]) != chr(code)
}
_SAME_SIGN |= _PLAIN_LETTERS | {ord("ı"): "i", ord("ł"): "l", ord("Ł"): "L", ord("ø"): "o", ord("Ø"): "O"}
_SPACES = re.compile(r"\s+")
_ADJECTIVE = re.compile(r"(.*(?:isch|deutsch))(?:e|er|en|es|em|ere|eren|sten|ste)?$")
# Names that end in s by themselves: a bare final s after these letters is rarely a genitive.
_OWN_S = ("ss", "us", "is", "as", "os", "ns", "xs", "zs", "ys", "ies", "ues", "nes", "les", "tes", "rs", "ls")
PREFIXES = ("pro", "anti", "nicht", "inner", "gesamt", "alt", "neu", "ex")


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """One spelling for ss and ß, for foreign accents, apostrophes, hyphens and blanks; upper and lower case stay."""
    return _SPACES.sub(" ", text.translate(_SAME_SIGN)).strip()


@lru_cache(maxsize=20_000)
def genitive_bases(word: str) -> tuple[str, ...]:
    """What the folded word may be the genitive of: Putins → Putin, Merz' → Merz, Bundestages → Bundestag."""
    if word.endswith("'s") and len(word) > 4:
        return (word[:-2],)
    if word.endswith("'"):
        return (word[:-1],)
    if len(word) < 4 or not word.endswith("s"):
        return ()
    return (word[:-1], word[:-2]) if word.endswith("es") and len(word) > 6 else (word[:-1],)


def looks_genitive(word: str) -> bool:
    """Whether an unknown name's final s is more likely an ending than its own letter."""
    return word.endswith("s") and len(word) > 4 and not word.endswith(_OWN_S)


def title_case(word: str) -> str:
    """RHEINLAND-PFALZ → Rheinland-Pfalz; words with any small letter stay."""
    return "-".join(part.capitalize() for part in word.split("-")) if word.isupper() and len(word) > 3 else word


def adjective_stem(word: str) -> str:
    """russischen → russisch, deutsche → deutsch; empty for other words. The word is lower case."""
    match = _ADJECTIVE.match(word)
    return match.group(1) if match else ""


def demonym_forms(masculine: str, feminine: str = "") -> dict[str, str]:
    """All forms of a people's name with m, f or "" (plural): Russe Russen, Russin Russinnen; Italiener Italienerin."""
    if masculine.endswith("e"):
        endings, plural = ["", "n"], []
    elif masculine.endswith("er"):
        endings, plural = ["", "s"], [masculine + "n"]
    else:
        endings, plural = ["", "s", "en"], [masculine + "n"]
    woman = feminine or masculine.removesuffix("e") + "in"
    forms = dict.fromkeys([*plural, woman + "nen"], "")
    return forms | {masculine + ending: "m" for ending in endings} | {woman: "f"}


def participle_forms(masculine: str) -> dict[str, str]:
    """Forms of an adjective used as a noun (Grüner, Deutscher): der Grüne, die Grüne, ein Grüner."""
    stem = masculine.removesuffix("er")
    return {stem + "e": "mf", stem + "er": "m", stem + "en": "m"}


@lru_cache(maxsize=4_000)
def inhabitants(city: str, irregular: tuple[str, ...] = ()) -> frozenset[str]:
    """Wormser, Wormsern, Wormserin … of a town or land; given irregular ones replace the rule."""
    if not irregular:
        irregular = _regular_inhabitants(city)
    endings = ("", "n", "s", "in", "innen")
    return frozenset(word + ending for word, ending in product(irregular, endings))


def _regular_inhabitants(city: str) -> tuple[str, ...]:
    if len(city) < 4:
        return ()
    return (city + "r",) if city.endswith("e") else (city + "er",)
