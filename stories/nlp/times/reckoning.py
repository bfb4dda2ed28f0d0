"""The state of reading one text: publication, sentences and times resolved so far in, anchors for the next time out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import islice
from typing import Literal

from stories.nlp.times.calendar import Days, days_of
from stories.nlp.times.findings import Finding
from stories.nlp.times.tense import carries_statement, preceding_words, sense
from stories.nlp.times.verbs import Sense
from stories.nlp.types import Anchor, Document, Modifier, Sentence, TimeExpression, TimexType

MODIFIERS: dict[str, Modifier] = {"START": "START", "MID": "MID", "END": "END"}
WHOLE_DAY_TIMES = {time(0, 0), time(12, 0)}
"""A publication known by its day alone is kept as noon (or midnight): its clock says nothing."""

WINDOW = 300
"""Characters of a sentence read around a time: bounds the cost of text without full stops."""

MEMORY = 30
"""Earlier times looked at: bounds the cost of a text that is one long list of times."""

FOCUS_REACH = 12
"""Sentences over which the day spoken of stays the same unless another is named (about a third of a news article)."""

Direction = Literal["past", "future", "near"]


def expression(
    finding: Finding,
    value: str,
    rule: str,
    *,
    type: TimexType = "DATE",
    anchor: Anchor = "text",
    anchor_day: date | None = None,
    mod: str = "",
    year_inferred: bool = False,
    span: tuple[int, int] | None = None,
) -> TimeExpression:
    """A resolved time; the days it covers follow from its value."""
    start, end = span or (finding.start, finding.end)
    days = days_of(value) if type in {"DATE", "TIME"} else None
    return TimeExpression(
        start=start,
        end=end,
        type=type,
        value=value,
        mod=MODIFIERS.get(mod, ""),
        begin=days[0] if days else None,
        end_day=days[1] if days else None,
        rule=rule,
        anchor=anchor,
        anchor_day=anchor_day,
        year_inferred=year_inferred,
    )


@dataclass(slots=True)
class Reckoning:
    document: Document
    sentences: Sequence[Sentence]
    resolve: Callable[[Finding, Reckoning], list[TimeExpression]]
    findings: Sequence[Finding] = ()
    done: list[TimeExpression] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    statements: dict[int, bool] = field(default_factory=dict)
    asides: set[int] = field(default_factory=set)
    """Starts of times that only look back from the story's day ("am Tag zuvor") and do not move it."""

    def __post_init__(self) -> None:
        self.starts = [sentence.start for sentence in self.sentences]

    @property
    def published(self) -> date | None:
        return self.document.published.date() if self.document.published else None

    @property
    def published_hour(self) -> float | None:
        moment: datetime | None = self.document.published
        if moment is None or moment.time() in WHOLE_DAY_TIMES:
            return None
        return moment.hour + moment.minute / 60

    def sentence_number(self, offset: int) -> int:
        return bisect_right(self.starts, offset) - 1

    def sentence_span(self, offset: int) -> tuple[int, int]:
        number = self.sentence_number(offset)
        if 0 <= number < len(self.sentences) and offset < self.sentences[number].end:
            return self.sentences[number].start, self.sentences[number].end
        return max(0, offset - 200), min(len(self.document.text), offset + 200)

    def window(self, start: int, end: int) -> tuple[str, int, int]:
        """The sentence around a span (at most WINDOW characters each way), and the span's place in it."""
        first, last = self.sentence_span(start)
        first, last = max(first, start - WINDOW), min(max(last, end), end + WINDOW)
        return self.document.text[first:last], start - first, end - first

    def sense(self, start: int, end: int) -> Sense:
        found = sense(*self.window(start, end))
        caption = self.sentences and self.sentences[self.sentence_number(start)].kind == "nonsentence"
        return "" if caption and found == "present" else found

    def is_statement(self, start: int, end: int) -> bool:
        if start not in self.statements:
            self.statements[start] = carries_statement(*self.window(start, end))
        return self.statements[start]

    def opens_sentence(self, finding: Finding) -> bool:
        """Whether the time stands first ("Im April …"), carrying the tale on."""
        first, _ = self.sentence_span(finding.start)
        return finding.start - first < 9

    def following(self, finding: Finding) -> Finding | None:
        """The next finding, not yet resolved."""
        index = bisect_right(self.findings, finding.start, key=lambda other: other.start)
        return self.findings[index] if index < len(self.findings) else None

    def words_before(self, start: int) -> list[str]:
        return preceding_words(self.document.text, start)

    def direction(self, finding: Finding) -> Direction:
        """Where to look from the publication: back, ahead, or wherever is nearer."""
        found = self.sense(finding.start, finding.end)
        return "past" if found == "past" else "future" if found == "future" else "near"

    def distance(self, expression: TimeExpression, finding: Finding) -> int:
        """Sentences between an earlier time and this one."""
        return self.sentence_number(finding.start) - self.sentence_number(expression.start)

    def earlier(self, finding: Finding, *, sentences: int) -> list[TimeExpression]:
        """Times before this one, nearest first."""
        found: list[TimeExpression] = []
        for expression in islice(reversed(self.done), MEMORY):
            if self.distance(expression, finding) > sentences:
                break
            if expression.start < finding.start:
                found.append(expression)
        return found

    def focus_day(self, finding: Finding) -> tuple[date | None, Anchor]:
        """The day the text speaks of: the nearest earlier day that is no day of a statement, else the publication."""
        for expression in self.earlier(finding, sentences=FOCUS_REACH):
            day = single_day(expression)
            if day and expression.start not in self.asides and not self._only_statement(expression, finding):
                return day, "previous"
        return self.published, "published"

    def _only_statement(self, expression: TimeExpression, finding: Finding) -> bool:
        return self.distance(expression, finding) > 0 and self.is_statement(expression.start, expression.end)

    def focus_span(self, finding: Finding, *, sentences: int = 2) -> Days | None:
        for expression in self.earlier(finding, sentences=sentences):
            if expression.begin and expression.end_day:
                return expression.begin, expression.end_day
        return None

    def stated_year(self, finding: Finding, *, sentences: int = 1, bare: bool = True) -> int | None:
        """A year the text itself states just before, alone (``bare``) or with a month or day."""
        for expression in self.earlier(finding, sentences=sentences):
            stated = expression.anchor == "text" or (expression.anchor == "previous" and not expression.year_inferred)
            exact = bare or expression.rule != "year"
            if (
                expression.begin
                and stated
                and exact
                and not expression.year_inferred
                and expression.value[:4].isdigit()
            ):
                return expression.begin.year
        return None


def single_day(expression: TimeExpression) -> date | None:
    return expression.begin if expression.begin and expression.begin == expression.end_day else None
