"""Speed of the temporal tagger alone, on articles and on one long text without a full stop."""

from __future__ import annotations

from stories.benchmarks.figures import Figure, cpu_seconds
from stories.benchmarks.texts import documents, words
from stories.nlp.sentences import split_sentences
from stories.nlp.times import tag_times
from stories.nlp.types import Document

ARTICLES = 200
LONG = 200_000  # characters


def measure() -> list[Figure]:
    texts = documents(ARTICLES)
    cut = [split_sentences(document.text) for document in texts]
    short = cpu_seconds(lambda: [tag_times(d, s) for d, s in zip(texts, cut, strict=True)])
    endless = Document(text=("am Montag um drei Uhr " * LONG)[:LONG], published=texts[0].published)
    whole = split_sentences(endless.text)
    total = words(texts)
    return [
        Figure("times.articles", len(texts) / short, "articles/s", f"{total / len(texts):.0f} words each"),
        Figure("times.300", 1000 * short * 300 / total, "ms", "reckoned to an article of 300 words"),
        Figure("times.long", cpu_seconds(lambda: tag_times(endless, whole), rounds=1), "s", "200 kB, no full stop"),
    ]
