"""The merged timeline of one story: Reports in, Entries with their evidence out."""

from stories.timeline.decisions import DateCorrected, TimelineDecisions
from stories.timeline.merge import merge, merge_aligned

__all__ = ["DateCorrected", "TimelineDecisions", "merge", "merge_aligned"]
