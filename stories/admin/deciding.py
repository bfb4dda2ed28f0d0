"""The way of every story tool: a form, a preview of what would happen, a reason, then the decision and its rebuilds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from stories import tasks
from stories.models import Article, Decision, Story
from stories.processing.deciding import Changed, DecisionError

REASON = gettext_lazy("Steht im Protokoll, das Leser sehen, ohne Namen.")


class DecisionForm(forms.Form):
    """What every tool asks; ``seen`` is what the preview was made of, so that a second editor is told."""

    reason = forms.CharField(label=gettext_lazy("Grund"), max_length=500, required=False, help_text=REASON)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)

    field_order: Sequence[str] | None = ()

    def act(self, by: Any) -> Changed:
        raise NotImplementedError

    def stories(self) -> list[Story]:
        """The stories as they would be touched; empty while the form does not say."""
        raise NotImplementedError

    def consequences(self) -> list[str]:
        """One line for each thing that would happen."""
        raise NotImplementedError

    def state(self) -> str:
        pairs = Article.objects.filter(story__in=self.stories()).order_by("pk").values_list("pk", "story")
        return " ".join(f"{article}:{story}" for article, story in pairs)[:4000]


def decide(request: HttpRequest, form: DecisionForm, *, title: str, model: type[Story] | type[Article] | type[Decision],
           back: str, extra: dict[str, Any] | None = None) -> HttpResponse:  # fmt: skip
    """Form → preview → decision; nothing happens before the preview was confirmed as it was shown."""
    consequences: list[str] = []
    if form.is_bound and form.is_valid():
        state = form.state()
        if "confirm" in request.POST and form.cleaned_data["seen"] == state:
            done = carry_out(request, form.act)
            if done is not None:
                return HttpResponseRedirect(back)
        elif "confirm" in request.POST:
            messages.warning(request, _("Inzwischen hat sich etwas geändert. Bitte die Vorschau noch einmal ansehen."))
        consequences = form.consequences()
        stated: Any = request.POST.copy()
        stated["seen"] = state
        form.data = stated
    context = admin.site.each_context(request) | {
        "form": form, "consequences": consequences, "title": title, "opts": model._meta, "back": back,
    } | (extra or {})  # fmt: skip
    return TemplateResponse(request, "admin/stories/story/decide.html", context)


def carry_out(request: HttpRequest, act: Callable[[Any], Changed]) -> Changed | None:
    """The decision and the jobs it needs, together or not at all; a refusal is a message."""
    try:
        with transaction.atomic():
            changed = act(request.user)
            for story in changed.stories:
                tasks.enqueue_rebuild(story)
    except DecisionError as error:
        messages.error(request, str(error))
        return None
    address = reverse("admin:stories_decision_undo", args=[changed.decision.pk])
    said = changed.decision.get_kind_display()
    text = _("Entschieden: {}. Die Seiten werden neu zusammengestellt.")
    if changed.decision.undone_at is not None:
        messages.success(request, format_html(_("Zurückgenommen: {}."), said))
    else:
        messages.success(request, format_html(text + ' <a href="{}">{}</a>', said, address, _("Zurücknehmen")))
    return changed


def require(request: HttpRequest, *rights: str) -> None:
    if not all(request.user.has_perm(f"stories.{right}") for right in rights):
        raise PermissionDenied


def describe(story: Story) -> str:
    count = story.articles.count()
    reports = ngettext("%(count)d Bericht", "%(count)d Berichte", count) % {"count": count}
    return f"„{story.headline}“ (Nr. {story.pk}, {reports})"
