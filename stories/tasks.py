"""The jobs: fetch, call the stage, enqueue the next. Row and job commit together; every job may run twice.

annotate_article runs in parallel; assign_story one at a time per language; rebuild_story one at a
time and at most one waiting per story, so that a burst of articles becomes one rebuild.
"""

from __future__ import annotations

import contextlib
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import BigIntegerField
from django.db.models.functions import Cast
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued

from stories import processing
from stories.models import Article

CPU, HOUSEKEEPING = "cpu", "housekeeping"
RETRY = RetryStrategy(max_attempts=3, exponential_wait=3)
FORGOTTEN_AFTER = timedelta(minutes=10)
KEEP_JOBS_HOURS = 14 * 24


@app.task(queue=CPU, retry=RETRY)
def annotate_article(*, article_id: int) -> None:
    with transaction.atomic():
        if processing.annotate_article(article_id):
            enqueue_assignment(article_id)


@app.task(queue=CPU, retry=RETRY)
def assign_story(*, article_id: int) -> None:
    with transaction.atomic():
        for story_id in processing.assign_article(article_id):
            enqueue_rebuild(story_id)


@app.task(queue=CPU, retry=RETRY)
def rebuild_story(*, story_id: int) -> None:
    processing.rebuild_story(story_id)


def enqueue_annotation(article_id: int) -> None:
    key = f"annotate-{article_id}"
    _defer_once(annotate_article.configure(lock=key, queueing_lock=key), article_id=article_id)


def enqueue_assignment(article_id: int) -> None:
    language = Article.objects.values_list("language", flat=True).get(pk=article_id)
    lock = f"assign-{language.split('-')[0]}"
    _defer_once(assign_story.configure(lock=lock, queueing_lock=f"assign-{article_id}"), article_id=article_id)


def enqueue_rebuild(story_id: int) -> None:
    key = f"rebuild-{story_id}"
    _defer_once(rebuild_story.configure(lock=key, queueing_lock=key), story_id=story_id)


def _defer_once(job: Any, **arguments: int) -> None:
    """Enqueue unless the same job waits already; the savepoint keeps the refusal from spoiling the transaction."""
    with contextlib.suppress(AlreadyEnqueued), transaction.atomic():
        job.defer(**arguments)


# Housekeeping. No lock on the rescuer: a stalled one would block itself.


@app.periodic(cron="* * * * * */10")
@app.task(queue=HOUSEKEEPING, queueing_lock="rescue-stalled-jobs")
async def rescue_stalled_jobs(timestamp: int) -> None:
    """Take up again what a killed worker left behind."""
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=settings.WORKER_STALLED_SECONDS):
        await app.job_manager.retry_job(job)


@app.periodic(cron="*/5 * * * *")
@app.task(queue=HOUSEKEEPING, queueing_lock="pick-up-forgotten")
def pick_up_forgotten(timestamp: int) -> None:
    """Enqueue articles that stayed unprocessed without a job, for example after a queue was cleared by hand."""
    failed = ProcrastinateJob.objects.filter(status="failed", args__has_key="article_id")
    overdue = (
        Article.objects.exclude(status=Article.Status.WITHDRAWN)
        .filter(received_at__lt=timezone.now() - FORGOTTEN_AFTER)
        .exclude(pk__in=failed.annotate(key=Cast("args__article_id", BigIntegerField())).values("key"))
    )
    for article_id in overdue.filter(annotated_at__isnull=True).values_list("pk", flat=True)[:1000]:
        enqueue_annotation(article_id)
    for article_id in overdue.filter(annotated_at__isnull=False, story__isnull=True).values_list("pk", flat=True)[
        :1000
    ]:
        enqueue_assignment(article_id)


@app.periodic(cron="17 3 * * *")
@app.task(queue=HOUSEKEEPING, queueing_lock="remove-finished-jobs")
async def remove_finished_jobs(timestamp: int) -> None:
    """Finished jobs are kept for two weeks, failed ones until a person has seen them."""
    await app.job_manager.delete_old_jobs(nb_hours=KEEP_JOBS_HOURS)
