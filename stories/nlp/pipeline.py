"""The language stages in order: a Document in, Annotations out.

sentences → names (a spaCy pipeline) → canonical names → times → who says what. The spaCy pipelines
are loaded once per process, at the first document.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import spacy
from spacy.language import Language

import stories.nlp.components
import stories.nlp.tagger  # noqa: F401 (both register their components with spaCy)
from stories.nlp.names import EntitySpan, resolve_names, resolve_title_names
from stories.nlp.sentences import split_sentences
from stories.nlp.statements import attribute
from stories.nlp.times import tag_times
from stories.nlp.types import Annotations, Document, Label

VERSION = "2026.11.1"  # a new version makes every article be annotated anew
TRAINED = Path(__file__).parent / "trained"
MAX_TAGGED_CHARS = 2_000_000  # spaCy's own limit guards against neural pipelines running out of memory
# Label sets of common German pipelines; types that are no names (dates, amounts) are left out.
LABELS: dict[str, Label] = {
    "PER": "PER", "PERSON": "PER", "LOC": "LOC", "GPE": "LOC", "FAC": "LOC", "ORG": "ORG", "MISC": "MISC",
    "NORP": "MISC", "EVENT": "MISC", "PRODUCT": "MISC", "WORK_OF_ART": "MISC", "OTH": "MISC",
}  # fmt: skip


def annotate(document: Document, *, names: str = "") -> Annotations:
    """Run every stage over one document. ``names``: an installed spaCy pipeline to supply the names instead of ours."""
    sentences = split_sentences(document.text, language=document.language)
    mentions = resolve_names(document, sentences, find_entities(document.text, names=names))
    return Annotations(
        sentences=attribute(document, sentences, mentions),
        names=mentions,
        times=tag_times(document, sentences),
        title_names=resolve_title_names(document, find_entities(document.title, names=names), mentions),
        language=document.language,
        version=version(names),
    )


def version(names: str = "") -> str:
    """What the annotations were made with; another version makes articles be annotated anew."""
    return f"{VERSION}+{names}" if names else VERSION


def find_entities(text: str, *, names: str = "") -> tuple[EntitySpan, ...]:
    """The entity spans that the name pipeline sees, in text order."""
    if not text.strip():
        return ()
    doc = load(names)(text)
    return tuple(
        EntitySpan(e.start_char, e.end_char, LABELS[e.label_])
        for e in doc.ents
        if e.label_ in LABELS and not e.text.islower()  # an agency's sign "(ndn)" is no name
    )


@cache
def load(names: str = "") -> Language:
    """The spaCy pipeline that finds names: the installed one of that name, else the trained one."""
    nlp = spacy.load(names or TRAINED)
    if not names:
        nlp.add_pipe("german_sentences", first=True)
    nlp.max_length = MAX_TAGGED_CHARS
    return nlp
