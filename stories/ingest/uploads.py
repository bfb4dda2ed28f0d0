"""Files of an upload page in; a stored batch of items out, each checked, completed and taken in one by one.

Nothing is taken in before an editor confirmed it, and everything brought in is kept until then.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.models import User
from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from stories.ingest.content import checked_language, title_proposal
from stories.ingest.decoding import storable
from stories.ingest.files import read_payload, too_large
from stories.ingest.published import parse_published
from stories.ingest.sources import similar_source
from stories.ingest.submit import submit_article
from stories.ingest.types import Draft, IngestError, Outcome, Payload, Problem, Question
from stories.models import Source, UploadBatch, UploadFile, UploadItem
from stories.nlp.cleaning import clean
from stories.nlp.language import detect_language

MAX_ITEMS = 500  # of one batch: what a person can look through; more is a matter for import_articles
STATED = ("title", "text", "source", "published", "url", "language", "byline", "external_id", "embargoed", "release")
LIMITS = {"source": 300, "published": 100, "language": 40, "embargoed": 100}  # what the table holds of them
State = UploadItem.State


def store_upload(files: Iterable[Payload], *, user: User | None, source: str = "", published: str = "") -> UploadBatch:
    """Keep every file and each article found in it, in one transaction."""
    with transaction.atomic():
        batch = UploadBatch.objects.create(
            created_by=user, source=source.strip()[:120], published=published.strip()[:60]
        )
        position = 0
        for payload in files:
            stored = _store_file(batch, payload)
            for item in islice(_items(payload), MAX_ITEMS + 1 - position):
                position += 1
                if position > MAX_ITEMS:
                    message = _("Mehr als %(limit)d Artikel auf einmal; die übrigen bitte einzeln hochladen.")
                    item = Problem(place=payload.name, reason=message % {"limit": MAX_ITEMS})
                _store_item(stored, position, item)
        return batch


def _items(payload: Payload) -> Iterable[Draft | Problem]:
    if len(payload.content) > settings.MAX_UPLOAD_BYTES:
        return [Problem(place=payload.name, reason=too_large(len(payload.content)))]
    return read_payload(payload)


def _store_file(batch: UploadBatch, payload: Payload) -> UploadFile:
    digest = hashlib.sha256(payload.content).hexdigest()
    return UploadFile.objects.create(batch=batch, name=payload.name[-255:], content=payload.content, sha256=digest)


def _store_item(file: UploadFile, position: int, item: Draft | Problem) -> None:
    row = UploadItem(batch=file.batch, file=file, position=position, place=item.place[-400:])
    if isinstance(item, Problem):
        row.state, row.reason = State.FAILED, item.reason
    else:
        for name in STATED:
            setattr(row, name, storable(getattr(item, name))[: LIMITS.get(name)])
        row.notices, row.encoding = list(item.notices), item.encoding
        if item.payload is not None:
            row.media_type = item.payload.media_type
            row.content = None if item.payload.content == file.content else item.payload.content
    row.save()


def as_draft(item: UploadItem) -> Draft:
    """The item as taken in: what the batch states for all stands in where the item states nothing."""
    content = item.file.content if item.content is None else item.content
    payload = Payload(content=bytes(content), name=item.place, media_type=item.media_type)
    return Draft(
        title=item.title, text=item.text, source=item.source or item.batch.source, url=item.url,
        published=item.published or item.batch.published, language=item.language, byline=item.byline,
        external_id=item.external_id, embargoed=item.embargoed, release=item.release,  # type: ignore[arg-type]
        place=item.place, payload=payload, encoding=item.encoding,
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What an editor sees of an item before confirming it.

    ``questions`` are what must be answered, by field; ``proposals`` what a form offers for empty
    fields, required or not. ``outcome`` is None while something is missing.
    """

    questions: dict[str, str]
    proposals: dict[str, str]
    outcome: Outcome | None
    language: str
    characters: int
    is_new_source: bool
    similar: str
    refusal: str = ""

    @property
    def is_ready(self) -> bool:
        return not self.questions and not self.refusal


def check(item: UploadItem) -> Check:
    """Everything that can be said about the item without reading its language; nothing is written."""
    draft = as_draft(item)
    source = Source.objects.filter(name__iexact=" ".join(draft.source.split())).first()
    text, title = clean(draft.text), clean(draft.title)
    questions, proposals = _open_questions(draft, source)
    if not title and text:
        proposals["title"] = title_proposal(text)
    outcome, refusal = None, ""
    if not questions:
        try:
            outcome = submit_article(draft, dry_run=True)
        except Question as question:
            questions[question.field] = str(question)
        except (IngestError, DatabaseError) as error:
            refusal = str(error)
    return Check(
        questions=questions, proposals=proposals, outcome=outcome, characters=len(text), refusal=refusal,
        language=_language(draft, text or title, source), is_new_source=bool(draft.source.strip()) and source is None,
        similar=similar_source(draft.source) if draft.source.strip() and source is None else "",
    )  # fmt: skip


def _open_questions(draft: Draft, source: Source | None) -> tuple[dict[str, str], dict[str, str]]:
    questions: dict[str, str] = {}
    proposals: dict[str, str] = {}
    if not draft.source.strip():
        questions["source"] = _("Von welcher Quelle ist der Artikel?")
    try:
        parse_published(draft.published, ZoneInfo(source.zone if source else settings.TIME_ZONE))
    except Question as question:
        given = _("Wann ist der Artikel erschienen?") if not draft.published.strip() else str(question)
        questions["published"], proposals["published"] = given, question.proposal
    return questions, proposals


def _language(draft: Draft, text: str, source: Source | None) -> str:
    try:
        return checked_language(draft.language) or detect_language(text, source.language if source else "de")
    except Question:
        return "?"


def take_item(item: UploadItem) -> None:
    """Take one item in, or note why not; the item stays open while something can still be answered."""
    try:
        with transaction.atomic():
            outcome = submit_article(as_draft(item))
            item.state, item.article_id, item.reason = outcome.status, outcome.article, " ".join(outcome.notices)
            item.save(update_fields=["state", "article", "reason"])
    except IngestError as error:
        item.reason = "" if isinstance(error, Question) else str(error)  # the form asks its questions by itself
        item.save(update_fields=["reason"])
