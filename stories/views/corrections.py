"""The public log: decisions in force, newest first, without who made them."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from stories.forms import PageForm
from stories.htmx import ReaderRequest
from stories.models import Decision

PAGE_SIZE = 50


@require_safe
def correction_list(request: ReaderRequest) -> HttpResponse:
    page = PageForm.read(request.GET)["seite"]
    start = (page - 1) * PAGE_SIZE
    found = list(Decision.objects.public()[start : start + PAGE_SIZE + 1])
    if page > 1 and not found:
        raise Http404
    context = {"corrections": found[:PAGE_SIZE], "next_page": page + 1 if len(found) > PAGE_SIZE else None}
    return render(request, "stories/correction_list.html", context)
