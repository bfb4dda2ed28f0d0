"""Articles in the admin: paste a text with its source and time; every save goes through ingest."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from stories.admin.readonly import ReadOnlyInline
from stories.ingest import Draft, IngestError, revise_article, submit_article, withdraw_article
from stories.ingest.types import Payload
from stories.models import Article, ArticleVersion, Original

CONTENT_FIELDS = ("title", "text", "byline", "published_at", "url", "source")


class ArticleForm(forms.ModelForm[Article]):
    class Meta:
        model = Article
        fields = ("source", "title", "byline", "published_at", "url", "language", "text", "status", "embargoed_until")
        widgets = {
            "text": forms.Textarea(attrs={"rows": 22, "cols": 100}),
            "title": forms.TextInput(attrs={"size": 90}),
            "byline": forms.TextInput(attrs={"size": 60}),
        }
        help_texts = {
            "title": _("Die Überschrift der Quelle, unverändert. Darf leer bleiben."),
            "text": _("Absätze durch eine Leerzeile trennen."),
            "language": _("de, de-AT, de-CH oder en."),
        }

    def clean(self) -> dict[str, Any]:
        """Ask ingest whether it would take this, so that a refusal is a message beside the form, not a broken page."""
        cleaned: dict[str, Any] = super().clean() or {}
        if self.errors:
            return cleaned
        try:
            if self.instance.pk is None:
                outcome = submit_article(as_draft(cleaned), dry_run=True)
                if outcome.status == "present":
                    raise IngestError(_("Dieser Artikel ist schon da: „%(title)s“.") % {"title": outcome.title})
            elif set(self.changed_data) & set(CONTENT_FIELDS):
                revise_article(self.instance, as_draft(cleaned), dry_run=True)
        except IngestError as error:
            raise forms.ValidationError(str(error)) from error
        return cleaned


def as_draft(cleaned: dict[str, Any]) -> Draft:
    source, published = cleaned["source"], cleaned["published_at"]
    return Draft(
        source=source.name, title=cleaned["title"], text=cleaned["text"], byline=cleaned["byline"],
        published=published.astimezone(ZoneInfo(source.zone)).isoformat(), url=cleaned["url"] or "",
        language=cleaned["language"], place="admin",
        payload=Payload(content=cleaned["text"].encode(), name="admin.txt"),
    )  # fmt: skip


class VersionInline(ReadOnlyInline):
    model = ArticleVersion
    fields = ("number", "title", "published_at", "replaced_at")


@admin.register(Article)
class ArticleAdmin(admin.ModelAdmin[Article]):
    form = ArticleForm
    list_display = ("__str__", "source", "published_at", "status", "story", "annotated_at")
    list_filter = ("status", "source", "language")
    list_select_related = ("source", "story")
    search_fields = ("title", "external_id", "url")
    date_hierarchy = "published_at"
    show_full_result_count = False
    inlines = (VersionInline,)
    readonly_fields = (
        "story_link",
        "external_id",
        "version",
        "received_at",
        "annotated_at",
        "nlp_version",
        "original_link",
    )
    fieldsets = (
        (None, {"fields": ("source", "title", "text", ("published_at", "language"), ("url", "byline"))}),
        (_("Freigabe"), {"fields": (("status", "embargoed_until"),)}),
        (_("Verarbeitung"), {"fields": ("story_link", ("version", "received_at"), ("annotated_at", "nlp_version"),
                                        ("external_id", "original_link"))}),
    )  # fmt: skip

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        if not change:
            outcome = submit_article(
                as_draft(form.cleaned_data), status=obj.status, embargoed_until=obj.embargoed_until
            )
            obj.pk = outcome.article
            obj.refresh_from_db()
            for notice in outcome.notices:
                messages.info(request, notice)
        elif obj.status == Article.Status.WITHDRAWN:
            messages.warning(request, _("Der Text ist entfernt, der Vermerk bleibt."))
            withdraw_article(obj)
        else:
            self._revise(obj, form)
        self._announce(request, obj)

    def _revise(self, obj: Article, form: Any) -> None:
        if set(form.changed_data) & set(CONTENT_FIELDS):
            revise_article(Article.objects.get(pk=obj.pk), as_draft(form.cleaned_data))
        Article.objects.filter(pk=obj.pk).update(status=obj.status, embargoed_until=obj.embargoed_until)

    def _announce(self, request: HttpRequest, obj: Article) -> None:
        message = _(
            'Der Artikel wird ausgewertet und seiner Geschichte zugeordnet. <a href="{}">Auf der Seite ansehen</a>'
        )
        messages.success(request, format_html(message, obj.get_absolute_url()))

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """Articles are withdrawn, never deleted: the notice stays."""
        return False

    def get_urls(self) -> list[URLPattern]:
        own = path(
            "original/<int:pk>/", self.admin_site.admin_view(self.download_original), name="stories_original_bytes"
        )
        return [own, *super().get_urls()]

    def download_original(self, request: HttpRequest, pk: int) -> HttpResponse:
        original = Original.objects.get(pk=pk)
        response = HttpResponse(bytes(original.content), content_type="application/octet-stream")
        response["Content-Disposition"] = f'attachment; filename="original-{pk}"'
        return response

    @admin.display(description=_("Geschichte"))
    def story_link(self, obj: Article) -> str:
        if obj.story is None:
            return str(_("noch nicht zugeordnet"))
        return format_html('<a href="{}">{}</a>', obj.story.get_absolute_url(), obj.story.headline)

    @admin.display(description=_("Original"))
    def original_link(self, obj: Article) -> str:
        if obj.original_id is None:
            return "–"
        return format_html('<a href="../../original/{}/">{}</a>', obj.original_id, _("herunterladen"))
