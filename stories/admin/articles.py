"""Articles in the admin: paste a text with its source and time; every save goes through ingest."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from stories.admin.conflicts import SeenForm
from stories.admin.correcting import article_view
from stories.admin.deciding import decide, require
from stories.admin.readonly import ReadOnlyInline
from stories.admin.storytools import MoveForm
from stories.ingest import Draft, IngestError, release_article, revise_article, submit_article, withdraw_article
from stories.ingest.types import Payload
from stories.models import Article, ArticleVersion, Original

CONTENT_FIELDS = frozenset({"title", "text", "byline", "published_at", "url", "source", "language"})
LANGUAGES = (
    ("", gettext_lazy("aus dem Text erkennen")),
    ("de", gettext_lazy("Deutsch (de)")),
    ("de-AT", gettext_lazy("Deutsch, Österreich (de-AT)")),
    ("de-CH", gettext_lazy("Deutsch, Schweiz (de-CH)")),
    ("en", gettext_lazy("Englisch (en)")),
)


class ArticleForm(SeenForm):
    language = forms.ChoiceField(label=gettext_lazy("Sprache"), choices=LANGUAGES, required=False)

    class Meta:
        model = Article
        fields = ("source", "title", "byline", "published_at", "url", "language", "text", "status", "embargoed_until")
        widgets = {
            "text": forms.Textarea(attrs={"rows": 22, "cols": 100}),
            "title": forms.TextInput(attrs={"size": 90}),
            "byline": forms.TextInput(attrs={"size": 60}),
            "url": forms.URLInput(attrs={"size": 60}),
        }
        help_texts = {
            "title": gettext_lazy("Die Überschrift der Quelle, unverändert. Darf leer bleiben."),
            "text": gettext_lazy("Absätze durch eine Leerzeile trennen."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None and "language" in self.fields:
            self.initial["language"] = ""
        elif "language" in self.fields and self.instance.language not in dict(LANGUAGES):
            self.fields["language"].choices = [*LANGUAGES, (self.instance.language, self.instance.language)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask ingest whether it would take this, so that a refusal is a message beside the form, not a broken page."""
        cleaned = super().clean()
        if not self.errors:
            try:
                self._rehearse(cleaned)
            except IngestError as error:
                raise forms.ValidationError(str(error)) from error
        return cleaned

    def _rehearse(self, cleaned: dict[str, Any]) -> None:
        if cleaned["status"] == Article.Status.EMBARGOED and not cleaned["embargoed_until"]:
            raise IngestError(_("Für die Sperrfrist fehlt der Zeitpunkt („gesperrt bis“)."))
        if self.instance.pk is None:
            if cleaned["status"] == Article.Status.WITHDRAWN:
                raise IngestError(_("Ein neuer Artikel kann nicht schon zurückgezogen sein."))
            outcome = submit_article(self.as_draft(), dry_run=True)
            if outcome.status == "present":
                raise IngestError(_("Dieser Artikel ist schon da: „%(title)s“.") % {"title": outcome.title})
        elif set(self.changed_data) & CONTENT_FIELDS:
            revise_article(self.instance, self.as_draft(), dry_run=True)

    def as_draft(self) -> Draft:
        cleaned, source = self.cleaned_data, self.cleaned_data["source"]
        return Draft(
            source=source.name, title=cleaned["title"], text=cleaned["text"], byline=cleaned["byline"],
            published=self._published(ZoneInfo(source.zone)), url=cleaned["url"] or "", language=cleaned["language"],
            place="admin", payload=Payload(content=cleaned["text"].encode(), name="admin.txt"),
        )  # fmt: skip

    def _published(self, zone: ZoneInfo) -> str:
        """As stated; a day alone stays a day while nobody changes it."""
        at = self.cleaned_data["published_at"].astimezone(zone)
        is_day = self.instance.pk is not None and self.instance.precision == Article.Precision.DAY
        return str(at.date() if is_day and "published_at" not in self.changed_data else at.isoformat())


class VersionInline(ReadOnlyInline):
    model = ArticleVersion
    fields = ("number", "title", "published_at", "replaced_at")


@admin.register(Article)
class ArticleAdmin(admin.ModelAdmin[Article]):
    form = ArticleForm
    change_form_template = "admin/stories/article/change.html"
    list_display = ("__str__", "source", "published_at", "status", "story", "annotated_at")
    list_filter = ("status", "source", "language")
    list_select_related = ("source", "story")
    search_fields = ("title", "external_id", "url")
    date_hierarchy = "published_at"
    show_full_result_count = False
    inlines = (VersionInline,)
    readonly_fields = (
        "story_link", "external_id", "version", "received_at", "annotated_at", "nlp_version", "original_link",
    )  # fmt: skip
    fieldsets = (
        (None, {"fields": ("source", "title", "text", ("published_at", "language"), ("url", "byline"), "seen")}),
        (gettext_lazy("Freigabe"), {"fields": (("status", "embargoed_until"),)}),
        (gettext_lazy("Verarbeitung"), {"fields": (
            "story_link", ("version", "received_at"), ("annotated_at", "nlp_version"), ("external_id", "original_link"),
        )}),
    )  # fmt: skip

    def get_fieldsets(self, request: HttpRequest, obj: Article | None = None) -> Any:
        """A new article has nothing processed yet."""
        return super().get_fieldsets(request, obj)[: None if obj else 2]

    def get_inlines(self, request: HttpRequest, obj: Article | None) -> Any:
        return self.inlines if obj else ()

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        if not change:
            outcome = submit_article(form.as_draft(), status=obj.status, embargoed_until=obj.embargoed_until)
            obj.pk = outcome.article
            for notice in outcome.notices:
                messages.info(request, notice)
        elif obj.status == Article.Status.WITHDRAWN:
            withdraw_article(obj)
        else:
            if set(form.changed_data) & CONTENT_FIELDS:
                revise_article(Article.objects.get(pk=obj.pk), form.as_draft())
            release_article(obj, obj.status, embargoed_until=obj.embargoed_until)
        obj.refresh_from_db()
        self._announce(request, obj)

    def _announce(self, request: HttpRequest, obj: Article) -> None:
        if obj.is_withdrawn:
            messages.warning(request, _("Der Artikel ist zurückgezogen: Sein Text ist entfernt, der Vermerk bleibt."))
        elif obj.annotated_at is None:
            message = _(
                'Der Artikel wird ausgewertet und seiner Geschichte zugeordnet. <a href="{}">Auf der Seite ansehen</a>'
            )
            messages.success(request, format_html(message, obj.get_absolute_url()))

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """What was withdrawn stays as it is."""
        return super().has_change_permission(request, obj) and (obj is None or not obj.is_withdrawn)

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """Articles are withdrawn, never deleted: the notice stays."""
        return False

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("original/<int:pk>/", view(self.download_original), name="stories_original_bytes"),
            path("<int:pk>/verschieben/", view(self.move), name="stories_article_move"),
            path("<int:pk>/korrigieren/", view(article_view), name="stories_article_correct"),
            *super().get_urls(),
        ]

    def move(self, request: HttpRequest, pk: int) -> HttpResponse:
        require(request, "change_story", "add_decision")
        article = get_object_or_404(Article.objects.select_related("story"), pk=pk, story__isnull=False)
        back = reverse("admin:stories_article_change", args=[pk])
        title = _("In eine andere Geschichte: %(article)s") % {"article": article}
        return decide(request, MoveForm(request.POST or None, article=article), title=title, model=Article, back=back)

    def download_original(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The bytes as they came in, never shown by the browser: they may hold scripts."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        original = get_object_or_404(Original, pk=pk)
        response = HttpResponse(bytes(original.content), content_type="application/octet-stream")
        response["Content-Disposition"] = f'attachment; filename="original-{pk}"'
        response["X-Content-Type-Options"] = "nosniff"
        return response

    @admin.display(description=gettext_lazy("Geschichte"))
    def story_link(self, obj: Article) -> str:
        if obj.story is None:
            return _("noch nicht zugeordnet")
        return format_html('<a href="{}">{}</a>', obj.story.get_absolute_url(), obj.story.headline)

    @admin.display(description=gettext_lazy("Original"))
    def original_link(self, obj: Article) -> str:
        if obj.original_id is None:
            return "–"
        address = reverse("admin:stories_original_bytes", args=[obj.original_id])
        return format_html('<a href="{}">{}</a>', address, _("herunterladen"))
