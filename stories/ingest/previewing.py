"""An upload item in; what would become of it out, found by doing it in a transaction that is taken back.

It runs in a worker, because reading a text loads the language pipeline.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from procrastinate.contrib.django import app

from stories import processing
from stories.ingest.submit import submit_article
from stories.ingest.types import IngestError
from stories.ingest.uploads import as_draft
from stories.models import Article, Sentence, UploadItem
from stories.tasks import CPU

WAITING = {"waiting": True}
BEHIND = -10  # a preview may wait, an article that was taken in may not


@app.task(queue=CPU, priority=BEHIND)
def preview_item(*, item_id: int) -> None:
    waiting = UploadItem.objects.open().filter(pk=item_id, preview=WAITING)
    item = waiting.select_related("batch", "file").first()
    if item is not None:
        waiting.update(preview=rehearse(item))


def enqueue_preview(item: UploadItem) -> None:
    with transaction.atomic():
        item.preview = WAITING
        item.save(update_fields=["preview"])
        preview_item.defer(item_id=item.pk)


def rehearse(item: UploadItem) -> dict[str, Any]:
    """Take the article in, read it and assign it, note what came of it, and take everything back."""
    with transaction.atomic():
        try:
            outcome = submit_article(as_draft(item))
        except IngestError as error:
            return {"refusal": str(error)}
        found: dict[str, Any] = {"status": outcome.status}
        if outcome.article is not None and outcome.status == "new":
            processing.annotate_article(outcome.article)
            processing.assign_article(outcome.article)
            found |= _describe(Article.objects.select_related("story").get(pk=outcome.article))
        transaction.set_rollback(True)
    return found


def _describe(article: Article) -> dict[str, Any]:
    sentences = article.sentences.all()
    why = article.why or {}
    story = article.story if article.story and article.story.articles.exclude(pk=article.pk).exists() else None
    nearest = Article.objects.select_related("source").filter(pk=why.get("nearest") or 0).first()
    return {
        "sentences": sentences.count(),
        "nonsentences": sentences.filter(kind=Sentence.Kind.NONSENTENCE).count(),
        "story": story.pk if story else None,
        "story_title": story.headline if story else "",
        "shared": [str(one) for one in [*why.get("shared_names", ()), *why.get("shared_days", ())]][:6],
        "score": round(float(why.get("score") or 0), 2),
        "threshold": round(float(why.get("threshold") or 0), 2),
        "near_copy": f"{nearest.source.name}: {nearest}" if nearest and why.get("near_copy") else "",
    }
