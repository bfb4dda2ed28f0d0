"""Names in the admin: entities and their spellings; tools to merge, rename, split and hide, with preview and undo."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from stories.admin import nametools
from stories.admin.deciding import decide, require
from stories.models import Alias, Decision, Entity
from stories.processing.naming import KINDS

DECIDED = ("name", "label", "hidden", "merged_into")


class AliasInline(admin.TabularInline[Alias, Entity]):
    model = Alias
    fields = ("text", "origin")
    extra = 1


@admin.register(Entity)
class EntityAdmin(admin.ModelAdmin[Entity]):
    change_form_template = "admin/correcting/name.html"
    list_display = ("name", "label", "hidden", "merged_into", "wikidata_id")
    list_filter = ("label", "hidden")
    list_select_related = ("merged_into",)
    search_fields = ("name", "aliases__text")
    inlines = (AliasInline,)
    show_full_result_count = False

    def get_fields(self, request: HttpRequest, obj: Entity | None = None) -> Any:
        return ("name", "label", "wikidata_id", "note") if obj is None else (*DECIDED, "wikidata_id", "note")

    def get_readonly_fields(self, request: HttpRequest, obj: Entity | None = None) -> Any:
        """What the tools decide is theirs to change: the annotate stage must find the name again."""
        return () if obj is None else DECIDED

    def has_delete_permission(self, request: HttpRequest, obj: Entity | None = None) -> bool:
        """A name is hidden or merged, never deleted: the next annotation would bring it back."""
        return False

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        key = int(object_id) if object_id.isdigit() else 0
        log = Decision.objects.filter(kind__in=KINDS, details__entities__contains=[key]).select_related("made_by")
        return super().change_view(request, object_id, form_url, (extra_context or {}) | {"log": log[:50]})

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/zusammenlegen/", view(self.merge), name="stories_entity_merge"),
            path("<int:pk>/umbenennen/", view(self.rename), name="stories_entity_rename"),
            path("<int:pk>/art/", view(self.retype), name="stories_entity_retype"),
            path("<int:pk>/verbergen/", view(self.hide), name="stories_entity_hide"),
            path("<int:pk>/teilen/", view(self.split), name="stories_entity_split"),
            *super().get_urls(),
        ]

    def merge(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._tool(request, pk, nametools.MergeForm, _("Mit einem anderen Namen zusammenlegen"))

    def rename(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._tool(request, pk, nametools.RenameForm, _("Namen ändern"))

    def retype(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._tool(request, pk, nametools.RetypeForm, _("Art ändern"))

    def hide(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._tool(request, pk, nametools.HideForm, _("Verbergen oder zeigen"))

    def split(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._tool(request, pk, nametools.SplitForm, _("Namen teilen"))

    def _tool(self, request: HttpRequest, pk: int, form_class: Any, title: str) -> HttpResponse:
        require(request, "change_entity", "add_decision")
        entity = get_object_or_404(Entity, Q(merged_into__isnull=True), pk=pk)
        form: nametools.EntityForm = form_class(request.POST or None, entity=entity)
        back = reverse("admin:stories_entity_change", args=[pk])
        model: Any = Entity
        return decide(request, form, title=f"{title}: {entity.name}", model=model, back=back)
