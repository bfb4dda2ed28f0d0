"""Comparison of the sources of one story: Reports in, a Comparison out."""

from stories.comparison.compare import Aligned, align_story, compare, compare_aligned
from stories.comparison.decisions import ComparisonDecisions

__all__ = ["Aligned", "ComparisonDecisions", "align_story", "compare", "compare_aligned"]
