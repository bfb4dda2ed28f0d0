"""Who says what: a Document, its sentences and names in, the sentences with kind and speaker out."""

from stories.nlp.statements.attribution import attribute

__all__ = ["attribute"]
