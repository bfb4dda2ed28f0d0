"""Sentences and time expressions of an article, written by the annotate stage alone."""

from __future__ import annotations

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Substr
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from stories.models.articles import Article, readable
from stories.models.sources import Source


class SentenceQuerySet(models.QuerySet["Sentence"]):
    def with_text(self) -> Self:
        """Each sentence's own words, cut out by the database so that whole articles stay there."""
        length = models.F("end") - models.F("start")
        return self.annotate(text=Substr("article__text", models.F("start") + 1, length))

    def for_proof(self) -> Self:
        """A sentence as readers see it anywhere: its words, article and source.

        The words of a source that allows only links stay in the database: its text is empty.
        """
        words = Substr("article__text", models.F("start") + 1, models.F("end") - models.F("start"))
        linked = models.When(article__source__display=Source.Display.LINK, then=models.Value(""))
        shown = models.Case(linked, default=words, output_field=models.TextField())
        fetched = self.filter(readable("article__")).annotate(text=shown).select_related("article__source")
        return fetched.defer("article__text", "article__why")


class Sentence(models.Model):
    class Kind(models.TextChoices):
        QUOTE = "quote", _("wörtliche Rede")
        CUE = "reported-cue", _("Redehinweis im Satz")
        CARRIED = "reported-carried", _("zugeordnet nach Regel")
        OWN = "own", _("eigene Aussage")
        VAGUE = "vague", _("ohne klaren Sprecher")
        NONSENTENCE = "nonsentence", _("kein Satz")

    article = models.ForeignKey(Article, models.CASCADE, related_name="sentences", verbose_name=_("Artikel"))
    position = models.PositiveIntegerField(_("Nummer"))
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    paragraph = models.PositiveIntegerField(_("Absatz"), default=0)
    kind = models.CharField(_("Redeart"), max_length=16, choices=Kind, default=Kind.OWN)
    speaker = models.CharField(_("Sprecher"), max_length=200, blank=True)
    chain = ArrayField(
        models.CharField(max_length=200), default=list, blank=True, verbose_name=_("mittelbare Sprecher")
    )
    cue = models.CharField(_("Redehinweis"), max_length=200, blank=True)

    objects = SentenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("Satz")
        verbose_name_plural = _("Sätze")
        ordering = ("article", "start")
        constraints = (
            models.UniqueConstraint(fields=("article", "start"), name="stories_sentence_start"),
            models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="stories_sentence_span_order"),
        )

    def __str__(self) -> str:
        return f"Satz {self.position}"

    def get_absolute_url(self) -> str:
        return f"{reverse('stories:article-detail', args=[self.article_id])}#s{self.position}"


class TimeExpression(models.Model):
    article = models.ForeignKey(Article, models.CASCADE, related_name="times", verbose_name=_("Artikel"))
    sentence = models.ForeignKey(Sentence, models.CASCADE, related_name="times", verbose_name=_("Satz"))
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    type = models.CharField(_("Art"), max_length=8)
    value = models.CharField(_("Wert (TIMEX3)"), max_length=40)
    mod = models.CharField(max_length=8, blank=True)
    begin = models.DateField(_("erster Tag"), null=True)
    end_day = models.DateField(_("letzter Tag"), null=True)
    rule = models.CharField(_("Regel"), max_length=60, blank=True)
    anchor = models.CharField(_("Bezug"), max_length=10, blank=True)
    anchor_day = models.DateField(_("Bezugstag"), null=True)
    year_inferred = models.BooleanField(_("Jahr erschlossen"), default=False)

    class Meta:
        verbose_name = _("Zeitangabe")
        verbose_name_plural = _("Zeitangaben")
        ordering = ("article", "start")
        constraints = (
            models.UniqueConstraint(fields=("article", "start"), name="stories_time_start"),
            models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="stories_time_span_order"),
            models.CheckConstraint(
                condition=models.Q(type__in=("DATE", "TIME", "DURATION", "SET")), name="stories_time_type"
            ),
        )

    def __str__(self) -> str:
        return self.value
