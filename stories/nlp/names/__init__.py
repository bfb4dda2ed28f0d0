"""Names: text and entity spans → mentions with canonical names; mentions of one story → one name for one thing."""

from stories.nlp.names.resolve import resolve_names, resolve_title_names
from stories.nlp.names.stories import NameKey, StoryName, unify_names
from stories.nlp.names.words import EntitySpan

__all__ = ["EntitySpan", "NameKey", "StoryName", "resolve_names", "resolve_title_names", "unify_names"]
