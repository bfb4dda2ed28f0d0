"""A Draft in, its Content out: everything cleaned, resolved and checked, ready to be stored; or an IngestError."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from stories.ingest.decoding import storable
from stories.ingest.published import Published, parse_published
from stories.ingest.sources import resolve_source
from stories.ingest.types import Draft, IngestError, Question, Release
from stories.models import Source
from stories.nlp.cleaning import clean
from stories.nlp.language import detect_language

MAX_TITLE, MAX_URL, MAX_BYLINE, MAX_ID = 500, 1000, 300, 200
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    source: Source
    title: str
    text: str
    published: Published
    url: str
    language: str
    byline: str
    external_id: str
    embargoed_until: datetime | None
    release: Release
    notices: tuple[str, ...]

    @property
    def hash(self) -> str:
        return hashlib.sha256(f"{self.title}\0{self.text}".encode()).hexdigest()


def resolve(draft: Draft) -> Content:
    """Everything checked and found, or an IngestError; the caller's transaction takes back a source made for it."""
    title, text = clean(draft.title).replace("\n", " "), clean(draft.text)
    _check_size(title, text)
    url, stated_language = checked_url(draft.url), checked_language(draft.language)
    source, notices = _source(draft, stated_language)
    zone = ZoneInfo(source.zone)
    if not title:
        notices += (_missing_title(text),)
    return Content(
        source=source, title=title, text=text, published=parse_published(draft.published, zone), url=url,
        language=stated_language or detect_language(text or title, source.language),
        byline=clean(draft.byline).replace("\n", " ")[:MAX_BYLINE],
        external_id=storable(draft.external_id).strip()[:MAX_ID],
        embargoed_until=parse_published(draft.embargoed, zone).at if draft.embargoed.strip() else None,
        release=draft.release, notices=draft.notices + notices,
    )  # fmt: skip


def _source(draft: Draft, language: str) -> tuple[Source, tuple[str, ...]]:
    """A missing source must not hide that the time is missing, too: both are asked at once."""
    try:
        return resolve_source(draft.source, language=language)
    except Question as first:
        try:
            parse_published(draft.published, ZoneInfo(settings.TIME_ZONE))
        except Question as second:
            raise Question(f"{first} {second}", field=first.field, proposal=first.proposal) from None
        raise


def title_proposal(text: str) -> str:
    """The first words of the text, as a question to the editor; never taken without one."""
    return clean(text).split("\n", 1)[0].split(". ", 1)[0][:100].strip()


def checked_url(url: str) -> str:
    url = url.strip()
    if not url:
        return ""
    try:
        if len(url) > MAX_URL:
            raise ValidationError("")
        URLValidator(schemes=["http", "https"])(url)
    except ValidationError:
        message = _("„%(url)s“ ist keine Webadresse.") % {"url": url[:100]}
        raise Question(message, field="url") from None
    return url


def checked_language(language: str) -> str:
    """The tag in its usual writing: de-ch and de_CH are de-CH."""
    tag = language.strip().replace("_", "-")
    if tag and not LANGUAGE.fullmatch(tag):
        message = _("„%(tag)s“ ist keine Sprache. Möglich sind de, de-AT, de-CH, en.") % {"tag": tag[:30]}
        raise Question(message, field="language")
    main, _hyphen, region = tag.partition("-")
    plain = {"deu": "de", "ger": "de", "eng": "en"}.get(main.lower(), main.lower())
    if plain == "de" and region.upper() in {"AT", "CH"}:
        return f"de-{region.upper()}"
    return plain


def _check_size(title: str, text: str) -> None:
    if not title and not text:
        message = _("Der Artikel ist leer: Er braucht einen Text oder wenigstens einen Titel.")
        raise Question(message, field="text")
    if len(title) > MAX_TITLE:
        message = _("Der Titel ist mit %(length)d Zeichen zu lang (höchstens 500).") % {"length": len(title)}
        raise Question(message, field="title", proposal=title[:MAX_TITLE])
    if len(text) > settings.MAX_ARTICLE_CHARS:
        message = _("Der Text ist mit %(length)d Zeichen zu lang (höchstens %(limit)d, MAX_ARTICLE_CHARS).")
        raise IngestError(message % {"length": len(text), "limit": settings.MAX_ARTICLE_CHARS})


def _missing_title(text: str) -> str:
    return _("Der Titel fehlt. Vorschlag: „%(proposal)s“") % {"proposal": title_proposal(text)}
