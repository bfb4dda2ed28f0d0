"""Stories in the admin: tools to merge, split, rename and lock, each with preview, reason, log and undo."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from stories.admin import storytools
from stories.admin.conflicts import SeenForm
from stories.admin.correcting import story_view
from stories.admin.deciding import DecisionForm, decide, require
from stories.admin.doubts import pair_view
from stories.admin.readonly import ReadOnlyInline
from stories.models import Article, Decision, Story


class ReportInline(ReadOnlyInline):
    model = Article
    fields = ("title", "source", "published_at", "status")
    fk_name = "story"


class LogInline(ReadOnlyInline):
    model = Decision
    fk_name = "story"
    fields = ("kind", "article", "reason", "made_by", "made_at", "undone_at")
    verbose_name_plural = gettext_lazy("Protokoll")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).exclude(details__has_key="part_of").select_related("article", "made_by")


class StoryForm(SeenForm):
    class Meta:
        model = Story
        fields = ("note",)


@admin.register(Story)
class StoryAdmin(admin.ModelAdmin[Story]):
    form = StoryForm
    change_form_template = "admin/stories/story/change.html"
    list_display = ("shown_title", "article_count", "source_count", "origin_count", "last_published", "locked")
    list_filter = ("locked", "language")
    search_fields = ("title", "editor_title")
    date_hierarchy = "last_published"
    show_full_result_count = False
    readonly_fields = (
        "editor_title", "title", "locked", "article_count", "source_count", "origin_count", "first_published",
        "last_published", "rebuilt_at", "merged_into",
    )  # fmt: skip
    fields = (
        "editor_title", "title", "note", ("locked", "merged_into"), ("article_count", "source_count", "origin_count"),
        ("first_published", "last_published", "rebuilt_at"), "seen",
    )  # fmt: skip
    inlines = (ReportInline, LogInline)

    @admin.display(description=gettext_lazy("Titel"), ordering="title")
    def shown_title(self, obj: Story) -> str:
        return obj.headline

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Stories come into being when articles are assigned."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A story's address never changes its meaning, so its row stays."""
        return False

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/zusammenlegen/", view(self.merge), name="stories_story_merge"),
            path("<int:pk>/teilen/", view(self.split), name="stories_story_split"),
            path("<int:pk>/umbenennen/", view(self.rename), name="stories_story_rename"),
            path("<int:pk>/sperren/", view(self.lock), name="stories_story_lock"),
            path("<int:pk>/korrigieren/", view(story_view), name="stories_story_correct"),
            path("paare/", view(pair_view), name="stories_story_pairs"),
            *super().get_urls(),
        ]

    def merge(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._tool(request, pk, storytools.MergeForm, _("Mit einer anderen Geschichte zusammenlegen"))

    def split(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._tool(request, pk, storytools.SplitForm, _("Geschichte teilen"))

    def rename(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._tool(request, pk, storytools.RenameForm, _("Titel ändern"))

    def lock(self, request: HttpRequest, pk: int) -> HttpResponse:
        require(request, "lock_story")
        return self._tool(request, pk, storytools.LockForm, _("Sperren oder freigeben"))

    def _tool(self, request: HttpRequest, pk: int, form_class: Any, title: str) -> HttpResponse:
        require(request, "change_story", "add_decision")
        story = get_object_or_404(Story, pk=pk)
        form: DecisionForm = form_class(request.POST or None, story=story)
        back = reverse("admin:stories_story_change", args=[pk])
        return decide(request, form, title=f"{title}: {story.headline}", model=Story, back=back)
