"""Sources: the publishers whose articles are read."""

from __future__ import annotations

from typing import Self
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

MARK_SLOTS = 8


def validate_zone(name: str) -> None:
    try:
        ZoneInfo(name)
    except (ValueError, OSError):
        raise ValidationError(
            _("„%(name)s“ ist keine Zeitzone. Zum Beispiel: Europe/Berlin."), params={"name": name}
        ) from None


class SourceQuerySet(models.QuerySet["Source"]):
    def for_list(self) -> Self:
        visible = models.Q(articles__status="published", articles__annotated_at__isnull=False)
        return self.annotate(
            reports=models.Count("articles", filter=visible),
            latest=models.Max("articles__published_at", filter=visible),
        ).order_by("name")


class Source(models.Model):
    class Kind(models.TextChoices):
        AGENCY = "agency", _("Nachrichtenagentur")
        NEWSPAPER = "newspaper", _("Zeitung")
        MAGAZINE = "magazine", _("Zeitschrift")
        BROADCASTER = "broadcaster", _("Rundfunk")
        PORTAL = "portal", _("Nachrichtenportal")
        OTHER = "other", _("Sonstige")

    class Display(models.TextChoices):
        FULL = "full", _("voller Text")
        EXTRACT = "extract", _("Auszug")
        LINK = "link", _("nur Verweis")

    name = models.CharField(_("Name"), max_length=120, unique=True)
    slug = models.SlugField(_("Kurzname in Adressen"), max_length=80, unique=True)
    mark = models.CharField(
        _("Zeichen"), max_length=3, unique=True, help_text=_("1 bis 3 Buchstaben, bleibt für immer.")
    )
    slot = models.PositiveSmallIntegerField(
        _("Farbe des Zeichens"), default=1, validators=[MinValueValidator(1), MaxValueValidator(MARK_SLOTS)]
    )
    kind = models.CharField(_("Art"), max_length=12, choices=Kind, default=Kind.NEWSPAPER)
    country = models.CharField(_("Land"), max_length=2, blank=True, help_text=_("ISO 3166, zum Beispiel DE, AT, CH."))
    city = models.CharField(_("Ort"), max_length=80, blank=True)
    owner = models.CharField(_("Eigentümer"), max_length=200, blank=True)
    homepage = models.URLField(_("Webseite"), blank=True)
    zone = models.CharField(_("Zeitzone"), max_length=60, default="Europe/Berlin", validators=[validate_zone])
    language = models.CharField(_("Sprache"), max_length=12, default="de", help_text=_("de, de-AT, de-CH, en"))
    display = models.CharField(
        _("Anzeigerecht"), max_length=8, choices=Display, default=Display.EXTRACT,
        help_text=_("Was Leser vom Text dieser Quelle sehen dürfen."),
    )  # fmt: skip
    extract_chars = models.PositiveIntegerField(_("Länge des Auszugs in Zeichen"), default=300)
    reason = models.TextField(_("Grund der Aufnahme"), blank=True)

    objects = SourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("Quelle")
        verbose_name_plural = _("Quellen")
        ordering = ("name",)
        constraints = (
            models.CheckConstraint(condition=models.Q(slot__range=(1, MARK_SLOTS)), name="stories_source_slot"),
            models.CheckConstraint(condition=models.Q(mark__regex=r"^\w{1,3}$"), name="stories_source_mark"),
            models.CheckConstraint(
                condition=models.Q(display__in=("full", "extract", "link")), name="stories_source_display"
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("stories:source-detail", args=[self.slug])
