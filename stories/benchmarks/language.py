"""Speed of the language stages on one core, beside the bare name pipeline."""

from __future__ import annotations

import resource
import time

from stories.benchmarks.figures import Figure, cpu_seconds
from stories.benchmarks.texts import documents, words
from stories.nlp import pipeline
from stories.nlp.sentences import split_sentences
from stories.nlp.times import tag_times

MEGABYTE = 1024


def measure() -> list[Figure]:
    started = time.perf_counter()
    nlp = pipeline.load()
    loading = time.perf_counter() - started
    texts = documents(200)
    pipeline.annotate(texts[0])
    bare = cpu_seconds(lambda: [nlp(document.text) for document in texts])
    whole = cpu_seconds(lambda: [pipeline.annotate(document) for document in texts])
    cut = [split_sentences(document.text, language=document.language) for document in texts]
    times = cpu_seconds(lambda: [tag_times(d, s) for d, s in zip(texts, cut, strict=True)])
    total = words(texts)
    per_article = f"{total / len(texts):.0f} words each"
    return [
        Figure("language.load", loading, "s", "name pipeline, wall time"),
        Figure("language.bare", len(texts) / bare, "articles/s", per_article),
        Figure("language.bare-words", total / bare, "words/s"),
        Figure("language.annotate", len(texts) / whole, "articles/s", per_article),
        Figure("language.annotate-words", total / whole, "words/s"),
        Figure("language.annotate-share", 100 * bare / whole, "% of bare"),
        Figure("language.times", len(texts) / times, "articles/s", "temporal tagger alone"),
        Figure("language.times-300", total / times / 300, "articles/s", "reckoned to 300 words each"),
        Figure("language.memory", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE, "MB", "peak"),
    ]
