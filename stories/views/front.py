"""The front page: filters in → stories by rank, then recency."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from stories.forms import Asked, FrontForm
from stories.htmx import ReaderRequest, render_page
from stories.models import Article, Decision, Entity, Mention, Source, Story
from stories.views.cards import Card, cards

PAGE_SIZE = 20
FILTER_NAMES = 10
FRAGMENTS = {"geschichten": "stories/_stories.html", "weitere": "stories/_more_stories.html"}


@dataclass(frozen=True)
class Choice:
    """A chip of a filter."""

    value: str | int
    label: str
    count: int
    checked: bool
    source: Source | None = None


@require_safe
def front(request: ReaderRequest) -> HttpResponse:
    form = FrontForm.read(request.GET)
    page = form["seite"]
    found = chosen_stories(form)
    start = (page - 1) * PAGE_SIZE
    shown = cards(found[start : start + PAGE_SIZE + 1])
    if page > 1 and not shown:
        raise Http404
    context = {
        "cards": shown[:PAGE_SIZE], "page": page, "next_page": page + 1 if len(shown) > PAGE_SIZE else None,
        "is_filtered": bool(form["quelle"] or form["wer"] or form["min"]), "form": form, "side": Side(form, shown),
    }  # fmt: skip
    return render_page(request, "stories/front.html", FRAGMENTS, context)


def chosen_stories(form: Asked) -> QuerySet[Story]:
    stories = Story.objects.visible().order_by("-rank", "-last_published", "-pk")
    if form["quelle"]:
        told = Article.objects.published().filter(story=OuterRef("pk"), source__slug__in=form["quelle"])
        stories = stories.filter(Exists(told))
    for entity in form["wer"]:
        stories = stories.filter(Exists(Mention.objects.filter(article__story=OuterRef("pk"), entity=entity)))
    return stories.filter(source_count__gte=form["min"]) if form["min"] else stories


class Side:
    """The side column. Fragments never ask for it, so it costs them no query."""

    def __init__(self, form: Asked, shown: Sequence[Card]) -> None:
        self.form, self.shown = form, shown

    def sources(self) -> list[Choice]:
        chosen = self.form["quelle"]
        return [Choice(one.slug, one.name, 0, one.slug in chosen, one) for one in Source.objects.order_by("name")]

    def names(self) -> list[Choice]:
        """Names on this page's cards by number of stories; chosen ones stay, so that they can be taken back."""
        count = Counter((name.pk, name.name) for card in self.shown for name in card.names)
        chosen = dict(Entity.objects.filter(pk__in=self.form["wer"]).values_list("pk", "name"))
        others = [(key, times) for key, times in count.most_common(FILTER_NAMES) if key[0] not in chosen]
        kept = [Choice(pk, name, count[pk, name], True) for pk, name in chosen.items()]
        return kept + [Choice(pk, name, times, False) for (pk, name), times in others]

    def corrections(self) -> QuerySet[Decision]:
        return Decision.objects.public()[:3]

    def last_report(self) -> Story | None:
        return Story.objects.visible().order_by("-last_published", "-pk").first()
