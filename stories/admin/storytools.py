"""The story tools' forms: merge, split, move, rename, lock, and the answer about a pair."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from stories.admin.deciding import DecisionForm, describe
from stories.models import Article, Story
from stories.processing.deciding import (
    Changed,
    lock_story,
    merge_stories,
    move_article,
    rename_story,
    split_story,
)

NEARBY = timedelta(days=7)
CHOICES = 40


class StoryField(forms.CharField):
    """A story by its number or its address."""

    def clean(self, value: Any) -> Story | None:
        text = super().clean(value)
        if not text:
            return None
        number = re.search(r"(?:geschichte/)?(\d+)", text)
        story = Story.objects.select_related("merged_into").filter(pk=number[1][:18]).first() if number else None
        if story is None:
            raise forms.ValidationError(_("Diese Geschichte gibt es nicht."))
        return story.merged_into or story


def stories_near(story: Story) -> QuerySet[Story]:
    """Stories of the same days, the likeliest to be about the same."""
    others = Story.objects.visible().exclude(pk=story.pk)
    if story.last_published and story.first_published:
        others = others.filter(
            last_published__gte=story.first_published - NEARBY, first_published__lte=story.last_published + NEARBY
        )
    return others.order_by("-last_published")[:CHOICES]


class MergeForm(DecisionForm):
    other = StoryField(
        label=gettext_lazy("Andere Geschichte"), required=True,
        widget=forms.TextInput(attrs={"list": "geschichten", "autocomplete": "off", "size": 60}),
        help_text=gettext_lazy("Nummer oder Adresse; ihre Berichte kommen hierher, ihre Adresse leitet hierher um."),
    )  # fmt: skip
    field_order = ("other", "reason", "seen")

    def __init__(self, data: Any, *, story: Story) -> None:
        super().__init__(data)
        self.story = story
        self.near = stories_near(story)

    def stories(self) -> list[Story]:
        return [self.story, self.cleaned_data["other"]]

    def act(self, by: Any) -> Changed:
        return merge_stories(self.story, self.cleaned_data["other"], by=by, reason=self.cleaned_data["reason"])

    def consequences(self) -> list[str]:
        other = self.cleaned_data["other"]
        return [
            _("Es bleibt: %(story)s.") % {"story": describe(self.story)},
            _("Es geht auf: %(story)s. Ihre Adresse leitet um.") % {"story": describe(other)},
            *(_("Hinzu kommt: %(article)s") % {"article": line(article)} for article in reports(other)),
        ]


class SplitForm(DecisionForm):
    articles = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Diese Berichte bilden eine neue Geschichte"), queryset=Article.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    field_order = ("articles", "reason", "seen")

    def __init__(self, data: Any, *, story: Story) -> None:
        super().__init__(data)
        self.story = story
        self.fields["articles"].queryset = reports(story)  # type: ignore[attr-defined]
        self.fields["articles"].label_from_instance = line  # type: ignore[attr-defined]

    def stories(self) -> list[Story]:
        return [self.story]

    def act(self, by: Any) -> Changed:
        chosen = list(self.cleaned_data["articles"])
        return split_story(self.story, chosen, by=by, reason=self.cleaned_data["reason"])

    def consequences(self) -> list[str]:
        chosen = {article.pk for article in self.cleaned_data["articles"]}
        goes = _("In die neue Geschichte: %(article)s")
        stays = _("Bleibt: %(article)s")
        return [(goes if one.pk in chosen else stays) % {"article": line(one)} for one in reports(self.story)]


class MoveForm(DecisionForm):
    target = StoryField(
        label=gettext_lazy("Zu welcher Geschichte?"), required=False,
        widget=forms.TextInput(attrs={"list": "geschichten", "autocomplete": "off", "size": 60}),
        help_text=gettext_lazy("Nummer oder Adresse. Leer: Der Bericht wird eine eigene Geschichte."),
    )  # fmt: skip
    field_order = ("target", "reason", "seen")

    def __init__(self, data: Any, *, article: Article) -> None:
        super().__init__(data)
        self.article = article
        self.near = stories_near(article.story) if article.story else Story.objects.none()

    def stories(self) -> list[Story]:
        return [story for story in (self.article.story, self.cleaned_data["target"]) if story is not None]

    def act(self, by: Any) -> Changed:
        return move_article(self.article, self.cleaned_data["target"], by=by, reason=self.cleaned_data["reason"])

    def consequences(self) -> list[str]:
        target = self.cleaned_data["target"]
        away = self.article.story
        found = [_("„%(title)s“ wird eine eigene Geschichte.") % {"title": self.article}]
        if target is not None:
            found = [_("„%(title)s“ kommt zu %(story)s.") % {"title": self.article, "story": describe(target)}]
        if away is not None and away.articles.count() == 1:
            found.append(_("%(story)s wird leer; ihre Adresse leitet um.") % {"story": describe(away)})
        return found


class RenameForm(DecisionForm):
    headline = forms.CharField(
        label=gettext_lazy("Titel"), max_length=500, required=False, widget=forms.TextInput(attrs={"size": 90}),
        help_text=gettext_lazy("Leer: die klarste Überschrift einer Quelle."),
    )  # fmt: skip
    field_order = ("headline", "reason", "seen")

    def __init__(self, data: Any, *, story: Story) -> None:
        super().__init__(data, initial={"headline": story.editor_title or story.title})
        self.story = story

    def stories(self) -> list[Story]:
        return [self.story]

    def state(self) -> str:
        return f"{self.story.editor_title} {self.story.title}"

    def act(self, by: Any) -> Changed:
        return rename_story(self.story, self.cleaned_data["headline"], by=by, reason=self.cleaned_data["reason"])

    def consequences(self) -> list[str]:
        new = self.cleaned_data["headline"].strip() or self.story.title
        return [
            _("Bisher: %(title)s") % {"title": self.story.headline},
            _("Dann: %(title)s") % {"title": new},
            _("Alte Adressen mit dem bisherigen Titel leiten um."),
        ]


class LockForm(DecisionForm):
    def __init__(self, data: Any, *, story: Story) -> None:
        super().__init__(data)
        self.story = story

    def stories(self) -> list[Story]:
        return [self.story]

    def state(self) -> str:
        return str(self.story.locked)

    def act(self, by: Any) -> Changed:
        return lock_story(self.story, not self.story.locked, by=by, reason=self.cleaned_data["reason"])

    def consequences(self) -> list[str]:
        if self.story.locked:
            return [_("Die Maschine ordnet der Geschichte wieder Berichte zu.")]
        return [_("Die Maschine ordnet der Geschichte keine Berichte mehr zu; was in ihr steht, bleibt.")]


def reports(story: Story) -> QuerySet[Article]:
    return story.articles.select_related("source").defer("text", "why").order_by("published_at", "pk")


def line(article: Article) -> str:
    return f"{article.source.name}, {article.published_at.astimezone():%d.%m.%Y %H:%M}: {article}"
