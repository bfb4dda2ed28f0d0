"""Which dated sentences are one entry: dated sentences and their alignment in, clusters out.

Never on the date alone: the days must touch and the sentences must say the same, by the measure of
the comparison. A day far from publication that only few sentences name needs less of the rest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import product

from stories.comparison.compare import Aligned
from stories.comparison.features import matched_tokens
from stories.evidence import Place
from stories.timeline.dated import Dated

# Chosen on the development stories s1 to s3 (timeline F1): the score two sentences on touching days need,
# and the one that is enough where both name the same day away from publication.
_SAME_DAY_SCORE = 0.4
_TELLING_DAY_SCORE = 0.05
_TELLING_DAY_WORDS = 2

_OTHER_KIND_SCORE = 0.7
_FINE_DAYS = 7
_DAY_NEIGHBOURS = 12

Clusters = list[list[Dated]]
PlacePair = tuple[Place, Place]


def cluster(
    story: Aligned, items: Sequence[Dated], *, joined: Iterable[PlacePair] = (), parted: Iterable[PlacePair] = ()
) -> Clusters:
    """Clusters of items, deterministic for any order of the reports."""
    parent = list(range(len(items)))
    of_sentence = _by_sentence(items)
    apart = {frozenset(pair) for pair in parted}
    coarse: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
    for left, right in _candidates(story, items, of_sentence):
        ours, theirs = items[left], items[right]
        if frozenset((ours.signature.place, theirs.signature.place)) in apart or not _one_event(story, ours, theirs):
            continue
        if _is_coarse(ours) == _is_coarse(theirs):
            _union(parent, left, right)
        else:
            number, other = (left, right) if _is_coarse(ours) else (right, left)
            coarse[number].append((-story.alignment.score(ours.number, theirs.number), other))
    for number, others in sorted(coarse.items()):
        _attach(items, parent, number, min(others)[1])
    for left, right in _by_hand(items, joined):
        _union(parent, left, right)
    clusters: defaultdict[int, list[Dated]] = defaultdict(list)
    for number, item in enumerate(items):
        clusters[_root(parent, number)].append(item)
    return list(clusters.values())


def _is_coarse(item: Dated) -> bool:
    return (item.end - item.begin).days > _FINE_DAYS


def _attach(items: Sequence[Dated], parent: list[int], number: int, other: int) -> None:
    """A month or year joins the one entry it fits best, so that it never ties two days together."""
    members = {_root(parent, position) for position, item in enumerate(items) if not _is_coarse(item)}
    if _root(parent, number) not in members:
        _union(parent, number, other)


def _by_sentence(items: Iterable[Dated]) -> Mapping[int, list[int]]:
    found: defaultdict[int, list[int]] = defaultdict(list)
    for position, item in enumerate(items):
        found[item.number].append(position)
    return found


def _candidates(
    story: Aligned, items: Sequence[Dated], of_sentence: Mapping[int, list[int]]
) -> Iterator[tuple[int, int]]:
    """Pairs the comparison scored, and neighbours in the list of those who name one telling day."""
    for left, right in story.alignment.scores:
        yield from product(of_sentence.get(left, ()), of_sentence.get(right, ()))
    on_day: defaultdict[date, list[int]] = defaultdict(list)
    for position, item in enumerate(items):
        if item.begin == item.end and item.begin in item.signature.telling_days:
            for other in on_day[item.begin][-_DAY_NEIGHBOURS:]:
                yield other, position
            on_day[item.begin].append(position)


def _by_hand(items: Sequence[Dated], joined: Iterable[PlacePair]) -> Iterator[tuple[int, int]]:
    at: defaultdict[Place, list[int]] = defaultdict(list)
    for position, item in enumerate(items):
        at[item.signature.place].append(position)
    for left, right in joined:
        yield from product(at.get(left, [])[:1], at.get(right, [])[:1])


def _root(parent: list[int], number: int) -> int:
    while parent[number] != number:
        parent[number] = parent[parent[number]]
        number = parent[number]
    return number


def _union(parent: list[int], left: int, right: int) -> None:
    first, second = sorted((_root(parent, left), _root(parent, right)))
    parent[second] = first


def _one_event(story: Aligned, ours: Dated, theirs: Dated) -> bool:
    if ours.number == theirs.number or ours.begin > theirs.end or theirs.begin > ours.end:
        return False
    score = story.alignment.score(ours.number, theirs.number)
    if ours.kind != theirs.kind:
        return score >= _OTHER_KIND_SCORE
    if score >= _SAME_DAY_SCORE:
        return True
    telling = ours.begin == ours.end and ours.begin in ours.signature.telling_days & theirs.signature.telling_days
    weighted = story.alignment.weighted
    words = matched_tokens(weighted[ours.number], weighted[theirs.number])
    return telling and (score >= _TELLING_DAY_SCORE or words > _TELLING_DAY_WORDS)
