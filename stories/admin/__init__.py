"""The editors' desk, in the Django admin. Editors change articles, names and stories; derived tables are read-only."""

from stories.admin import articles, decisions, derived, jobs, names, sources, stories, uploads

__all__ = ["articles", "decisions", "derived", "jobs", "names", "sources", "stories", "uploads"]
