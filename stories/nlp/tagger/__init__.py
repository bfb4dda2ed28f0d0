"""Names in German text: importing this package registers the spaCy component ``crf_names``.

In: a spaCy ``Doc`` of the blank German tokenizer. Out: the same ``Doc`` with ``doc.ents`` of the
labels PER, LOC, ORG and MISC.
"""

from stories.nlp.tagger.component import PIPELINE_PATH, NameTagger, load_pipeline

__all__ = ["PIPELINE_PATH", "NameTagger", "load_pipeline"]
