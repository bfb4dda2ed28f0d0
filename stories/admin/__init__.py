"""The editors' desk, in the Django admin. Editors change articles, names and stories; derived tables are read-only."""

from django.conf import settings
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from stories.admin import articles, decisions, derived, jobs, names, sources, stories, uploads

__all__ = ["articles", "decisions", "derived", "jobs", "names", "sources", "stories", "uploads"]

admin.site.site_header = admin.site.site_title = settings.SITE_NAME
admin.site.index_title = _("Redaktion")
admin.site.enable_nav_sidebar = False  # the start page lists everything, and the texts need the width
