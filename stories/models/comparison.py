"""What a story's sources agree on, what only one says and where they differ; written by the merge stage alone."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from stories.models.articles import readable
from stories.models.sentences import Sentence
from stories.models.stories import Story


class AgreementQuerySet(models.QuerySet["Agreement"]):
    def for_page(self) -> Self:
        """With the places readers may see, in the order of the reports."""
        shown = AgreementPlace.objects.filter(readable("sentence__article__"))
        proofs = shown.prefetch_related(Prefetch("sentence", Sentence.objects.for_proof()))
        order = "sentence__article__published_at", "sentence__article", "start"
        return self.prefetch_related(Prefetch("places", proofs.order_by(*order)))


class Agreement(models.Model):
    """Sentences of several sources that state the same; one sentence alone when only one source has it."""

    story = models.ForeignKey(Story, models.CASCADE, related_name="agreements", verbose_name=_("Geschichte"))
    position = models.PositiveIntegerField(_("Platz"))
    source_count = models.PositiveIntegerField(_("Quellen"))
    score = models.FloatField(_("Ähnlichkeit"), default=1)
    sentences = models.ManyToManyField(
        Sentence, through="AgreementPlace", related_name="agreements", verbose_name=_("Sätze")
    )

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("Gemeinsame Aussage")
        verbose_name_plural = _("Gemeinsame und einzelne Aussagen")
        ordering = ("story", "position")
        constraints = (
            models.UniqueConstraint(fields=("story", "position"), name="stories_agreement_position"),
            models.CheckConstraint(condition=models.Q(source_count__gte=1), name="stories_agreement_sources"),
        )

    def __str__(self) -> str:
        return f"{self.source_count} Quellen"


class AgreementPlace(models.Model):
    """Where a sentence states it: the whole sentence, or the clause of it that does."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="places")
    sentence = models.ForeignKey(Sentence, models.CASCADE, related_name="+")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("Stelle einer Aussage")
        verbose_name_plural = _("Stellen von Aussagen")
        constraints = (
            models.UniqueConstraint(fields=("agreement", "sentence"), name="stories_place_sentence"),
            models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="stories_place_span_order"),
        )

    def __str__(self) -> str:
        return str(self.sentence)

    @property
    def clause(self) -> list[tuple[int, int]]:
        """The part of its sentence that states it; none where the whole sentence does."""
        is_whole = (self.start, self.end) == (self.sentence.start, self.sentence.end)
        return [] if is_whole else [(self.start, self.end)]


class DifferenceQuerySet(models.QuerySet["Difference"]):
    def for_page(self) -> Self:
        proof = Sentence.objects.for_proof()
        shown = self.filter(readable("left__article__"), readable("right__article__")).order_by("position")
        return shown.prefetch_related(Prefetch("left", proof), Prefetch("right", proof))


class Difference(models.Model):
    """Two aligned sentences that say something differently, with the differing words as spans."""

    class Grade(models.TextChoices):
        FIGURE = "figure", _("Andere Angabe")
        WEIGHT = "weight", _("Anders gewichtet")
        WORDING = "wording", _("Andere Fassung")

    story = models.ForeignKey(Story, models.CASCADE, related_name="differences", verbose_name=_("Geschichte"))
    position = models.PositiveIntegerField(_("Platz"))
    grade = models.CharField(_("Grad"), max_length=8, choices=Grade)
    topic = models.CharField(_("Worum es geht"), max_length=120, blank=True)
    left = models.ForeignKey(Sentence, models.CASCADE, related_name="+", verbose_name=_("Satz"))
    right = models.ForeignKey(Sentence, models.CASCADE, related_name="+", verbose_name=_("anderer Satz"))
    left_words = models.JSONField(default=list)
    right_words = models.JSONField(default=list)

    objects = DifferenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("Abweichung")
        verbose_name_plural = _("Abweichungen")
        ordering = ("story", "position")
        constraints = (
            models.UniqueConstraint(fields=("story", "position"), name="stories_difference_position"),
            models.CheckConstraint(condition=~models.Q(left=models.F("right")), name="stories_difference_two"),
        )

    def __str__(self) -> str:
        return self.get_grade_display()
