"""A report's page: its text by sentences, as far as its source allows, with names and times marked."""

from __future__ import annotations

from collections import Counter
from functools import cached_property

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from stories.htmx import ReaderRequest
from stories.models import Article, ArticleVersion, Mention, Sentence, Source, TimeExpression, TimelineEvidence
from stories.views import segments
from stories.views.cards import Name
from stories.views.gone import gone_page


@require_safe
def article_detail(request: ReaderRequest, pk: int) -> HttpResponse:
    article = get_object_or_404(Article.objects.for_page(), pk=pk)
    if article.is_withdrawn:
        return gone_page(request, article=article)
    if not is_public(article):
        raise Http404
    response = render(request, "stories/article_detail.html", {"article": article, "page": ArticlePage(article)})
    response["X-Robots-Tag"] = "noindex"
    return response


def is_public(article: Article) -> bool:
    """A published report may be read before it is annotated; the page says that it is still being worked on."""
    over = article.embargoed_until is not None and article.embargoed_until <= timezone.now()
    return article.status == Article.Status.PUBLISHED or (article.status == Article.Status.EMBARGOED and over)


class ArticlePage:
    def __init__(self, article: Article) -> None:
        self.article = article
        self.display = article.source.display

    @property
    def is_link_only(self) -> bool:
        return self.display == Source.Display.LINK

    @cached_property
    def shown_length(self) -> int:
        return segments.shown_length(self.article)

    @cached_property
    def sentences(self) -> list[Sentence]:
        return list(self.article.sentences.order_by("start"))

    @cached_property
    def mentions(self) -> list[Mention]:
        return list(self.article.mentions.shown().select_related("entity").order_by("start"))

    @cached_property
    def times(self) -> list[TimeExpression]:
        return list(self.article.times.order_by("start"))

    @cached_property
    def entries(self) -> dict[int, int]:
        """Where the timeline shows a time: expression → place of the entry."""
        shown = TimelineEvidence.objects.filter(time__article=self.article, entry__story=self.article.story_id)
        return dict(shown.order_by("-entry__position").values_list("time", "entry__position"))

    @cached_property
    def blocks(self) -> list[segments.Block]:
        return segments.blocks(self.article, self.sentences, self.mentions, self.times, self.entries)

    @property
    def plain_paragraphs(self) -> list[str]:
        """The text before it is annotated."""
        text = segments.cut(self.article.text, self.shown_length) if self.shown_length else ""
        return [paragraph for paragraph in text.split("\n") if paragraph.strip()]

    @cached_property
    def withheld(self) -> list[Sentence]:
        """Sentences beyond the extract: their anchors stay, so that a proof leads to the notice."""
        return [one for one in self.sentences if one.end > self.shown_length]

    @cached_property
    def dated(self) -> list[tuple[TimeExpression, int | None]]:
        """Each day the text names, once, in the order of days; none of a text that is not shown."""
        found: dict[object, tuple[TimeExpression, int | None]] = {}
        for time in self.times:
            if time.begin and time.end <= self.shown_length and time.type in {"DATE", "TIME"}:
                found.setdefault((time.begin, time.end_day), (time, self.entries.get(time.pk)))
        return sorted(found.values(), key=lambda pair: (pair[0].begin, pair[0].start))

    @cached_property
    def names(self) -> list[Name]:
        count = Counter(mention.entity for mention in self.mentions)
        return [Name(entity.pk, entity.name, entity.label, times) for entity, times in count.most_common(20)]

    @cached_property
    def kinds(self) -> list[tuple[str, int]]:
        """How many sentences of each kind, in the order of the kinds."""
        count = Counter(sentence.kind for sentence in self.sentences)
        return [(str(label), count[value]) for value, label in Sentence.Kind.choices if count[value]]

    @cached_property
    def versions(self) -> list[ArticleVersion]:
        return list(self.article.versions.only("number", "replaced_at"))

    @cached_property
    def others(self) -> QuerySet[Article]:
        """Other sources of its story to read beside it."""
        story = self.article.story
        if story is None:
            return Article.objects.none()
        others = story.articles.published().exclude(source=self.article.source_id).for_list()
        return others[:3]
