"""What aligned sentences say differently: a group of sentences in, Differences out.

One Difference for each topic of a group, between the two sentences that fit best. Few false alarms
come before many finds: where a sentence holds several figures of one unit, nothing is compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from stories.comparison import lexicon
from stories.comparison.alignment import Alignment
from stories.comparison.certainty import contrast, degrees
from stories.comparison.clauses import Span, clause_at, tells
from stories.comparison.features import days_touch
from stories.comparison.quantities import Quantity, clash
from stories.comparison.quotations import two_versions
from stories.comparison.signature import Signature
from stories.comparison.words import WORD, stem
from stories.evidence import Difference, Grade, Report
from stories.nlp.types import TimeExpression

# A pair below this score may share a group through others and is not compared itself.
# Chosen on the development stories s1 to s3: lower brings more false flags than right ones.
_LEAST_SCORE = 0.5
_LEAST_MINUTES = 15
# "auch am Donnerstag" adds a day to the other one and denies none
_ADDED = re.compile(r"\b(?:auch|erneut|wieder|noch)\b[^.,;:]*$")


@dataclass(frozen=True, slots=True)
class _Clash:
    topic: str
    grade: Grade
    left: tuple[Span, ...]
    right: tuple[Span, ...]


def differences(reports: Sequence[Report], alignment: Alignment, group: Sequence[int]) -> tuple[Difference, ...]:
    """The differences within one group, best pair first, one for each topic."""
    found: dict[str, Difference] = {}
    for left, right in _ranked_pairs(alignment, group):
        ours, theirs = alignment.signatures[left], alignment.signatures[right]
        for conflict in _clashes(reports, ours, theirs):
            difference = Difference(
                left=ours.place,
                right=theirs.place,
                grade=conflict.grade,
                topic=conflict.topic,
                left_words=conflict.left,
                right_words=conflict.right,
            )
            found.setdefault(conflict.topic, difference)
    return tuple(found.values())


def event_times(report: Report, signature: Signature) -> tuple[TimeExpression, ...]:
    """The sentence's resolved expressions that do not date the telling itself."""
    place = signature.place
    return tuple(
        time
        for time in report.times
        if place.start <= time.start < place.end
        and time.begin is not None
        and not tells(report.text, place.start, place.end, time.start)
    )


def _ranked_pairs(alignment: Alignment, group: Sequence[int]) -> list[tuple[int, int]]:
    pairs = [
        (-alignment.score(left, right), left, right)
        for left, right in combinations(group, 2)
        if alignment.signatures[left].origin != alignment.signatures[right].origin
        and alignment.score(left, right) >= _LEAST_SCORE
    ]
    return [(left, right) for _, left, right in sorted(pairs)]


def _clashes(reports: Sequence[Report], ours: Signature, theirs: Signature) -> Iterator[_Clash]:
    left, right = reports[ours.report], reports[theirs.report]
    yield from _figures(left, ours, right, theirs)
    times = event_times(left, ours), event_times(right, theirs)
    if not any(
        _ADDED.search(report.text[max(0, time.start - 20) : time.start])
        for report, found in zip((left, right), times, strict=True)
        for time in found
    ):
        yield from _dates(*times)
    settled = contrast(degrees(left.text, ours.place), degrees(right.text, theirs.place))
    if settled is not None:
        yield _Clash("certainty", "weight", (settled[0].span,), (settled[1].span,))
    yield from _negation(left, ours, right, theirs)
    yield from _wording(left, ours, right, theirs)


def _figures(left: Report, ours: Signature, right: Report, theirs: Signature) -> Iterator[_Clash]:
    for figure in ours.quantities:
        mine = _slot(left, ours, figure)
        rivals = [other for other in theirs.quantities if _same_slot(mine, _slot(right, theirs, other))]
        peers = [other for other in ours.quantities if _same_slot(mine, _slot(left, ours, other))]
        if len(rivals) == 1 and len(peers) == 1 and clash(figure, rivals[0]):
            yield _Clash(f"figure:{mine}", "figure", (_span(figure),), (_span(rivals[0]),))


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


def _negation(left: Report, ours: Signature, right: Report, theirs: Signature) -> Iterator[_Clash]:
    """ "Niemand wurde verletzt" against "Ein Matrose wurde verletzt": a short statement and its opposite."""
    negated, plain = _negators(left, ours), _negators(right, theirs)
    if bool(negated) != bool(plain) and _casualties(ours) & _casualties(theirs):
        yield _Clash("negation", "figure", negated or (_whole(ours),), plain or (_whole(theirs),))


def _negators(report: Report, signature: Signature) -> tuple[Span, ...]:
    found = WORD.finditer(report.text, signature.place.start, signature.place.end)
    return tuple(word.span() for word in found if word.group().lower() in lexicon.certainty().negation)


def _casualties(signature: Signature) -> set[str]:
    table = lexicon.units().casualties
    return {table[token[0][0]] for token in signature.tokens if token[0][0] in table}


def _wording(left: Report, ours: Signature, right: Report, theirs: Signature) -> Iterator[_Clash]:
    one_speaker = bool(ours.speaker) and ours.speaker == theirs.speaker
    there = two_versions(left.text, ours.place, right.text, theirs.place, one_speaker=one_speaker)
    if there is not None:
        yield _Clash("wording", "wording", (there[0],), (there[1],))
        return
    back = two_versions(right.text, theirs.place, left.text, ours.place, one_speaker=one_speaker)
    if back is not None:
        yield _Clash("wording", "wording", (back[1],), (back[0],))


def _span(figure: Quantity) -> Span:
    return figure.start, figure.end


def _spans(times: Sequence[TimeExpression]) -> tuple[Span, ...]:
    return tuple((time.start, time.end) for time in times)


def _whole(signature: Signature) -> Span:
    return signature.place.start, signature.place.end
