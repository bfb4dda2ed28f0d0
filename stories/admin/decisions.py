"""Decisions in the admin: every decision with who, when and why; undone, never deleted."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from stories.models import Decision


@admin.register(Decision)
class DecisionAdmin(admin.ModelAdmin[Decision]):
    list_display = ("kind", "story", "article", "made_by", "made_at", "undone_at")
    list_filter = ("kind",)
    list_select_related = ("story", "article", "made_by")
    autocomplete_fields = ("story", "article", "other_article")
    readonly_fields = ("made_by", "made_at", "undone_by", "undone_at")

    def save_model(self, request: HttpRequest, obj: Decision, form: Any, change: bool) -> None:
        if not change:
            obj.made_by = request.user  # type: ignore[assignment]
        super().save_model(request, obj, form, change)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
