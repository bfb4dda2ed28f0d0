"""The merge stage as rows: timeline, comparison, overview and counts of one story."""

from __future__ import annotations

from typing import Any

from stories import processing
from stories.export import export_story
from stories.ingest import withdraw_article
from stories.models import Article, Decision, Mention, Story
from tests.processing.conftest import FIRE, FIRE_AGAIN, TakeIn, process


def derived(story: Story) -> Any:
    exported = export_story(Story.objects.get(pk=story.pk))
    return exported["timeline"], exported["shared"], exported["only"], exported["differs"], exported["overview"]


def test_the_counts_are_those_of_the_reports(fire: Story) -> None:
    assert (fire.article_count, fire.source_count) == (2, 2)
    assert fire.title in {a.title for a in fire.articles.all()}


def test_rebuilding_twice_changes_nothing(fire: Story) -> None:
    before = derived(fire)
    processing.rebuild_story(fire.pk)
    assert derived(fire) == before


def test_the_day_of_the_fire_is_proved_by_both_sources(fire: Story) -> None:
    entry = fire.timeline.get(date="2016-11-14", kind="event")
    assert entry.lane == "happened"
    assert {proof.sentence.article_id for proof in entry.evidence.all()} == {a.pk for a in fire.articles.all()}


def test_a_plan_lies_ahead_with_the_year_rolled_over(fire: Story) -> None:
    assert fire.timeline.get(date="2017-01-20").lane == "planned"


def test_every_sentence_of_the_overview_is_a_sources_own(fire: Story) -> None:
    exported = export_story(fire)
    texts = {a.key: a.text for a in fire.articles.all()}
    assert exported["overview"]
    for place in exported["overview"]:
        assert texts[place["article"]][place["start"] : place["end"]].strip().endswith(".")


def test_a_near_copy_counts_as_one_origin(take_in: TakeIn) -> None:
    first = take_in(FIRE, source="Ostseeblatt", title="Brand in Rostock")
    copy = take_in(FIRE.replace("neun Menschen", "neun Personen"), source="Hansepost", title="Brand in Rostock")
    story = process(first, copy)[0]
    assert Article.objects.get(pk=copy.pk).copy_of_id == first.pk
    assert (story.source_count, story.origin_count) == (2, 1)


def test_a_withdrawn_report_leaves_story_and_export(fire: Story) -> None:
    gone = fire.articles.order_by("pk").first()
    assert gone is not None
    withdraw_article(gone)
    processing.rebuild_story(fire.pk)
    fire.refresh_from_db()
    assert fire.article_count == 1
    assert gone.key not in export_story(fire)["articles"]
    assert not fire.timeline.filter(evidence__sentence__article=gone).exists()


def test_a_corrected_date_survives_a_rebuild_and_undoing_brings_the_rule_back(fire: Story) -> None:
    time = next(t for a in fire.articles.all() for t in a.times.filter(begin="2017-01-20"))
    details = {"start": time.start, "end": time.end, "begin": "2017-02-20"}
    decision = Decision.objects.create(kind=Decision.Kind.DATE, article=time.article, story=fire, details=details)
    processing.rebuild_story(fire.pk)
    assert fire.timeline.filter(date="2017-02-20").exists()
    decision.undone_at = decision.made_at
    decision.save()
    processing.rebuild_story(fire.pk)
    assert not fire.timeline.filter(date="2017-02-20").exists()


def test_a_hidden_sentence_leaves_the_timeline(fire: Story) -> None:
    sentence = fire.timeline.get(date="2017-01-20").evidence.get(time__isnull=False).sentence
    details = {"start": sentence.start, "end": sentence.end}
    Decision.objects.create(kind=Decision.Kind.HIDE, article=sentence.article, story=fire, details=details)
    processing.rebuild_story(fire.pk)
    assert not fire.timeline.filter(date="2017-01-20").exists()


def test_a_disputed_sentence_moves_its_entry_to_the_disputed_lane(fire: Story) -> None:
    proof = fire.timeline.get(date="2016-11-14", kind="event").evidence.first()
    assert proof is not None
    details = {"start": proof.sentence.start, "end": proof.sentence.end}
    Decision.objects.create(kind=Decision.Kind.DISPUTED, article=proof.sentence.article, details=details)
    processing.rebuild_story(fire.pk)
    assert fire.timeline.filter(lane="disputed", begin="2016-11-14").exists()


def test_one_person_is_one_entity_over_both_reports(fire: Story) -> None:
    people = Mention.objects.filter(article__story=fire, entity__label="PER").values_list("entity__name", flat=True)
    assert set(people) == {"Anke Petersen"}


def test_two_reports_of_one_source_leave_nothing_to_call_only_here(take_in: TakeIn) -> None:
    story = process(take_in(FIRE, source="Ostseeblatt"), take_in(FIRE_AGAIN, source="Ostseeblatt"))[0]
    assert (story.article_count, story.source_count) == (2, 1)
    assert not story.agreements.exists()
