"""Derived tables in the admin, read-only."""

from __future__ import annotations

from django.contrib import admin

from stories.admin.readonly import ReadOnlyAdmin
from stories.models import Agreement, ArticleVersion, Difference, Mention, Sentence, TimeExpression, TimelineEntry


@admin.register(ArticleVersion)
class ArticleVersionAdmin(ReadOnlyAdmin):
    list_display = ("article", "number", "title", "replaced_at")
    list_select_related = ("article",)


@admin.register(Sentence)
class SentenceAdmin(ReadOnlyAdmin):
    list_display = ("article", "position", "kind", "speaker", "cue")
    list_filter = ("kind",)
    list_select_related = ("article",)
    search_fields = ("speaker",)


@admin.register(Mention)
class MentionAdmin(ReadOnlyAdmin):
    list_display = ("name", "label", "form", "entity", "article")
    list_filter = ("label", "form")
    list_select_related = ("entity", "article")
    search_fields = ("name",)


@admin.register(TimeExpression)
class TimeExpressionAdmin(ReadOnlyAdmin):
    list_display = ("value", "type", "begin", "end_day", "rule", "anchor", "article")
    list_filter = ("type", "anchor")
    list_select_related = ("article",)


@admin.register(TimelineEntry)
class TimelineEntryAdmin(ReadOnlyAdmin):
    list_display = ("story", "position", "date", "lane", "kind", "precision")
    list_filter = ("lane", "kind", "precision")
    list_select_related = ("story",)


@admin.register(Agreement)
class AgreementAdmin(ReadOnlyAdmin):
    list_display = ("story", "position", "source_count", "score")
    list_select_related = ("story",)


@admin.register(Difference)
class DifferenceAdmin(ReadOnlyAdmin):
    list_display = ("story", "position", "grade", "topic")
    list_filter = ("grade",)
    list_select_related = ("story",)
