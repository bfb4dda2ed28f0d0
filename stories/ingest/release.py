"""What readers may see of an article that is here: draft, published, embargoed, or withdrawn for good."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from stories import processing, tasks
from stories.ingest.types import IngestError
from stories.models import Article


def release_article(article: Article, status: str, *, embargoed_until: datetime | None = None) -> None:
    """Set the status; its story is rebuilt, because what readers see of it changes."""
    with transaction.atomic():
        article = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
        if article.is_withdrawn:
            raise IngestError(_("Der Artikel ist zurückgezogen; sein Text ist entfernt und kommt nicht zurück."))
        if status == Article.Status.EMBARGOED and embargoed_until is None:
            raise IngestError(_("Für die Sperrfrist fehlt der Zeitpunkt („gesperrt bis“)."))
        if (article.status, article.embargoed_until) == (status, embargoed_until):
            return
        article.status, article.embargoed_until = status, embargoed_until
        article.save(update_fields=["status", "embargoed_until"])
        if article.story_id:
            tasks.enqueue_rebuild(article.story_id)


def withdraw_article(article: Article) -> None:
    """Remove the text and everything derived from it; the notice that it was here stays."""
    with transaction.atomic():
        article = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
        processing.discard_annotations(article)
        article.versions.update(text="")
        article.status, article.withdrawn_at, article.text = Article.Status.WITHDRAWN, timezone.now(), ""
        article.save(update_fields=["status", "withdrawn_at", "text"])
        if article.story_id:
            tasks.enqueue_rebuild(article.story_id)
