"""410: the text is gone, the notice stays."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from stories.htmx import ReaderRequest


def gone_page(request: ReaderRequest, **context: Any) -> HttpResponse:
    return render(request, "410.html", context, status=410)
