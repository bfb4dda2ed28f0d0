"""One address, one context: the page, or the fragment htmx asked for. The only place that looks at htmx headers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django_htmx.middleware import HtmxDetails


class ReaderRequest(HttpRequest):
    htmx: HtmxDetails


def wanted_fragment(request: ReaderRequest, fragments: Mapping[str, str]) -> str | None:
    """The template of the region htmx will swap; None for a whole page.

    Going back in the history asks with htmx's header too, but needs the whole page.
    """
    htmx = request.htmx
    if not htmx or htmx.boosted or htmx.history_restore_request:
        return None
    return fragments.get(htmx.target or "")


def render_page(
    request: ReaderRequest,
    page: str,
    fragments: Mapping[str, str],
    context: dict[str, Any],
    *,
    status: int | None = None,
) -> HttpResponse:
    """``fragments``: id of the region on the page → its template."""
    fragment = wanted_fragment(request, fragments)
    response = render(request, fragment or page, {**context, "is_fragment": bool(fragment)}, status=status)
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response
