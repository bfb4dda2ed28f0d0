"""Sources: what each is, what it may show, and what it reported."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from stories.forms import PageForm
from stories.htmx import ReaderRequest, render_page
from stories.models import Source

PAGE_SIZE = 30
FRAGMENTS = {"weitere": "stories/_source_reports.html"}


@require_safe
def source_list(request: ReaderRequest) -> HttpResponse:
    return render(request, "stories/source_list.html", {"sources": Source.objects.for_list()})


@require_safe
def source_detail(request: ReaderRequest, slug: str) -> HttpResponse:
    source = get_object_or_404(Source.objects.for_list(), slug=slug)
    page = PageForm.read(request.GET)["seite"]
    start = (page - 1) * PAGE_SIZE
    reports = source.articles.published().select_related("story", "source").defer("text", "why")
    found = list(reports.order_by("-published_at", "-pk")[start : start + PAGE_SIZE + 1])
    if page > 1 and not found:
        raise Http404
    context = {
        "source": source, "reports": found[:PAGE_SIZE], "page": page,
        "next_page": page + 1 if len(found) > PAGE_SIZE else None,
    }  # fmt: skip
    return render_page(request, "stories/source_detail.html", FRAGMENTS, context)
