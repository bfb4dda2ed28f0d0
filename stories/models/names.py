"""Names: entities that articles mention, their spellings, and every mention."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Any, Self

from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models.functions import Lower, Replace, RowNumber
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from stories.models.articles import Article, readable
from stories.models.sentences import Sentence


def folded(field: str) -> models.expressions.Func:
    """German order and accent-free search without extensions: Äpfel → apfel, Straße → strasse.

    Decomposition turns an umlaut into its letter and a combining mark, and the marks are dropped.
    Every step is immutable, as a stored generated column demands.
    """
    decomposed = models.Func(Lower(field), template="normalize(%(expressions)s, NFD)")
    plain = models.Func(
        decomposed,
        template="regexp_replace(%(expressions)s, '[\u0300-\u036f]', '', 'g')",
        output_field=models.CharField(),
    )
    return Replace(plain, models.Value("ß"), models.Value("ss"))


def folded_field(field: str) -> models.GeneratedField:
    return models.GeneratedField(
        expression=folded(field), output_field=models.CharField(max_length=300), db_persist=True
    )


def fold(text: str) -> str:
    """What ``folded`` makes of a text, for the words readers type."""
    decomposed = unicodedata.normalize("NFD", text.lower())
    return "".join(char for char in decomposed if not "\u0300" <= char <= "\u036f").replace("ß", "ss")


class EntityQuerySet(models.QuerySet["Entity"]):
    def visible(self) -> Self:
        return self.filter(hidden=False, merged_into__isnull=True)

    def starting_with(self, text: str) -> Self:
        """Entities whose name or any of whose spellings begins so, accents and case aside."""
        spelled = Alias.objects.filter(folded__startswith=fold(text)).values("entity")
        return self.filter(models.Q(sort_name__startswith=fold(text)) | models.Q(pk__in=spelled))

    def mentioned(self) -> Self:
        """Entities that at least one article readers may see names."""
        shown = Mention.objects.filter(readable("article__"), entity=models.OuterRef("pk"))
        return self.filter(models.Exists(shown))


class Entity(models.Model):
    class Label(models.TextChoices):
        PERSON = "PER", _("Person")
        PLACE = "LOC", _("Ort")
        ORGANISATION = "ORG", _("Organisation")
        OTHER = "MISC", _("Sonstiges")

    name = models.CharField(_("Name"), max_length=200)
    label = models.CharField(_("Art"), max_length=4, choices=Label)
    sort_name = folded_field("name")
    hidden = models.BooleanField(_("verborgen"), default=False)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", verbose_name=_("zusammengelegt mit")
    )
    wikidata_id = models.CharField(
        _("Wikidata-Kennung"), max_length=20, blank=True, help_text=_("Von Hand, zum Beispiel Q7747.")
    )
    note = models.TextField(_("Notiz der Redaktion"), blank=True)

    objects = EntityQuerySet.as_manager()

    class Meta:
        verbose_name = _("Name")
        verbose_name_plural = _("Namen")
        ordering = ("sort_name", "pk")
        constraints = (
            models.UniqueConstraint(fields=("name", "label"), name="stories_entity_name"),
            models.CheckConstraint(
                condition=models.Q(label__in=("PER", "LOC", "ORG", "MISC")), name="stories_entity_label"
            ),
            models.CheckConstraint(
                condition=models.Q(wikidata_id="") | models.Q(wikidata_id__regex=r"^Q[1-9][0-9]*$"),
                name="stories_entity_wikidata",
            ),
        )
        indexes = (models.Index(OpClass("sort_name", name="text_pattern_ops"), name="stories_entity_prefix"),)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("stories:name-detail", args=[self.pk, slugify(self.name) or "name"])


class Alias(models.Model):
    """A spelling that leads to an entity. Editors' aliases win over those the pipeline met."""

    class Origin(models.TextChoices):
        MACHINE = "machine", _("im Text gefunden")
        EDITOR = "editor", _("von der Redaktion")

    entity = models.ForeignKey(Entity, models.CASCADE, related_name="aliases", verbose_name=_("Name"))
    text = models.CharField(_("Schreibweise"), max_length=200)
    folded = folded_field("text")
    origin = models.CharField(_("Herkunft"), max_length=8, choices=Origin, default=Origin.EDITOR)

    class Meta:
        verbose_name = _("Schreibweise")
        verbose_name_plural = _("Schreibweisen")
        ordering = ("text",)
        constraints = (models.UniqueConstraint(fields=("entity", "text"), name="stories_alias_text"),)
        indexes = (models.Index(OpClass("folded", name="text_pattern_ops"), name="stories_alias_prefix"),)

    def __str__(self) -> str:
        return self.text


class MentionQuerySet(models.QuerySet["Mention"]):
    def shown(self) -> Self:
        """Mentions in articles readers may see, of entities they may see."""
        return self.filter(readable("article__"), entity__hidden=False, entity__merged_into__isnull=True)

    def top_names(self, stories: Iterable[int], limit: int) -> models.QuerySet[Any, Any]:
        """The names each of the stories mentions most, with the number of mentions."""
        counted = (
            self.shown()
            .filter(article__story__in=list(stories))
            .values("article__story", "entity", "entity__name", "entity__label")
            .annotate(mentions=models.Count("pk"))
        )
        place = models.Window(
            RowNumber(),
            partition_by=models.F("article__story"),
            order_by=[models.F("mentions").desc(), models.F("entity").asc()],
        )
        return counted.annotate(place=place).filter(place__lte=limit).order_by("article__story", "place")


class Mention(models.Model):
    class Form(models.TextChoices):
        NAME = "name", _("Name")
        PART = "part", _("Teil eines Wortes")
        DERIVED = "derived", _("abgeleitet")
        ROLE = "role", _("Rolle, erschlossen")

    article = models.ForeignKey(Article, models.CASCADE, related_name="mentions", verbose_name=_("Artikel"))
    sentence = models.ForeignKey(Sentence, models.CASCADE, related_name="mentions", verbose_name=_("Satz"))
    entity = models.ForeignKey(Entity, models.PROTECT, related_name="mentions", verbose_name=_("Name"))
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    label = models.CharField(_("Art"), max_length=4, choices=Entity.Label)
    name = models.CharField(_("Name im Artikel"), max_length=200)
    form = models.CharField(_("Form"), max_length=8, choices=Form, default=Form.NAME)

    objects = MentionQuerySet.as_manager()

    class Meta:
        verbose_name = _("Nennung")
        verbose_name_plural = _("Nennungen")
        ordering = ("article", "start")
        constraints = (
            models.UniqueConstraint(fields=("article", "start", "end"), name="stories_mention_span"),
            models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="stories_mention_span_order"),
        )
        indexes = (models.Index(fields=("entity", "article"), name="stories_mention_entity"),)

    def __str__(self) -> str:
        return self.name
