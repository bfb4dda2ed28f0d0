"""What aligned sentences say differently: groups of sentences in, Differences out.

One Difference for each topic of a group, between the two sentences that fit best. Few false alarms
come before many finds: where a sentence holds several figures of one unit, nothing is compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from stories.comparison import lexicon
from stories.comparison.alignment import Alignment
from stories.comparison.certainty import Degree, contrast, degrees
from stories.comparison.clauses import Span, clause_at, tells
from stories.comparison.features import days_touch
from stories.comparison.quantities import Quantity, clash
from stories.comparison.quotations import Version, quotations, two_versions, version
from stories.comparison.signature import Signature, within
from stories.comparison.words import WORD, stem
from stories.evidence import Difference, Grade, Report
from stories.nlp.types import TimeExpression

# A pair below this score may share a group through others and is not compared itself.
# Chosen on the development stories s1 to s3: lower brings more false flags than right ones.
_LEAST_SCORE = 0.5
_LEAST_MINUTES = 15
# In a story of hundreds of articles the first members of a group stand for all.
_MOST_MEMBERS = 40
# "auch am Donnerstag" adds a day to the other one and denies none
_ADDED = re.compile(r"\b(?:auch|erneut|wieder|noch)\b[^.,;:]*$")


@dataclass(frozen=True, slots=True)
class _Clash:
    topic: str
    grade: Grade
    left: tuple[Span, ...]
    right: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Profile:
    """What can differ in a sentence, found once for all its pairs."""

    signature: Signature
    figures: tuple[tuple[str, Quantity], ...]
    times: tuple[TimeExpression, ...]
    adds_a_day: bool
    degrees: tuple[Degree, ...]
    negators: tuple[Span, ...]
    casualties: frozenset[str]
    quoted: tuple[Version, ...]
    whole: Version


def differences(
    reports: Sequence[Report], alignment: Alignment, groups: Iterable[Sequence[int]]
) -> tuple[Difference, ...]:
    """The differences within each group, best pair first, one for each topic of a group."""
    return tuple(found for members in groups for found in _within(reports, alignment, members))


def _within(reports: Sequence[Report], alignment: Alignment, members: Sequence[int]) -> Iterable[Difference]:
    found: dict[str, Difference] = {}
    profiles: dict[int, _Profile] = {}
    for pair in _ranked_pairs(alignment, members):
        for number in pair:
            if number not in profiles:
                signature = alignment.signatures[number]
                profiles[number] = _profile(reports[signature.report], signature)
        ours, theirs = profiles[pair[0]], profiles[pair[1]]
        for conflict in _clashes(ours, theirs):
            found.setdefault(conflict.topic, _difference(ours.signature, theirs.signature, conflict))
    return found.values()


def _difference(ours: Signature, theirs: Signature, conflict: _Clash) -> Difference:
    return Difference(
        left=ours.place,
        right=theirs.place,
        grade=conflict.grade,
        topic=conflict.topic,
        left_words=conflict.left,
        right_words=conflict.right,
    )


def _profile(report: Report, signature: Signature) -> _Profile:
    times = event_times(report, signature)
    table = lexicon.units().casualties
    return _Profile(
        signature=signature,
        figures=tuple((_slot(report, signature, figure), figure) for figure in signature.quantities),
        times=times,
        adds_a_day=any(_ADDED.search(report.text[max(0, time.start - 20) : time.start]) for time in times),
        degrees=degrees(report.text, signature.place),
        negators=_negators(report, signature),
        casualties=frozenset(table[token[0][0]] for token in signature.tokens if token[0][0] in table),
        quoted=quotations(report.text, signature.place),
        whole=version(report.text, signature.place.start, signature.place.end),
    )


def event_times(report: Report, signature: Signature) -> tuple[TimeExpression, ...]:
    """The sentence's resolved expressions that do not date the telling itself."""
    place = signature.place
    return tuple(
        time
        for time in within(report.times, place.start, place.end)
        if time.begin is not None and not tells(report.text, place.start, place.end, time.start)
    )


def _ranked_pairs(alignment: Alignment, members: Sequence[int]) -> list[tuple[int, int]]:
    pairs = [
        (-alignment.score(left, right), left, right)
        for left, right in combinations(members[:_MOST_MEMBERS], 2)
        if alignment.signatures[left].origin != alignment.signatures[right].origin
    ]
    return [(left, right) for score, left, right in sorted(pairs) if -score >= _LEAST_SCORE]


def _clashes(ours: _Profile, theirs: _Profile) -> Iterator[_Clash]:
    yield from _figures(ours, theirs)
    if not ours.adds_a_day and not theirs.adds_a_day:
        yield from _dates(ours.times, theirs.times)
    settled = contrast(ours.degrees, theirs.degrees)
    if settled is not None:
        yield _Clash("certainty", "weight", (settled[0].span,), (settled[1].span,))
    if bool(ours.negators) != bool(theirs.negators) and ours.casualties & theirs.casualties:
        whole = (_whole(ours.signature),), (_whole(theirs.signature),)
        yield _Clash("negation", "figure", ours.negators or whole[0], theirs.negators or whole[1])
    yield from _wording(ours, theirs)


def _figures(ours: _Profile, theirs: _Profile) -> Iterator[_Clash]:
    for slot, figure in ours.figures:
        rivals = [other for there, other in theirs.figures if _same_slot(slot, there)]
        peers = [other for here, other in ours.figures if _same_slot(slot, here)]
        if len(rivals) == 1 and len(peers) == 1 and clash(figure, rivals[0]):
            yield _Clash(f"figure:{slot}", "figure", (_span(figure),), (_span(rivals[0]),))


def _slot(report: Report, signature: Signature, figure: Quantity) -> str:
    """What a figure counts; human beings by what befell them, where the noun does not say more."""
    tables = lexicon.units()
    if figure.unit in tables.casualties:
        return tables.casualties[figure.unit]
    if figure.unit not in tables.anyone:
        return f"people:{figure.unit}" if figure.unit in tables.people else figure.unit
    start, end = clause_at(report.text, signature.place.start, signature.place.end, figure.start)
    stems = (stem(word) for word in WORD.findall(report.text[start:end]))
    return next((tables.casualties[word] for word in stems if word in tables.casualties), "people:")


def _same_slot(left: str, right: str) -> bool:
    if not left or not right:
        return False
    if left == right or (left.startswith("people:") and right.startswith("people:") and "people:" in (left, right)):
        return True
    classes = lexicon.words().classes
    ours, theirs = (classes.get(slot.removeprefix("people:"), ()) for slot in (left, right))
    return left.startswith("people:") and right.startswith("people:") and bool(set(ours) & set(theirs))


def _dates(left: Sequence[TimeExpression], right: Sequence[TimeExpression]) -> Iterator[_Clash]:
    ours, theirs = _days(left), _days(right)
    if len(ours) == 1 and len(theirs) == 1 and not days_touch(ours, theirs):
        yield _Clash("date", "figure", _spans(left), _spans(right))
    elif ours and days_touch(ours, theirs):
        early, late = _clocks(left), _clocks(right)
        apart = [(a, b) for a, b in zip(early, late, strict=False) if abs(a - b) >= _LEAST_MINUTES]
        if early and len(early) == len(late) and apart and len(apart) == max(1, len(early) - 1):
            yield _Clash("time", "figure", _spans(left), _spans(right))


def _days(times: Sequence[TimeExpression]) -> list[tuple[date, date]]:
    return sorted({(time.begin, time.end_day or time.begin) for time in times if time.begin is not None})


def _clocks(times: Sequence[TimeExpression]) -> list[int]:
    found = (time.value.partition("T")[2] for time in times)
    return [int(clock[:2]) * 60 + int(clock[3:5]) for clock in found if clock[:2].isdigit() and clock[3:5].isdigit()]


def _negators(report: Report, signature: Signature) -> tuple[Span, ...]:
    found = WORD.finditer(report.text, signature.place.start, signature.place.end)
    return tuple(word.span() for word in found if word.group().lower() in lexicon.certainty().negation)


def _wording(ours: _Profile, theirs: _Profile) -> Iterator[_Clash]:
    one_speaker = bool(ours.signature.speaker) and ours.signature.speaker == theirs.signature.speaker
    there = two_versions(ours.quoted, theirs.quoted or ((theirs.whole,) if one_speaker else ()))
    if there is not None:
        yield _Clash("wording", "wording", (there[0],), (there[1],))
    elif one_speaker and not ours.quoted:
        back = two_versions(theirs.quoted, (ours.whole,))
        if back is not None:
            yield _Clash("wording", "wording", (back[1],), (back[0],))


def _span(figure: Quantity) -> Span:
    return figure.start, figure.end


def _spans(times: Sequence[TimeExpression]) -> tuple[Span, ...]:
    return tuple((time.start, time.end) for time in times)


def _whole(signature: Signature) -> Span:
    return signature.place.start, signature.place.end
