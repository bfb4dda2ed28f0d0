"""What all sources say, what only one says, what they say differently: Reports in, a Comparison out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from stories.comparison.alignment import Alignment, Pair, align
from stories.comparison.decisions import ComparisonDecisions
from stories.comparison.differences import differences
from stories.comparison.grouping import Groups, group
from stories.comparison.solitary import solitary
from stories.evidence import Agreement, Comparison, Difference, Place, Report

# Chosen on the development stories s1 to s3, leaving out one at a time: the lowest pair of values (steps
# of 0.1) at which at least nine in ten shared pairs are right there.
LINK = 0.5
COHESION = 0.5
_SAMPLE = 40
_NO_DECISIONS = ComparisonDecisions()


@dataclass(frozen=True)
class Aligned:
    """The reports in their fixed order, their alignment and the groups of sentences that say the same."""

    reports: tuple[Report, ...]
    alignment: Alignment
    groups: Groups

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """What the sentences of one group say differently; comparison and timeline both read it."""
        return differences(self.reports, self.alignment, self.groups)


def align_story(reports: Iterable[Report], decisions: ComparisonDecisions = _NO_DECISIONS) -> Aligned:
    """The base that comparison, timeline and overview share; the order of ``reports`` does not matter."""
    ordered = tuple(sorted(reports, key=lambda report: report.article))
    alignment = align(ordered)
    numbers = {signature.place: number for number, signature in enumerate(alignment.signatures)}
    joined, parted = _numbered(numbers, decisions.joined), _numbered(numbers, decisions.parted)
    groups = group(alignment, link=LINK, cohesion=COHESION, joined=joined, parted=parted)
    return Aligned(ordered, alignment, [members for members in groups if _independent(alignment, members)])


def compare(reports: Sequence[Report], decisions: ComparisonDecisions = _NO_DECISIONS) -> Comparison:
    """The three lists of a story; near-copies count as one source."""
    return compare_aligned(align_story(reports, decisions), decisions)


def compare_aligned(story: Aligned, decisions: ComparisonDecisions = _NO_DECISIONS) -> Comparison:
    """The three lists of a story that is aligned already."""
    agreed = (_agreement(story.alignment, members) for members in story.groups)
    shared = [agreement for agreement in agreed if len(set(agreement.sources)) > 1]
    grouped = {number for members in story.groups for number in members}
    sources = {report.source for report in story.reports}
    independent = len(sources) > 1 and len({signature.origin for signature in story.alignment.signatures}) > 1
    only = solitary(story.reports, story.alignment, grouped) if independent else ()
    return Comparison(
        shared=tuple(sorted(shared, key=lambda agreement: (-len(agreement.sources), agreement.places))),
        only=tuple(sorted(only)),
        differs=tuple(
            sorted(_undecided(story.differences, decisions), key=lambda found: (found.left, found.right, found.topic))
        ),
    )


def _undecided(found: Iterable[Difference], decisions: ComparisonDecisions) -> list[Difference]:
    return [difference for difference in found if not decisions.is_parted(difference.left, difference.right)]


def _numbered(numbers: dict[Place, int], pairs: Iterable[tuple[Place, Place]]) -> list[Pair]:
    return [(numbers[left], numbers[right]) for left, right in pairs if left in numbers and right in numbers]


def _independent(alignment: Alignment, members: Sequence[int]) -> bool:
    return len({alignment.signatures[number].origin for number in members}) > 1


def _agreement(alignment: Alignment, members: Sequence[int]) -> Agreement:
    signatures = [alignment.signatures[number] for number in members]
    known = (alignment.score(left, right) for left, right in combinations(members[:_SAMPLE], 2))
    scores = [score for score in known if score] or [0.0]
    return Agreement(
        places=tuple(sorted(signature.place for signature in signatures)),
        sources=tuple(sorted({signature.source for signature in signatures})),
        score=round(sum(scores) / len(scores), 4),
    )
