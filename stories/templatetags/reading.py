"""How values look on the readers' pages: marks, proofs, sentences, days, soft hyphens. Formatting only, no queries."""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache, lru_cache

import pyphen
from babel import Locale, UnknownLocaleError
from django import template
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.functional import Promise
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from stories.models import Article, Sentence, Source

register = template.Library()

SOFT_HYPHEN = "\u00ad"
LONG_WORD = re.compile(r"\w{13,}")
Spans = tuple[tuple[int, int], ...]


@cache
def hyphenator() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="de_DE", left=4, right=4)


@lru_cache(maxsize=4096)
def hyphenated(word: str) -> str:
    return str(hyphenator().inserted(word, SOFT_HYPHEN))


@register.filter
def soft(text: object) -> SafeString:
    """Headings break long German compounds at syllables; for display only, never stored or searched."""
    return conditional_escape(LONG_WORD.sub(lambda found: hyphenated(found.group()), str(text)))


@register.filter
def mark(source: Source) -> SafeString:
    return format_html('<span class="mk s{}">{}</span>', source.slot, source.mark)


@register.filter
def proof(sentence: Sentence) -> SafeString:
    """The way from any sentence shown to its place in the report."""
    source = sentence.article.source
    return format_html(
        '<a class="ref" href="{}" title="{}"><span class="vh">{} </span>{}<span class="u">{} {}</span></a>',
        sentence.get_absolute_url(), source.name, _("Quelle"), mark(source), _("Satz"), sentence.position,
    )  # fmt: skip


def language_of(article: Article) -> SafeString:
    """Speech output needs to know when a text is not in the page's language, or is Swiss German."""
    if article.language in {"", get_language()}:
        return SafeString("")
    return format_html(' lang="{}"', article.language)


def with_marked(sentence: Sentence, text: str, spans: Spans, css: str) -> SafeString:
    pieces, at = [], 0
    for start, end in sorted((start - sentence.start, end - sentence.start) for start, end in spans):
        if at <= start < end <= len(text):
            pieces.append(format_html('{}<span class="{}">{}</span>', text[at:start], css, text[start:end]))
            at = end
    return format_html_join("", "{}", ((piece,) for piece in [*pieces, text[at:]]))


@register.simple_tag
def satz(sentence: Sentence, css: str = "", spans: Spans = (), span_css: str = "dif") -> SafeString:
    """A sentence of a source, verbatim; words that differ (dif) or the clause that is meant (part) are marked."""
    text: str = getattr(sentence, "text", "")
    if not text:
        return format_html('<p class="meta">{}</p>', _("Wortlaut nur beim Verlag."))
    words = with_marked(sentence, text, spans, span_css)
    return format_html('<p class="satz {}"{}>{}</p>', css, language_of(sentence.article), words)


@register.filter
def laut(sentence: Sentence) -> str:
    """Who is responsible for a sentence, in neutral words."""
    if sentence.kind == Sentence.Kind.OWN:
        return _("eigene Aussage")
    if sentence.kind == Sentence.Kind.VAGUE or not sentence.speaker:
        return _("ohne klaren Sprecher")
    if sentence.kind == Sentence.Kind.CARRIED:
        return _("laut %(speaker)s, zugeordnet") % {"speaker": sentence.speaker}
    return _("laut %(speaker)s") % {"speaker": sentence.speaker}


@register.filter
def lang_attribute(article: Article) -> SafeString:
    return language_of(article)


def time_tag(moment: datetime, *, form: str, with_time: bool) -> SafeString:
    local = timezone.localtime(moment)
    iso = local.isoformat(timespec="minutes") if with_time else local.date().isoformat()
    shown = format_date(local, form) + (format_date(local, ", H:i") if with_time else "")
    return format_html('<time datetime="{}">{}</time>', iso, shown)


@register.filter
def when(moment: datetime) -> SafeString:
    """14. Nov. 2016, 22:47"""
    return time_tag(moment, form=_("j. N Y"), with_time=True)


@register.filter
def on_day(moment: datetime) -> SafeString:
    """14. November 2016"""
    return time_tag(moment, form=_("j. F Y"), with_time=False)


@register.filter
def published(article: Article) -> SafeString:
    """A report's time as exactly as it is known, with the year."""
    return time_tag(article.published_at, form=_("j. N Y"), with_time=article.precision == Article.Precision.MINUTE)


@register.filter
def published_short(article: Article) -> SafeString:
    return time_tag(article.published_at, form=_("j. N"), with_time=article.precision == Article.Precision.MINUTE)


@register.filter
def small(text: object) -> str:
    """Andere Angabe → andere Angabe, for the middle of a line; nouns keep their capitals."""
    words = str(text)
    return words[:1].lower() + words[1:]


TOPICS: dict[str, str | Promise] = {
    "date": gettext_lazy("Datum"), "time": gettext_lazy("Uhrzeit"), "certainty": gettext_lazy("Wie sicher es ist"),
    "negation": gettext_lazy("Ja oder nein"), "wording": gettext_lazy("Wortlaut"), "figure": gettext_lazy("Zahl"),
}  # fmt: skip


@register.filter
def topic_words(topic: str) -> str:
    """What two sentences differ in; a topic the table does not know is shown as it is."""
    return str(TOPICS.get(topic.partition(":")[0], topic))


@register.filter
def country(code: str) -> str:
    """DE → Deutschland, in the reader's language."""
    try:
        return str(Locale.parse(get_language() or "de", sep="-").territories.get(code, code))
    except (UnknownLocaleError, ValueError):
        return code
