"""Text → entity spans from the lexicon alone: the whole name finder where no trained tagger runs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from stories.nlp.names.forms import fold, genitive_bases, title_case
from stories.nlp.names.lexicon import Entry, Lexicon, load_lexicon
from stories.nlp.names.roles import role_of
from stories.nlp.names.words import EntitySpan, Word, is_capitalised, split_words, without_overlaps

_LEGAL_FORM = re.compile(
    r"(?<!\w)((?:[A-ZÄÖÜ][\w&-]{0,40}\s){1,3}(?:AG|SE|GmbH|KG|KGaA|SA|Inc\.|Ltd\.|Corp\.|e\.V\.))(?!\w)"
)
_INSTITUTION = re.compile(
    r"\b((?:Universität|Hochschule|Landgericht|Amtsgericht|Oberlandesgericht|Verwaltungsgericht|Bezirksgericht|"
    r"Sozialgericht|Uniklinik|Universitätsklinikum|Staatsanwaltschaft|Messe|FC|SV|VfB|VfL|TSV|SC|FSV|SpVgg|Eintracht|"
    r"Bundesamt für|Institut für|Ministerium für)\s[A-ZÄÖÜ][\w-]+)"
)
_AIRPORT = re.compile(r"\b(Flughafen [A-ZÄÖÜ][\w-]+(?: (?:am|im|bei) [A-ZÄÖÜ][\w-]+)?)")
_PARTY = re.compile(r"\((Grüne|Linke|SP|CVP|Piraten|Republikaner|Demokraten|Labour)\)")
# Given names, initials, particles and surname together; longer runs are lists.
LONGEST_NAME = 7
_INITIAL = re.compile(r"[A-ZÄÖÜ]$")


def recognise(text: str, *, sure_only: bool = False) -> list[EntitySpan]:
    """Names of the lexicon, given name + surname, a few patterns of organisations; ``sure_only``: the lexicon alone."""
    lexicon, words = load_lexicon(), split_words(text)
    spans = list(_listed(text, words, lexicon))
    spans += [EntitySpan(m.start(1), m.end(1), "LOC") for m in _AIRPORT.finditer(text)]
    if not sure_only:
        spans += _persons(text, words, lexicon)
        spans += [EntitySpan(m.start(1), m.end(1), "ORG") for m in _LEGAL_FORM.finditer(text)]
        spans += [EntitySpan(m.start(1), m.end(1), "ORG") for m in _INSTITUTION.finditer(text)]
        spans += [EntitySpan(m.start(1), m.end(1), "ORG") for m in _PARTY.finditer(text)]
    return without_overlaps(spans)


def _listed(text: str, words: Sequence[Word], lexicon: Lexicon) -> list[EntitySpan]:
    found: list[EntitySpan] = []
    after = 0
    for position in [index for index, (_, _, word) in enumerate(words) if _reach(word)]:
        used = _longest(text, words, position, lexicon) if position >= after else None
        if used:
            last, entry = used
            end = words[last].end + _final_dot(text, words[last], entry)
            found.append(EntitySpan(words[position].start, end, entry.label))
            after = last + 1
    return found


def _longest(text: str, words: Sequence[Word], position: int, lexicon: Lexicon) -> tuple[int, Entry] | None:
    """The longest strong name that begins at the word: index of its last word, and its entry."""
    reach = _reach(words[position].text)
    for last in range(min(position + reach, len(words)) - 1, position - 1, -1):
        entry = lookup(text[words[position].start : words[last].end], lexicon)
        if entry and not entry.weak:
            return last, entry
    return None


@lru_cache(maxsize=50_000)
def _reach(word: str) -> int:
    """How many words the longest listed name has that begins with the word; 0 for most words."""
    first, longest = fold(word), load_lexicon().first_words
    return max(longest.get(key, 0) for key in (first, title_case(first), *genitive_bases(first)))


def _final_dot(text: str, word: Word, entry: Entry) -> int:
    return int(entry.name.endswith(".") and text[word.end : word.end + 1] == ".")


def lookup(surface: str, lexicon: Lexicon) -> Entry | None:
    """The entry of a name as it stands in a text: exact, in capitals, or as a genitive."""
    key = fold(surface)
    entry = lexicon.names.get(key) or lexicon.names.get(key + ".") or lexicon.names.get(title_case(key))
    if entry:
        return entry
    for base in genitive_bases(key):
        entry = lexicon.names.get(base)
        if entry and len(base) > 3:
            return entry
    return None


def _persons(text: str, words: Sequence[Word], lexicon: Lexicon) -> list[EntitySpan]:
    found: list[EntitySpan] = []
    for position, word in enumerate(words):
        if _is_given(word.text, lexicon):
            last = _surname_after(text, words, position, lexicon)
            if last:
                found.append(EntitySpan(word.start, words[last].end, "PER"))
        elif _two_unknown(text, words, position, lexicon):
            found.append(EntitySpan(words[position + 1].start, words[position + 2].end, "PER"))
        elif word.text in {"Herr", "Herrn", "Frau"} and _is_surname(words, position + 1, lexicon):
            found.append(EntitySpan(words[position + 1].start, words[position + 1].end, "PER"))
    return found


def _is_given(word: str, lexicon: Lexicon) -> bool:
    """Also Kai-Uwe, whose first part is a given name."""
    key = fold(word)
    return key in lexicon.given_names or ("-" in key and key.split("-")[0] in lexicon.given_names and len(key) < 20)


def _two_unknown(text: str, words: Sequence[Word], position: int, lexicon: Lexicon) -> bool:
    """ "Bundesrätin Madlaina Caduff": a role and two capitalised words no list explains."""
    if position + 2 >= len(words) or not role_of(words[position].text, lexicon):
        return False
    gaps = {text[words[i].end : words[i + 1].start] for i in (position, position + 1)}
    return gaps <= {" ", "\u00a0"} and all(
        _is_surname(words, i, lexicon) and not role_of(words[i].text, lexicon) and not lookup(words[i].text, lexicon)
        for i in (position + 1, position + 2)
    )


def _surname_after(text: str, words: Sequence[Word], position: int, lexicon: Lexicon) -> int | None:
    """Index of the last word of a full name that begins with the given name at ``position``."""
    for index in range(position + 1, min(position + LONGEST_NAME, len(words))):
        if text[words[index - 1].end : words[index].start] not in {" ", ". ", ".", "\u00a0"}:
            return None
        if not _goes_on(words, index, lexicon):
            return index if _is_surname(words, index, lexicon) else None
    return None


def _goes_on(words: Sequence[Word], index: int, lexicon: Lexicon) -> bool:
    """Whether the word is another given name, a particle or an initial, so that the surname is still to come."""
    word = words[index].text
    another = fold(word) in lexicon.given_names and _is_surname(words, index + 1, lexicon)
    return another or word in lexicon.particles or bool(_INITIAL.match(word))


def _is_surname(words: Sequence[Word], index: int, lexicon: Lexicon) -> bool:
    if index >= len(words):
        return False
    word = words[index].text
    return len(word) > 2 and is_capitalised(word) and not word.isupper() and not _is_common(word, lexicon)


def _is_common(word: str, lexicon: Lexicon) -> bool:
    role = role_of(word, lexicon)
    listed = lexicon.names.get(fold(word))
    return bool(role and role.gender == "f") or bool(listed and listed.kind in {"state", "party"})
