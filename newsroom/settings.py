"""Settings, all from the environment; a wrong value is an error that says what to write.

DEBUG is off unless asked for. Without DATABASE_URL the embedded PostgreSQL under NEWSROOM_DATA is used.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import dj_database_url
import django_stubs_ext
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from newsroom import env

django_stubs_ext.monkeypatch()  # lets ModelAdmin[Story] and the like be written at run time, too

BASE_DIR = Path(__file__).resolve().parent.parent
NEWSROOM_DATA = Path(env.text("NEWSROOM_DATA", "var"))
if not NEWSROOM_DATA.is_absolute():
    NEWSROOM_DATA = BASE_DIR / NEWSROOM_DATA

# The product
SITE_NAME = env.text("SITE_NAME", "Quellenlage")
SITE_URL = env.text("SITE_URL", "http://127.0.0.1:8000").rstrip("/")
NEWSROOM_PIPELINE = env.text("NEWSROOM_PIPELINE")  # an installed spaCy pipeline that supplies the names instead of ours
DEMO = env.flag("NEWSROOM_DEMO", default=False)  # `make run`: demo stories and a demo editor
MAX_UPLOAD_BYTES = env.number("MAX_UPLOAD_BYTES", 20 * 1024 * 1024)
MAX_ARTICLE_CHARS = env.number("MAX_ARTICLE_CHARS", 1_000_000)

# Security
DEBUG = env.flag("DEBUG", default=False)
SECRET_KEY = env.secret("SECRET_KEY") or env.kept_secret(NEWSROOM_DATA / "secret-key")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")
HTTPS = env.flag("HTTPS", default=False)
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = env.number("HSTS_SECONDS", 31_536_000 if HTTPS else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("BEHIND_PROXY", default=False) else None
SECURE_REFERRER_POLICY = "no-referrer"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = MAX_UPLOAD_BYTES
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

INSTALLED_APPS = [
    "stories",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "axes",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
ASGI_APPLICATION = "newsroom.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "stories.context.site",
            ],
        },
    },
]

# Database
DATABASE_URL = env.secret("DATABASE_URL")
DATABASE_POOL = env.number("DATABASE_POOL", 0)  # connections a web process keeps open; 0 for commands and workers


def _database() -> dict[str, Any]:
    if DATABASE_URL:
        found: dict[str, Any] = dict(dj_database_url.parse(DATABASE_URL))
        if found.get("ENGINE") != "django.db.backends.postgresql":
            raise env.SettingError("DATABASE_URL must name a PostgreSQL server: postgresql://user:password@host/name")
    else:
        directory = str(NEWSROOM_DATA / "pg")
        found = {"ENGINE": "newsroom.database", "NAME": "newsroom", "USER": "postgres"}
        found |= {"EMBEDDED_DIR": directory, "EMBEDDED_NAME": "newsroom"}
    found["CONN_HEALTH_CHECKS"] = True
    if DATABASE_POOL:
        options = {"pool": {"min_size": 1, "max_size": DATABASE_POOL, "timeout": 10}}
        return found | {"CONN_MAX_AGE": 0, "OPTIONS": found.get("OPTIONS", {}) | options}
    return found | {"CONN_MAX_AGE": 60}


DATABASES = {"default": _database()}

# Queue: a worker whose heart did not beat for WORKER_STALLED_SECONDS is dead, and its job is taken up again
WORKER_HEARTBEAT_SECONDS = env.number("WORKER_HEARTBEAT_SECONDS", 5)
WORKER_STALLED_SECONDS = env.number("WORKER_STALLED_SECONDS", 20)

# Log-in
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
AXES_FAILURE_LIMIT = 6
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["ip_address", "username"]]
AXES_VERBOSE = False
LOGIN_URL = "admin:login"

# Language and time
LANGUAGE_CODE = "de"
LANGUAGES = [("de", _("Deutsch")), ("en", _("Englisch"))]
LOCALE_PATHS = [BASE_DIR / "stories" / "locale"]
TIME_ZONE = env.text("TIME_ZONE", "Europe/Berlin")
USE_TZ = True

# Static files: hashed names, compressed once; the debug server and the tests serve them as they lie
STATIC_URL = "static/"
STATIC_ROOT = NEWSROOM_DATA / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.text("LOG_LEVEL", "WARNING")},
    "loggers": {
        "stories": {"level": env.text("LOG_LEVEL", "INFO")},
        "procrastinate": {"level": "WARNING"},
        "axes": {"level": "WARNING"},
    },
}
