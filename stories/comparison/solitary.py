"""Sentences that surely stand in one source only: an Alignment and its groups in, places out.

A false "only here" accuses the others of leaving something out. So a sentence is called alone only
if it holds news (a voice or names of its own, or many words found nowhere else), nothing in any
other source comes near it, and the sentence beside it is not shared either. An unsure sentence is
neither shared nor alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from stories.comparison import lexicon
from stories.comparison.alignment import Alignment
from stories.comparison.clauses import clauses
from stories.comparison.quantities import Quantity
from stories.comparison.signature import Signature, Token, within
from stories.comparison.words import WORD, stem
from stories.evidence import Place, Report

# Chosen on the development stories s1 to s3 for at most one false "only here" in twenty.
_NEAREST_SCORE = 0.1
_LEAST_NEW_SHARE = 0.65
_LEAST_NEW_WORDS = 5
_LEAST_WORDS = 3
_QUIET_SCORE = 0.2
# The lead tells what all tell, however differently it begins.
_LEAD = 2
# A sentence made mostly of news, a new name among it, may touch on what another source says.
_NEAREST_IF_MOSTLY_NEW, _MOSTLY_NEW = 0.3, 0.7
_LEAST_ITEMS = 2
_PART_OF_A_MATCH = 0.5
_KINDS = ("own", "quote", "reported-cue", "reported-carried")
# A figure or day found nowhere else may be another version of one found there, so neither is news by itself.
_NAME = "n:"
_NONE, _FAIR, _SURE = 0, 1, 2

Sources = dict[str, set[str]]


def solitary(reports: Sequence[Report], alignment: Alignment, grouped: set[int]) -> Iterator[Place]:
    """The places of sentences, or of dated items in an enumeration, that no other source comes near."""
    nearest, sources, counted = _nearest(alignment), _sources(alignment), _counted(alignment)
    quiet = [number not in grouped and score <= _QUIET_SCORE for number, score in enumerate(nearest)]
    news = [
        _news(alignment, number, sources, score) if number not in grouped else _NONE
        for number, score in enumerate(nearest)
    ]
    for number, signature in enumerate(alignment.signatures):
        beside = list(_beside(alignment, number))
        sure = news[number] == _SURE or (news[number] == _FAIR and any(news[other] == _SURE for other in beside))
        if signature.kind not in _KINDS:
            continue
        doubtful = signature.index < _LEAD or _counts_what_others_count(signature, counted)
        if sure and not doubtful and any(quiet[other] for other in beside):
            yield signature.place
        else:
            yield from _dated_items(reports[signature.report], signature, sources)


def _beside(alignment: Alignment, number: int) -> Iterator[int]:
    """The sentences before and after in the article: what one source alone tells mostly fills more than one."""
    signatures = alignment.signatures
    for other in (number - 1, number + 1):
        if 0 <= other < len(signatures) and signatures[other].report == signatures[number].report:
            yield other


def _counted(alignment: Alignment) -> Sources:
    """In which sources a unit is counted; human beings are one unit, whatever the noun."""
    counted: defaultdict[str, set[str]] = defaultdict(set)
    for signature in alignment.signatures:
        for figure in signature.quantities:
            counted[_unit(figure)].add(signature.source)
    return counted


def _unit(figure: Quantity) -> str:
    tables = lexicon.units()
    return "people" if figure.unit in tables.people or figure.unit in tables.casualties else figure.unit


def _counts_what_others_count(signature: Signature, counted: Sources) -> bool:
    """A sentence with a figure may be another version of theirs, however different its words."""
    units = {_unit(figure) for figure in signature.quantities}
    return any(unit and not counted[unit] <= {signature.source} for unit in units)


def _nearest(alignment: Alignment) -> list[float]:
    nearest = [0.0] * len(alignment.signatures)
    for (left, right), score in alignment.scores.items():
        if alignment.signatures[left].source != alignment.signatures[right].source:
            nearest[left], nearest[right] = max(nearest[left], score), max(nearest[right], score)
    return nearest


def _sources(alignment: Alignment) -> Sources:
    """In which sources a key stands, in full or as a fair part of a word."""
    sources: defaultdict[str, set[str]] = defaultdict(set)
    for signature in alignment.signatures:
        for token in signature.tokens:
            for key, weight in token:
                if weight >= _PART_OF_A_MATCH:
                    sources[key].add(signature.source)
    return sources


def _news(alignment: Alignment, number: int, sources: Sources, nearest: float) -> int:
    """How surely a sentence holds news: a voice or two names of its own, or many words of its own."""
    signature, weighted = alignment.signatures[number], alignment.weighted[number]
    new = [token for token in weighted.tokens if _is_new(token, signature.source, sources)]
    names = sum(token[0][0].startswith(_NAME) for token in new)
    share = sum(token[0][1] for token in new) / (weighted.total or 1.0)
    if share < _LEAST_NEW_SHARE or len(weighted.tokens) < _LEAST_WORDS or len(new) <= names:
        return _NONE
    if names > 1 or (signature.speaker and _is_own_voice(signature, sources)):
        return _SURE if nearest <= (_NEAREST_IF_MOSTLY_NEW if share >= _MOSTLY_NEW else _NEAREST_SCORE) else _NONE
    if nearest > _NEAREST_SCORE:
        return _NONE
    if len(new) - names >= _LEAST_NEW_WORDS:
        return _SURE
    return _FAIR if names else _NONE


def _is_own_voice(signature: Signature, sources: Sources) -> bool:
    """Whether no other source names the speaker."""
    words = [stem(word) for word in WORD.findall(signature.speaker) if word not in lexicon.words().function]
    here = {signature.source}
    return bool(words) and sources.get(f"n:{signature.speaker}", here) <= here and sources.get(words[-1], here) <= here


def _is_new(token: Token, source: str, sources: Sources) -> bool:
    return all(sources.get(key, set()) <= {source} for key, _ in token)


def _dated_items(report: Report, signature: Signature, sources: Sources) -> Iterator[Place]:
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
        if dated and named and all(sources.get(key, set()) <= {signature.source} for key in keys):
            yield Place(report.article, start, start + len(report.text[start:end].rstrip(" ,;")))
