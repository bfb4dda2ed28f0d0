"""manage.py run: everything on one machine: database, migrations, demo stories, web and worker."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from honcho.manager import Manager

from newsroom.database import server

WEB_THREADS = 4


class Command(BaseCommand):
    help = "Startet Datenbank, Webserver und Verarbeitung; beim ersten Mal mit den Beispielgeschichten."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--no-demo", action="store_true", help="ohne Beispielgeschichten und ohne Beispiel-Zugang")

    def handle(self, *, port: int, no_demo: bool, **options: Any) -> None:
        started_here = self._start_database()
        try:
            call_command("migrate", verbosity=0)
            call_command("collectstatic", interactive=False, verbosity=0)
            login = None if no_demo else self._load_demo()
            self._announce(port, login)
            status = self._serve(port)
        finally:
            if started_here:
                server.stop(Path(settings.DATABASES["default"]["EMBEDDED_DIR"]))
        sys.exit(status)

    def _start_database(self) -> bool:
        """Whether the embedded server was started by this command, which then also ends it."""
        configured = settings.DATABASES["default"]
        if "EMBEDDED_DIR" not in configured:
            return False
        directory = Path(configured["EMBEDDED_DIR"])
        was_running = server.is_answering(directory)
        try:
            server.ensure_running(directory, configured["EMBEDDED_NAME"])
        except server.ServerError as error:
            raise CommandError(str(error)) from error
        return not was_running

    def _load_demo(self) -> tuple[str, str]:
        from stories.demo import load_demo

        return load_demo(say=self.stdout.write)

    def _announce(self, port: int, login: tuple[str, str] | None) -> None:
        address = f"http://127.0.0.1:{port}/"
        self.stdout.write(f"\n{settings.SITE_NAME}:  {address}\nRedaktion:    {address}admin/")
        if login:
            self.stdout.write(f"Anmeldung:    {login[0]}  {login[1]}   (nur für die Beispiele)")
        self.stdout.write("Beenden:      Strg-C\n")
        self.stdout.flush()

    def _serve(self, port: int) -> int:
        manager = Manager()
        environment = {**os.environ, "DATABASE_POOL": str(WEB_THREADS), "SITE_URL": f"http://127.0.0.1:{port}"}
        web = (
            f"{sys.executable} -m gunicorn newsroom.wsgi -k gthread -w 2 --threads {WEB_THREADS}"
            f" -b 127.0.0.1:{port} --max-requests 2000 --max-requests-jitter 200 --log-level warning"
        )
        manager.add_process("web", web, env=environment)
        manager.add_process("worker", f"{sys.executable} {sys.argv[0]} worker", env={**os.environ})
        manager.loop()
        return int(manager.returncode or 0)
