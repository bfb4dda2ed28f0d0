"""Addresses of the whole site: the health check, the API, the admin, the readers' pages."""

from __future__ import annotations

from django.contrib import admin
from django.urls import include, path

from newsroom.health import healthz
from stories.api import api

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("api/v1/", api.urls),
    path("admin/", admin.site.urls),
    path("", include("stories.urls")),
]
