"""Sources in the admin."""

from __future__ import annotations

from django.contrib import admin

from stories.models import Source


@admin.register(Source)
class SourceAdmin(admin.ModelAdmin[Source]):
    list_display = ("name", "mark", "kind", "country", "language", "display")
    list_filter = ("kind", "country", "display")
    search_fields = ("name", "owner")
    prepopulated_fields = {"slug": ("name",)}
    fieldsets = (
        (None, {"fields": ("name", "slug", ("mark", "slot"))}),
        ("Herkunft", {"fields": (("kind", "country", "city"), "owner", "homepage", "reason")}),
        ("Sprache und Zeit", {"fields": (("language", "zone"),)}),
        ("Rechte", {"fields": (("display", "extract_chars"),)}),
    )
