"""Stories: what several sources report about one event, with everything the merge stage made of it."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from stories.models.articles import Article, readable
from stories.models.sentences import Sentence, TimeExpression

CARD_REPORTS = 8  # reports named on a card; the others are counted
CARD_SENTENCES = 2


class StoryQuerySet(models.QuerySet["Story"]):
    def visible(self) -> Self:
        """Stories with at least one report that readers may see."""
        return self.filter(merged_into__isnull=True, article_count__gt=0)

    def for_cards(self) -> Self:
        """Like ``for_list`` with the first reports and sentences only: a story of 500 reports costs no more."""
        reports = Article.objects.published().for_list()[:CARD_REPORTS]
        highlights = Highlight.objects.filter(readable("sentence__article__")).order_by("position")
        shown = highlights.prefetch_related(Prefetch("sentence", Sentence.objects.for_proof()))[:CARD_SENTENCES]
        return self.prefetch_related(Prefetch("articles", reports, "reports"), Prefetch("highlights", shown, "quotes"))

    def for_list(self) -> Self:
        """A story as a card: its sources with times and its first verbatim sentences."""
        reports = Article.objects.published().for_list()
        highlights = Highlight.objects.for_proof()
        return self.prefetch_related(Prefetch("articles", reports, "reports"), Prefetch("highlights", highlights))


class Story(models.Model):
    title = models.CharField(_("Titel"), max_length=500, blank=True, editable=False)
    editor_title = models.CharField(
        _("Titel der Redaktion"), max_length=500, blank=True, help_text=_("Leer: die klarste Überschrift einer Quelle.")
    )
    language = models.CharField(_("Sprache"), max_length=12, default="de", editable=False)
    locked = models.BooleanField(
        _("gesperrt"), default=False, help_text=_("Die Maschine ordnet keine Artikel mehr zu.")
    )
    note = models.TextField(_("Hinweis an die Leser"), blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", verbose_name=_("zusammengelegt mit")
    )
    created_at = models.DateTimeField(_("angelegt"), default=timezone.now, editable=False)
    # written by the merge stage
    first_published = models.DateTimeField(_("erster Bericht"), null=True, editable=False)
    last_published = models.DateTimeField(_("letzter Bericht"), null=True, editable=False)
    article_count = models.PositiveIntegerField(_("Berichte"), default=0, editable=False)
    source_count = models.PositiveIntegerField(_("Quellen"), default=0, editable=False)
    origin_count = models.PositiveIntegerField(_("Ursprünge"), default=0, editable=False)
    origins = models.JSONField(_("gemeinsame Ursprünge"), default=list, editable=False)
    rank = models.FloatField(_("Rang"), default=0, editable=False)
    rebuilt_at = models.DateTimeField(_("zusammengestellt"), null=True, editable=False)

    objects = StoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("Geschichte")
        verbose_name_plural = _("Geschichten")
        permissions = (("lock_story", _("Kann Geschichten sperren")),)
        ordering = ("-last_published", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(merged_into__isnull=True) | ~models.Q(merged_into=models.F("id")),
                name="stories_story_not_into_itself",
            ),
        )
        indexes = (
            models.Index(
                fields=("-rank", "-id"), name="stories_story_rank",
                condition=models.Q(merged_into__isnull=True, article_count__gt=0),
            ),
            models.Index(fields=("-last_published", "-id"), name="stories_story_latest"),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.headline

    def get_absolute_url(self) -> str:
        return reverse("stories:story-detail", args=[self.pk, self.slug])

    @property
    def headline(self) -> str:
        return self.editor_title or self.title or str(_("Geschichte ohne Titel"))

    @property
    def slug(self) -> str:
        return slugify(self.headline.replace("ß", "ss"))[:60].strip("-") or "geschichte"


class TimelineEntryQuerySet(models.QuerySet["TimelineEntry"]):
    def for_page(self) -> Self:
        shown = TimelineEvidence.objects.filter(readable("sentence__article__"))
        evidence = shown.select_related("time").prefetch_related(Prefetch("sentence", Sentence.objects.for_proof()))
        return self.prefetch_related(Prefetch("evidence", evidence)).order_by("position")


class TimelineEntry(models.Model):
    class Lane(models.TextChoices):
        HAPPENED = "happened", _("Geschehen")
        PLANNED = "planned", _("Geplant")
        UNDATED = "undated", _("Ohne Datum")
        DISPUTED = "disputed", _("Strittig")

    story = models.ForeignKey(Story, models.CASCADE, related_name="timeline", verbose_name=_("Geschichte"))
    position = models.PositiveIntegerField(_("Platz"))
    date = models.CharField(_("Datum"), max_length=10, null=True)
    begin = models.DateField(_("erster Tag"), null=True)
    end = models.DateField(_("letzter Tag"), null=True)
    lane = models.CharField(_("Spur"), max_length=8, choices=Lane)
    kind = models.CharField(_("Ereignis oder Äußerung"), max_length=9)
    precision = models.CharField(_("Genauigkeit"), max_length=12)
    part = models.CharField(_("Tageszeit"), max_length=8, blank=True)
    year_inferred = models.BooleanField(_("Jahr erschlossen"), default=False)
    background = models.BooleanField(_("Vorgeschichte"), default=False)
    note = models.CharField(_("Vermerk"), max_length=40, blank=True)

    objects = TimelineEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("Eintrag der Zeitleiste")
        verbose_name_plural = _("Einträge der Zeitleiste")
        ordering = ("story", "position")
        constraints = (
            models.UniqueConstraint(fields=("story", "position"), name="stories_entry_position"),
            models.CheckConstraint(
                condition=models.Q(lane__in=("happened", "planned", "undated", "disputed")), name="stories_entry_lane"
            ),
            models.CheckConstraint(condition=models.Q(kind__in=("event", "statement")), name="stories_entry_kind"),
            models.CheckConstraint(condition=models.Q(end__gte=models.F("begin")), name="stories_entry_day_order"),
        )

    def __str__(self) -> str:
        return self.date or str(self.Lane.UNDATED.label)


class TimelineEvidence(models.Model):
    """A sentence behind an entry, and the time expression that dated it."""

    entry = models.ForeignKey(TimelineEntry, models.CASCADE, related_name="evidence", verbose_name=_("Eintrag"))
    position = models.PositiveIntegerField(_("Platz"))
    sentence = models.ForeignKey(Sentence, models.CASCADE, verbose_name=_("Satz"))
    time = models.ForeignKey(TimeExpression, models.SET_NULL, null=True, verbose_name=_("Zeitangabe"))

    class Meta:
        verbose_name = _("Beleg")
        verbose_name_plural = _("Belege")
        ordering = ("entry", "position")
        constraints = (models.UniqueConstraint(fields=("entry", "sentence"), name="stories_evidence_sentence"),)

    def __str__(self) -> str:
        return str(self.sentence)


class HighlightQuerySet(models.QuerySet["Highlight"]):
    def for_proof(self) -> Self:
        sentences = Sentence.objects.for_proof()
        shown = self.filter(readable("sentence__article__")).order_by("position")
        return shown.prefetch_related(Prefetch("sentence", sentences), Prefetch("also", sentences))


class Highlight(models.Model):
    """A verbatim sentence of the story's overview, and the sentences of other sources that say the same."""

    story = models.ForeignKey(Story, models.CASCADE, related_name="highlights", verbose_name=_("Geschichte"))
    position = models.PositiveIntegerField(_("Platz"))
    sentence = models.ForeignKey(Sentence, models.CASCADE, related_name="+", verbose_name=_("Satz"))
    also = models.ManyToManyField(Sentence, related_name="+", verbose_name=_("inhaltlich auch"))

    objects = HighlightQuerySet.as_manager()

    class Meta:
        verbose_name = _("Satz des Überblicks")
        verbose_name_plural = _("Überblick")
        ordering = ("story", "position")
        constraints = (models.UniqueConstraint(fields=("story", "position"), name="stories_highlight_position"),)

    def __str__(self) -> str:
        return str(self.sentence)
