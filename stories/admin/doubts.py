"""Doubtful assignments, one pair at a time: two reports side by side, and one question – the same story?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import FloatField, Q, QuerySet
from django.db.models.fields.json import KT
from django.db.models.functions import Abs, Cast
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from stories.admin.deciding import carry_out, require
from stories.models import Article, Decision, Story
from stories.processing.deciding import decide_pair

MARGIN = 0.15  # of the score around its threshold: what a person should look at; chosen by hand
PAIRS = (Decision.Kind.SAME_STORY, Decision.Kind.NOT_SAME_STORY)


def doubtful() -> QuerySet[Article]:
    """Articles whose likeness to the nearest one was close to the threshold and about which nobody decided."""
    scored = Article.objects.filter(
        why__rule="score", story__isnull=False, why__nearest__isnull=False, why__threshold__gt=0
    ).exclude(status=Article.Status.WITHDRAWN)
    decided = Decision.objects.in_force().filter(article__isnull=False).values("article")
    others = Decision.objects.in_force().filter(kind__in=PAIRS).values("other_article")
    distance = Abs(Cast(KT("why__score"), FloatField()) - Cast(KT("why__threshold"), FloatField()))
    undecided = scored.exclude(Q(pk__in=decided) | Q(pk__in=others))
    return undecided.annotate(distance=distance).filter(distance__lt=MARGIN).order_by("distance", "-pk")


class PairForm(forms.Form):
    left = forms.ModelChoiceField(Article.objects.select_related("story"), widget=forms.HiddenInput)
    right = forms.ModelChoiceField(Article.objects.select_related("story"), widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput)
    answer = forms.ChoiceField(choices=[("same", ""), ("apart", "")], widget=forms.HiddenInput)


def pair_view(request: HttpRequest) -> HttpResponse:
    require(request, "change_story", "add_decision")
    if request.method == "POST":
        return _answer(request)
    left, right = _chosen(request)
    context: dict[str, Any] = {"title": _("Gehören sie zu einer Geschichte?"), "opts": Story._meta, "left": left}
    if left is not None and right is not None:
        score, limit = left.why.get("score"), left.why.get("threshold")
        context |= {
            "right": right, "seen": _seen(left, right), "is_same": left.story_id == right.story_id, "score": score,
            "threshold": limit, "shared": [*left.why.get("shared_names", ()), *left.why.get("shared_days", ())],
            "after": _after(request), "remaining": doubtful().count(),
        }  # fmt: skip
    return TemplateResponse(request, "admin/stories/story/pairs.html", admin.site.each_context(request) | context)


def _answer(request: HttpRequest) -> HttpResponse:
    form = PairForm(request.POST)
    here = reverse("admin:stories_story_pairs")
    if not form.is_valid():
        messages.error(request, _("Die Antwort war unvollständig; es wurde nichts entschieden."))
        return HttpResponseRedirect(here)
    stated = form.cleaned_data
    if _seen(stated["left"], stated["right"]) != stated["seen"]:
        messages.warning(request, _("Inzwischen hat jemand anders über diese Berichte entschieden."))
        return HttpResponseRedirect(here)
    same = stated["answer"] == "same"
    carry_out(request, lambda by: decide_pair(stated["left"], stated["right"], same=same, by=by))
    return HttpResponseRedirect(here)


def _chosen(request: HttpRequest) -> tuple[Article | None, Article | None]:
    """The pair of the address, else the most doubtful after those that were passed over."""
    rows = Article.objects.select_related("source", "story")
    asked = request.GET.get("a", ""), request.GET.get("b", "")
    if all(one.isdigit() for one in asked):
        return get_object_or_404(rows, pk=int(asked[0])), get_object_or_404(rows, pk=int(asked[1]))
    waiting = doubtful().select_related("source", "story")[_after(request) :][:5]
    for left in waiting:
        right = rows.filter(pk=left.why["nearest"]).first() if str(left.why["nearest"]).isdigit() else None
        if right is not None:
            return left, right
    return None, None


def _after(request: HttpRequest) -> int:
    stated = request.GET.get("weiter", "0")
    return min(int(stated), 10_000) if stated.isdigit() else 0


def _seen(left: Article, right: Article) -> str:
    return f"{left.pk}:{left.story_id} {right.pk}:{right.story_id}"
