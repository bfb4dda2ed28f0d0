"""Two to four sources of a story side by side: by statements, or their whole texts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from stories.forms import Asked, CompareForm
from stories.htmx import ReaderRequest, render_page
from stories.models import Agreement, Article, Mention, Sentence, Source, Story
from stories.views.alignment import Facts, Row, align
from stories.views.front import Choice
from stories.views.story import moved, without_reports

FEWEST, MOST = 2, 4
MOST_SENTENCES = 600  # of all columns together; the page says when there are more
FRAGMENTS = {"vergleich-tabelle": "stories/_compare_table.html"}


@require_safe
def story_compare(request: ReaderRequest, pk: int, slug: str) -> HttpResponse:
    story = get_object_or_404(Story.objects.select_related("merged_into"), pk=pk)
    if elsewhere := moved(request, story, slug, "vergleich/"):
        return elsewhere
    page = ComparePage(story, CompareForm.read(request.GET))
    if not page.reports:
        return without_reports(request, story)
    return render_page(request, "stories/story_compare.html", FRAGMENTS, {"page": page, "story": story})


class ComparePage:
    is_cut = False

    def __init__(self, story: Story, form: Asked) -> None:
        self.story, self.form = story, form
        self.show = form["zeigen"] or "alle"
        self.is_texts = form["ansicht"] == "texte"

    @cached_property
    def reports(self) -> list[Article]:
        return list(
            self.story.articles.published().select_related("source").defer("text").order_by("published_at", "pk")
        )

    @cached_property
    def all_sources(self) -> list[Source]:
        return list({report.source_id: report.source for report in self.reports}.values())

    @cached_property
    def sources(self) -> list[Source]:
        """The chosen ones; without a choice the first of different origin."""
        if self.form["quelle"]:
            return [source for source in self.all_sources if source.slug in self.form["quelle"]]
        copies = {report.source_id for report in self.reports if report.copy_of_id}
        return sorted(self.all_sources, key=lambda source: source.pk in copies)[:FEWEST]

    @property
    def is_possible(self) -> bool:
        return FEWEST <= len(self.sources) <= MOST

    @cached_property
    def choices(self) -> list[Choice]:
        chosen = {source.pk for source in self.sources}
        return [Choice(one.slug, one.name, 0, one.pk in chosen, one) for one in self.all_sources]

    def articles_of(self, source: Source) -> list[Article]:
        return [report for report in self.reports if report.source_id == source.pk]

    @cached_property
    def columns(self) -> list[list[Sentence]]:
        """Each source's sentences in their own order; captions and subheads have no counterpart."""
        proofs = Sentence.objects.for_proof().filter(article__in=self.chosen_reports)
        kept = proofs.exclude(kind=Sentence.Kind.NONSENTENCE).order_by("article__published_at", "article", "start")
        sentences = list(kept[: MOST_SENTENCES + 1])
        self.is_cut = len(sentences) > MOST_SENTENCES
        by_source: dict[int, list[Sentence]] = {source.pk: [] for source in self.sources}
        for sentence in sentences[:MOST_SENTENCES]:
            by_source[sentence.article.source_id].append(sentence)
        return list(by_source.values())

    @cached_property
    def chosen_reports(self) -> list[int]:
        chosen = {source.pk for source in self.sources}
        return [report.pk for report in self.reports if report.source_id in chosen]

    @cached_property
    def facts(self) -> Facts:
        agreements = [
            ({sentence.pk for sentence in agreement.sentences.all()}, agreement.source_count)
            for agreement in self.agreements
        ]
        partners: dict[int, frozenset[int]] = {}
        for ids, _count in agreements:
            for one in ids:
                partners[one] = partners.get(one, frozenset()) | (ids - {one})
        differences = {frozenset({one.left_id, one.right_id}): one for one in self.story.differences.all()}
        for pair in differences:  # a pair that differs corresponds, too
            for one in pair:
                partners[one] = partners.get(one, frozenset()) | (pair - {one})
        alone = frozenset(one for ids, count in agreements if count == 1 for one in ids)
        return Facts(
            partners=partners,
            alone=alone,
            differences=differences,
            topics=self.topics,
            withheld=frozenset(one.pk for column in self.columns for one in column if is_withheld(one, partners)),
        )

    @cached_property
    def agreements(self) -> list[Agreement]:
        """Only which sentences correspond; their words are in the columns already."""
        found = self.story.agreements.filter(sentences__article__in=self.chosen_reports).distinct()
        return list(found.prefetch_related("sentences"))

    @cached_property
    def topics(self) -> dict[int, tuple[str, ...]]:
        found: dict[int, tuple[str, ...]] = {}
        named = Mention.objects.shown().filter(article__in=self.chosen_reports).order_by("start")
        for sentence, name in named.values_list("sentence", "entity__name"):
            names = found.get(sentence, ())
            found[sentence] = names if name in names else (*names, name)
        return found

    @cached_property
    def all_rows(self) -> list[Row]:
        return align(self.sources, self.columns, self.facts)

    @property
    def rows(self) -> list[Row]:
        chosen = {
            "alle": self.all_rows, "abweichend": self.differing, "gemeinsam": self.common, "nur": self.single,
        }  # fmt: skip
        return chosen[self.show]

    @cached_property
    def differing(self) -> list[Row]:
        return [row for row in self.all_rows if row.difference]

    @cached_property
    def common(self) -> list[Row]:
        return [row for row in self.all_rows if row.filled == len(self.sources)]

    @cached_property
    def single(self) -> list[Row]:
        return [row for row in self.all_rows if row.is_only]

    @cached_property
    def texts(self) -> list[tuple[Source, list[Article], list[Sentence]]]:
        """Whole texts, as far as each source allows."""
        return [
            (source, self.articles_of(source), [one for one in column if one.end <= shown_length_of(one)])
            for source, column in zip(self.sources, self.columns, strict=True)
        ]


def is_withheld(sentence: Sentence, partners: Mapping[int, frozenset[int]]) -> bool:
    """Beyond an extract only what another source says, too, is quoted."""
    return sentence.end > shown_length_of(sentence) and not partners.get(sentence.pk)


def shown_length_of(sentence: Sentence) -> int:
    """``shown_length`` without fetching the article's text."""
    source = sentence.article.source
    if source.display == Source.Display.FULL:
        return sentence.end
    return 0 if source.display == Source.Display.LINK else source.extract_chars
