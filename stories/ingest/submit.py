"""A Draft in; one Article, its original bytes and one job out, in one transaction, or an IngestError and nothing."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from stories import processing, tasks
from stories.ingest.content import Content, resolve
from stories.ingest.release import withdraw_article
from stories.ingest.types import Draft, IngestError, Outcome, Status
from stories.models import Article, ArticleVersion, Original


def submit_article(
    draft: Draft,
    *,
    status: str = Article.Status.PUBLISHED,
    embargoed_until: datetime | None = None,
    dry_run: bool = False,
) -> Outcome:
    """Store the article and enqueue its annotation, or say that it is here already.

    The same content of the same source changes nothing; the same address, or the same world-wide
    identifier, with other content is a new version. Raises IngestError; nothing is half-written.
    """
    with transaction.atomic():
        content = resolve(draft)
        release = _release(content, status, embargoed_until)
        try:
            with transaction.atomic():  # two uploads of one article at once: the constraint decides, the loser reads
                outcome = _take(content, draft, *release)
        except IntegrityError:
            outcome = _take(content, draft, *release)
        if dry_run:
            transaction.set_rollback(True)
    return outcome


def revise_article(article: Article, draft: Draft, *, dry_run: bool = False) -> Outcome:
    """Replace the article's content by what an editor wrote; the earlier text stays as a version."""
    with transaction.atomic():
        content = resolve(draft)
        article = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
        _refuse_twin(article, content)
        article.source = content.source
        outcome = _update(article, content, draft)
        if dry_run:
            transaction.set_rollback(True)
    return outcome


def _refuse_twin(article: Article, content: Content) -> None:
    others = Article.objects.filter(source=content.source).exclude(pk=article.pk)
    same = others.filter(content_hash=content.hash).first()
    if same is not None:
        raise IngestError(_("Derselbe Text ist schon da: Artikel %(number)d.") % {"number": same.pk})
    same = others.filter(url=content.url).first() if content.url else None
    if same is not None:
        raise IngestError(_("Die Adresse gehört schon zu Artikel %(number)d.") % {"number": same.pk})


def _release(content: Content, status: str, until: datetime | None) -> tuple[str, datetime | None]:
    """The sender's wish to hold the article back counts where the editor does not ask for more."""
    if content.release == "withheld":
        return Article.Status.DRAFT, until
    if content.embargoed_until is not None and status == Article.Status.PUBLISHED:
        return Article.Status.EMBARGOED, content.embargoed_until
    if status == Article.Status.EMBARGOED and until is None:
        raise IngestError(_("Für die Sperrfrist fehlt der Zeitpunkt („gesperrt bis“)."))
    return status, until


def _take(content: Content, draft: Draft, status: str, embargoed_until: datetime | None) -> Outcome:
    known = _known(content)
    if content.release == "canceled":
        return _cancel(known, draft)
    same = Article.objects.filter(source=content.source, content_hash=content.hash).first()
    if same is not None and same.is_withdrawn:
        raise IngestError(_("Dieser Artikel wurde zurückgezogen und wird nicht wieder aufgenommen."))
    if same is not None:
        return _outcome("present", same, draft, content.notices)
    if known is not None:
        return _update(known, content, draft)
    article = Article(source=content.source, status=status, embargoed_until=embargoed_until)
    _write(article, content, draft)
    return _outcome("new", article, draft, content.notices)


def _known(content: Content) -> Article | None:
    """The article of that source with the same address, or the same identifier where it is unique in the world.

    Plain numbers are not: two files of one source may both hold an article "1".
    """
    own = Article.objects.select_for_update().filter(source=content.source)
    found = own.filter(url=content.url).first() if content.url else None
    if found is None and ":" in content.external_id:
        found = own.filter(external_id=content.external_id).order_by("pk").first()
        if found is not None and content.url and found.url:
            return None  # the address tells them apart
    return found


def _cancel(known: Article | None, draft: Draft) -> Outcome:
    if known is None:
        raise IngestError(_("Der Absender hat den Artikel zurückgezogen; er wurde nicht aufgenommen."))
    if not known.is_withdrawn:
        withdraw_article(known)
    return _outcome("withdrawn", known, draft, ())


def _update(article: Article, content: Content, draft: Draft) -> Outcome:
    if article.is_withdrawn:
        raise IngestError(_("Der Artikel mit dieser Adresse wurde zurückgezogen und wird nicht ersetzt."))
    ArticleVersion.objects.create(
        article=article, number=article.version, title=article.title, byline=article.byline, text=article.text,
        published_at=article.published_at, content_hash=article.content_hash, original_id=article.original_id,
    )  # fmt: skip
    processing.discard_annotations(article)  # offsets and text change only together
    article.version += 1
    _write(article, content, draft)
    return _outcome("updated", article, draft, content.notices)


def _write(article: Article, content: Content, draft: Draft) -> None:
    article.title, article.text, article.byline = content.title, content.text, content.byline
    article.url, article.language = content.url, content.language
    article.external_id = content.external_id or article.external_id
    article.published_at, article.precision = content.published.at, content.published.precision
    article.content_hash = content.hash
    article.original = _keep_original(draft)
    article.save()
    tasks.enqueue_annotation(article.pk)


def _keep_original(draft: Draft) -> Original | None:
    if draft.payload is None:
        return None
    return Original.objects.create(
        content=draft.payload.content, sha256=hashlib.sha256(draft.payload.content).hexdigest(),
        name=draft.payload.name[-255:], media_type=draft.payload.media_type, encoding=draft.encoding,
    )  # fmt: skip


def _outcome(status: Status, article: Article, draft: Draft, notices: tuple[str, ...]) -> Outcome:
    kept = () if status == "present" else notices
    return Outcome(status=status, place=draft.place, article=article.pk, title=str(article), notices=kept)
