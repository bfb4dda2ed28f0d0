"""Document, sentences and entity spans → mentions with canonical names and forms. Pure.

The order matters: spans are repaired, people resolved, other names levelled; only then compounds, adjectives and
roles are read, because they lean on the names the article has shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from stories.nlp.names.article import Article, read_article
from stories.nlp.names.bearers import Bearer, bearer_of
from stories.nlp.names.compounds import offices, parts, teams
from stories.nlp.names.derived import derived
from stories.nlp.names.forms import fold
from stories.nlp.names.lexicon import Lexicon
from stories.nlp.names.people import Cast, cast_of
from stories.nlp.names.places import canonical_names
from stories.nlp.names.role_mentions import role_mentions
from stories.nlp.names.spans import repair, trim
from stories.nlp.names.words import EntitySpan, cover, without_overlaps
from stories.nlp.types import Document, Label, Mention, Sentence

_HYPHENS = frozenset("-‐‑")


def resolve_names(
    document: Document, sentences: Sequence[Sentence], entities: Sequence[EntitySpan]
) -> tuple[Mention, ...]:
    """The names of the text, in text order; one may lie inside another (türkisch in "türkischen Präsidenten")."""
    article = read_article(document, sentences)
    if not document.language.startswith("de"):
        return _plain(article, entities)
    return _resolve(article, repair(article, entities), ())


def resolve_title_names(
    document: Document, entities: Sequence[EntitySpan], names: Sequence[Mention]
) -> tuple[Mention, ...]:
    """The names of the title; ``names`` are those of the text, whose full names the title's surnames lead to."""
    article = read_article(document, (), text=document.title)
    if not document.language.startswith("de"):
        return _plain(article, entities)
    people = sorted({mention.name for mention in names if mention.label == "PER" and mention.form == "name"})
    return _resolve(article, repair(article, entities), people)


def _plain(article: Article, entities: Sequence[EntitySpan]) -> tuple[Mention, ...]:
    """Texts in other languages: every entity is its own canonical name."""
    trimmed = [trim(article.text, entity.start, entity.end, entity.label) for entity in entities]
    spans = without_overlaps([span for span in trimmed if span])
    return tuple(_mention(span, " ".join(article.surface(span).split())) for span in spans)


def _resolve(article: Article, spans: Sequence[EntitySpan], people: Sequence[str]) -> tuple[Mention, ...]:
    cast, names = cast_of(article, spans, people)
    names |= canonical_names(article, spans)
    found = [_mention(span, names[span], _form(article, span)) for span in spans]
    known = _known(article, spans, names)
    covered = cover(len(article.text), spans)
    found += teams(article, known)
    inferred = list(offices(article, covered, frozenset(names.values()) | frozenset(people)))
    found += [*inferred, *parts(article, covered, known)]
    _mark(covered, found)
    found += derived(article, covered, known)
    persons = _persons(cast, spans, names, article.lexicon)
    roles = list(role_mentions(article, persons, cover(len(article.text), [*spans, *_as_spans(inferred)])))
    persons_too = {(role.start, role.end) for role in roles}
    # "der Grieche" is the person then, no longer his people.
    found = [m for m in found if m.form != "derived" or (m.start, m.end) not in persons_too] + roles
    return tuple(sorted(set(found), key=lambda mention: (mention.start, -mention.end, mention.form)))


def _mention(span: EntitySpan, name: str, form: str = "name") -> Mention:
    return Mention(
        start=span.start, end=span.end, label=span.label, name=name, form="part" if form == "part" else "name"
    )


def _form(article: Article, span: EntitySpan) -> str:
    """ "Nato- und EU-Staaten": a name with a hanging hyphen is the part of a compound."""
    return "part" if article.text[span.end : span.end + 1] in _HYPHENS else "name"


def _known(
    article: Article, spans: Sequence[EntitySpan], names: Mapping[EntitySpan, str]
) -> dict[str, tuple[str, Label]]:
    """Every form the article uses for a name: the surface, the canonical name, and a person's surname."""
    known: dict[str, tuple[str, Label]] = {}
    for span in spans:
        meaning = (names[span], span.label)
        known.setdefault(fold(article.surface(span)), meaning)
        known.setdefault(fold(names[span]), meaning)
    for span in spans:
        words = fold(names[span]).split(" ")
        if len(words) > 1 and span.label in {"PER", "ORG"}:
            known.setdefault(words[-1 if span.label == "PER" else 0], (names[span], span.label))
    return known


def _persons(
    cast: Cast, spans: Iterable[EntitySpan], names: Mapping[EntitySpan, str], lexicon: Lexicon
) -> list[tuple[EntitySpan, Bearer]]:
    """Person spans with their bearers; a bare surname nobody bears in full is a bearer of its own."""
    bearers = {bearer.name: bearer for bearer in cast.bearers}
    persons: list[tuple[EntitySpan, Bearer]] = []
    for span in spans:
        if span.label == "PER":
            name = names[span]
            if name not in bearers:
                bearers[name] = bearer_of(name, lexicon)
            persons.append((span, bearers[name]))
    return persons


def _mark(covered: bytearray, mentions: Iterable[Mention]) -> None:
    for mention in mentions:
        covered[mention.start : mention.end] = b"\x01" * (mention.end - mention.start)


def _as_spans(mentions: Iterable[Mention]) -> list[EntitySpan]:
    return [EntitySpan(mention.start, mention.end, mention.label) for mention in mentions]
