"""Joins the tables to the pure stages, and is the only writer of derived rows.

annotate: text → sentences, names, times. assign: annotations → a story. rebuild: a story's reports →
timeline, comparison, overview. Each may run twice and then changes nothing.
"""

from stories.processing.annotating import annotate_article, discard_annotations
from stories.processing.assigning import assign_article
from stories.processing.rebuilding import rebuild_story

__all__ = ["annotate_article", "assign_article", "discard_annotations", "rebuild_story"]
