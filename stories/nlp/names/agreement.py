"""Repaired spans of one article → spans that agree: one label for one name, and no place of a name forgotten."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable
from functools import lru_cache

from stories.nlp.names.article import ARTICLES, Article
from stories.nlp.names.forms import fold, genitive_bases, title_case
from stories.nlp.names.recogniser import lookup
from stories.nlp.names.roles import role_of
from stories.nlp.names.words import EntitySpan, cover
from stories.nlp.types import Label

# Kinds of listed names whose label no sentence changes: no tagger makes the Kreml a town or Österreich a person.
_FIRM_KINDS = frozenset({"state", "land", "region", "body", "party", "news"})
# More different names than this in one text is a list, not an article; looking for each again would be slow.
MOST_NAMES = 400


def _base(word: str, attested: Container[str]) -> str:
    for base in genitive_bases(word):
        if base in attested:
            return base
    return word


def one_label_a_name(article: Article, spans: list[EntitySpan]) -> list[EntitySpan]:
    surnames = surnames_of(article, spans)
    votes: defaultdict[str, Counter[Label]] = defaultdict(Counter)
    keys = [fold(article.surface(span)) for span in spans]
    attested = {*keys, *surnames}
    for span, key in zip(spans, keys, strict=True):
        votes[_base(key, attested)][span.label] += 1
    firsts = _first_and_last_words(article, spans)
    return [
        EntitySpan(span.start, span.end, _label(article, span, _base(key, attested), votes, surnames, firsts))
        for span, key in zip(spans, keys, strict=True)
    ]


def surnames_of(article: Article, spans: Iterable[EntitySpan]) -> frozenset[str]:
    """Last words of the full names of persons, genitives reduced where the base stands in the text."""
    lasts = {fold(words[-1]) for span in spans if span.label == "PER" and len(words := article.words_of(span)) > 1}
    attested = lasts | {fold(article.surface(span)) for span in spans} | article.bare_words
    return frozenset(_base(last, attested) for last in lasts)


def _first_and_last_words(article: Article, spans: Iterable[EntitySpan]) -> dict[str, Label]:
    """Words that stand for a longer name of an organisation: Wargau (Logistik), (Verkehrsgewerkschaft) Transita."""
    ends: dict[str, Label] = {}
    for span in spans:
        words = article.words_of(span) if span.label == "ORG" else []
        if len(words) > 1:
            ends |= {fold(words[0]): "ORG", fold(words[-1]): "ORG"}
    return ends


def _label(
    article: Article,
    span: EntitySpan,
    key: str,
    votes: dict[str, Counter[Label]],
    surnames: frozenset[str],
    ends: dict[str, Label],
) -> Label:
    """One name, one kind: by full name, by the lexicon, by the longer name it stands for, by majority."""
    if " " in key:
        return _label_of_long(article, span, key, votes[key], surnames)
    known = lookup(key, article.lexicon)
    if key in surnames and (not known or known.label == "PER" or span.label == "PER"):
        return "PER"
    if (
        known
        and not known.weak
        and (span.label in {"PER", "MISC"} or known.label == "PER" or known.kind in _FIRM_KINDS)
    ):
        return known.label
    if span.label in {"PER", "MISC"} and key in ends:
        return ends[key]
    (best, count), *others = votes[key].most_common()
    towns = {span.label, best} == {"LOC", "ORG"}
    return best if others and not towns and count > 2 * others[0][1] else span.label


def _label_of_long(
    article: Article, span: EntitySpan, key: str, votes: Counter[Label], surnames: frozenset[str]
) -> Label:
    """A name of several words: by the lexicon, by majority, and first name + surname after a role is a person."""
    entry = article.lexicon.names.get(key)
    if entry and not entry.weak:
        return entry.label
    (best, count), *others = votes.most_common()
    words = key.split(" ")
    if words[0] in article.lexicon.given_names and len(words) == 2:
        before = article.before(article.word_range(span.start, span.end).start)
        if words[1] in surnames or role_of(before, article.lexicon):
            return "PER"
    return best if not others or count > others[0][1] else span.label


def forgotten(article: Article, spans: list[EntitySpan]) -> list[EntitySpan]:
    """Further places of the names found: full names anywhere, single words where most of their places were found."""
    covered = cover(len(article.text), spans)
    found = _full_names_again(article, spans, covered)
    surnames = surnames_of(article, spans)
    single = _single_names(article, spans, surnames)
    open_words: defaultdict[str, list[int]] = defaultdict(list)
    for index in article.capitals:
        word = article.words[index]
        if not covered[word.start]:
            key = _key_in(fold(word.text), single)
            if key:
                open_words[key].append(index)
    for key, indexes in open_words.items():
        label, count = single[key]
        if label == "PER":
            indexes = [i for i in indexes if article.before(i).lower() not in ARTICLES]
        if key in surnames or count >= len(indexes):
            found += [EntitySpan(article.words[i].start, article.words[i].end, label) for i in indexes]
    return found


def _key_in(word: str, names: dict[str, tuple[Label, int]]) -> str:
    for key in _keys(word):
        if key in names:
            return key
    return ""


@lru_cache(maxsize=20_000)
def _keys(word: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((word, title_case(word), *genitive_bases(word))))


def _single_names(
    article: Article, spans: Iterable[EntitySpan], surnames: frozenset[str]
) -> dict[str, tuple[Label, int]]:
    counts: defaultdict[str, Counter[Label]] = defaultdict(Counter)
    for span in spans:
        key = fold(article.surface(span))
        if " " not in key and len(key) > 2:
            counts[key][span.label] += 1
    for surname in surnames:
        counts[surname]["PER"] += 1
    return {key: counter.most_common(1)[0] for key, counter in counts.items()}


def _full_names_again(article: Article, spans: Iterable[EntitySpan], covered: bytearray) -> list[EntitySpan]:
    found: list[EntitySpan] = []
    long = {article.surface(span): span.label for span in spans if " " in article.surface(span)}
    for surface, label in list(long.items())[:MOST_NAMES]:
        start = article.text.find(surface)
        while start >= 0:
            end = start + len(surface)
            inside = article.text[end : end + 1].isalnum() or article.text[max(0, start - 1) : start].isalnum()
            if not inside and covered.find(1, start, end) < 0:
                found.append(EntitySpan(start, end, label))
            start = article.text.find(surface, end)
    return found
