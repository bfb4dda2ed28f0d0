"""Names: the directory A–Z, and a page for each with its stories over time, company, timeline and statements."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, F, Max, QuerySet, Window
from django.db.models.functions import RowNumber
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from stories.forms import NameListForm, PageForm
from stories.htmx import ReaderRequest, render_page
from stories.models import Article, Entity, Mention, Sentence, Source, Story, TimelineEntry, TimelineEvidence
from stories.views import frequency
from stories.views.cards import Card, Name, cards
from stories.views.timeline import Timeline, arrange

LIST_SIZE, PAGE_SIZE = 120, 10
RECENT = 500  # reports a name's page looks at; a name of a hundred thousand reports costs no more
COMPANY, ENTRIES, SAID = 15, 30, 8
LIST_FRAGMENTS = {"namen-liste": "stories/_names.html"}
FRAGMENTS = {"person-geschichten": "stories/_name_stories.html", "weitere": "stories/_more_name_stories.html"}
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@require_safe
def name_list(request: ReaderRequest) -> HttpResponse:
    form = NameListForm.read(request.GET)
    start = (form["seite"] - 1) * LIST_SIZE
    names = Entity.objects.visible().mentioned().order_by("sort_name", "pk")
    if form["art"]:
        names = names.filter(label=form["art"])
    if form["q"]:
        names = names.starting_with(form["q"])
    found = list(names[start : start + LIST_SIZE + 1])
    context = {
        "names": found[:LIST_SIZE], "form": form, "letters": LETTERS, "labels": Entity.Label.choices,
        "next_page": form["seite"] + 1 if len(found) > LIST_SIZE else None,
    }  # fmt: skip
    return render_page(request, "stories/name_list.html", LIST_FRAGMENTS, context)


@require_safe
def name_detail(request: ReaderRequest, pk: int, slug: str) -> HttpResponse:
    entity = get_object_or_404(Entity.objects.select_related("merged_into"), pk=pk)
    target = entity.merged_into or entity
    if target.hidden:
        raise Http404
    if request.path != target.get_absolute_url():
        return HttpResponsePermanentRedirect(target.get_absolute_url())
    page = NamePage(target, PageForm.read(request.GET)["seite"])
    if page.number > 1 and not page.cards:
        raise Http404
    context = {"entity": target, "page": page, "next_page": page.next_page}
    return render_page(request, "stories/name_detail.html", FRAGMENTS, context)


@dataclass(frozen=True)
class NameCard:
    """A story with the sentence of it that names the person or place."""

    card: Card
    sentence: Sentence | None


class NamePage:
    def __init__(self, entity: Entity, number: int) -> None:
        self.entity, self.number = entity, number

    @cached_property
    def spellings(self) -> list[str]:
        return list(self.entity.aliases.exclude(text=self.entity.name).values_list("text", flat=True)[:20])

    @cached_property
    def recent(self) -> list[int]:
        """The newest reports that name it."""
        named = Mention.objects.shown().filter(entity=self.entity)
        return list(named.values_list("article", flat=True).distinct().order_by("-article")[:RECENT])

    @cached_property
    def reports(self) -> list[Article]:
        found = Article.objects.filter(pk__in=self.recent).only("pk", "published_at", "story", "source")
        return list(found.select_related("source"))

    @property
    def is_all(self) -> bool:
        return len(self.recent) < RECENT

    @cached_property
    def story_count(self) -> int:
        return len({report.story_id for report in self.reports if report.story_id})

    @cached_property
    def by_source(self) -> list[tuple[Source, int]]:
        return Counter(report.source for report in self.reports).most_common(12)

    @cached_property
    def source_count(self) -> int:
        return len({report.source_id for report in self.reports})

    @cached_property
    def chart(self) -> frequency.Chart | None:
        return frequency.draw([report.published_at for report in self.reports])

    def stories(self) -> QuerySet[Story]:
        newest = Story.objects.visible().filter(articles__in=self.recent)
        return newest.annotate(named=Max("articles__published_at")).order_by("-named", "-pk")

    @cached_property
    def _found(self) -> list[Card]:
        start = (self.number - 1) * PAGE_SIZE
        return cards(self.stories()[start : start + PAGE_SIZE + 1])

    @cached_property
    def cards(self) -> list[NameCard]:
        shown = self._found[:PAGE_SIZE]
        sentences = self.naming([card.story.pk for card in shown])
        return [NameCard(card, sentences.get(card.story.pk)) for card in shown]

    def naming(self, stories: list[int]) -> dict[int, Sentence]:
        """Of each story the first sentence that names it."""
        place = Window(RowNumber(), F("article__story"), [F("article__published_at").asc(), F("start").asc()])
        named = Mention.objects.shown().filter(entity=self.entity, article__story__in=stories)
        first = named.exclude(sentence__kind=Sentence.Kind.NONSENTENCE).annotate(place=place).filter(place=1)
        proofs = Sentence.objects.for_proof().filter(pk__in=list(first.values_list("sentence", flat=True)))
        return {one.article.story_id or 0: one for one in proofs if one.text}  # type: ignore[attr-defined]

    @property
    def next_page(self) -> int | None:
        return self.number + 1 if len(self._found) > PAGE_SIZE else None

    @cached_property
    def company(self) -> list[Name]:
        """Names in the same reports, by number of common reports."""
        others = Mention.objects.shown().filter(article__in=self.recent).exclude(entity=self.entity)
        rows = others.values_list("entity", "entity__name", "entity__label").annotate(
            reports=Count("article", distinct=True)
        )
        return [Name(*row) for row in rows.order_by("-reports", "entity__name")[:COMPANY]]

    @cached_property
    def timeline(self) -> Timeline:
        named = Mention.objects.filter(entity=self.entity, article__in=self.recent).values("sentence")
        evidence = TimelineEvidence.objects.filter(sentence__in=named).values("entry")
        dated = TimelineEntry.objects.filter(pk__in=evidence, begin__isnull=False, background=False)
        newest = dated.order_by("-begin", "-pk").values_list("pk", flat=True)[:ENTRIES]
        entries = TimelineEntry.objects.filter(pk__in=list(newest)).for_page().select_related("story")
        last = max((report.published_at for report in self.reports), default=None)
        return arrange(entries.order_by("begin", "story", "position"), last, sources=1)

    @cached_property
    def said(self) -> list[Sentence]:
        """Its own statements, newest first."""
        spoken = Sentence.objects.for_proof().filter(article__in=self.recent, speaker=self.entity.name)
        kept = spoken.filter(article__copy_of__isnull=True).order_by("-article__published_at", "start")[:SAID]
        return [sentence for sentence in kept if sentence.text]  # type: ignore[attr-defined]
