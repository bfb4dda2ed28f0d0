"""Entity spans of a recogniser → repaired spans: trimmed, without titles, split, one label a name, none forgotten.

Repairs look at the whole article, so a name the tagger missed or mislabelled in one sentence is put right by
the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from stories.nlp.names.agreement import forgotten, one_label_a_name, surnames_of
from stories.nlp.names.article import ARTICLES, Article
from stories.nlp.names.forms import adjective_stem, fold, genitive_bases
from stories.nlp.names.recogniser import lookup, recognise
from stories.nlp.names.roles import age_of, role_of
from stories.nlp.names.words import EntitySpan, cover, is_capitalised, without_overlaps
from stories.nlp.types import Label

_EDGES = ' \t\r\n\u00a0\u200b\u200e\u200f\ufeff„“”«»‹›"‚‘,;:!?–—…*|•·()[]{}/'
_SMALL_WORDS = ARTICLES | frozenset(
    {"in", "an", "auf", "für", "mit", "bei", "nach", "vor", "aus", "über", "gegen", "von", "laut", "und", "bis", "seit"}
)
_DEFINITE = frozenset({"der", "die", "das", "dem", "den", "einer", "einem", "eine", "ein", "jeder", "dieser"})
_TOGETHER = re.compile(r"\s(?:und|oder|sowie)\s|\s*/\s*|,\s")
# The agency in a dateline ("Worms (snd) –") or the sign at the very end ("(snd/red)").
_DATELINE = re.compile(r"\(([a-zäöüA-Z]{3,4})(?:/\w{2,4})*\)\s?[–—-]")
_SIGN_OFF = re.compile(r"\(([a-zäöü]{3,4})(?:/\w{2,4})*\)\s*$")


def repair(article: Article, entities: Sequence[EntitySpan]) -> list[EntitySpan]:
    cut = [span for entity in entities for span in _cut(article, entity) if not _is_no_name(article, span)]
    spans = _with_listed(article, without_overlaps([*_agencies(article.text), *cut]))
    spans = _full_names(article, one_label_a_name(article, _full_names(article, spans)))
    # The full names just completed tell which single words are surnames.
    spans = one_label_a_name(article, spans)
    return without_overlaps([*spans, *forgotten(article, spans)])


def _with_listed(article: Article, spans: Sequence[EntitySpan]) -> list[EntitySpan]:
    """The tagger's spans and the lexicon's: its longer names replace parts of them, its others fill the gaps."""
    listed = recognise(article.text, sure_only=True)
    long = cover(len(article.text), [span for span in listed if " " in article.surface(span)])
    kept = [span for span in spans if not all(long[span.start : span.end])]
    taken = cover(len(article.text), kept)
    return sorted([*kept, *(other for other in listed if not any(taken[other.start : other.end]))])


def trim(text: str, start: int, end: int, label: Label) -> EntitySpan | None:
    """The span within the text and without quotes and commas at its edges; None when nothing is left."""
    start = max(0, start)
    end = max(start, min(len(text), end))
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES and not (text[end - 1] == ")" and "(" in text[start:end]):
        end -= 1
    return EntitySpan(start, end, label) if any(c.isalnum() for c in text[start:end]) else None


def _agencies(text: str) -> Iterator[EntitySpan]:
    for match in (_DATELINE.search(text, 0, 160), _SIGN_OFF.search(text, max(0, len(text) - 40))):
        if match:
            yield EntitySpan(match.start(1), match.end(1), "ORG")


def _cut(article: Article, entity: EntitySpan) -> Iterator[EntitySpan]:
    span = trim(article.text, entity.start, entity.end, entity.label)
    span = _without_small_words(article, span) if span else None
    if span is None:
        return
    known = lookup(article.surface(span), article.lexicon)
    if not known:
        span = _core(article, span)
    if known or span.label in {"ORG", "MISC"}:
        if known or not _is_compound(article, span):
            yield span
        return
    for piece in _pieces(article, span):
        piece = _without_titles(article, piece) if piece.label == "PER" else piece
        if not _is_compound(article, piece):
            yield piece


def _without_small_words(article: Article, span: EntitySpan) -> EntitySpan | None:
    """ "in Thessaloniki", "der Rhein" without the small word; a capitalised one goes only before a listed name."""
    if article.text[span.start].isupper() and (span.label == "PER" or lookup(article.surface(span), article.lexicon)):
        return span
    indexes = article.word_range(span.start, span.end)
    first = article.words[indexes[0]].text if len(indexes) > 1 else ""
    if first.lower() not in _SMALL_WORDS or (span.label == "PER" and first in article.lexicon.particles):
        return span
    rest = trim(article.text, article.words[indexes[1]].start, span.end, span.label)
    if not rest or (is_capitalised(first) and not lookup(article.surface(rest), article.lexicon)):
        return span
    return _without_small_words(article, rest)


def _core(article: Article, span: EntitySpan) -> EntitySpan:
    """The name in a span that took too much: "Trumps Anwälte", "Zuger Staatsanwältin Vreni Iten"."""
    words = [article.words[i] for i in article.word_range(span.start, span.end)]
    if len(words) < 2:
        return span
    if (
        len(words) > 2
        and fold(words[-2].text) in article.lexicon.given_names
        and role_of(words[-3].text, article.lexicon)
    ):
        return EntitySpan(words[-2].start, words[-1].end, "PER")
    bases = [article.lexicon.names.get(base) for base in genitive_bases(fold(words[0].text))]
    owner = next((base for base in bases if base and not base.weak and base.label in {"PER", "LOC"}), None)
    if owner and len(words) == 2 and fold(words[0].text) not in article.lexicon.given_names:
        return EntitySpan(words[0].start, words[0].end, owner.label)
    return span


def _is_no_name(article: Article, span: EntitySpan) -> bool:
    """Single words that only come from names (Wormser Hafen, russisch) or say a role (der 46-Jährige)."""
    indexes, lexicon = article.word_range(span.start, span.end), article.lexicon
    known = lookup(article.surface(span), lexicon)
    if len(indexes) != 1 or known:
        # "in der Halle", "das Essen": towns stand without an article.
        return bool(known and known.kind == "city" and article.before(indexes[0] if indexes else 0) in _DEFINITE)
    word = article.words[indexes[0]].text
    if age_of(word) or (word.islower() and adjective_stem(word) in lexicon.adjectives):
        return True
    if fold(word) in lexicon.inhabitants and span.label != "PER":
        return is_capitalised(article.after(indexes[0])) or article.before(indexes[0]).lower() in ARTICLES
    small = article.before(indexes[0]).lower() in ARTICLES
    return small and bool(role_of(word, lexicon) or fold(word) in lexicon.demonyms)


def _full_names(article: Article, spans: Sequence[EntitySpan]) -> list[EntitySpan]:
    """First names a tagger left outside ("Jörg" before Vetterlein) taken in."""
    singles = {fold(article.surface(span)) for span in spans if span.label == "PER"}
    surnames = surnames_of(article, spans) | singles
    return without_overlaps([_full_name(article, span, surnames) for span in spans])


def _full_name(article: Article, span: EntitySpan, surnames: frozenset[str]) -> EntitySpan:
    indexes = article.word_range(span.start, span.end)
    if not indexes:
        return span
    first, last, given = indexes[0], indexes[-1], article.lexicon.given_names
    if span.label != "PER":
        named = len(indexes) == 1 and fold(article.before(first)) in given
        if not named or not role_of(article.before(first - 1), article.lexicon):
            return span
    word, before, after = article.words[first].text, article.before(first), article.after(last)
    if len(indexes) == 1 and fold(before) in given and fold(word) not in given:
        return EntitySpan(article.words[first - 1].start, span.end, "PER")
    known = fold(after) in surnames or (is_capitalised(after) and role_of(before, article.lexicon))
    if len(indexes) == 1 and fold(word) in given and known:
        return EntitySpan(span.start, article.words[last + 1].end, "PER")
    return span


def _pieces(article: Article, span: EntitySpan) -> Iterator[EntitySpan]:
    """ "Athen/Ankara" and "Putin und Trump" are two names, and so is the caption "Putin Trump"."""
    start = span.start
    for match in _TOGETHER.finditer(article.text, span.start, span.end):
        piece = trim(article.text, start, match.start(), span.label)
        start = match.end()
        if piece:
            yield piece
    last = trim(article.text, start, span.end, span.label)
    if last:
        yield from _two_surnames(article, last)


def _two_surnames(article: Article, span: EntitySpan) -> Iterator[EntitySpan]:
    indexes = article.word_range(span.start, span.end)
    known = [article.lexicon.surnames.get(fold(article.words[i].text)) for i in indexes]
    if span.label == "PER" and len(known) == 2 and all(known) and known[0] != known[1]:
        for i in indexes:
            yield EntitySpan(article.words[i].start, article.words[i].end, "PER")
    else:
        yield span


def _without_titles(article: Article, span: EntitySpan) -> EntitySpan:
    lexicon = article.lexicon
    indexes = list(article.word_range(span.start, span.end))
    while len(indexes) > 1:
        word = article.words[indexes[0]].text
        if word in lexicon.given_names and not role_of(article.words[indexes[-1]].text, lexicon):
            break
        title = word in lexicon.titles_before or role_of(word, lexicon) or fold(word) in lexicon.demonyms
        if not title and (is_capitalised(word) or word in lexicon.particles):
            break
        indexes.pop(0)
    while len(indexes) > 1 and article.words[indexes[-1]].text in lexicon.titles_after:
        indexes.pop()
    if not indexes:
        return span
    start, last = article.words[indexes[0]].start, article.words[indexes[-1]].end
    keep_end = last >= span.end or article.text[last : span.end].strip() in {"'", "’", "."}
    return EntitySpan(start, span.end if keep_end else last, "PER")


def _is_compound(article: Article, span: EntitySpan) -> bool:
    """Whether a tagger took Syrien-Krise whole: only the part is a name, and the compound rules find it."""
    surface = article.surface(span)
    first, hyphen, last = surface.rpartition("-")
    if not hyphen or " " in surface or last.lower() not in article.lexicon.heads:
        return False
    return last in article.lexicon.name_heads or lookup(first, article.lexicon) is not None
