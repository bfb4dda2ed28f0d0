"""Editors' decisions about sentences, dates, pairs and names in; what the stages take as their input out.

A decision points at its words by article and offsets. Where the text was replaced since, those words
no longer stand there and the decision has nothing to say; it stays on record.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, cast

from django.db.models import Q

from stories.comparison import ComparisonDecisions
from stories.evidence import Place
from stories.models import Article, Decision, Entity, Mention
from stories.nlp.types import Kind, Sentence, TimeExpression
from stories.timeline import DateCorrected, TimelineDecisions

Details = dict[str, Any]
Span = tuple[int, int]
EDITOR = "editor"  # the rule of a day that a person stated
PAIRS = (Decision.Kind.PAIR_JOINED, Decision.Kind.PAIR_PARTED)
AT = frozenset({"start", "end"})
NEEDED: dict[str, frozenset[str]] = {
    Decision.Kind.DATE: AT | {"begin"},
    **dict.fromkeys(PAIRS, AT | {"other_start", "other_end"}),
}
IN_STORIES = (Decision.Kind.DATE, Decision.Kind.DISPUTED, Decision.Kind.HIDE, *PAIRS)


def words_mark(text: str, start: int, end: int) -> str:
    """A sign of the words at a place: enough to know them again, not the words, which may be withdrawn."""
    return hashlib.sha256(text[start:end].encode()).hexdigest()[:16]


def corrected_speakers(article: Article, sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """The sentences with the speakers and kinds that editors set; the newest decision counts."""
    decided = _by_span(article, Decision.Kind.SPEAKER)
    for sentence in sentences:
        said = {"kind": sentence.kind, "speaker": sentence.speaker or "", "chain": list(sentence.chain)}
        _remember(decided.get((sentence.start, sentence.end), ()), said)
    return tuple(
        _spoken_by(sentence, rows[-1].details) if (rows := decided.get((sentence.start, sentence.end))) else sentence
        for sentence in sentences
    )


def corrected_times(article: Article, times: Sequence[TimeExpression]) -> tuple[TimeExpression, ...]:
    """The expressions with the days that editors set; the newest decision counts."""
    decided = _by_span(article, Decision.Kind.DATE)
    for time in times:
        _remember(decided.get((time.start, time.end), ()), resolved(time))
    return tuple(
        _on_day(time, rows[-1].details) if (rows := decided.get((time.start, time.end))) else time for time in times
    )


def resolved(time: Any) -> Details:
    """How an expression, as a value or a row, was understood, as JSON."""
    return {
        "value": time.value, "mod": time.mod, "begin": _iso(time.begin), "end_day": _iso(time.end_day),
        "rule": time.rule, "anchor": time.anchor, "anchor_day": _iso(time.anchor_day),
        "year_inferred": time.year_inferred,
    }  # fmt: skip


def stated_days(details: Details) -> Details:
    """What a person's correction makes of an expression."""
    begin, end = date.fromisoformat(details["begin"]), details.get("end_day")
    return {
        "value": begin.isoformat(), "mod": "", "begin": begin, "end_day": date.fromisoformat(end) if end else begin,
        "rule": EDITOR, "anchor": "", "anchor_day": None, "year_inferred": False,
    }  # fmt: skip


def _by_span(article: Article, kind: str) -> Mapping[Span, list[Decision]]:
    """The decisions in force about places of the article, the newest last."""
    found: defaultdict[Span, list[Decision]] = defaultdict(list)
    for row in Decision.objects.in_force().filter(kind=kind, article=article).order_by("made_at", "pk"):
        if stands(row, {article.pk: article.text}):
            found[row.details["start"], row.details["end"]].append(row)
    return dict(found)


def _remember(rows: Iterable[Decision], rule: Details) -> None:
    """Keep with the decision what the rules say now: undoing it brings that back."""
    for row in rows:
        if row.details.get("rule") != rule:
            row.details["rule"] = rule
            row.save(update_fields=["details"])


def _spoken_by(sentence: Sentence, details: Details) -> Sentence:
    speaker = details.get("speaker", sentence.speaker) or None
    kind = cast(Kind, details.get("kind", sentence.kind))
    return replace(sentence, kind=kind, speaker=speaker, chain=(speaker,) if speaker else ())


def _on_day(time: TimeExpression, details: Details) -> TimeExpression:
    return replace(time, **stated_days(details))


class StoryDecisions:
    """The decisions in force about the articles of one story, read with one query."""

    def __init__(self, articles: Iterable[Article]) -> None:
        texts = {article.pk: article.text for article in articles}
        rows = Decision.objects.in_force().filter(article__in=list(texts), kind__in=IN_STORIES)
        self.rows = [row for row in rows.order_by("made_at", "pk") if stands(row, texts)]

    def for_timeline(self) -> TimelineDecisions:
        return TimelineDecisions(
            corrected=tuple(self._corrected(row) for row in self._of(Decision.Kind.DATE)),
            disputed=tuple(_place(row) for row in self._of(Decision.Kind.DISPUTED)),
            hidden=tuple(_place(row) for row in self._of(Decision.Kind.HIDE)),
            joined=self._pairs(Decision.Kind.PAIR_JOINED),
            parted=self._pairs(Decision.Kind.PAIR_PARTED),
        )

    def for_comparison(self) -> ComparisonDecisions:
        return ComparisonDecisions(
            joined=self._pairs(Decision.Kind.PAIR_JOINED), parted=self._pairs(Decision.Kind.PAIR_PARTED)
        )

    def _of(self, kind: str) -> list[Decision]:
        return [row for row in self.rows if row.kind == kind]

    def _corrected(self, row: Decision) -> DateCorrected:
        days = stated_days(row.details)
        return DateCorrected(_place(row), days["begin"], days["end_day"])

    def _pairs(self, kind: str) -> tuple[tuple[Place, Place], ...]:
        """Of two decisions about one pair the newest counts."""
        newest = {frozenset((_place(row), _other_place(row))): row for row in self.rows if row.kind in PAIRS}
        return tuple((_place(row), _other_place(row)) for row in newest.values() if row.kind == kind)


class NameSplits:
    """Which mentions editors gave to another entity than their name leads to."""

    def __init__(self, entities: Iterable[int]) -> None:
        """``entities``: those that names lead to, after all merges."""
        named = Entity.objects.filter(Q(pk__in=set(entities)) | Q(merged_into__in=set(entities)))
        now = {pk: into or pk for pk, into in named.values_list("pk", "merged_into")}
        rows = Decision.objects.in_force().filter(kind=Decision.Kind.ENTITY_SPLIT, details__entity__in=list(now))
        self.given: dict[tuple[int, int, Span | None], int] = {}
        for row in rows.order_by("made_at", "pk"):
            entity, into = now[row.details["entity"]], self._survivor(row.details["into"])
            self.given |= {(entity, article, None): into for article in row.details["reports"]}
            self.given |= {(entity, article, (start, end)): into for article, start, end in row.details["places"]}

    def entity_of(self, mention: Mention, entity: int) -> int:
        by_report = self.given.get((entity, mention.article_id, None), entity)
        return self.given.get((entity, mention.article_id, (mention.start, mention.end)), by_report)

    def _survivor(self, entity: int) -> int:
        row = Entity.objects.only("merged_into").get(pk=entity)
        return row.merged_into_id or row.pk


def stands(row: Decision, texts: Mapping[int, str]) -> bool:
    """Whether it names a place, and the words it was made about still stand there; not known without a mark."""
    if not NEEDED.get(row.kind, AT).issubset(row.details):
        return False
    return _marked(row.details, "", texts.get(row.article_id or 0)) and _marked(
        row.details, "other_", texts.get(row.other_article_id or 0)
    )


def _marked(details: Details, side: str, text: str | None) -> bool:
    mark = details.get(f"{side}words")
    return mark is None or text is None or mark == words_mark(text, details[f"{side}start"], details[f"{side}end"])


def _place(row: Decision) -> Place:
    return Place(str(row.article_id), row.details["start"], row.details["end"])


def _other_place(row: Decision) -> Place:
    return Place(str(row.other_article_id), row.details["other_start"], row.details["other_end"])


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
