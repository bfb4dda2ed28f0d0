"""Speed of timeline and comparison on one story of 50 and of 500 generated reports."""

from __future__ import annotations

from stories.benchmarks.figures import Figure, cpu_seconds
from stories.benchmarks.story import reports
from stories.comparison import align_story, compare_aligned
from stories.evidence import Report
from stories.timeline import merge_aligned

SIZES = (50, 500)


def measure() -> list[Figure]:
    return [figure for size in SIZES for figure in _story(reports(size))]


def _story(story: list[Report]) -> list[Figure]:
    size, rounds = len(story), 3 if len(story) < SIZES[-1] else 1
    aligned = align_story(story)
    whole = cpu_seconds(lambda: compare_aligned(align_story(story)), rounds=rounds)
    timeline = cpu_seconds(lambda: merge_aligned(aligned), rounds=rounds)
    found = compare_aligned(aligned)
    sentences = sum(len(report.sentences) for report in story)
    note = (
        f"{sentences} sentences: {len(found.shared)} shared, {len(found.only)} only here, {len(found.differs)} differ"
    )
    return [
        Figure(f"comparison.{size}", whole, "s", note),
        Figure(f"comparison.{size}-timeline", timeline, "s", "merging the timeline, aligned already"),
    ]
