"""Words outside the entities → the places they come from: russisch-amerikanisch, Wormser, Schweizer, Griechen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from stories.nlp.names.article import Article
from stories.nlp.names.forms import PREFIXES, adjective_stem, fold
from stories.nlp.names.lexicon import Entry, load_lexicon
from stories.nlp.names.words import LONGEST_WORD, Word, is_capitalised
from stories.nlp.types import Label, Mention

_DIRECTIONS = ("ost", "west", "nord", "süd", "zentral", "mittel")
_ADJECTIVE = re.compile(r"(?<![\w-])\w[\w-]{0,60}?(?:isch|eutsch)[\w-]{0,60}")
_INHABITANT_ENDINGS = ("erinnen", "erin", "ern", "ers", "er")


def derived(article: Article, covered: bytearray, known: Mapping[str, tuple[str, Label]]) -> Iterator[Mention]:
    """Adjectives of places and peoples, -er forms of towns (also of the article's own), and names of peoples."""
    for index in article.capitals:
        word = article.words[index]
        if not covered[word.start]:
            start = _start_of_two(article, index)
            entry = _people(fold(word.text)) or _of_this_article(word.text, known)
            if start < word.start:
                yield _mention(start, article.text[start : word.end], article.lexicon.inhabitants[_two(article, index)])
            elif entry:
                yield _mention(word.start, word.text, entry)
    for match in _ADJECTIVE.finditer(article.text):
        if not covered[match.start()] and len(match.group()) <= LONGEST_WORD:
            yield from _adjectives(Word(*match.span(), match.group()))


def _two(article: Article, index: int) -> str:
    return fold(article.text[article.words[index - 1].start : article.words[index].end]) if index else ""


def _start_of_two(article: Article, index: int) -> int:
    """Where "New Yorker" or "St. Galler" begins; the word's own start where it stands alone."""
    word = article.words[index]
    if word.text.endswith(("er", "ern", "ers")) and _two(article, index) in article.lexicon.inhabitants:
        return article.words[index - 1].start
    return word.start


def _mention(start: int, text: str, entry: Entry) -> Mention:
    return Mention(start=start, end=start + len(text), label=entry.label, name=entry.name, form="derived")


@lru_cache(maxsize=20_000)
def _people(word: str) -> Entry | None:
    lexicon = load_lexicon()
    demonym = lexicon.demonyms.get(word)
    if demonym and not (demonym.entry.kind == "party" and demonym.gender == "mf"):
        return demonym.entry
    return lexicon.inhabitants.get(word)


def _of_this_article(word: str, known: Mapping[str, tuple[str, Label]]) -> Entry | None:
    for base in _homes(word):
        name, label = known.get(base, ("", "PER"))
        if label == "LOC":
            return Entry(name, "LOC", "city")
    return None


@lru_cache(maxsize=20_000)
def _homes(word: str) -> tuple[str, ...]:
    """The towns a word may be an inhabitant of, by its ending: Seestädter → Seestädt, Seestädte."""
    ending = next((ending for ending in _INHABITANT_ENDINGS if word.endswith(ending)), "")
    stem = word[: -len(ending)] if ending else ""
    return tuple(fold(base) for base in (stem, stem + "e") if stem and len(base) > 3)


def _adjectives(word: Word) -> Iterator[Mention]:
    stem, capitalised = adjective_stem(word.text.lower()), is_capitalised(word.text)
    # "auf Russisch", "Deutsch": the language, not the country.
    if not stem or (capitalised and len(stem) == len(word.text)):
        return
    whole = _adjective(stem)
    if whole:
        yield _mention(word.start, word.text, whole)
        return
    position = word.start
    for segment in word.text.split("-"):
        lower = segment.lower()
        entry = _adjective(adjective_stem(lower) or lower)
        if entry:
            yield _mention(position, segment, entry)
        position += len(segment) + 1


@lru_cache(maxsize=20_000)
def _adjective(stem: str) -> Entry | None:
    """The place of an adjective's stem, also behind pro-, anti-, ost- and the like."""
    adjectives = load_lexicon().adjectives
    if stem in adjectives:
        return adjectives[stem]
    for prefix in (*PREFIXES, *_DIRECTIONS):
        rest = stem.removeprefix(prefix).removeprefix("-")
        if rest != stem and rest in adjectives:
            return adjectives[rest]
    return None
