"""The panels of the desk's start page, for its template."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context

from stories.admin.desk import Panel, panels

register = template.Library()


@register.simple_tag(takes_context=True)
def desk_panels(context: Context) -> list[Panel]:
    user: Any = context["request"].user
    return list(panels(user))
