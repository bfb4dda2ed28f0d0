"""manage.py db start|stop|status: the embedded PostgreSQL."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from newsroom.database import server


class Command(BaseCommand):
    help = "Startet, beendet oder zeigt den eingebetteten PostgreSQL-Server (nur ohne DATABASE_URL)."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("action", choices=["start", "stop", "status"])

    def handle(self, *, action: str, **options: Any) -> None:
        configured = settings.DATABASES["default"]
        if "EMBEDDED_DIR" not in configured:
            raise CommandError("DATABASE_URL ist gesetzt; dieser Server wird nicht von hier aus verwaltet.")
        directory = Path(configured["EMBEDDED_DIR"])
        try:
            self.stdout.write(getattr(self, f"_{action}")(directory))
        except server.ServerError as error:
            raise CommandError(str(error)) from error

    def _start(self, directory: Path) -> str:
        return f"läuft: {server.ensure_running(directory, settings.DATABASES['default']['EMBEDDED_NAME'])}"

    def _stop(self, directory: Path) -> str:
        return "beendet" if server.stop(directory) else "lief nicht"

    def _status(self, directory: Path) -> str:
        return f"läuft: {server.socket_dir(directory)}" if server.is_answering(directory) else "läuft nicht"
