"""The merge stage: one story's reports in; its timeline, comparison, overview and counts out, replaced as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction
from django.utils import timezone

from stories.comparison import align_story, compare_aligned
from stories.evidence import Comparison, Entry, Evidence, Highlight, Place, Report
from stories.models import Agreement, AgreementPlace, Difference, Sentence, Story, TimelineEntry, TimelineEvidence
from stories.models import Highlight as HighlightRow
from stories.overview import choose, choose_title
from stories.processing.decided import StoryDecisions
from stories.processing.origins import Origins, find_origins, save_copies
from stories.processing.ranking import rank
from stories.processing.reports import Material, read_material
from stories.processing.unifying import unify_story_names
from stories.timeline import merge_aligned


def rebuild_story(story_id: int) -> None:
    """Replace everything derived of the story; without visible reports nothing but the counts remains."""
    with transaction.atomic():
        story = Story.objects.select_for_update().filter(pk=story_id).first()
        if story is None:
            return
        unify_story_names(story)
        material = read_material(story)
        origins = find_origins(material)
        reports = [replace(report, origin=origins.copies.get(report.article, "")) for report in material.reports]
        save_copies(material, origins)
        decided = StoryDecisions(material.articles.values())
        aligned = align_story(reports, decided.for_comparison())
        comparison = compare_aligned(aligned, decided.for_comparison())
        _save_timeline(story, material, merge_aligned(aligned, decided.for_timeline()))
        _save_comparison(story, material, comparison)
        _save_overview(story, material, choose(reports, comparison))
        _save_counts(story, material, reports, origins)


def _save_timeline(story: Story, material: Material, entries: Sequence[Entry]) -> None:
    story.timeline.all().delete()
    rows = TimelineEntry.objects.bulk_create(
        TimelineEntry(
            story=story, position=position, date=e.date, begin=e.begin, end=e.end, lane=e.lane, kind=e.kind,
            precision=e.precision, part=e.part, year_inferred=e.year_inferred, background=e.background, note=e.note,
        )
        for position, e in enumerate(entries, start=1)
    )  # fmt: skip
    TimelineEvidence.objects.bulk_create(
        TimelineEvidence(
            entry=row, position=position, sentence=material.sentence_at(proof.place),
            time=None if proof.time is None else material.times[proof.place.article][proof.time],
        )
        for row, entry in zip(rows, entries, strict=True)
        for position, proof in enumerate(_one_a_sentence(entry.evidence), start=1)
    )  # fmt: skip


def _one_a_sentence(evidence: Sequence[Evidence]) -> list[Evidence]:
    """A sentence that names two days of one entry is shown once, with the first."""
    return list({proof.place: proof for proof in reversed(evidence)}.values())[::-1]


def _save_comparison(story: Story, material: Material, comparison: Comparison) -> None:
    story.agreements.all().delete()
    stated: list[tuple[int, float, tuple[Place, ...]]]
    stated = [(len(set(a.sources)), a.score, a.places) for a in comparison.shared]
    stated += [(1, 1.0, (place,)) for place in comparison.only]
    rows = Agreement.objects.bulk_create(
        Agreement(story=story, position=position, source_count=count, score=score)
        for position, (count, score, _) in enumerate(stated, start=1)
    )
    AgreementPlace.objects.bulk_create(
        AgreementPlace(agreement=row, sentence=sentence, start=place.start, end=place.end)
        for row, (_, _, places) in zip(rows, stated, strict=True)
        for sentence, place in _by_sentence(material, places).items()
    )
    story.differences.all().delete()
    Difference.objects.bulk_create(
        Difference(
            story=story, position=position, grade=d.grade, topic=d.topic[:120], left=material.sentence_at(d.left),
            right=material.sentence_at(d.right), left_words=d.left_words, right_words=d.right_words,
        )
        for position, d in enumerate(comparison.differs, start=1)
    )  # fmt: skip


def _save_overview(story: Story, material: Material, highlights: Sequence[Highlight]) -> None:
    story.highlights.all().delete()
    rows = HighlightRow.objects.bulk_create(
        HighlightRow(story=story, position=position, sentence=material.sentence_at(h.place))
        for position, h in enumerate(highlights, start=1)
    )
    HighlightRow.also.through.objects.bulk_create(
        HighlightRow.also.through(highlight_id=row.pk, sentence_id=sentence.pk)
        for row, highlight in zip(rows, highlights, strict=True)
        for sentence in _by_sentence(material, highlight.also)
    )


def _by_sentence(material: Material, places: Sequence[Place]) -> dict[Sentence, Place]:
    """One place a sentence: where two of its clauses are meant, the whole sentence."""
    found: dict[Sentence, Place] = {}
    for place in places:
        sentence = material.sentence_at(place)
        found[sentence] = replace(place, start=sentence.start, end=sentence.end) if sentence in found else place
    return found


def _save_counts(story: Story, material: Material, reports: Sequence[Report], origins: Origins) -> None:
    articles = list(material.articles.values())
    story.article_count = len(articles)
    story.source_count = len({a.source_id for a in articles})
    story.origin_count, story.origins = origins.count, origins.groups
    story.first_published = articles[0].published_at if articles else None
    story.last_published = articles[-1].published_at if articles else None
    story.title = choose_title(reports)[1] if reports else story.title
    story.language = articles[0].language.split("-")[0] if articles else story.language
    story.rank = rank(story)
    story.rebuilt_at = timezone.now()
    story.save()
