"""Admin pages of derived tables: everything can be seen, nothing changed, for a rebuild would undo it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest


class ReadOnlyRights:
    """Rights of a table that only a stage writes."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ReadOnlyAdmin(ReadOnlyRights, admin.ModelAdmin[Any]):
    show_full_result_count = False
    list_per_page = 50


class ReadOnlyInline(ReadOnlyRights, admin.TabularInline[Any, Any]):
    extra = 0
    can_delete = False
    show_change_link = True

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[Any, ...]:
        """All of them, those a form could not hold included."""
        return tuple(self.fields or ())
