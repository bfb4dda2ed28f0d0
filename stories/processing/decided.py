"""Editors' decisions about sentences, dates and pairs in; what the pure stages take as their input out.

A decision points at its sentence by article and offsets. Where the text was replaced since, the place
no longer exists and the decision has nothing to say; it stays on record.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, cast

from stories.comparison import ComparisonDecisions
from stories.evidence import Place
from stories.models import Article, Decision
from stories.nlp.types import Kind, Sentence
from stories.timeline import DateCorrected, TimelineDecisions

Details = dict[str, Any]


def corrected_speakers(article: Article, sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """The sentences with the speakers and kinds that editors set; the newest decision counts."""
    decided = Decision.objects.in_force().filter(kind=Decision.Kind.SPEAKER, article=article).order_by("made_at", "pk")
    by_span = {(d.details["start"], d.details["end"]): d.details for d in decided}
    return tuple(
        _spoken_by(sentence, details) if (details := by_span.get((sentence.start, sentence.end))) else sentence
        for sentence in sentences
    )


def _spoken_by(sentence: Sentence, details: Details) -> Sentence:
    speaker = details.get("speaker", sentence.speaker) or None
    kind = cast(Kind, details.get("kind", sentence.kind))
    return replace(sentence, kind=kind, speaker=speaker, chain=(speaker,) if speaker else ())


class StoryDecisions:
    """The decisions in force about the articles of one story, read with one query."""

    def __init__(self, articles: Iterable[Article]) -> None:
        kinds = (
            Decision.Kind.DATE, Decision.Kind.DISPUTED, Decision.Kind.HIDE,
            Decision.Kind.PAIR_JOINED, Decision.Kind.PAIR_PARTED,
        )  # fmt: skip
        rows = Decision.objects.in_force().filter(article__in=[a.pk for a in articles], kind__in=kinds)
        self.rows = list(rows.order_by("made_at", "pk"))

    def for_timeline(self) -> TimelineDecisions:
        return TimelineDecisions(
            corrected=tuple(self._corrected(row) for row in self._of(Decision.Kind.DATE)),
            disputed=tuple(_place(row) for row in self._of(Decision.Kind.DISPUTED)),
            hidden=tuple(_place(row) for row in self._of(Decision.Kind.HIDE) if "start" in row.details),
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
        end = row.details.get("end_day")
        begin = date.fromisoformat(row.details["begin"])
        return DateCorrected(_place(row), begin, date.fromisoformat(end) if end else None)

    def _pairs(self, kind: str) -> tuple[tuple[Place, Place], ...]:
        return tuple((_place(row), _other_place(row)) for row in self._of(kind))


def _place(row: Decision) -> Place:
    return Place(str(row.article_id), row.details["start"], row.details["end"])


def _other_place(row: Decision) -> Place:
    return Place(str(row.other_article_id), row.details["other_start"], row.details["other_end"])
