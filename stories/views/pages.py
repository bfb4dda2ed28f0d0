"""Pages that say how the site works, and its icon."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from stories.htmx import ReaderRequest


@require_safe
def about(request: ReaderRequest) -> HttpResponse:
    return render(request, "pages/about.html")


@require_safe
def accessibility(request: ReaderRequest) -> HttpResponse:
    return render(request, "pages/accessibility.html")


@require_safe
def privacy(request: ReaderRequest) -> HttpResponse:
    return render(request, "pages/privacy.html")


@require_safe
def favicon(request: ReaderRequest) -> HttpResponse:
    return HttpResponsePermanentRedirect(static("favicon.svg"))
