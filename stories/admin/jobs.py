"""The queue in the admin: jobs with what went wrong; only people with that right run one again or cancel it."""

from __future__ import annotations

import json
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import admin as queue_admin
from procrastinate.contrib.django.models import ProcrastinateEvent, ProcrastinateJob

from stories.admin.readonly import ReadOnlyInline

RIGHT = "procrastinate.change_procrastinatejob"
STATES = {
    "todo": _("wartet"), "doing": _("läuft"), "failed": _("fehlgeschlagen"), "succeeded": _("erledigt"),
    "cancelled": _("abgebrochen"), "aborting": _("wird abgebrochen"), "aborted": _("abgebrochen"),
}  # fmt: skip

admin.site.unregister(ProcrastinateJob)
ProcrastinateJob._meta.verbose_name, ProcrastinateJob._meta.verbose_name_plural = _("Aufgabe"), _("Aufgaben")
apps.get_app_config("procrastinate").verbose_name = _("Technik")


class EventInline(ReadOnlyInline):
    model = ProcrastinateEvent
    fields = ("type", "at")


@admin.register(ProcrastinateJob)
class JobAdmin(queue_admin.ProcrastinateJobAdmin):
    """The package lets anyone who may look run jobs again, and its columns carry styles our policy forbids."""

    list_display = ["pk", "task", "arguments", "state", "attempts", "scheduled_at"]
    list_filter = ["status", "queue_name", "task_name"]
    fields = ["task_name", "arguments", "state", "queue_name", "attempts", "scheduled_at"]
    inlines = [EventInline]
    show_full_result_count = False

    @admin.display(description=_("Aufgabe"), ordering="task_name")
    def task(self, obj: ProcrastinateJob) -> str:
        return str(obj.task_name).rpartition(".")[2]

    @admin.display(description=_("Angaben"))
    def arguments(self, obj: ProcrastinateJob) -> str:
        return json.dumps(obj.args, ensure_ascii=False)[:500]

    @admin.display(description=_("Stand"), ordering="status")
    def state(self, obj: ProcrastinateJob) -> str:
        return str(STATES.get(obj.status, obj.status))

    def get_readonly_fields(self, request: Any, obj: Any = None) -> Any:
        return self.fields

    def get_queryset(self, request: Any) -> Any:
        return admin.ModelAdmin.get_queryset(self, request)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        actions: dict[str, Any] = super().get_actions(request)
        return actions if request.user.has_perm(RIGHT) else {}
