"""A story's page: head, overview, timeline, sources, comparison, who says what, names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Exists, OuterRef
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from stories.forms import Asked, StoryForm
from stories.htmx import ReaderRequest, render_page
from stories.models import (
    Agreement,
    Article,
    Decision,
    Difference,
    Highlight,
    Mention,
    Source,
    Story,
    TimelineEntry,
    TimelineEvidence,
)  # fmt: skip
from stories.models.stories import TimelineEntryQuerySet
from stories.views import coverage, statements
from stories.views.cards import Name, origin_words, report_words, top_names
from stories.views.front import Choice
from stories.views.gone import gone_page
from stories.views.timeline import Timeline, arrange
from stories.views.why import Why, read_why

ENTRIES, REPORTS, SHARED, ONLY, ONLY_SOURCES, DIFFERENCES = 60, 30, 8, 4, 4, 12
STORY_NAMES = 40
FRAGMENTS = {
    "zeitleiste-liste": "stories/_timeline.html",
    "sprecher-tabelle": "stories/_statements.html",
    "quellen-liste": "stories/_reports.html",
    "vergleich-liste": "stories/_comparison.html",
}


@require_safe
def story_redirect(request: ReaderRequest, pk: int) -> HttpResponse:
    return HttpResponsePermanentRedirect(get_object_or_404(Story, pk=pk).get_absolute_url())


@require_safe
def story_detail(request: ReaderRequest, pk: int, slug: str) -> HttpResponse:
    story = get_object_or_404(Story.objects.select_related("merged_into"), pk=pk)
    if elsewhere := moved(request, story, slug):
        return elsewhere
    page = StoryPage(story, StoryForm.read(request.GET))
    if not page.reports:
        return without_reports(request, story)
    return render_page(request, "stories/story_detail.html", FRAGMENTS, {"page": page, "story": story})


def moved(request: ReaderRequest, story: Story, slug: str, suffix: str = "") -> HttpResponse | None:
    """Old addresses keep working: the story it went into, or the same story under today's title."""
    target = story.merged_into or story
    if target.pk == story.pk and slug == story.slug:
        return None
    query = request.META.get("QUERY_STRING", "")
    address = target.get_absolute_url() + suffix
    return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)


def without_reports(request: ReaderRequest, story: Story) -> HttpResponse:
    """410 where every report was withdrawn, 404 where there never was one to see."""
    statuses = set(story.articles.values_list("status", flat=True))
    if statuses == {Article.Status.WITHDRAWN}:
        return gone_page(request, story=story)
    raise Http404


@dataclass(frozen=True)
class Report:
    """A report of the list of sources with the near-copies folded below it."""

    article: Article
    cites: Sequence[str]
    copies: Sequence[Article]
    why: Why


@dataclass(frozen=True)
class CommonStatement:
    speaker: str
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Only:
    """What only one source says."""

    agreements: Sequence[Agreement]

    @property
    def source(self) -> Source:
        return self.agreements[0].places.all()[0].sentence.article.source


class StoryPage:
    """Everything the page or one of its regions shows; each part is fetched when a template first asks for it."""

    has_more_entries = has_more_shared = has_more_only = False
    more_reports = 0

    def __init__(self, story: Story, form: Asked) -> None:
        self.story, self.form = story, form

    # head

    @cached_property
    def reports(self) -> list[Article]:
        found = self.story.articles.published().select_related("source").defer("text")
        return list(found.order_by("published_at", "pk"))

    @cached_property
    def source_count(self) -> int:
        return len({report.source_id for report in self.reports})

    @property
    def report_words(self) -> str:
        return report_words(len(self.reports))

    @property
    def origin_words(self) -> str:
        return origin_words(self.story.origin_count) if self.source_count > 1 else ""

    @cached_property
    def common_statements(self) -> list[CommonStatement]:
        """Statements of one speaker on which several of the reports rest."""
        marks = {report.pk: report.source for report in self.reports}
        return [
            CommonStatement(
                group["speaker"], tuple(dict.fromkeys(marks[pk] for pk in group["articles"] if pk in marks))
            )
            for group in self.story.origins
            if group.get("kind") == "statement" and sum(pk in marks for pk in group.get("articles", [])) > 1
        ]

    @property
    def last_published(self) -> Article:
        return self.reports[-1]

    @cached_property
    def corrections(self) -> int:
        return Decision.objects.public().filter(story=self.story).count()

    @cached_property
    def coverage(self) -> coverage.Coverage | None:
        return coverage.draw(self.reports)

    # overview

    @cached_property
    def highlights(self) -> list[Highlight]:
        shown = self.story.highlights.for_proof()
        return [highlight for highlight in shown if highlight.sentence.text]  # type: ignore[attr-defined]

    # timeline

    @cached_property
    def timeline(self) -> Timeline:
        entries = list(self.entries().for_page()[: ENTRIES * self.form["zl"] + 1])
        self.has_more_entries = len(entries) > ENTRIES * self.form["zl"]
        last = self.reports[-1].published_at
        return arrange(entries[: ENTRIES * self.form["zl"]], last, self.source_count)

    def entries(self) -> TimelineEntryQuerySet:
        found, evidence = self.story.timeline.all(), TimelineEvidence.objects.filter(entry=OuterRef("pk"))
        if self.form["quelle"]:
            found = found.filter(Exists(evidence.filter(sentence__article__source__slug__in=self.form["quelle"])))
        for entity in self.form["wer"]:
            named = Mention.objects.filter(entity=entity, sentence=OuterRef("sentence"))
            found = found.filter(Exists(evidence.filter(Exists(named))))
        return found.filter(lane__in=self.form["spur"]) if self.form["spur"] else found

    @property
    def is_filtered(self) -> bool:
        return bool(self.form["quelle"] or self.form["wer"] or self.form["spur"])

    @cached_property
    def source_choices(self) -> list[Choice]:
        sources = {report.source_id: report.source for report in self.reports}.values()
        chosen = self.form["quelle"]
        return [Choice(one.slug, one.name, 0, one.slug in chosen, one) for one in sources]

    @cached_property
    def name_choices(self) -> list[Choice]:
        chosen = self.form["wer"]
        shown = [name for n, name in enumerate(self.names) if n < 8 or name.pk in chosen]
        return [Choice(name.pk, name.name, name.count, name.pk in chosen) for name in shown]

    @cached_property
    def lane_choices(self) -> list[Choice]:
        return [Choice(value, str(label), 0, value in self.form["spur"]) for value, label in TimelineEntry.Lane.choices]

    # sources

    @cached_property
    def report_rows(self) -> list[Report]:
        cites = statements.cited_by_article(self.story)
        known = {report.pk for report in self.reports}
        copies: dict[int, list[Article]] = {}
        for report in self.reports:
            if report.copy_of_id in known:
                copies.setdefault(report.copy_of_id or 0, []).append(report)
        originals = [report for report in self.reports if report.copy_of_id not in known]
        shown = originals[: REPORTS * self.form["qs"]]
        self.more_reports = len(originals) - len(shown)
        return [Report(one, cites.get(one.pk, [])[:4], copies.get(one.pk, []), read_why(one.why)) for one in shown]

    # comparison

    @cached_property
    def differences(self) -> list[Difference]:
        return list(self.story.differences.for_page()[: DIFFERENCES * self.form["vg"]])

    @cached_property
    def shared(self) -> list[Agreement]:
        found = self.story.agreements.filter(source_count__gt=1).order_by("-source_count", "position").for_page()
        limit = SHARED * self.form["vg"]
        kept = [one for one in found[: limit + 1] if len(one.places.all()) > 1]
        self.has_more_shared = len(kept) > limit
        return kept[:limit]

    @cached_property
    def only(self) -> list[Only]:
        """Grouped by source, in the order of the reports."""
        limit = ONLY * ONLY_SOURCES * self.form["vg"]
        found = list(self.story.agreements.filter(source_count=1).order_by("position").for_page()[: limit + 1])
        self.has_more_only = len(found) > limit
        by_source: dict[int, list[Agreement]] = {}
        for agreement in found[:limit]:
            for place in agreement.places.all()[:1]:
                by_source.setdefault(place.sentence.article.source_id, []).append(agreement)
        return [Only(group) for group in by_source.values()] if self.source_count > 1 else []

    # who says what

    @cached_property
    def voices(self) -> list[statements.Voice]:
        return statements.voices(self.story)

    @cached_property
    def speakers(self) -> list[statements.Voice]:
        return [voice for voice in self.voices if voice.is_speaker]

    @cached_property
    def statement_groups(self) -> list[statements.Group]:
        return statements.groups(self.story, self.voices, chosen=self.form["sprecher"], step=self.form["ws"])

    @property
    def statement_count(self) -> int:
        return sum(voice.count for voice in self.voices)

    @property
    def more_statements(self) -> int:
        shown = sum(len(group.sentences) for group in self.statement_groups)
        return sum(group.voice.count for group in self.statement_groups) - shown

    # names

    @cached_property
    def names(self) -> list[Name]:
        return top_names([self.story.pk], STORY_NAMES).get(self.story.pk, [])

    def named(self, label: str) -> list[Name]:
        return [name for name in self.names if name.label == label]

    @property
    def people(self) -> list[Name]:
        return self.named("PER")

    @property
    def places(self) -> list[Name]:
        return self.named("LOC")

    @property
    def organisations(self) -> list[Name]:
        return self.named("ORG")
