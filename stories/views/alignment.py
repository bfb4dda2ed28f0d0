"""Sentences of two to four sources in → rows in reading order: what corresponds stands side by side, gaps are gaps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from stories.models import Difference, Sentence, Source


@dataclass(frozen=True)
class Cell:
    source: Source
    sentence: Sentence | None
    spans: tuple[tuple[int, int], ...] = ()
    is_withheld: bool = False


@dataclass(frozen=True)
class Row:
    cells: tuple[Cell, ...]
    topic: str
    state: str
    difference: Difference | None
    is_only: bool

    @property
    def filled(self) -> int:
        return sum(cell.sentence is not None for cell in self.cells)


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What the merge stage knows about the sentences, by their ids."""

    partners: Mapping[int, frozenset[int]]
    alone: frozenset[int]  # said by one source only; unsure sentences are in neither
    differences: Mapping[frozenset[int], Difference]
    topics: Mapping[int, tuple[str, ...]]
    withheld: frozenset[int] = frozenset()  # sentences whose words the source's display right keeps back


Group = dict[int, Sentence]  # column → sentence


def align(sources: Sequence[Source], columns: Sequence[Sequence[Sentence]], facts: Facts) -> list[Row]:
    """The first source's order leads; the other sources' own sentences stand before the next common one."""
    return [row(sources, group, facts) for group in ordered(columns, facts)]


def ordered(columns: Sequence[Sequence[Sentence]], facts: Facts) -> Iterator[Group]:
    done: set[int] = set()
    for base, sentences in enumerate(columns):
        for sentence in sentences:
            if sentence.pk in done:
                continue
            group = {base: sentence} | partners_of(sentence, base, columns, facts, done)
            yield from before(group, base, columns, facts, done)
            done.update(one.pk for one in group.values())
            yield group


def partners_of(
    sentence: Sentence, base: int, columns: Sequence[Sequence[Sentence]], facts: Facts, done: set[int]
) -> Group:
    """Per column the corresponding sentence, one not shown yet if there is one."""
    wanted, found = facts.partners.get(sentence.pk, frozenset()), {}
    for column in range(base + 1, len(columns)):
        fitting = [one for one in columns[column] if one.pk in wanted]
        if fitting:
            found[column] = min(fitting, key=lambda one: one.pk in done)
    return found


def before(
    group: Group, base: int, columns: Sequence[Sequence[Sentence]], facts: Facts, done: set[int]
) -> Iterator[Group]:
    """Sentences without any partner that come earlier in a partner's text."""
    everywhere = {one.pk for column in columns for one in column}
    for column, partner in group.items():
        if column == base:
            continue
        for one in columns[column]:
            if one.pk == partner.pk:
                break
            if one.pk not in done and not facts.partners.get(one.pk, frozenset()) & everywhere:
                done.add(one.pk)
                yield {column: one}


def row(sources: Sequence[Source], group: Group, facts: Facts) -> Row:
    difference = difference_of(group, facts)
    only = len(group) == 1 and next(iter(group.values())).pk in facts.alone
    cells = tuple(cell(source, group.get(n), difference, facts) for n, source in enumerate(sources))
    return Row(cells, topic_of(group, difference, facts), state_of(sources, group, only), difference, only)


def cell(source: Source, sentence: Sentence | None, difference: Difference | None, facts: Facts) -> Cell:
    withheld = sentence is not None and sentence.pk in facts.withheld
    return Cell(source, sentence, spans_of(sentence, difference), withheld)


def difference_of(group: Group, facts: Facts) -> Difference | None:
    ids = [one.pk for one in group.values()]
    pairs = (frozenset({left, right}) for n, left in enumerate(ids) for right in ids[n + 1 :])
    return next((facts.differences[pair] for pair in pairs if pair in facts.differences), None)


def spans_of(sentence: Sentence | None, difference: Difference | None) -> tuple[tuple[int, int], ...]:
    if sentence is None or difference is None:
        return ()
    words = {difference.left_id: difference.left_words, difference.right_id: difference.right_words}
    return tuple((int(start), int(end)) for start, end in words.get(sentence.pk, []))


def topic_of(group: Group, difference: Difference | None, facts: Facts) -> str:
    """Names common to the row's sentences; a single sentence's first names."""
    if difference and difference.topic:
        return difference.topic
    names = [facts.topics.get(one.pk, ()) for one in group.values()]
    common = [name for name in names[0] if all(name in others for others in names[1:])]
    return ", ".join(common[:2])


def state_of(sources: Sequence[Source], group: Group, only: bool) -> str:
    if len(group) == len(sources):
        return _("in allen Quellen")
    if len(group) > 1:
        return _("in %(some)s von %(all)s Quellen") % {"some": len(group), "all": len(sources)}
    if only:
        return _("nur bei %(mark)s") % {"mark": sources[next(iter(group))].mark}
    return _("nicht sicher zugeordnet")
