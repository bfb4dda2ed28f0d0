"""What editors decided about pairs of sentences; every later comparison obeys it."""

from __future__ import annotations

from dataclasses import dataclass

from stories.evidence import Place

PlacePair = tuple[Place, Place]


@dataclass(frozen=True, slots=True)
class ComparisonDecisions:
    """Pairs that say the same although the machine is unsure, and pairs that do not although it is sure."""

    joined: tuple[PlacePair, ...] = ()
    parted: tuple[PlacePair, ...] = ()

    def is_parted(self, left: Place, right: Place) -> bool:
        return (left, right) in self.parted or (right, left) in self.parted
