"""Speed of the language stages on one core: the bare name pipeline, the whole of ``annotate``, and each stage."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable
from typing import Any

from spacy.language import Language

from stories.benchmarks.figures import Figure, cpu_seconds, paired_seconds
from stories.benchmarks.texts import documents, words
from stories.nlp import pipeline
from stories.nlp.names import resolve_names
from stories.nlp.sentences import split_sentences
from stories.nlp.statements import attribute
from stories.nlp.times import tag_times
from stories.nlp.types import Document

ARTICLES = 68
KILOBYTES = 1024


def measure() -> list[Figure]:
    started = time.process_time()
    nlp = pipeline.load()
    loading = time.process_time() - started
    texts = documents(ARTICLES)
    for document in texts:
        pipeline.annotate(document)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KILOBYTES
    return [
        Figure("language.load", loading, "s", "name pipeline, CPU time"),
        *_shares(nlp, texts),
        *_stages(texts),
        Figure("language.memory", memory, "MB", "peak"),
    ]


def _shares(nlp: Language, texts: list[Document]) -> list[Figure]:
    """Bare and whole take turns article by article, so that both meet the same neighbours on the machine."""
    bare, whole = paired_seconds(texts, lambda document: nlp(document.text), pipeline.annotate)
    total, note = words(texts), f"{words(texts) / len(texts):.0f} words each"
    return [
        Figure("language.bare", len(texts) / bare, "articles/s", note),
        Figure("language.bare-words", total / bare, "words/s"),
        Figure("language.annotate", len(texts) / whole, "articles/s", note + ", with titles"),
        Figure("language.annotate-words", total / whole, "words/s"),
        Figure("language.annotate-share", 100 * bare / whole, "% of bare"),
    ]


def _stages(texts: list[Document]) -> list[Figure]:
    cut = [split_sentences(document.text) for document in texts]
    found = [pipeline.find_entities(document.text) for document in texts]
    names = [resolve_names(*row) for row in zip(texts, cut, found, strict=True)]
    stages: dict[str, Callable[[], Any]] = {
        "names": lambda: [resolve_names(*row) for row in zip(texts, cut, found, strict=True)],
        "statements": lambda: [attribute(*row) for row in zip(texts, cut, names, strict=True)],
        "times": lambda: [tag_times(*row) for row in zip(texts, cut, strict=True)],
    }
    return [
        Figure(f"language.{name}", 1000 * cpu_seconds(work) / len(texts), "ms/article", "this stage alone")
        for name, work in stages.items()
    ]
