"""Search: words in → stories with the sentences that match, and names that begin so. GET only."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchVector
from django.db.models import F, Max, QuerySet
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from stories.forms import Asked, SearchForm
from stories.htmx import ReaderRequest, render_page
from stories.models import Article, Entity, Sentence, Source, Story
from stories.views.front import Choice

PAGE_SIZE = 10
SENTENCES, NAMES = 3, 6
CONFIG = "german"
HIT_START, HIT_END = "\x02", "\x03"  # cannot stand in a text, so that nothing in it is taken for a mark
HIT = re.compile(f"{HIT_START}(.*?){HIT_END}", re.DOTALL)
FRAGMENTS = {"treffer": "stories/_hits.html"}


@dataclass(frozen=True)
class Words:
    text: str
    is_hit: bool


@dataclass(frozen=True)
class Hit:
    sentence: Sentence
    words: tuple[Words, ...]


@dataclass(frozen=True)
class Result:
    story: Story
    hits: tuple[Hit, ...]


@require_safe
def search(request: ReaderRequest) -> HttpResponse:
    form = SearchForm.read(request.GET)
    return render_page(request, "stories/search.html", FRAGMENTS, {"form": form, "page": SearchPage(form)})


class SearchPage:
    def __init__(self, form: Asked) -> None:
        self.form, self.text = form, form["q"].strip()
        self.query = SearchQuery(self.text, config=CONFIG, search_type="websearch")

    @cached_property
    def names(self) -> list[Entity]:
        if not self.text:
            return []
        return list(Entity.objects.visible().mentioned().starting_with(self.text)[:NAMES])

    def articles(self) -> QuerySet[Article]:
        vector = SearchVector("title", "text", config=CONFIG)
        found = Article.objects.published().annotate(vector=vector).filter(vector=self.query)
        return found.filter(source__slug__in=self.form["quelle"]) if self.form["quelle"] else found

    @cached_property
    def _stories(self) -> list[Story]:
        if not self.text:
            return []
        start = (self.form["seite"] - 1) * PAGE_SIZE
        found = Story.objects.visible().filter(articles__in=self.articles())
        newest = found.annotate(newest=Max("articles__published_at")).order_by("-newest", "-pk")
        return list(newest.for_cards()[start : start + PAGE_SIZE + 1])

    @cached_property
    def results(self) -> list[Result]:
        stories = self._stories[:PAGE_SIZE]
        hits = self.hits(story.pk for story in stories)
        return [Result(story, tuple(hits[story.pk])) for story in stories]

    @property
    def next_page(self) -> int | None:
        return self.form["seite"] + 1 if len(self._stories) > PAGE_SIZE else None

    def hits(self, stories: Iterable[int]) -> dict[int, list[Hit]]:
        """The first matching sentences of each story; none of a source that allows only links."""
        told = Sentence.objects.for_proof().filter(article__in=self.articles(), article__story__in=list(stories))
        matching = told.annotate(vector=SearchVector("text", config=CONFIG)).filter(vector=self.query)
        marked = SearchHeadline(
            F("text"), self.query, config=CONFIG, start_sel=HIT_START, stop_sel=HIT_END, highlight_all=True
        )
        hits: dict[int, list[Hit]] = defaultdict(list)
        for sentence in matching.annotate(marked=marked).order_by("article__published_at", "start")[:200]:
            story = sentence.article.story_id or 0
            if len(hits[story]) < SENTENCES:
                hits[story].append(Hit(sentence, split_hits(sentence.marked)))  # type: ignore[attr-defined]
        return hits

    @cached_property
    def sources(self) -> list[Choice]:
        chosen = self.form["quelle"]
        return [Choice(one.slug, one.name, 0, one.slug in chosen, one) for one in Source.objects.order_by("name")]


def split_hits(marked: str) -> tuple[Words, ...]:
    """Every second piece was between the marks."""
    return tuple(Words(text, n % 2 == 1) for n, text in enumerate(HIT.split(marked)) if text)
