"""The annotate stage as rows."""

from __future__ import annotations

from datetime import date

import pytest

from stories import processing
from stories.models import Article, Decision, Entity, Fingerprint, Sentence
from tests.processing.conftest import FIRE, TakeIn


def rows(article: Article) -> list[object]:
    sentences = article.sentences.values_list("pk", "start", "end", "kind", "speaker")
    mentions = article.mentions.order_by("start", "end").values_list("start", "end", "label", "form", "entity")
    return [*sentences, *mentions, *article.times.order_by("start").values_list("start", "end", "type", "value")]


def test_every_offset_points_at_its_own_words(take_in: TakeIn) -> None:
    article = take_in(FIRE, source="Ostseeblatt")
    assert processing.annotate_article(article.pk)
    spans = [FIRE[m.start : m.end] for m in article.mentions.order_by("start")]
    assert "Anke Petersen" in spans
    assert [FIRE[s.start : s.end] for s in article.sentences.all()][1] == "Das Feuer sei gegen 20 Uhr ausgebrochen."
    assert article.times.get(value="2016-11-14TEV").begin == date(2016, 11, 14)


def test_annotating_twice_changes_nothing(take_in: TakeIn) -> None:
    article = take_in(FIRE, source="Ostseeblatt")
    processing.annotate_article(article.pk)
    before = rows(article)
    processing.annotate_article(article.pk, force=True)
    assert rows(article) == before


def test_the_weekday_is_reckoned_in_the_zone_of_the_source(take_in: TakeIn) -> None:
    """23:30 in London on Tuesday is already Wednesday in Berlin."""
    text = "Am Dienstag hat der Stadtrat von Rostock über den Haushalt beraten."
    article = take_in(text, source="Ostseeblatt", published="2016-11-15T23:30+00:00")
    processing.annotate_article(article.pk)
    assert article.times.get().anchor_day == date(2016, 11, 16)


def test_a_corrected_speaker_survives_annotating_again(take_in: TakeIn) -> None:
    article = take_in(FIRE, source="Ostseeblatt")
    processing.annotate_article(article.pk)
    sentence = article.sentences.get(position=2)
    details = {"start": sentence.start, "end": sentence.end, "speaker": "Feuerwehr Rostock", "kind": "reported-cue"}
    Decision.objects.create(kind=Decision.Kind.SPEAKER, article=article, details=details)
    processing.annotate_article(article.pk, force=True)
    sentence.refresh_from_db()
    assert (sentence.speaker, sentence.kind) == ("Feuerwehr Rostock", "reported-cue")


def test_discarding_removes_every_derived_row(take_in: TakeIn) -> None:
    article = take_in(FIRE, source="Ostseeblatt")
    processing.annotate_article(article.pk)
    processing.discard_annotations(article)
    assert not Sentence.objects.filter(article=article).exists()
    assert not Fingerprint.objects.filter(article=article).exists()
    assert Article.objects.get(pk=article.pk).annotated_at is None


def test_a_withdrawn_article_is_not_annotated(take_in: TakeIn) -> None:
    article = take_in(FIRE, source="Ostseeblatt")
    Article.objects.filter(pk=article.pk).update(status="withdrawn", text="")
    assert processing.annotate_article(article.pk) is False


def test_an_editors_alias_leads_to_its_entity(take_in: TakeIn) -> None:
    known = Entity.objects.create(name="Anke Petersen-Lüders", label="PER")
    known.aliases.create(text="Anke Petersen")
    article = take_in(FIRE, source="Ostseeblatt")
    processing.annotate_article(article.pk)
    assert article.mentions.filter(name="Anke Petersen", entity=known).exists()


@pytest.mark.parametrize("text", ["Ja.", "😀 😀 😀", "WORTE NUR IN GROSSBUCHSTABEN", "12345 67890", "a" * 5000])
def test_any_text_is_annotated(take_in: TakeIn, text: str) -> None:
    article = take_in(text, source="Ostseeblatt")
    assert processing.annotate_article(article.pk)
