"""The readers' addresses. They last: ids decide, slugs may change."""

from __future__ import annotations

from django.urls import path

from stories import feeds
from stories.views import article, compare, corrections, front, name, pages, search, source, story

app_name = "stories"
urlpatterns = [
    path("", front.front, name="front"),
    path("geschichte/<int:pk>/", story.story_redirect, name="story-short"),
    path("geschichte/<int:pk>-<slug:slug>/", story.story_detail, name="story-detail"),
    path("geschichte/<int:pk>-<slug:slug>/vergleich/", compare.story_compare, name="story-compare"),
    path("bericht/<int:pk>/", article.article_detail, name="article-detail"),
    path("namen/", name.name_list, name="name-list"),
    path("name/<int:pk>-<slug:slug>/", name.name_detail, name="name-detail"),
    path("quellen/", source.source_list, name="source-list"),
    path("quelle/<slug:slug>/", source.source_detail, name="source-detail"),
    path("suche/", search.search, name="search"),
    path("korrekturen/", corrections.correction_list, name="correction-list"),
    path("ueber/", pages.about, name="about"),
    path("barrierefreiheit/", pages.accessibility, name="accessibility"),
    path("datenschutz/", pages.privacy, name="privacy"),
    path("feed.atom", feeds.AllStories(), name="feed"),
    path("geschichte/<int:pk>/feed.atom", feeds.StoryReports(), name="story-feed"),
    path("geschichte/<int:pk>/kalender.ics", feeds.story_calendar, name="story-calendar"),
    path("name/<int:pk>/feed.atom", feeds.NameStories(), name="name-feed"),
    path("quelle/<slug:slug>/feed.atom", feeds.SourceStories(), name="source-feed"),
    path("favicon.ico", pages.favicon, name="favicon"),
]
