"""Entity spans of a recogniser → repaired spans: trimmed, without titles, split, one label a name, none forgotten.

Repairs look at the whole article, so a name the tagger missed or mislabelled in one sentence is put right by
the others.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from stories.nlp.names.article import ARTICLES, Article
from stories.nlp.names.forms import fold, genitive_bases, title_case
from stories.nlp.names.recogniser import lookup
from stories.nlp.names.roles import role_of
from stories.nlp.names.words import EntitySpan, is_capitalised, without_overlaps
from stories.nlp.types import Label

_EDGES = ' \t\r\n\u00a0\u200b\u200e\u200f\ufeff„“”«»‹›"‚‘,;:!?–—…*|•·()[]{}/'
_TOGETHER = re.compile(r"\s(?:und|oder|sowie)\s|\s*/\s*|,\s")
# The agency in a dateline ("Worms (snd) –") or the sign at the very end ("(snd/red)").
_DATELINE = re.compile(r"\(([a-zäöüA-Z]{3,4})(?:/\w{2,4})*\)\s?[–—-]")
_SIGN_OFF = re.compile(r"\(([a-zäöü]{3,4})(?:/\w{2,4})*\)\s*$")
# More different names than this in one text is a list, not an article; looking for each again would be slow.
MOST_NAMES = 400


def repair(article: Article, entities: Sequence[EntitySpan]) -> list[EntitySpan]:
    cut = [span for entity in entities for span in _cut(article, entity)]
    spans = without_overlaps([*_agencies(article.text), *cut])
    spans = _one_label_a_name(article, spans)
    return without_overlaps([*spans, *_forgotten(article, spans)])


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
    if span is None:
        return
    known = lookup(article.surface(span), article.lexicon)
    if known or span.label in {"ORG", "MISC"}:
        if known or not _is_compound(article, span):
            yield span
        return
    for piece in _pieces(article, span):
        piece = _without_titles(article, piece) if piece.label == "PER" else piece
        if not _is_compound(article, piece):
            yield piece


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


def _base(word: str, attested: Iterable[str]) -> str:
    return next((base for base in genitive_bases(word) if base in attested), word)


def _one_label_a_name(article: Article, spans: list[EntitySpan]) -> list[EntitySpan]:
    surnames = _surnames(article, spans)
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


def _surnames(article: Article, spans: Iterable[EntitySpan]) -> frozenset[str]:
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
        entry = article.lexicon.names.get(key)
        return entry.label if entry and not entry.weak else span.label
    known = lookup(key, article.lexicon)
    if key in surnames and (not known or known.label == "PER" or span.label == "PER"):
        return "PER"
    if known and not known.weak and (span.label in {"PER", "MISC"} or known.label == "PER" or known.kind == "state"):
        return known.label
    if span.label in {"PER", "MISC"} and key in ends:
        return ends[key]
    (best, count), *others = votes[key].most_common()
    towns = {span.label, best} == {"LOC", "ORG"}
    return best if others and not towns and count > 2 * others[0][1] else span.label


def _forgotten(article: Article, spans: list[EntitySpan]) -> list[EntitySpan]:
    """Further places of the names found: full names anywhere, single words where most of their places were found."""
    covered = bytearray(len(article.text) + 1)
    for span in spans:
        covered[span.start : span.end] = b"\x01" * (span.end - span.start)
    found = _full_names_again(article, spans, covered)
    surnames = _surnames(article, spans)
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
    return next((key for key in (word, title_case(word), *genitive_bases(word)) if key in names), "")


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
            if not inside and not any(covered[start:end]):
                found.append(EntitySpan(start, end, label))
            start = article.text.find(surface, end)
    return found
