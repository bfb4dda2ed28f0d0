"""Articles: one report of one source. Its text is frozen; offsets of all annotations point into it."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from stories.models.sources import Source


class Original(models.Model):
    """The bytes as they came in, kept unchanged."""

    content = models.BinaryField(_("Inhalt"))
    sha256 = models.CharField(_("Prüfsumme"), max_length=64, db_index=True)
    name = models.CharField(_("Dateiname"), max_length=255, blank=True)
    media_type = models.CharField(_("Medientyp"), max_length=80, default="text/plain")
    encoding = models.CharField(_("Zeichensatz"), max_length=40, default="utf-8")
    received_at = models.DateTimeField(_("eingegangen"), default=timezone.now)

    class Meta:
        verbose_name = _("Original")
        verbose_name_plural = _("Originale")

    def __str__(self) -> str:
        return self.name or self.sha256[:12]


def readable(path: str = "") -> models.Q:
    """What readers may see: published, or its embargo is over, and already annotated.

    ``path`` leads to the article ("article__", "sentence__article__"); empty: the article itself.
    """
    published = models.Q(**{f"{path}status": Article.Status.PUBLISHED})
    over = models.Q(**{f"{path}status": Article.Status.EMBARGOED, f"{path}embargoed_until__lte": timezone.now()})
    return (published | over) & models.Q(**{f"{path}annotated_at__isnull": False})


class ArticleQuerySet(models.QuerySet["Article"]):
    def published(self) -> Self:
        return self.filter(readable())

    def for_list(self) -> Self:
        return self.select_related("source").defer("text", "why").order_by("published_at", "pk")

    def for_page(self) -> Self:
        return self.select_related("source", "story", "copy_of__source")


class Article(models.Model):
    class Status(models.TextChoices):
        DRAFT = "draft", _("Entwurf")
        PUBLISHED = "published", _("veröffentlicht")
        EMBARGOED = "embargoed", _("gesperrt bis")
        WITHDRAWN = "withdrawn", _("zurückgezogen")

    class Precision(models.TextChoices):
        MINUTE = "minute", _("auf die Minute")
        DAY = "day", _("nur der Tag")

    source = models.ForeignKey(Source, models.PROTECT, related_name="articles", verbose_name=_("Quelle"))
    external_id = models.CharField(_("Kennung beim Import"), max_length=200, blank=True, db_index=True)
    url = models.URLField(_("Adresse beim Verlag"), max_length=1000, blank=True)
    title = models.CharField(_("Titel"), max_length=500, blank=True)
    byline = models.CharField(_("Autorenzeile"), max_length=300, blank=True)
    language = models.CharField(_("Sprache"), max_length=12, default="de")
    published_at = models.DateTimeField(_("erschienen"))
    precision = models.CharField(_("Genauigkeit der Zeit"), max_length=6, choices=Precision, default=Precision.MINUTE)
    text = models.TextField(_("Text"), blank=True)
    content_hash = models.CharField(_("Fingerabdruck des Inhalts"), max_length=64, editable=False)
    original = models.ForeignKey(
        Original, models.PROTECT, null=True, blank=True, editable=False, verbose_name=_("Original")
    )
    version = models.PositiveIntegerField(_("Fassung"), default=1, editable=False)
    status = models.CharField(_("Status"), max_length=9, choices=Status, default=Status.PUBLISHED)
    embargoed_until = models.DateTimeField(_("gesperrt bis"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("zurückgezogen am"), null=True, blank=True, editable=False)
    received_at = models.DateTimeField(_("eingegangen"), default=timezone.now, editable=False)
    # written by the annotate stage
    nlp_version = models.CharField(_("Fassung der Sprachverarbeitung"), max_length=80, blank=True, editable=False)
    annotated_at = models.DateTimeField(_("ausgewertet am"), null=True, editable=False)
    # written by the assign stage
    story = models.ForeignKey(
        "stories.Story",
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="articles",
        verbose_name=_("Geschichte"),
    )
    why = models.JSONField(_("Grund der Zuordnung"), default=dict, editable=False)
    # written by the merge stage
    copy_of = models.ForeignKey(
        "self", models.SET_NULL, null=True, editable=False, related_name="copies", verbose_name=_("fast gleich mit")
    )

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("Artikel")
        verbose_name_plural = _("Artikel")
        ordering = ("-published_at", "-pk")
        constraints = (
            models.UniqueConstraint(fields=("source", "content_hash"), name="stories_article_content"),
            models.UniqueConstraint(fields=("source", "url"), condition=~models.Q(url=""), name="stories_article_url"),
            models.CheckConstraint(
                condition=~models.Q(text="") | ~models.Q(title="") | models.Q(status="withdrawn"),
                name="stories_article_not_empty",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="embargoed") | models.Q(embargoed_until__isnull=False),
                name="stories_article_embargo",
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=("draft", "published", "embargoed", "withdrawn")),
                name="stories_article_status",
            ),
        )
        indexes = (
            models.Index(fields=("story", "published_at"), name="stories_article_story_time"),
            models.Index(fields=("source", "-published_at"), name="stories_article_source_time"),
        )

    def __str__(self) -> str:
        return self.title or self.text[:60]

    def get_absolute_url(self) -> str:
        return reverse("stories:article-detail", args=[self.pk])

    @property
    def key(self) -> str:
        """The article's id in exports: the one it was imported with, else its number here."""
        return self.external_id or str(self.pk)

    @property
    def is_withdrawn(self) -> bool:
        return self.status == self.Status.WITHDRAWN


class ArticleVersion(models.Model):
    """An earlier text of an article, kept when its publisher or an editor changed it."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="versions", verbose_name=_("Artikel"))
    number = models.PositiveIntegerField(_("Fassung"))
    title = models.CharField(_("Titel"), max_length=500, blank=True)
    byline = models.CharField(_("Autorenzeile"), max_length=300, blank=True)
    text = models.TextField(_("Text"), blank=True)
    published_at = models.DateTimeField(_("erschienen"))
    content_hash = models.CharField(_("Fingerabdruck des Inhalts"), max_length=64)
    original = models.ForeignKey(Original, models.PROTECT, null=True, verbose_name=_("Original"))
    replaced_at = models.DateTimeField(_("ersetzt am"), default=timezone.now)

    class Meta:
        verbose_name = _("frühere Fassung")
        verbose_name_plural = _("frühere Fassungen")
        ordering = ("article", "-number")
        constraints = (models.UniqueConstraint(fields=("article", "number"), name="stories_version_number"),)

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"


class Fingerprint(models.Model):
    """What the assign stage compares: the article's terms, names, days and near-copy signature."""

    article = models.OneToOneField(Article, models.CASCADE, primary_key=True, related_name="fingerprint")
    data = models.JSONField(_("Merkmale"))

    class Meta:
        verbose_name = _("Merkmale")
        verbose_name_plural = _("Merkmale")

    def __str__(self) -> str:
        return str(self.article_id)


class FingerprintKey(models.Model):
    """One of an article's strongest terms. The index answers "the newest articles with this term about that time",
    which costs the same whatever the size of the archive and however common the term."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="keys", verbose_name=_("Artikel"))
    key = models.CharField(_("Begriff"), max_length=90)
    published_at = models.DateTimeField(_("erschienen"))

    class Meta:
        verbose_name = _("Suchbegriff")
        verbose_name_plural = _("Suchbegriffe")
        constraints = (models.UniqueConstraint(fields=("article", "key"), name="stories_key_once"),)
        indexes = (models.Index(fields=("key", "-published_at"), include=("article",), name="stories_key_newest"),)

    def __str__(self) -> str:
        return self.key
