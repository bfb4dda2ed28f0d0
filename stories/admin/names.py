"""Names in the admin: entities and their spellings."""

from __future__ import annotations

from django.contrib import admin

from stories.models import Alias, Entity


class AliasInline(admin.TabularInline[Alias, Entity]):
    model = Alias
    fields = ("text", "origin")
    extra = 1


@admin.register(Entity)
class EntityAdmin(admin.ModelAdmin[Entity]):
    list_display = ("name", "label", "hidden", "merged_into", "wikidata_id")
    list_filter = ("label", "hidden")
    list_select_related = ("merged_into",)
    search_fields = ("name", "aliases__text")
    autocomplete_fields = ("merged_into",)
    inlines = (AliasInline,)
    show_full_result_count = False
