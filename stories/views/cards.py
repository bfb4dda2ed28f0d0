"""Stories as cards: one page of stories in → each with its count line and names. Two queries whatever their number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from stories.models import Article, Highlight, Mention, Story

CARD_NAMES = 6


@dataclass(frozen=True)
class Name:
    """A name with the number of its mentions; enough to link it without fetching the entity."""

    pk: int
    name: str
    label: str
    count: int

    @property
    def url(self) -> str:
        return reverse("stories:name-detail", args=[self.pk, slugify(self.name) or "name"])


@dataclass(frozen=True)
class Card:
    story: Story
    count: str
    reports: Sequence[Article]
    more_reports: int
    quotes: Sequence[Highlight]
    names: Sequence[Name]


def top_names(stories: Iterable[int], limit: int) -> dict[int, list[Name]]:
    names: dict[int, list[Name]] = defaultdict(list)
    for row in Mention.objects.top_names(stories, limit):
        name = Name(row["entity"], row["entity__name"], row["entity__label"], row["mentions"])
        names[row["article__story"]].append(name)
    return names


def cards(stories: QuerySet[Story]) -> list[Card]:
    """``stories`` is already cut to one page."""
    fetched = list(stories.for_cards())  # type: ignore[attr-defined]
    names = top_names([story.pk for story in fetched], CARD_NAMES)
    return [card(story, names.get(story.pk, [])) for story in fetched]


def card(story: Story, names: Sequence[Name]) -> Card:
    reports: list[Article] = story.reports  # type: ignore[attr-defined]
    quotes: list[Highlight] = [one for one in story.quotes if one.sentence.text]  # type: ignore[attr-defined]
    return Card(
        story=story,
        count=" ".join([counts(story), *remarks(story, reports)]),
        reports=reports,
        more_reports=max(0, story.article_count - len(reports)),
        quotes=quotes,
        names=names,
    )


def report_words(count: int) -> str:
    return ngettext("%(count)s Bericht", "%(count)s Berichte", count) % {"count": count}


def origin_words(count: int) -> str:
    return ngettext("%(count)s Ursprung", "%(count)s Ursprünge", count) % {"count": count}


def counts(story: Story) -> str:
    reports = report_words(story.article_count)
    if story.source_count < 2:
        only = _("Bisher nur diese Quelle.")
        return f"{reports}. {only}"
    return f"{reports}, {origin_words(story.origin_count)}."


def remarks(story: Story, reports: Sequence[Article]) -> list[str]:
    """Near-copies named by their marks: counting publishers alone would look like broad confirmation."""
    marks = {report.pk: report.source.mark for report in reports}
    pairs = {(report.source.mark, marks[report.copy_of_id]) for report in reports if report.copy_of_id in marks}
    copies = [(copy, of) for copy, of in sorted(pairs) if copy != of]
    if len(copies) == 1:
        return [_("%(copy)s ist fast gleich mit %(of)s.") % {"copy": copies[0][0], "of": copies[0][1]}]
    if copies:
        return [_("%(count)s Texte sind fast gleich.") % {"count": len(copies) + 1}]
    return [_("Keine unabhängige Bestätigung.")] if story.source_count > 1 and story.origin_count == 1 else []
