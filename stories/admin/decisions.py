"""Decisions in the admin: every decision with who, when and why; taken back, never changed or deleted."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from stories import tasks
from stories.admin.deciding import carry_out
from stories.models import Decision
from stories.processing.correcting import undo

BY_REBUILD = (
    Decision.Kind.DATE, Decision.Kind.DISPUTED, Decision.Kind.HIDE, Decision.Kind.PAIR_JOINED,
    Decision.Kind.PAIR_PARTED,
)  # fmt: skip


@admin.register(Decision)
class DecisionAdmin(admin.ModelAdmin[Decision]):
    change_form_template = "admin/stories/decision/change.html"
    list_display = ("kind", "story", "article", "reason", "made_by", "made_at", "undone_at")
    list_filter = ("kind", "made_at")
    list_select_related = ("story", "article", "made_by")
    search_fields = ("reason", "story__title", "article__title")
    date_hierarchy = "made_at"
    autocomplete_fields = ("story", "article", "other_article")
    fields = (
        "kind", "story", "article", "other_article", "details", "reason", ("made_by", "made_at"),
        ("undone_by", "undone_at"),
    )  # fmt: skip
    readonly_fields = ("made_by", "made_at", "undone_by", "undone_at")

    def save_model(self, request: HttpRequest, obj: Decision, form: Any, change: bool) -> None:
        obj.made_by = request.user  # type: ignore[assignment]
        super().save_model(request, obj, form, change)
        for story in {obj.story_id, obj.article.story_id if obj.article else None}:
            if story is not None:
                tasks.enqueue_rebuild(story)

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Only what takes effect by a rebuild; what moves articles has its own tool, with a preview."""
        if db_field.name == "kind":
            kwargs["choices"] = [(kind.value, kind.label) for kind in BY_REBUILD]
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def has_change_permission(self, request: HttpRequest, obj: Decision | None = None) -> bool:
        """What was decided stands on record as it was."""
        return obj is None and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.undo_view)
        return [path("<int:pk>/zuruecknehmen/", view, name="stories_decision_undo"), *super().get_urls()]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        decision = self.get_object(request, object_id)
        may = decision is not None and decision.undone_at is None and may_undo(request, decision)
        return super().change_view(request, object_id, form_url, (extra_context or {}) | {"may_undo": may})

    def undo_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        decision = get_object_or_404(Decision.objects.select_related("story", "article", "made_by"), pk=pk)
        if not may_undo(request, decision):
            raise PermissionDenied
        back = reverse("admin:stories_decision_change", args=[pk])
        if decision.undone_at is not None:
            messages.info(request, _("Die Entscheidung ist schon zurückgenommen."))
            return HttpResponseRedirect(back)
        if request.method == "POST":
            carry_out(request, lambda by: undo(decision, by=by))
            return HttpResponseRedirect(back)
        context = admin.site.each_context(request) | {
            "decision": decision, "opts": self.opts, "title": _("Entscheidung zurücknehmen"), "back": back,
        }  # fmt: skip
        return TemplateResponse(request, "admin/stories/decision/undo.html", context)


def may_undo(request: HttpRequest, decision: Decision) -> bool:
    """One's own decisions; those of others with the right to."""
    if not request.user.has_perm("stories.add_decision") or "part_of" in decision.details:
        return False
    return decision.made_by_id == request.user.pk or request.user.has_perm("stories.undo_any_decision")
