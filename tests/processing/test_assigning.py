"""The assign stage as rows: joining, keeping, and what editors decided."""

from __future__ import annotations

from stories import processing
from stories.models import Article, Decision, Story
from tests.processing.conftest import CONCERT, FIRE, FIRE_AGAIN, TakeIn, process


def test_two_reports_of_one_event_share_a_story_and_another_event_does_not(take_in: TakeIn) -> None:
    fire, concert = take_in(FIRE, source="Ostseeblatt"), take_in(CONCERT, source="Limmatblatt")
    again = take_in(FIRE_AGAIN, source="Hansepost")
    process(fire, concert, again)
    story_of = dict(Article.objects.values_list("pk", "story"))
    assert story_of[fire.pk] == story_of[again.pk] != story_of[concert.pk]


def test_the_reason_is_kept_with_the_article(fire: Story) -> None:
    joined = fire.articles.order_by("pk").last()
    assert joined is not None
    assert joined.why["score"] >= joined.why["threshold"]
    assert joined.why["shared_names"]


def test_assigning_again_keeps_every_story(fire: Story) -> None:
    articles = list(fire.articles.order_by("pk"))
    for article in articles:
        processing.assign_article(article.pk, again=True)
    assert {a.story_id for a in fire.articles.all()} == {fire.pk}
    assert Story.objects.count() == 1


def test_an_article_alone_in_its_story_keeps_it(take_in: TakeIn) -> None:
    article = take_in(CONCERT, source="Limmatblatt")
    process(article)
    own = Article.objects.get(pk=article.pk).story_id
    assert processing.assign_article(article.pk, again=True) == [own]


def test_a_decision_that_two_articles_are_apart_survives_reclustering(fire: Story) -> None:
    first, second = fire.articles.order_by("pk")
    Article.objects.filter(pk=second.pk).update(story=Story.objects.create())
    Decision.objects.create(kind=Decision.Kind.NOT_SAME_STORY, article=first, other_article=second)
    processing.assign_article(second.pk, again=True)
    processing.assign_article(first.pk, again=True)
    assert Article.objects.get(pk=first.pk).story_id != Article.objects.get(pk=second.pk).story_id


def test_a_decision_that_two_articles_are_one_story_joins_strangers(take_in: TakeIn) -> None:
    fire, concert = take_in(FIRE, source="Ostseeblatt"), take_in(CONCERT, source="Limmatblatt")
    process(fire, concert)
    Decision.objects.create(kind=Decision.Kind.SAME_STORY, article=fire, other_article=concert)
    processing.assign_article(concert.pk, again=True)
    assert Article.objects.get(pk=concert.pk).story_id == Article.objects.get(pk=fire.pk).story_id


def test_an_undone_decision_no_longer_counts(fire: Story) -> None:
    first, second = fire.articles.order_by("pk")
    decision = Decision.objects.create(kind=Decision.Kind.NOT_SAME_STORY, article=first, other_article=second)
    decision.undone_at = decision.made_at
    decision.save()
    processing.assign_article(second.pk, again=True)
    assert Article.objects.get(pk=second.pk).story_id == fire.pk


def test_nothing_joins_a_locked_story(take_in: TakeIn) -> None:
    process(take_in(FIRE, source="Ostseeblatt"))
    Story.objects.update(locked=True)
    process(take_in(FIRE_AGAIN, source="Hansepost"))
    assert Story.objects.visible().count() == 2


def test_months_later_it_is_another_story(take_in: TakeIn) -> None:
    early = take_in(FIRE, source="Ostseeblatt")
    late = take_in(FIRE_AGAIN, source="Hansepost", published="2017-11-15T09:00+01:00")
    assert len(process(early, late)) == 2


def test_an_article_without_annotations_is_not_assigned(take_in: TakeIn) -> None:
    article = take_in(FIRE, source="Ostseeblatt")
    assert processing.assign_article(article.pk) == []
