"""Sentences that surely stand in one source only: an Alignment and its groups in, places out.

A false "only here" accuses the others of leaving something out. So a sentence is called alone only
if it holds news (a name, day, figure or several rare words found nowhere else) and nothing in any
other origin comes near it. An unsure sentence is neither shared nor alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from stories.comparison import lexicon
from stories.comparison.alignment import Alignment
from stories.comparison.clauses import clauses
from stories.comparison.quantities import Quantity
from stories.comparison.signature import Signature, Token, within
from stories.comparison.weighing import Weighted
from stories.evidence import Place, Report

# Chosen on the development stories s1 to s3 for at most one false "only here" in twenty.
_NEAREST_SCORE = 0.1
_LEAST_NEW_SHARE = 0.5
_LEAST_NEW_WORDS = 5
_LEAST_WORDS = 3
# A sentence made mostly of news, a new name among it, may touch on what another source says.
_NEAREST_WITH_A_NAME, _MOSTLY_NEW = 0.3, 0.7
_LEAST_ITEMS = 2
_PART_OF_A_MATCH = 0.5
_KINDS = ("own", "quote", "reported-cue", "reported-carried")
# A figure or day found nowhere else may be another version of one found there, so neither is news by itself.
_NAME = "n:"

Origins = dict[str, set[str]]


def solitary(reports: Sequence[Report], alignment: Alignment, grouped: set[int]) -> Iterator[Place]:
    """The places of sentences, or of dated items in an enumeration, that no other origin comes near."""
    nearest, origins, counted = _nearest(alignment), _origins(alignment), _counted(alignment)
    for number, signature in enumerate(alignment.signatures):
        if signature.kind not in _KINDS:
            continue
        alone = number not in grouped
        alone = alone and not _counts_what_others_count(signature, counted)
        if alone and _is_news(alignment.weighted[number], signature.origin, origins, nearest[number]):
            yield signature.place
        else:
            yield from _dated_items(reports[signature.report], signature, origins)


def _counted(alignment: Alignment) -> Origins:
    """In which origins a unit is counted; human beings are one unit, whatever the noun."""
    counted: defaultdict[str, set[str]] = defaultdict(set)
    for signature in alignment.signatures:
        for figure in signature.quantities:
            counted[_unit(figure)].add(signature.origin)
    return counted


def _unit(figure: Quantity) -> str:
    tables = lexicon.units()
    return "people" if figure.unit in tables.people or figure.unit in tables.casualties else figure.unit


def _counts_what_others_count(signature: Signature, counted: Origins) -> bool:
    """A sentence with a figure may be another version of theirs, however different its words."""
    units = {_unit(figure) for figure in signature.quantities}
    return any(unit and not counted[unit] <= {signature.origin} for unit in units)


def _nearest(alignment: Alignment) -> list[float]:
    nearest = [0.0] * len(alignment.signatures)
    for (left, right), score in alignment.scores.items():
        if alignment.signatures[left].origin != alignment.signatures[right].origin:
            nearest[left], nearest[right] = max(nearest[left], score), max(nearest[right], score)
    return nearest


def _origins(alignment: Alignment) -> Origins:
    """In which origins a key stands, in full or as a fair part of a word."""
    origins: defaultdict[str, set[str]] = defaultdict(set)
    for signature in alignment.signatures:
        for token in signature.tokens:
            for key, weight in token:
                if weight >= _PART_OF_A_MATCH:
                    origins[key].add(signature.origin)
    return origins


def _is_news(weighted: Weighted, origin: str, origins: Origins, nearest: float) -> bool:
    new = [token for token in weighted.tokens if _is_new(token, origin, origins)]
    share = sum(token[0][1] for token in new) / (weighted.total or 1.0)
    if any(token[0][0].startswith(_NAME) for token in new):
        near = _NEAREST_WITH_A_NAME if share >= _MOSTLY_NEW else _NEAREST_SCORE
        return len(weighted.tokens) >= _LEAST_WORDS and len(new) > 1 and share >= _LEAST_NEW_SHARE and nearest <= near
    return len(new) >= _LEAST_NEW_WORDS and share >= _LEAST_NEW_SHARE and nearest <= _NEAREST_SCORE


def _is_new(token: Token, origin: str, origins: Origins) -> bool:
    return all(origins.get(key, set()) <= {origin} for key, _ in token)


def _dated_items(report: Report, signature: Signature, origins: Origins) -> Iterator[Place]:
    """Of "am 3. Mai das eine und am 9. Juni das andere" the item whose day and words stand nowhere else."""
    if len({days for days in signature.days if days[0] == days[1]}) < _LEAST_ITEMS:
        return
    times = within(report.times, signature.place.start, signature.place.end)
    names = within(report.names, signature.place.start, signature.place.end)
    for start, end in clauses(report.text, signature.place.start, signature.place.end):
        dated = [time for time in times if start <= time.start < end and time.begin is not None]
        named = [name for name in names if start <= name.start < end and name.form == "name"]
        keys = [f"d:{time.begin}/{time.end_day or time.begin}" for time in dated]
        keys += [f"n:{name.name.casefold()}" for name in named]
        if dated and named and all(origins.get(key, set()) <= {signature.origin} for key in keys):
            yield Place(report.article, start, start + len(report.text[start:end].rstrip(" ,;")))
