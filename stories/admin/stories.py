"""Stories in the admin: title, note and lock are the editors', everything else is derived."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from stories.admin.readonly import ReadOnlyInline
from stories.models import Article, Story


class ReportInline(ReadOnlyInline):
    model = Article
    fields = ("title", "source", "published_at", "status")
    fk_name = "story"


@admin.register(Story)
class StoryAdmin(admin.ModelAdmin[Story]):
    list_display = ("headline", "article_count", "source_count", "origin_count", "last_published", "locked")
    list_filter = ("locked", "language")
    search_fields = ("title", "editor_title")
    date_hierarchy = "last_published"
    show_full_result_count = False
    fields = (
        "editor_title", "title", "note", "locked", ("article_count", "source_count", "origin_count"),
        ("first_published", "last_published", "rebuilt_at"), "merged_into",
    )  # fmt: skip
    readonly_fields = (
        "title", "article_count", "source_count", "origin_count", "first_published", "last_published", "rebuilt_at",
        "merged_into",
    )  # fmt: skip
    inlines = (ReportInline,)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Stories come into being when articles are assigned."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A story's address never changes its meaning, so its row stays."""
        return False
