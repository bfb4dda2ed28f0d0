"""Spans of places, organisations and the rest → canonical names, by the lexicon and the article's longer forms."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from stories.nlp.names.article import Article
from stories.nlp.names.forms import fold, genitive_bases, looks_genitive, title_case
from stories.nlp.names.lexicon import Lexicon
from stories.nlp.names.recogniser import lookup
from stories.nlp.names.words import EntitySpan, is_capitalised
from stories.nlp.types import Label

_NOT_PERSONS: tuple[Label, ...] = ("ORG", "LOC", "MISC")
_BRACKETED = re.compile(r"\s?\(\s?([A-ZÄÖÜ][\w&-]{1,9})\s?\)")
# Words many organisations share: alone they are nobody's name.
_GENERIC = re.compile(
    r"(?i).*(?:institut|amt|ministerium|gewerkschaft|verband|verein|partei|bank|universität|hochschule|gericht|betriebe|werke|"
    r"reederei|spedition|klinik|klinikum|gruppe|group|services|holding|logistik|zeitung|verlag|stiftung|bund|rat|kammer|club|"
    r"deutsche[rns]?|neue[rns]?|freie[rns]?|europäische[rns]?|internationale[rns]?|union|kommission|polizei|staatsanwaltschaft)$"
)
_INFLECTED = re.compile(r"^(\w+)(en|em|er|es)$")


def canonical_names(article: Article, spans: Iterable[EntitySpan]) -> dict[EntitySpan, str]:
    """The canonical name of each span that is no person."""
    others = [span for span in spans if span.label != "PER"]
    plain = {span: _plain(article, span) for span in others}
    names = set(plain.values())
    based = {span: _base(article, span, name, names) for span, name in plain.items()}
    longer = longer_forms({(name, span.label) for span, name in based.items()}, article.lexicon)
    longer |= _acronyms(article, based)
    return {span: longer.get((name, span.label), name) for span, name in based.items()}


def _plain(article: Article, span: EntitySpan) -> str:
    surface = article.surface(span)
    entry = lookup(surface, article.lexicon)
    if entry and (entry.label == span.label or {entry.label, span.label} <= {"ORG", "LOC", "MISC"}):
        return entry.name
    return " ".join(title_case(word) if span.label == "LOC" else word for word in surface.split())


def _base(article: Article, span: EntitySpan, name: str, names: set[str]) -> str:
    """Without the genitive ending where the base stands elsewhere or a noun follows; endings of adjectives levelled."""
    if lookup(name, article.lexicon):
        return name
    attested = next((base for base in genitive_bases(name) if base in names), "")
    if attested:
        return attested
    words = article.word_range(span.start, span.end)
    following = article.after(words[-1]) if words else ""
    if span.label == "LOC" and " " not in name and looks_genitive(name) and is_capitalised(following):
        return name[:-1]
    return next((other for other in sorted(names) if other != name and _same_but_endings(name, other)), name)


def _same_but_endings(name: str, other: str) -> bool:
    """Whether two names differ in adjective endings only and the other is the basic one: Kaspischen/Kaspisches Meer."""
    left, right = name.split(" "), other.split(" ")
    if len(left) != len(right) or len(left) < 2 or left[1:] != right[1:]:
        return False
    inflected = _INFLECTED.match(left[0])
    return bool(
        inflected
        and right[0] in {inflected.group(1) + ending for ending in ("er", "es", "e")}
        and left[0].endswith(("en", "em"))
    )


def _acronyms(article: Article, names: Mapping[EntitySpan, str]) -> dict[tuple[str, Label], str]:
    """ "Danubia Ground Services (DGS)": the short form in brackets stands for the long one."""
    short: dict[tuple[str, Label], str] = {}
    for span, name in names.items():
        match = _BRACKETED.match(article.text, span.end)
        if not match or span.label not in {"ORG", "MISC"} or " " not in name:
            continue
        if _spells(match.group(1), name) and not lookup(match.group(1), article.lexicon):
            short |= dict.fromkeys([(match.group(1), label) for label in _NOT_PERSONS], name)
    return short


def _spells(acronym: str, name: str) -> bool:
    """Whether the letters of the acronym occur in the name in their order, beginning with its first letter."""
    position, lower = 0, name.lower()
    for letter in acronym.lower():
        position = lower.find(letter, position) + 1
        if not position:
            return False
    return lower[0] == acronym[0].lower()


def longer_forms(names: Iterable[tuple[str, Label]], lexicon: Lexicon) -> dict[tuple[str, Label], str]:
    """Short form → the one longer name it begins or ends: Transita, Wargau, Flughafen Wien; none where two fit."""
    every = sorted(set(names))
    longer: defaultdict[tuple[str, Label], set[str]] = defaultdict(set)
    for label in _NOT_PERSONS:
        same = [name for name, kind in every if kind == label]
        ends: defaultdict[str, set[str]] = defaultdict(set)
        for name in same:
            for end in _ends(name, label):
                ends[end].add(name)
        for name in same:
            if name in ends and not _generic(name, lexicon):
                longer[name, label] |= ends[name] - {name}
    return {key: next(iter(full)) for key, full in longer.items() if len(full) == 1}


def _ends(name: str, label: str) -> set[str]:
    words = name.split(" ")
    prefixes = {" ".join(words[:n]) for n in range(2 if label == "LOC" else 1, len(words))}
    if "-" in words[-1]:
        prefixes.add(" ".join([*words[:-1], words[-1].split("-")[0]]))
    suffixes = {" ".join(words[n:]) for n in range(1, len(words))} if label != "LOC" else set()
    return {end for end in prefixes | suffixes if len(end) > 3} if len(words) > 1 else set()


def _generic(name: str, lexicon: Lexicon) -> bool:
    entry = lexicon.names.get(fold(name))
    return bool(entry and entry.kind != "city") or (" " not in name and bool(_GENERIC.match(name)))
