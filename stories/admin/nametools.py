"""The forms of the name tools: merge, rename, another kind, hide, split; each with preview and reason."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from stories.admin.correctionforms import sign
from stories.admin.deciding import DecisionForm
from stories.models import Article, Entity, Mention, Story
from stories.processing.deciding import Changed
from stories.processing.naming import (
    hide_entity,
    merge_entities,
    rename_entity,
    retype_entity,
    split_entity,
)

CHOICES, REPORTS = 40, 100


class EntityField(forms.CharField):
    """An entity by its number, its address or its exact name."""

    def clean(self, value: Any) -> Entity | None:
        text = super().clean(value)
        if not text:
            return None
        rows = Entity.objects.select_related("merged_into")
        number = re.fullmatch(r"(?:.*name/)?(\d{1,18})(?:[/-].*)?", text)
        found = rows.filter(pk=int(number[1])) if number else rows.filter(name=text)
        entities = {row.merged_into or row for row in found[:5]}
        if len(entities) != 1:
            message = (
                _("Diesen Namen gibt es nicht.") if not entities else _("Mehrere heißen so; bitte die Nummer angeben.")
            )
            raise forms.ValidationError(message)
        return entities.pop()


class EntityForm(DecisionForm):
    def __init__(self, data: Any, *, entity: Entity, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        self.entity = entity

    def stories(self) -> list[Story]:
        return []

    def state(self) -> str:
        one = self.entity
        return sign(one.name, one.label, one.hidden, one.merged_into_id, one.mentions.count())


class MergeForm(EntityForm):
    other = EntityField(
        label=gettext_lazy("Geht auf in"), widget=forms.TextInput(attrs={"list": "geschichten", "autocomplete": "off"}),
        help_text=gettext_lazy("Nummer, Adresse oder genauer Name. Jener bleibt; dieser wird eine Schreibweise davon."),
    )  # fmt: skip
    field_order = ("other", "reason", "seen")

    def act(self, by: Any) -> Changed:
        return merge_entities(self.entity, self.cleaned_data["other"], by=by, reason=self.cleaned_data["reason"])

    def consequences(self) -> list[str]:
        other = self.cleaned_data["other"]
        return [
            _("Es bleibt: %(name)s.") % {"name": describe(other)},
            _("Es geht auf: %(name)s. Die Adresse leitet um.") % {"name": describe(self.entity)},
            _("Auch künftige Berichte, die „%(name)s“ nennen, führen dorthin.") % {"name": self.entity.name},
        ]


class RenameForm(EntityForm):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=200, widget=forms.TextInput(attrs={"size": 60}))
    field_order = ("name", "reason", "seen")

    def __init__(self, data: Any, *, entity: Entity) -> None:
        super().__init__(data, entity=entity, initial={"name": entity.name})

    def act(self, by: Any) -> Changed:
        return rename_entity(self.entity, self.cleaned_data["name"], by=by, reason=self.cleaned_data["reason"])

    def consequences(self) -> list[str]:
        return [
            _("Bisher: %(name)s") % {"name": describe(self.entity)},
            _("Dann: %(name)s. Der bisherige Name bleibt eine Schreibweise.") % {"name": self.cleaned_data["name"]},
        ]


class RetypeForm(EntityForm):
    label = forms.ChoiceField(label=gettext_lazy("Art"), choices=Entity.Label.choices)
    field_order = ("label", "reason", "seen")

    def __init__(self, data: Any, *, entity: Entity) -> None:
        super().__init__(data, entity=entity, initial={"label": entity.label})

    def act(self, by: Any) -> Changed:
        return retype_entity(self.entity, self.cleaned_data["label"], by=by, reason=self.cleaned_data["reason"])

    def consequences(self) -> list[str]:
        new = Entity.Label(self.cleaned_data["label"]).label
        return [_("%(name)s wird: %(label)s.") % {"name": describe(self.entity), "label": new}]


class HideForm(EntityForm):
    def act(self, by: Any) -> Changed:
        return hide_entity(self.entity, not self.entity.hidden, by=by, reason=self.cleaned_data["reason"])

    def consequences(self) -> list[str]:
        if self.entity.hidden:
            return [_("Leser sehen den Namen wieder: %(name)s.") % {"name": describe(self.entity)}]
        return [
            _("Leser sehen %(name)s nicht mehr als Namen, auch nicht in der Suche.") % {"name": describe(self.entity)},
            _("Was die Quellen geschrieben haben, bleibt unverändert."),
        ]


class SplitForm(EntityForm):
    name = forms.CharField(
        label=gettext_lazy("Wer ist dort gemeint?"), max_length=200, widget=forms.TextInput(attrs={"size": 60}),
        help_text=gettext_lazy("Ein Name, der unterscheidet, etwa „Ida Moor (Malerin)“, oder ein schon bekannter."),
    )  # fmt: skip
    articles = forms.ModelMultipleChoiceField(
        label=gettext_lazy("In diesen Berichten"), queryset=Article.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    field_order = ("name", "articles", "reason", "seen")

    def __init__(self, data: Any, *, entity: Entity) -> None:
        super().__init__(data, entity=entity)
        self.fields["articles"].queryset = reports(entity)  # type: ignore[attr-defined]
        self.fields["articles"].label_from_instance = line  # type: ignore[attr-defined]

    def act(self, by: Any) -> Changed:
        stated = self.cleaned_data
        return split_entity(
            self.entity, stated["name"], articles=list(stated["articles"]), by=by, reason=stated["reason"]
        )

    def consequences(self) -> list[str]:
        chosen = self.cleaned_data["articles"]
        found = [_("Dort ist gemeint: %(name)s.") % {"name": self.cleaned_data["name"]}]
        return found + [_("In: %(article)s") % {"article": line(article)} for article in chosen]


def reports(entity: Entity) -> QuerySet[Article]:
    """The newest reports that name it."""
    named = Mention.objects.filter(entity=entity).values("article")
    newest = Article.objects.filter(pk__in=named).order_by("-published_at", "-pk").values("pk")[:REPORTS]
    return Article.objects.filter(pk__in=newest).for_list().order_by("-published_at", "-pk")


def line(article: Article) -> str:
    return f"{article.source.name}, {article.published_at.astimezone():%d.%m.%Y %H:%M}: {article}"


def describe(entity: Entity) -> str:
    counted = entity.mentions.aggregate(found=Count("pk"), reports=Count("article", distinct=True))
    stated = {"name": entity.name, "label": entity.get_label_display(), "number": entity.pk} | counted
    return _("„%(name)s“ (%(label)s, Nr. %(number)d, %(found)d Nennungen in %(reports)d Berichten)") % stated
