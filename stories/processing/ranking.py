"""A story in, its place on the front page out: independent origins and recency, never copies."""

from __future__ import annotations

import math

from stories.models import Story

# A story with twice the origins stands as high as one that is a day younger (chosen by hand, not tuned).
SECONDS_PER_DOUBLING = 24 * 60 * 60


def rank(story: Story) -> float:
    """A figure that never has to be recomputed with the time of day: the day of the last report, plus weight."""
    if story.last_published is None:
        return 0.0
    weight = math.log2(1 + max(story.origin_count, 0))
    return story.last_published.timestamp() / SECONDS_PER_DOUBLING + weight
