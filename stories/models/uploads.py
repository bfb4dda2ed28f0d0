"""Uploads: what an editor brought in and has not yet confirmed. It is kept, so that leaving the page loses nothing."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from stories.models.articles import Article


class UploadBatch(models.Model):
    """What one editor uploaded at once, with the source and time for items that state none."""

    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("von")
    )
    created_at = models.DateTimeField(_("hochgeladen"), default=timezone.now, editable=False)
    source = models.CharField(_("Quelle"), max_length=120, blank=True)
    published = models.CharField(_("erschienen"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("Upload")
        verbose_name_plural = _("Uploads")
        ordering = ("-created_at", "-pk")

    def __str__(self) -> str:
        return timezone.localtime(self.created_at).strftime("%d.%m.%Y, %H:%M")


class UploadFile(models.Model):
    """A file as it came in, byte for byte."""

    batch = models.ForeignKey(UploadBatch, models.CASCADE, related_name="files", verbose_name=_("Upload"))
    name = models.CharField(_("Dateiname"), max_length=255)
    content = models.BinaryField(_("Inhalt"))
    sha256 = models.CharField(_("Prüfsumme"), max_length=64)

    class Meta:
        verbose_name = _("Datei")
        verbose_name_plural = _("Dateien")
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.name


class UploadItemQuerySet(models.QuerySet["UploadItem"]):
    def open(self) -> Self:
        return self.filter(state=UploadItem.State.OPEN)

    def for_page(self) -> Self:
        return self.select_related("article__story", "file").defer("content", "file__content", "article__text")


class UploadItem(models.Model):
    """One article of an upload as its file states it, with what the editor added, and what became of it."""

    class State(models.TextChoices):
        OPEN = "open", _("offen")
        NEW = "new", _("aufgenommen")
        UPDATED = "updated", _("neue Fassung")
        PRESENT = "present", _("schon da")
        WITHDRAWN = "withdrawn", _("zurückgezogen")
        SKIPPED = "skipped", _("übersprungen")
        FAILED = "failed", _("nicht lesbar")

    batch = models.ForeignKey(UploadBatch, models.CASCADE, related_name="items", verbose_name=_("Upload"))
    file = models.ForeignKey(UploadFile, models.CASCADE, related_name="items", verbose_name=_("Datei"))
    position = models.PositiveIntegerField(_("Platz"))
    place = models.CharField(_("Stelle"), max_length=400)
    # as stated; empty means not stated
    title = models.TextField(_("Titel"), blank=True)
    text = models.TextField(_("Text"), blank=True)
    source = models.CharField(_("Quelle"), max_length=300, blank=True)
    published = models.CharField(_("erschienen"), max_length=100, blank=True)
    url = models.TextField(_("Adresse"), blank=True)
    language = models.CharField(_("Sprache"), max_length=40, blank=True)
    byline = models.TextField(_("Autorenzeile"), blank=True)
    external_id = models.TextField(_("Kennung"), blank=True)
    embargoed = models.CharField(_("gesperrt bis"), max_length=100, blank=True)
    release = models.CharField(_("Freigabe"), max_length=10, blank=True)
    notices = models.JSONField(_("Bemerkungen"), default=list)
    # the bytes of this item alone, where its file holds several
    content = models.BinaryField(_("Inhalt"), null=True)
    media_type = models.CharField(_("Medientyp"), max_length=80, default="text/plain")
    encoding = models.CharField(_("Zeichensatz"), max_length=40, default="utf-8")
    # what a worker found out before anything is taken in
    preview = models.JSONField(_("Vorschau"), null=True)
    # what became of it
    state = models.CharField(_("Stand"), max_length=9, choices=State, default=State.OPEN)
    reason = models.TextField(_("Grund"), blank=True)
    article = models.ForeignKey(Article, models.SET_NULL, null=True, related_name="+", verbose_name=_("Artikel"))

    objects = UploadItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("Eintrag")
        verbose_name_plural = _("Einträge")
        ordering = ("batch", "position")
        constraints = (models.UniqueConstraint(fields=("batch", "position"), name="stories_upload_position"),)

    def __str__(self) -> str:
        return self.title or self.place

    @property
    def is_waiting(self) -> bool:
        """Whether a worker still has something to say about it."""
        if self.state == self.State.OPEN:
            return bool(self.preview and self.preview.get("waiting"))
        return self.article is not None and not self.article.is_withdrawn and self.article.story_id is None
