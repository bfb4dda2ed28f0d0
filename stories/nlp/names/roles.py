"""A word → what kind of role it names; names beside role words → who holds which role in the article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from stories.nlp.names.article import Article
from stories.nlp.names.forms import adjective_stem, fold
from stories.nlp.names.lexicon import Lexicon, RoleWord, load_lexicon
from stories.nlp.names.words import EntitySpan, is_capitalised

_AGE = re.compile(r"^(\d{1,3})-?[Jj]ährige[rnms]?$")
_IN_BRACKETS = re.compile(r"\s?\(\s?(\d{1,2}|[A-ZÄÖÜ][\wÄÖÜäöü/ ]{1,20}?)\s?[),]")
_COMMA = re.compile(r",\s$")
# A role stands at most this many words from the name it belongs to: "der frühere langjährige Leiter, X".
_REACH = 5


def role_of(word: str, lexicon: Lexicon) -> RoleWord | None:
    """The role a word names, also as the last part of a compound: Bundesaußenministerin → minister, f."""
    return _role_of(word) if word[:1].isupper() and len(word) > 2 else None


@lru_cache(maxsize=20_000)
def _role_of(word: str) -> RoleWord | None:
    roles = load_lexicon().roles
    lower = word.lower()
    for cut in range(max(0, len(lower) - 22), len(lower) - 3):
        role = roles.get(lower[cut:])
        if role and (cut == 0 or len(lower) - cut > 4):
            return role
    return roles.get(lower)


def age_of(word: str) -> str:
    """52-Jährige, 70-jähriger → the number; empty for other words."""
    match = _AGE.match(word)
    return match.group(1) if match else ""


def basic_role(word: str) -> str:
    """One form for a role word whatever its case: Präsidenten, Präsident → präsident."""
    lower = word.lower()
    for ending in ("innen", "en", "es", "s", "n"):
        role = _role_of(word[: -len(ending)]) if lower.endswith(ending) else None
        if role and role.nominative:
            return lower[: -len(ending)]
    return lower


def places_of(words: Sequence[str]) -> set[str]:
    """Places and parties the words point to: türkische, Wormser, Grieche, Republikaner, SPD."""
    lexicon, found = load_lexicon(), set()
    for word in words:
        first = word.split("-")[0]
        for form in {fold(word), fold(first)}:
            demonym = lexicon.demonyms.get(form)
            entry = (
                lexicon.adjectives.get(adjective_stem(form.lower()) or form)
                or lexicon.adjectives.get(adjective_stem(word.lower()))
                or lexicon.inhabitants.get(form)
                or (demonym.entry if demonym else None)
                or (lexicon.names.get(form) if "-" in word or form.isupper() else None)
            )
            if entry:
                found.add(entry.name)
    return found


def roles_beside(article: Article, span: EntitySpan) -> list[str]:
    """The words that say what the person is: before the name, in apposition after it, or in brackets."""
    indexes = article.word_range(span.start, span.end)
    if not indexes:
        return []
    return [*_left(article, indexes[0]), *_left_of_comma(article, indexes[0]), *_right(article, span, indexes[-1])]


def _left(article: Article, index: int) -> list[str]:
    """ "der 70-jährige türkische Präsident" before the name."""
    found: list[str] = []
    while len(found) < _REACH:
        word = article.before(index)
        adjective = bool(found) and word[:1].islower() and word.endswith(("e", "er", "en", "em", "es"))
        if not word or not (adjective or _says_role(word, article.lexicon) or age_of(word)) or word.lower() == "der":
            break
        found.append(word)
        index -= 1
    return found


def _says_role(word: str, lexicon: Lexicon) -> bool:
    return bool(role_of(word, lexicon)) or fold(word) in lexicon.demonyms or fold(word) in lexicon.inhabitants


def _left_of_comma(article: Article, index: int) -> list[str]:
    """ "Die Sprecherin des Präsidenten, X": the first role of the phrase before the comma."""
    if index < 1 or not _COMMA.search(article.text[article.words[index - 1].end : article.words[index].start]):
        return []
    found: list[str] = []
    for step in range(1, _REACH + 1):
        position = index - step
        if position < 0 or (step > 1 and not article.after(position)):
            break
        if role_of(article.words[position].text, article.lexicon):
            found = [article.words[position].text]
    return found


def _right(article: Article, span: EntitySpan, index: int) -> list[str]:
    """ "X, der griechische Premier," and "X (SPD)", "X (52)"."""
    bracket = _IN_BRACKETS.match(article.text, span.end)
    if bracket:
        entry = article.lexicon.names.get(fold(bracket.group(1)))
        return [bracket.group(1) + "-Jährige"] if bracket.group(1).isdigit() else ([entry.name] if entry else [])
    if not re.match(r",\s", article.text[span.end : span.end + 2]):
        return []
    found: list[str] = []
    for position in range(index + 1, min(index + _REACH, len(article.words))):
        word = article.words[position].text
        found.append(word)
        if role_of(word, article.lexicon):
            return found
        if not article.after(position) or (is_capitalised(word) and not _says_role(word, article.lexicon)):
            break
    return []
