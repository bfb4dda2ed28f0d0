"""The upload page: bring in, look through, answer what is missing, confirm; every item is taken, skipped or refused."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from stories.admin.uploadforms import ItemForm, UploadForm
from stories.ingest.previewing import enqueue_preview
from stories.ingest.uploads import Check, check, store_upload, take_item
from stories.models import Source, UploadBatch, UploadFile, UploadItem

PAGE = 25  # items a person looks through at once; each costs a rehearsal of taking it in


@dataclass
class Row:
    """An item on the page, with its form while it is open."""

    item: UploadItem
    form: ItemForm | None = None

    @property
    def check(self) -> Check | None:
        return self.form.check if self.form else None

    @property
    def excerpt(self) -> str:
        words = " ".join(self.item.text[:600].split())
        return f"{words[:280]} …" if len(words) > 280 else words


@admin.register(UploadBatch)
class UploadBatchAdmin(admin.ModelAdmin[UploadBatch]):
    list_display = ("__str__", "created_by", "file_names", "open_items", "taken_items")
    list_select_related = ("created_by",)
    date_hierarchy = "created_at"

    def get_queryset(self, request: HttpRequest) -> QuerySet[UploadBatch]:
        still = Count("items", filter=Q(items__state=UploadItem.State.OPEN))
        return super().get_queryset(request).annotate(still=still, total=Count("items")).prefetch_related("files")

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        own = [
            path("datei/<int:pk>/", view(self.download), name="stories_uploadfile_bytes"),
            path("vorschau/<int:pk>/", view(self.preview), name="stories_uploaditem_preview"),
        ]
        return [*own, *super().get_urls()]

    @admin.display(description=gettext_lazy("Dateien"))
    def file_names(self, obj: UploadBatch) -> str:
        names = [file.name for file in obj.files.all()]
        return ", ".join(names[:3]) + (" …" if len(names) > 3 else "")

    @admin.display(description=gettext_lazy("offen"), ordering="still")
    def open_items(self, obj: Any) -> int:
        return int(obj.still)

    @admin.display(description=gettext_lazy("erledigt"))
    def taken_items(self, obj: Any) -> int:
        return int(obj.total - obj.still)

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = UploadForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            stated = form.cleaned_data
            person: Any = request.user
            batch = store_upload(form.payloads(), user=person, source=stated["source"], published=stated["published"])
            return HttpResponseRedirect(reverse("admin:stories_uploadbatch_change", args=[batch.pk]))
        context = {"form": form, "sources": _source_names(), "title": _("Artikel hochladen")}
        return self._render(request, "upload", context)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        batch = get_object_or_404(UploadBatch, pk=int(object_id) if object_id.isdigit() else 0)
        if not self.has_view_or_change_permission(request, batch):
            raise PermissionDenied
        page = Paginator(batch.items.for_page().order_by("position"), PAGE).get_page(request.GET.get("seite"))
        for item in page.object_list:
            item.batch = batch
        if request.method == "POST":
            if not self.has_change_permission(request, batch):
                raise PermissionDenied
            rows = _rows(page, request.POST)
            if all(row.form is None or row.form.is_valid() for row in rows):
                self._answer(request, rows)
                return HttpResponseRedirect(request.get_full_path())
        else:
            rows = _rows(page, None)
            if self.has_change_permission(request, batch):
                _ask_for_previews(rows)
        context = {
            "batch": batch, "page": page, "rows": rows, "sources": _source_names(), "counts": _counts(batch),
            "may_change": self.has_change_permission(request, batch), "title": _("Upload prüfen"),
        }  # fmt: skip
        return self._render(request, "preview", context)

    def _answer(self, request: HttpRequest, rows: list[Row]) -> None:
        """Save what was answered; with the button to confirm, take in what was ticked and lacks nothing."""
        is_confirmed = "confirm" in request.POST
        became: Counter[str] = Counter()
        for row in rows:
            if row.form is None:
                continue
            item = row.form.save()
            if is_confirmed and not row.form.cleaned_data["take"]:
                item.state = UploadItem.State.SKIPPED
                item.save(update_fields=["state"])
            elif is_confirmed:
                take_item(item)
            became[item.state] += 1
        if is_confirmed:
            said = [f"{number} {UploadItem.State(state).label}" for state, number in became.items()]
            messages.success(request, ", ".join(said))

    def preview(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What a worker found out about one item, and what became of it; asked for again until it is known."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        item = get_object_or_404(UploadItem.objects.for_page().select_related("batch"), pk=pk)
        return self._render(request, "_progress", {"item": item})

    def download(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        file = get_object_or_404(UploadFile, pk=pk)
        response = HttpResponse(bytes(file.content), content_type="application/octet-stream")
        response["Content-Disposition"] = f'attachment; filename="upload-{pk}"'
        response["X-Content-Type-Options"] = "nosniff"
        return response

    def _render(self, request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
        context |= self.admin_site.each_context(request) | {"opts": self.opts}
        return TemplateResponse(request, f"admin/stories/uploadbatch/{name}.html", context)


def _rows(page: Page[UploadItem], data: Any) -> list[Row]:
    return [
        Row(item, ItemForm(data, item=item, check=check(item)) if item.state == UploadItem.State.OPEN else None)
        for item in page.object_list
    ]


def _ask_for_previews(rows: list[Row]) -> None:
    for row in rows:
        if row.check is not None and row.check.is_ready and row.item.preview is None:
            enqueue_preview(row.item)


def _source_names() -> list[str]:
    return list(Source.objects.order_by("name").values_list("name", flat=True)[:500])


def _counts(batch: UploadBatch) -> str:
    """5 Artikel: 3 offen, 2 aufgenommen."""
    counted = dict(batch.items.order_by().values_list("state").annotate(Count("pk")))
    total = sum(counted.values())
    said = ", ".join(f"{counted[state]} {label}" for state, label in UploadItem.State.choices if state in counted)
    return f"{ngettext('%(count)d Artikel', '%(count)d Artikel', total) % {'count': total}}: {said}"
