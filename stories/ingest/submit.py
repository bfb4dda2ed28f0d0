"""A Draft in; one Article, its original bytes and one job out, in one transaction, or an IngestError and nothing."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from stories import processing, tasks
from stories.ingest.published import Published, parse_published
from stories.ingest.sources import resolve_source
from stories.ingest.types import Draft, IngestError, Outcome
from stories.models import Article, ArticleVersion, Original, Source
from stories.nlp.cleaning import clean
from stories.nlp.language import detect_language

MAX_TITLE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A Draft with everything resolved and checked, ready to be stored."""

    source: Source
    title: str
    text: str
    published: Published
    url: str
    language: str
    byline: str
    external_id: str
    notices: tuple[str, ...]

    @property
    def hash(self) -> str:
        return hashlib.sha256(f"{self.title}\0{self.text}".encode()).hexdigest()


def submit_article(
    draft: Draft,
    *,
    status: str = Article.Status.PUBLISHED,
    embargoed_until: datetime | None = None,
    dry_run: bool = False,
) -> Outcome:
    """Store the article and enqueue its annotation, or say that it is here already.

    The same content of the same source changes nothing; the same address with other content is a
    new version. Raises IngestError; nothing is half-written.
    """
    with transaction.atomic():
        content = _resolve(draft)
        try:
            with transaction.atomic():  # two uploads of one article at once: the constraint decides, the loser reads
                outcome = _store(content, draft, status, embargoed_until)
        except IntegrityError:
            outcome = _store(content, draft, status, embargoed_until)
        if dry_run:
            transaction.set_rollback(True)
    return outcome


def revise_article(article: Article, draft: Draft, *, dry_run: bool = False) -> Outcome:
    """Replace the article's content by what an editor wrote; the earlier text stays as a version."""
    with transaction.atomic():
        content = _resolve(draft)
        same = Article.objects.filter(source=content.source, content_hash=content.hash).exclude(pk=article.pk).first()
        if same is not None:
            raise IngestError(_("Derselbe Text ist schon da: Artikel %(number)d.") % {"number": same.pk})
        article = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
        article.source = content.source
        outcome = _update(article, content, draft)
        if dry_run:
            transaction.set_rollback(True)
    return outcome


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


def _resolve(draft: Draft) -> Content:
    source, notices = resolve_source(draft.source, language=draft.language)
    title, text = clean(draft.title).replace("\n", " "), clean(draft.text)
    _check_size(title, text)
    if not title:
        notices += (_missing_title(text),)
    return Content(
        source=source, title=title, text=text, published=parse_published(draft.published, ZoneInfo(source.zone)),
        url=_checked_url(draft.url), language=draft.language or detect_language(text or title, source.language),
        byline=clean(draft.byline)[:300], external_id=draft.external_id[:200], notices=draft.notices + notices,
    )  # fmt: skip


def _check_size(title: str, text: str) -> None:
    if not title and not text:
        raise IngestError(_("Der Artikel ist leer: Er braucht einen Text oder wenigstens einen Titel."))
    if len(title) > MAX_TITLE:
        raise IngestError(_("Der Titel ist mit %(length)d Zeichen zu lang (höchstens 500).") % {"length": len(title)})
    if len(text) > settings.MAX_ARTICLE_CHARS:
        message = _("Der Text ist mit %(length)d Zeichen zu lang (höchstens %(limit)d, MAX_ARTICLE_CHARS).")
        raise IngestError(message % {"length": len(text), "limit": settings.MAX_ARTICLE_CHARS})


def _missing_title(text: str) -> str:
    proposal = text.split("\n", 1)[0].split(". ", 1)[0][:100]
    return _("Der Titel fehlt. Vorschlag: „%(proposal)s“") % {"proposal": proposal}


def _checked_url(url: str) -> str:
    url = url.strip()
    if url:
        try:
            URLValidator(schemes=["http", "https"])(url)
        except ValidationError:
            raise IngestError(_("„%(url)s“ ist keine Webadresse.") % {"url": url[:100]}) from None
    return url


def _store(content: Content, draft: Draft, status: str, embargoed_until: datetime | None) -> Outcome:
    same = Article.objects.filter(source=content.source, content_hash=content.hash).first()
    if same is not None:
        return _outcome("present", same, draft, content.notices)
    if content.url:
        known = Article.objects.select_for_update().filter(source=content.source, url=content.url).first()
        if known is not None:
            return _update(known, content, draft)
    article = Article(source=content.source, status=status, embargoed_until=embargoed_until)
    _write(article, content, draft)
    return _outcome("new", article, draft, content.notices)


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
        name=draft.payload.name[:255], media_type=draft.payload.media_type, encoding=draft.encoding,
    )  # fmt: skip


def _outcome(status: str, article: Article, draft: Draft, notices: tuple[str, ...]) -> Outcome:
    if status == "present":
        notices = ()
    return Outcome(
        status=status,  # type: ignore[arg-type]
        place=draft.place, article=article.pk, title=str(article), notices=notices,
    )  # fmt: skip
