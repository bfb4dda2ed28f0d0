"""German times: a document and its sentences in, TIMEX3 expressions with their calendar days out."""

from stories.nlp.times.derivation import Derivation, describe
from stories.nlp.times.tagger import tag_times

__all__ = ["Derivation", "describe", "tag_times"]
