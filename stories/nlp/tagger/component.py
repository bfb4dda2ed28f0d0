"""The spaCy component ``crf_names``: in a tokenised ``Doc``, out the same with ``doc.ents``.

It is stateless once loaded. Sentences come from ``doc.sents`` if a component before it set them,
else from full stops; very long ones are cut, so that no text is too long.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from stories.nlp.tagger.decoder import Decoder
from stories.nlp.tagger.storage import holds_decoder, read_decoder, write_decoder

PIPELINE_PATH = Path(__file__).parent.parent / "trained"
LABELS = ("PER", "LOC", "ORG", "MISC")
LONGEST_SENTENCE = 200
_STOPS = frozenset(".!?")


@Language.factory("crf_names", assigns=["doc.ents", "token.ent_iob", "token.ent_type"])
def make_name_tagger(nlp: Language, name: str) -> NameTagger:
    return NameTagger()


class NameTagger:
    """Tags names with a linear-chain conditional random field; without a model it finds none."""

    def __init__(self, decoder: Decoder | None = None) -> None:
        self.decoder = decoder

    @property
    def labels(self) -> tuple[str, ...]:
        return LABELS

    def __call__(self, doc: Doc) -> Doc:
        doc.set_ents([span for tokens in _sentences(doc) for span in self._spans(doc, tokens)], default="outside")
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:
        return (self(doc) for doc in stream)

    def _spans(self, doc: Doc, tokens: list[Token]) -> Iterator[Span]:
        if self.decoder is None:
            return
        tags = self.decoder.tags([token.text for token in tokens])
        for start, end, label in tag_spans(tags):
            yield Span(doc, tokens[start].i, tokens[end - 1].i + 1, label)

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        if self.decoder is not None:
            write_decoder(self.decoder, folder)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> NameTagger:
        folder = Path(path)
        if holds_decoder(folder):
            self.decoder = read_decoder(folder)
        return self


def load_pipeline(path: Path = PIPELINE_PATH) -> Language:
    return spacy.load(path)


def tag_spans(tags: list[str]) -> Iterator[tuple[int, int, str]]:
    """(start, end, label) of the names that IOB2 tags mark."""
    start, label = 0, ""
    for i, tag in enumerate([*tags, "O"]):
        if label and (tag[:1] != "I" or tag[2:] != label):
            yield start, i, label
            label = ""
        if tag != "O" and not label:
            start, label = i, tag[2:]


def _sentences(doc: Doc) -> Iterator[list[Token]]:
    """Runs of tokens that are not white space, cut at sentence ends and where they grow too long."""
    marked = doc.has_annotation("SENT_START")
    run: list[Token] = []
    for token in doc:
        if run and (len(run) >= LONGEST_SENTENCE or (token.is_sent_start if marked else run[-1].text in _STOPS)):
            yield run
            run = []
        if not token.is_space:
            run.append(token)
    if run:
        yield run
