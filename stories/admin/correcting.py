"""Correction pages: an article's sentences with their speakers, days and names; a story's timeline and its pairs.

Each small form is one decision with its reason; what is refused comes back with the form as it was filled in.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.contrib import admin, messages
from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, Q
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from stories.admin import correctionforms as correction
from stories.admin.deciding import carry_out, require
from stories.models import Agreement, Article, Decision, Mention, Sentence, Story, TimelineEntry, TimelineEvidence
from stories.processing.correcting import DAYS

SENTENCES, ENTRIES, AGREEMENTS, LOG = 40, 25, 40, 50
TIMELINE, STATEMENTS = "zeitleiste", "aussagen"
CORRECTIONS = (
    Decision.Kind.DATE, Decision.Kind.DISPUTED, Decision.Kind.HIDE, Decision.Kind.PAIR_JOINED,
    Decision.Kind.PAIR_PARTED, Decision.Kind.SPEAKER,
)  # fmt: skip


@dataclass
class Row:
    """A sentence with the forms about it."""

    sentence: Sentence
    speaker: correction.PlaceForm
    times: list[tuple[str, Any, correction.PlaceForm]] = field(default_factory=list)
    names: list[tuple[str, Any, correction.PlaceForm]] = field(default_factory=list)


def article_view(request: HttpRequest, pk: int) -> HttpResponse:
    require(request, "change_article", "add_decision")
    article = get_object_or_404(Article.objects.select_related("source", "story"), pk=pk)
    bound = None
    if request.method == "POST":
        form_class = correction.ABOUT_PLACES.get(request.POST.get("act", ""))
        if form_class is None or request.POST.get("article") != str(pk):
            return HttpResponseBadRequest()
        bound = form_class(request.POST)
        if _is_done(request, bound):
            return HttpResponseRedirect(request.get_full_path())
    page = _page(request, article.sentences.with_text().select_related("article"), SENTENCES)
    rows = _rows(article, page, bound)
    known = article.mentions.values_list("entity__name", flat=True).distinct().order_by("entity__name")
    context = {
        "title": _("Korrigieren: %(title)s") % {"title": article}, "article": article, "opts": Article._meta,
        "rows": rows, "page": page, "known": known, "log": _log(Q(article=article) | Q(other_article=article)),
        "back": reverse("admin:stories_article_change", args=[pk]),
    }  # fmt: skip
    return _render(request, "admin/correcting/article.html", context)


def story_view(request: HttpRequest, pk: int) -> HttpResponse:
    require(request, "change_story", "add_decision")
    story = get_object_or_404(Story, pk=pk)
    join = correction.JoinForm(None, story=story)
    if request.method == "POST":
        form = _form_about(request, story)
        if form is None:
            return HttpResponseBadRequest()
        if _is_done(request, form):
            return HttpResponseRedirect(request.get_full_path())
        join = form if isinstance(form, correction.JoinForm) else join
    part = STATEMENTS if request.GET.get("teil") == STATEMENTS else TIMELINE
    page = _page(request, _entries(story), ENTRIES) if part == TIMELINE else _page(request, _stated(story), AGREEMENTS)
    context = {
        "title": _("Korrigieren: %(title)s") % {"title": story.headline}, "story": story, "opts": Story._meta,
        "part": part, "page": page, "join": join, "back": reverse("admin:stories_story_change", args=[pk]),
        "log": _log(Q(article__story=story)),
        "entries": [(entry, _days(entry)) for entry in page] if part == TIMELINE else [],
        "agreements": [(row, _places(row)) for row in page] if part == STATEMENTS else [],
    }  # fmt: skip
    return _render(request, "admin/correcting/story.html", context)


def _form_about(request: HttpRequest, story: Story) -> correction.CorrectionForm | None:
    act = request.POST.get("act", "")
    if act == correction.DateForm.act_name:
        form = correction.DateForm(request.POST)
        form.fields["article"].queryset = story.articles.all()  # type: ignore[attr-defined]
        return form
    form_class = correction.ABOUT_SENTENCES.get(act)
    return form_class(request.POST, story=story) if form_class else None


def _is_done(request: HttpRequest, form: correction.CorrectionForm) -> bool:
    """Whether the correction stands; what speaks against it is said on the page."""
    if form.is_valid():
        return carry_out(request, form.act) is not None
    for name, errors in form.errors.items():
        label = "" if name == "__all__" else f"{form[name].label}: "
        messages.error(request, label + " ".join(str(error) for error in errors))
    return False


def _rows(article: Article, page: Page[Any], bound: correction.PlaceForm | None) -> list[Row]:
    shown = [sentence.pk for sentence in page]
    times, names = defaultdict(list), defaultdict(list)
    for time in article.times.filter(sentence__in=shown, type__in=DAYS).select_related("article"):
        form = _bound(bound, time) or correction.DateForm.about(time)
        times[time.sentence_id].append((article.text[time.start : time.end], time, form))
    named = article.mentions.filter(sentence__in=shown).exclude(form=Mention.Form.DERIVED)
    for mention in named.select_related("entity", "article"):
        form = _bound(bound, mention) or correction.MentionForm.about(mention)
        names[mention.sentence_id].append((article.text[mention.start : mention.end], mention, form))
    return [
        Row(
            sentence, _bound(bound, sentence) or correction.SpeakerForm.about(sentence), times[sentence.pk],
            names[sentence.pk],
        )
        for sentence in page
    ]  # fmt: skip


_OF_ROW = {Sentence: correction.SpeakerForm, Mention: correction.MentionForm}


def _bound(form: correction.PlaceForm | None, row: Any) -> correction.PlaceForm | None:
    """The form as it was filled in, where it is about this row."""
    wanted = _OF_ROW.get(type(row), correction.DateForm)
    return form if isinstance(form, wanted) and form.data.get("start") == str(row.start) else None


def _entries(story: Story) -> Any:
    evidence = TimelineEvidence.objects.select_related("time__article", "sentence__article__source")
    worded = Prefetch("sentence", Sentence.objects.with_text().select_related("article__source"))
    proofs = evidence.prefetch_related(worded).order_by("position")
    return TimelineEntry.objects.filter(story=story).prefetch_related(Prefetch("evidence", proofs)).order_by("position")


def _days(entry: TimelineEntry) -> list[tuple[TimelineEvidence, str, correction.DateForm | None]]:
    found = []
    for proof in entry.evidence.all():
        time = proof.time
        words = time.article.text[time.start : time.end] if time else ""
        found.append((proof, words, correction.DateForm.about(time) if time else None))
    return found


def _stated(story: Story) -> Any:
    worded = Sentence.objects.with_text().select_related("article__source").order_by("article_id", "start")
    return Agreement.objects.filter(story=story).prefetch_related(Prefetch("sentences", worded)).order_by("position")


def _places(agreement: Agreement) -> list[tuple[Sentence, list[int]]]:
    """Each sentence with the others of its group."""
    sentences = list(agreement.sentences.all())
    return [(one, [other.pk for other in sentences if other.pk != one.pk]) for one in sentences]


def _log(about: Q) -> Any:
    rows = Decision.objects.in_force().filter(about, kind__in=CORRECTIONS).exclude(details__has_key="part_of")
    return rows.select_related("made_by", "article__source")[:LOG]


def _page(request: HttpRequest, rows: Any, size: int) -> Page[Any]:
    return Paginator(rows, size).get_page(request.GET.get("seite"))


def _render(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    return TemplateResponse(request, template, admin.site.each_context(request) | context)
