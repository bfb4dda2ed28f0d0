"""The language stages in order: a Document in, Annotations out.

sentences → names (a spaCy pipeline) → canonical names → times → who says what. The spaCy pipelines
are loaded once per process, at the first document.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import spacy
from spacy.language import Language

from stories.nlp.names import EntitySpan, resolve_names
from stories.nlp.sentences import split_sentences
from stories.nlp.statements import attribute
from stories.nlp.times import tag_times
from stories.nlp.types import Annotations, Document, Sentence

VERSION = "2026.11.1"  # a new version makes every article be annotated anew
TRAINED = Path(__file__).parent / "trained"
MAX_TAGGED_CHARS = 1_000_000  # spaCy refuses longer texts by default; articles are never longer


def annotate(document: Document, *, names: str = "") -> Annotations:
    """Run every stage over one document. ``names``: an installed spaCy pipeline to supply the names instead of ours."""
    sentences = split_sentences(document.text, language=document.language)
    mentions = resolve_names(document, sentences, find_entities(document, sentences, names=names))
    title = Document(text=document.title, published=document.published, language=document.language)
    title_sentences = split_sentences(document.title, language=document.language)
    title_names = resolve_names(title, title_sentences, find_entities(title, title_sentences, names=names))
    return Annotations(
        sentences=attribute(document, sentences, mentions),
        names=mentions,
        times=tag_times(document, sentences),
        title_names=title_names,
        language=document.language,
        version=f"{VERSION}+{names}" if names else VERSION,
    )


def find_entities(document: Document, sentences: tuple[Sentence, ...], *, names: str = "") -> tuple[EntitySpan, ...]:
    """The entity spans a spaCy pipeline sees, in text order."""
    if not document.text.strip():
        return ()
    doc = load(names)(document.text)
    return tuple(
        EntitySpan(start=e.start_char, end=e.end_char, label=_label(e.label_)) for e in doc.ents if _label(e.label_)
    )
