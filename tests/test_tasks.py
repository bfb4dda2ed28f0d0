"""The jobs: row and job commit together, a burst becomes one rebuild, and each stage enqueues the next."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from stories import tasks
from stories.models import Article, Story
from tests.factories import make_article
from tests.processing.conftest import FIRE, take_in  # noqa: F401 (a fixture)


def waiting(name: str) -> int:
    return ProcrastinateJob.objects.filter(status="todo", task_name=f"stories.tasks.{name}").count()


@pytest.mark.django_db
def test_a_burst_for_one_story_becomes_one_waiting_rebuild() -> None:
    for _ in range(5):
        tasks.enqueue_rebuild(7)
    assert waiting("rebuild_story") == 1


@pytest.mark.django_db
def test_a_refused_duplicate_does_not_spoil_the_transaction() -> None:
    with transaction.atomic():
        tasks.enqueue_rebuild(7)
        tasks.enqueue_rebuild(7)
        Story.objects.create()
    assert Story.objects.count() == 1


@pytest.mark.django_db
def test_rolling_back_leaves_no_job() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        tasks.enqueue_annotation(1)
        raise RuntimeError
    assert waiting("annotate_article") == 0


def test_each_stage_enqueues_the_next(take_in: object) -> None:  # noqa: F811
    article = take_in(FIRE, source="Ostseeblatt")  # type: ignore[operator]
    assert waiting("annotate_article") == 1
    tasks.annotate_article(article_id=article.pk)
    assert waiting("assign_story") == 1
    tasks.assign_story(article_id=article.pk)
    assert waiting("rebuild_story") == 1
    story = Story.objects.get()
    tasks.rebuild_story(story_id=story.pk)
    assert Story.objects.visible().get().article_count == 1


@pytest.mark.django_db
def test_articles_without_a_job_are_picked_up_after_a_while() -> None:
    article = make_article()
    long_ago = timezone.now() - timedelta(hours=1)
    Article.objects.filter(pk=article.pk).update(annotated_at=None, story=None, received_at=long_ago)
    tasks.pick_up_forgotten(0)
    assert waiting("annotate_article") == 1


@pytest.mark.django_db
def test_an_article_that_failed_is_left_to_a_person() -> None:
    article = make_article()
    long_ago = timezone.now() - timedelta(hours=1)
    Article.objects.filter(pk=article.pk).update(annotated_at=None, story=None, received_at=long_ago)
    tasks.enqueue_annotation(article.pk)
    with transaction.atomic():
        cursor = transaction.get_connection().cursor()
        cursor.execute("update procrastinate_jobs set status = 'failed', queueing_lock = null")
    tasks.pick_up_forgotten(0)
    assert waiting("annotate_article") == 0


@pytest.mark.django_db
def test_a_vanished_article_or_story_is_no_error() -> None:
    tasks.annotate_article(article_id=999)
    tasks.assign_story(article_id=999)
    tasks.rebuild_story(story_id=999)
