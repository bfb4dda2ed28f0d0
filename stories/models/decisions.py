"""Decisions: what editors decided. They are an input of every rebuild and are never overwritten by one."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from stories.models.articles import Article, readable
from stories.models.stories import Story


class DecisionQuerySet(models.QuerySet["Decision"]):
    def in_force(self) -> Self:
        return self.filter(undone_at__isnull=True)

    def public(self) -> Self:
        """The log readers see, without who decided; nothing about stories they cannot see."""
        story, article = models.Q(story__isnull=True), models.Q(article__isnull=True)
        whole = self.in_force().exclude(details__has_key="part_of")  # a merge is one line, not one for each article
        visible = whole.filter(story | models.Q(story__article_count__gt=0), article | readable("article__"))
        return visible.select_related("story__merged_into", "article__source").defer("article__text", "article__why")


class Decision(models.Model):
    class Kind(models.TextChoices):
        SAME_STORY = "same-story", _("gehören zu einer Geschichte")
        NOT_SAME_STORY = "not-same-story", _("gehören nicht zusammen")
        PIN = "pin", _("Artikel festgelegt")
        MERGE = "merge", _("Geschichten zusammengelegt")
        SPLIT = "split", _("Geschichte geteilt")
        LOCK = "lock", _("Geschichte gesperrt")
        RENAME = "rename", _("Titel geändert")
        HIDE = "hide", _("verborgen")
        DATE = "date", _("Datum korrigiert")
        DISPUTED = "disputed", _("als strittig markiert")
        ENTITY_MERGED = "entity-merged", _("Namen zusammengelegt")
        ENTITY_RENAMED = "entity-renamed", _("Name geändert")
        ENTITY_RETYPED = "entity-retyped", _("Art eines Namens geändert")
        ENTITY_HIDDEN = "entity-hidden", _("Name verborgen oder gezeigt")
        ENTITY_SPLIT = "entity-split", _("Name geteilt")
        SPEAKER = "speaker", _("Sprecher korrigiert")
        PAIR_JOINED = "pair-joined", _("Aussagen verbunden")
        PAIR_PARTED = "pair-parted", _("Aussagen getrennt")

    kind = models.CharField(_("Entscheidung"), max_length=16, choices=Kind)
    story = models.ForeignKey(
        Story, models.PROTECT, null=True, blank=True, related_name="decisions", verbose_name=_("Geschichte")
    )
    article = models.ForeignKey(
        Article, models.PROTECT, null=True, blank=True, related_name="decisions", verbose_name=_("Artikel")
    )
    other_article = models.ForeignKey(
        Article, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("anderer Artikel")
    )
    details = models.JSONField(_("Einzelheiten"), default=dict, blank=True)
    reason = models.TextField(_("Grund"), blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("von")
    )
    made_at = models.DateTimeField(_("am"), default=timezone.now, editable=False)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("zurückgenommen von"),
    )
    undone_at = models.DateTimeField(_("zurückgenommen am"), null=True, editable=False)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("Entscheidung")
        verbose_name_plural = _("Entscheidungen")
        permissions = (("undo_any_decision", _("Kann Entscheidungen anderer zurücknehmen")),)
        ordering = ("-made_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(kind__in=("same-story", "not-same-story"))
                | models.Q(article__isnull=False, other_article__isnull=False),
                name="stories_decision_two_articles",
            ),
        )

    def __str__(self) -> str:
        return self.get_kind_display()

    def undo(self, by: AbstractBaseUser | None) -> None:
        """Take it out of force; what it did is taken back by whoever calls."""
        self.undone_by_id, self.undone_at = by.pk if by else None, timezone.now()
        self.save(update_fields=["undone_by", "undone_at"])
