"""Corpora to training sentences: CoNLL files, or texts with labels apart → words and tags as spaCy cuts them.

The tagger works on the tokens of spaCy's German tokenizer, so it learns on them, too: the corpus
tokens are joined by blanks, cut again, and the names projected by their characters.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language


@dataclass(frozen=True, slots=True)
class TaggedSentence:
    words: tuple[str, ...]
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NameSpan:
    start: int
    end: int
    label: str


def read_conll(path: Path) -> Iterator[TaggedSentence]:
    words: list[str] = []
    tags: list[str] = []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        if line.strip():
            word, tag = line.split("\t")[:2]
            words.append(word)
            tags.append(tag)
        elif words:
            yield TaggedSentence(tuple(words), tuple(tags))
            words, tags = [], []


def text_and_names(sentence: TaggedSentence) -> tuple[str, tuple[NameSpan, ...]]:
    """The tokens joined by blanks, and the names as character spans of that text."""
    spans: list[NameSpan] = []
    position = start = 0
    label = ""
    for word, tag in [*zip(sentence.words, sentence.tags, strict=True), ("", "O")]:
        if label and (tag[:1] != "I" or tag[2:] != label):
            spans.append(NameSpan(start, position - 1, label))
            label = ""
        if tag != "O" and not label:
            start, label = position, tag[2:]
        position += len(word) + 1
    return " ".join(sentence.words), tuple(spans)


def read_standoff(text: Path, labels: Path) -> Iterator[tuple[str, tuple[NameSpan, ...]]]:
    """The labelled lines of a text, in its order; ``labels`` knows each by its digest alone."""
    wanted = dict(_read_labels(labels))
    for line in text.read_text(encoding="utf-8").splitlines():
        if (names := wanted.pop(line_digest(line), None)) is not None:
            yield line, names


def line_digest(line: str) -> str:
    return hashlib.sha256(line.strip().encode()).hexdigest()[:16]


def _read_labels(path: Path) -> Iterator[tuple[str, tuple[NameSpan, ...]]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            digest, _, spans = line.partition("\t")
            fields = [span.split(":") for span in spans.split()]
            yield digest, tuple(NameSpan(int(start), int(end), label) for start, end, label in fields)


def retokenise(text: str, names: Iterable[NameSpan], nlp: Language) -> TaggedSentence:
    doc = nlp.make_doc(text)
    tags = ["O"] * len(doc)
    for name in names:
        span = doc.char_span(name.start, name.end, alignment_mode="expand")
        for k, token in enumerate(span or ()):
            tags[token.i] = ("I-" if k else "B-") + name.label
    kept = [i for i, token in enumerate(doc) if not token.is_space]
    return TaggedSentence(tuple(doc[i].text for i in kept), tuple(tags[i] for i in kept))
