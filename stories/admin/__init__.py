"""The editors' desk, in the Django admin. Editors change articles, names and stories; derived tables are read-only."""

from stories.admin import articles, decisions, derived, names, sources, stories

__all__ = ["articles", "decisions", "derived", "names", "sources", "stories"]
