"""The annotate stage: an article's text in; its sentences, mentions, time expressions and fingerprint out."""

from __future__ import annotations

import bisect
from dataclasses import replace
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from stories.clustering.candidates import index_key, printed_earlier
from stories.clustering.fingerprint import fingerprint
from stories.models import Article, Fingerprint, FingerprintKey, Mention, Sentence, TimeExpression
from stories.nlp.types import Annotations, Document
from stories.processing.decided import corrected_speakers, corrected_times
from stories.processing.entities import link_names


def annotate_article(article_id: int, *, force: bool = False) -> bool:
    """Annotate the article unless this version of the pipeline already did. Whether it is ready to be assigned."""
    from stories.nlp import pipeline  # loads spaCy, which the web process never does

    names = settings.NEWSROOM_PIPELINE
    with transaction.atomic():
        article = Article.objects.select_for_update(of=("self",)).select_related("source").filter(pk=article_id).first()
        if article is None or article.is_withdrawn:
            return False
        if force or article.annotated_at is None or article.nlp_version != pipeline.version(names):
            document = document_of(article)
            save_annotations(article, document, pipeline.annotate(document, names=names))
    return True


def document_of(article: Article) -> Document:
    """The article as the language stages see it; its time stands in the zone of its source."""
    published = article.published_at.astimezone(ZoneInfo(article.source.zone))
    return Document(text=article.text, title=article.title, published=published, language=article.language)


def save_annotations(article: Article, document: Document, found: Annotations) -> None:
    """Replace the article's annotations. Sentences that stand where they stood keep their row, and so their proofs."""
    corrected = corrected_speakers(article, found.sentences), corrected_times(article, found.times)
    found = replace(found, sentences=corrected[0], times=corrected[1])
    sentences = _save_sentences(article, found)
    article.times.all().delete()
    TimeExpression.objects.bulk_create(_time_rows(article, sentences, found))
    article.mentions.all().delete()
    Mention.objects.bulk_create(_mention_rows(article, sentences, found))
    _save_fingerprint(article, document, found)
    article.nlp_version, article.annotated_at = found.version, timezone.now()
    article.save(update_fields=["nlp_version", "annotated_at"])


def _save_fingerprint(article: Article, document: Document, found: Annotations) -> None:
    earlier = printed_earlier(article)
    marks = fingerprint(document, found, source=str(article.source_id), earlier=earlier)
    Fingerprint.objects.update_or_create(article=article, defaults={"data": marks.to_json()})
    article.keys.all().delete()
    FingerprintKey.objects.bulk_create(
        FingerprintKey(article=article, key=index_key(marks.language, key), published_at=article.published_at)
        for key in dict.fromkeys(marks.keys)
    )


def discard_annotations(article: Article) -> None:
    """Remove what was derived from a text that is about to change."""
    article.mentions.all().delete()
    article.times.all().delete()
    article.sentences.all().delete()
    article.keys.all().delete()
    Fingerprint.objects.filter(article=article).delete()
    article.annotated_at, article.nlp_version = None, ""
    article.save(update_fields=["annotated_at", "nlp_version"])


def _save_sentences(article: Article, found: Annotations) -> list[Sentence]:
    rows = [
        Sentence(
            article=article, position=number, start=s.start, end=s.end, paragraph=s.paragraph,
            kind=s.kind, speaker=(s.speaker or "")[:200], chain=[name[:200] for name in s.chain], cue=s.cue[:200],
        )
        for number, s in enumerate(found.sentences, start=1)
    ]  # fmt: skip
    article.sentences.exclude(start__in=[row.start for row in rows]).delete()
    changing = ["position", "end", "paragraph", "kind", "speaker", "chain", "cue"]
    return Sentence.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["article", "start"], update_fields=changing
    )


def _time_rows(article: Article, sentences: list[Sentence], found: Annotations) -> list[TimeExpression]:
    return [
        TimeExpression(
            article=article, sentence=sentence, start=t.start, end=t.end, type=t.type, value=t.value[:40], mod=t.mod,
            begin=t.begin, end_day=t.end_day, rule=t.rule[:60], anchor=t.anchor, anchor_day=t.anchor_day,
            year_inferred=t.year_inferred,
        )
        for t in found.times
        if (sentence := _sentence_at(sentences, t.start)) is not None
    ]  # fmt: skip


def _mention_rows(article: Article, sentences: list[Sentence], found: Annotations) -> list[Mention]:
    entities = link_names({(m.name, m.label) for m in found.names})
    return [
        Mention(
            article=article, sentence=sentence, entity_id=entities[m.name, m.label], start=m.start, end=m.end,
            label=m.label, name=m.name[:200], form=m.form,
        )
        for m in found.names
        if (sentence := _sentence_at(sentences, m.start)) is not None
    ]  # fmt: skip


def _sentence_at(sentences: list[Sentence], offset: int) -> Sentence | None:
    index = bisect.bisect_right(sentences, offset, key=lambda sentence: sentence.start) - 1
    return sentences[index] if index >= 0 and offset < sentences[index].end else None
