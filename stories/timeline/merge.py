"""The merged timeline of a story: Reports in, Entries with their evidence out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from stories.comparison import lexicon
from stories.comparison.certainty import degrees
from stories.comparison.compare import LINK, Aligned, align_story
from stories.evidence import Entry, EntryKind, Evidence, Lane, Place, Precision, Report
from stories.timeline.dated import Dated, find_dated
from stories.timeline.decisions import TimelineDecisions
from stories.timeline.lanes import lane_of, latest_publication
from stories.timeline.merging import Clusters, PlacePair, cluster

# Days before the first article from which an event is background, not part of the story.
_BACKGROUND_DAYS = 90
# From this degree of certainty on, an undated sentence of several sources is a plan of its own.
_PLAN_RANK = 3
# Fine before coarse; a day with a clock time or part of day is no finer a day.
_COARSENESS: dict[Precision, int] = {
    "day": 0, "part-of-day": 0, "time": 0, "week": 1, "month": 2, "quarter": 3, "season": 3, "year": 4, "none": 5,
}  # fmt: skip
_VALUE_LENGTH: dict[Precision, int] = {"day": 10, "part-of-day": 10, "time": 10, "week": 8, "month": 7, "year": 4}
_NO_DECISIONS = TimelineDecisions()


def merge(reports: Sequence[Report], decisions: TimelineDecisions = _NO_DECISIONS) -> tuple[Entry, ...]:
    """The story's entries in the order of their days, undated ones last."""
    return merge_aligned(align_story(reports), decisions)


def merge_aligned(story: Aligned, decisions: TimelineDecisions = _NO_DECISIONS) -> tuple[Entry, ...]:
    """The entries of a story that is aligned already."""
    hidden = set(decisions.hidden)
    items = [
        item for item in find_dated(story.reports, story.alignment, decisions) if item.signature.place not in hidden
    ]
    clashes = list(_clashes(story, decisions))
    clusters = cluster(story, items, joined=decisions.joined, parted=decisions.parted)
    disputed = {place for pair in clashes for place in pair} | set(decisions.disputed)
    entries = [_entry(story, members, disputed) for members in _with_clashes(clusters, clashes)]
    entries += _undated(story, items, hidden)
    return tuple(sorted(entries, key=_order))


def _clashes(story: Aligned, decisions: TimelineDecisions) -> Iterator[PlacePair]:
    """Pairs of sentences that date one event differently."""
    parted = {frozenset(pair) for pair in decisions.parted}
    for difference in story.differences:
        pair = difference.left, difference.right
        if difference.topic in ("date", "time") and frozenset(pair) not in parted:
            yield pair


def _with_clashes(clusters: Clusters, clashes: Iterable[PlacePair]) -> Clusters:
    """Join the entries of two sentences whose dates clash: one event, two dates."""
    for left, right in clashes:
        ours, theirs = _event_cluster(clusters, left), _event_cluster(clusters, right)
        if ours is not None and theirs is not None and ours is not theirs:
            ours.extend(theirs)
            clusters = [members for members in clusters if members is not theirs]
    return clusters


def _event_cluster(clusters: Clusters, place: Place) -> list[Dated] | None:
    return next(
        (members for members in clusters if any(i.signature.place == place and i.kind == "event" for i in members)),
        None,
    )


def _entry(story: Aligned, members: Sequence[Dated], disputed: set[Place]) -> Entry:
    members = sorted(members, key=lambda item: (item.signature.place, item.begin))
    is_disputed = any(item.signature.place in disputed and item.kind == "event" for item in members)
    best = _best_dated(members)
    begin, end = best.begin, max(item.end for item in members if _same_start(item, best))
    if is_disputed:
        begin, end = min(item.begin for item in members), max(item.end for item in members)
        best = min(members, key=lambda item: (item.begin, item.end))
    kind: EntryKind = "statement" if all(item.kind == "statement" for item in members) else "event"
    latest = latest_publication(story.reports)
    lane: Lane = "disputed" if is_disputed else lane_of(story.reports, members, begin, latest)
    return Entry(
        date=_iso(best),
        lane=lane,
        kind=kind,
        precision=best.precision,
        evidence=_evidence(story, members, kind),
        begin=begin,
        end=end,
        part=_part(members, best),
        year_inferred=all(item.year_inferred for item in members),
        background=_is_background(story.reports, end),
        note=_note(members, is_disputed),
    )


def _same_start(item: Dated, best: Dated) -> bool:
    return item.begin == best.begin and item.precision == best.precision


def _best_dated(members: Sequence[Dated]) -> Dated:
    """The finest date; among those the one of most origins; then the earliest."""
    finest = min(_COARSENESS[item.precision] for item in members)
    fine = [item for item in members if _COARSENESS[item.precision] == finest]
    support = Counter(begin for begin, _ in {(item.begin, item.signature.origin) for item in fine})
    return min(fine, key=lambda item: (-support[item.begin], item.begin, -len(item.part), item.signature.place))


def _iso(item: Dated) -> str:
    length = _VALUE_LENGTH.get(item.precision)
    if length is None:
        return item.value
    return item.begin.isoformat() if length == len("2016-11-14") else item.value[:length]


def _part(members: Sequence[Dated], best: Dated) -> str:
    """The part of day or clock time that the sentences agree on."""
    parts = {item.part for item in members if item.part and item.begin == best.begin}
    return parts.pop() if len(parts) == 1 else ""


def _evidence(story: Aligned, members: Sequence[Dated], kind: EntryKind) -> tuple[Evidence, ...]:
    """The dated sentences and, for an event, the undated ones that say the same."""
    proofs = {item.signature.place: _proof(item) for item in members}
    numbers = {item.number for item in members if item.kind == "event"}
    for group in story.groups if kind == "event" else ():
        for number in group if not numbers.isdisjoint(group) else ():
            signature = story.alignment.signatures[number]
            if not signature.days and any(story.alignment.score(number, other) >= LINK for other in numbers):
                proofs[signature.place] = Evidence(place=signature.place, source=signature.source)
    return tuple(proof for _, proof in sorted(proofs.items()))


def _proof(item: Dated) -> Evidence:
    return Evidence(place=item.signature.place, source=item.signature.source, time=item.time)


def _note(members: Sequence[Dated], disputed: bool) -> str:
    if disputed:
        return "clash"
    if any(item.year_from_story for item in members):
        return "year-from-story"
    return "statement-only" if all(item.kind == "statement" for item in members) else ""


def _is_background(reports: Iterable[Report], end: date) -> bool:
    first = min((report.published for report in reports if report.published is not None), default=None)
    return first is not None and end < first.date() - timedelta(days=_BACKGROUND_DAYS)


def _undated(story: Aligned, items: Iterable[Dated], hidden: set[Place]) -> Iterator[Entry]:
    """A plan that several origins report and none of them dates."""
    dated = {item.number for item in items if item.kind == "event"}
    for group in story.groups:
        if not dated.isdisjoint(group):
            continue
        members = [story.alignment.signatures[number] for number in group]
        visible = [member for member in members if member.place not in hidden]
        texts = {member.place: story.reports[member.report].text for member in visible}
        plans = [place for place, text in texts.items() if _plans_a_happening(text, place)]
        if plans and len({member.origin for member in visible}) > 1:
            evidence = (Evidence(place=member.place, source=member.source) for member in visible)
            yield Entry(
                date=None,
                lane="undated",
                kind="event",
                precision="none",
                evidence=tuple(sorted(evidence, key=lambda proof: proof.place)),
                note="plan",
            )


def _plans_a_happening(text: str, place: Place) -> bool:
    happenings = lexicon.telling().happenings
    return any(degree.rank >= _PLAN_RANK and degree.nouns & happenings for degree in degrees(text, place))


def _order(entry: Entry) -> tuple[bool, date, date, str, Place]:
    begin, end = entry.begin or date.max, entry.end or date.max
    return entry.date is None, begin, end, entry.part, entry.evidence[0].place
