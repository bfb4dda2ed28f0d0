"""An article's text in → paragraphs of sentences of marked pieces. Cuts by offsets only; every character stays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from stories.models import Article, Mention, Sentence, Source, TimeExpression
from stories.templatetags.reading import laut

NONSENTENCE = Sentence.Kind.NONSENTENCE


@dataclass(frozen=True)
class Piece:
    """Words of a sentence: plain, a name that leads to its page, or a time that leads to the timeline."""

    text: str
    mention: Mention | None = None
    time: TimeExpression | None = None
    entry: int | None = None


@dataclass(frozen=True)
class Told:
    sentence: Sentence
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Run:
    """Sentences that follow one another with the same label in the margin."""

    label: str
    is_own: bool
    sentences: tuple[Told, ...]

    @property
    def numbers(self) -> str:
        return ", ".join(str(told.sentence.position) for told in self.sentences)


@dataclass(frozen=True)
class Block:
    """A paragraph, or a caption or subhead."""

    is_sentence: bool
    runs: tuple[Run, ...]


def shown_length(article: Article) -> int:
    """How many characters of the text readers may see."""
    display = article.source.display
    if display == Source.Display.FULL:
        return len(article.text)
    return 0 if display == Source.Display.LINK else article.source.extract_chars


def cut(text: str, length: int) -> str:
    """The text's beginning, at a word's end."""
    if len(text) <= length:
        return text
    beginning = text[:length].rsplit(maxsplit=1)[0] if " " in text[:length] else text[:length]
    return f"{beginning} …"


def blocks(
    article: Article,
    sentences: Iterable[Sentence],
    mentions: Iterable[Mention],
    times: Iterable[TimeExpression],
    entries: Mapping[int, int],
) -> list[Block]:
    length = shown_length(article)
    found: list[Mention | TimeExpression] = [*mentions, *times]
    marks = sorted(found, key=lambda one: (one.start, -one.end))
    told = [tell(article.text, one, marks, entries, length) for one in sentences if one.start < length]
    return [block(list(group)) for _key, group in groupby(told, key=paragraph)]


def paragraph(told: Told) -> tuple[int, bool]:
    return told.sentence.paragraph, told.sentence.kind == NONSENTENCE


def block(told: Sequence[Told]) -> Block:
    runs = groupby(told, key=lambda one: (laut(one.sentence), one.sentence.kind == Sentence.Kind.OWN))
    return Block(
        is_sentence=told[0].sentence.kind != NONSENTENCE,
        runs=tuple(Run(label, is_own, tuple(group)) for (label, is_own), group in runs),
    )


def tell(
    text: str,
    sentence: Sentence,
    marks: Sequence[Mention | TimeExpression],
    entries: Mapping[int, int],
    length: int,
) -> Told:
    if sentence.end > length:
        return Told(sentence, (Piece(cut(text[sentence.start : sentence.end], length - sentence.start)),))
    inside = [mark for mark in marks if sentence.start <= mark.start and mark.end <= sentence.end]
    return Told(sentence, tuple(pieces(text, sentence, inside, entries)))


def pieces(
    text: str, sentence: Sentence, marks: Iterable[Mention | TimeExpression], entries: Mapping[int, int]
) -> Iterator[Piece]:
    """Of marks that overlap, the first and longest wins."""
    at = sentence.start
    for one in marks:
        if one.start < at:
            continue
        if one.start > at:
            yield Piece(text[at : one.start])
        words = text[one.start : one.end]
        if isinstance(one, Mention):
            yield Piece(words, mention=one)
        else:
            yield Piece(words, time=one, entry=entries.get(one.pk))
        at = one.end
    if at < sentence.end:
        yield Piece(text[at : sentence.end])
