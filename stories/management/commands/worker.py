"""manage.py worker: takes jobs from the queue; one process a core, each started again when it dies."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from argparse import ArgumentParser
from types import FrameType
from typing import Any, cast

from django.conf import settings
from django.core.management.base import BaseCommand
from procrastinate import App
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from stories.tasks import CPU, HOUSEKEEPING

RESTART_PAUSE_SECONDS = 2.0


class Command(BaseCommand):
    help = "Verarbeitet Artikel: auswerten, zuordnen, Geschichten zusammenstellen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--processes", type=int, default=1, help="Zahl der Prozesse, am besten einer je Kern.")
        parser.add_argument("--single", action="store_true", help="Ein Prozess ohne Aufsicht (unter systemd, Docker).")

    def handle(self, *, processes: int, single: bool, **options: Any) -> None:
        if single:
            asyncio.run(work())
        else:
            Supervisor(processes).run()


async def work() -> None:
    """One job of computing at a time, and small housekeeping jobs beside it; SIGTERM ends after the running job."""
    from stories.nlp import pipeline

    pipeline.load(settings.NEWSROOM_PIPELINE)
    connector = cast(DjangoConnector, app.connector)
    worker = app.with_connector(connector.get_worker_connector())
    async with worker.open_async():
        loops = [
            asyncio.create_task(_take_jobs(worker, queue, width)) for queue, width in ((CPU, 1), (HOUSEKEEPING, 2))
        ]
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, _cancel, loops)
        await asyncio.wait(loops, return_when=asyncio.FIRST_COMPLETED)
        _cancel(loops)
        await asyncio.gather(*loops, return_exceptions=True)


async def _take_jobs(worker: App, queue: str, width: int) -> None:
    await worker.run_worker_async(
        name=f"{queue}-{os.getpid()}",
        queues=[queue],
        concurrency=width,
        install_signal_handlers=False,
        update_heartbeat_interval=settings.WORKER_HEARTBEAT_SECONDS,
        stalled_worker_timeout=settings.WORKER_STALLED_SECONDS,
    )


def _cancel(loops: list[asyncio.Task[None]]) -> None:
    """Ask each to finish its running job; asking twice would tear the job off."""
    for loop in loops:
        if not loop.cancelling():
            loop.cancel()


class Supervisor:
    """Keeps ``count`` worker processes alive. A worker that lost its database, or was killed, is replaced."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.stopping = False
        self.children: list[subprocess.Popen[bytes]] = []

    def run(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        self.children = [self._start() for _ in range(self.count)]
        while not self.stopping:
            time.sleep(0.3)
            self._replace_dead()
        for child in self.children:
            child.wait()

    def _replace_dead(self) -> None:
        for index, child in enumerate(self.children):
            if child.poll() is not None and not self.stopping:
                time.sleep(RESTART_PAUSE_SECONDS)
                self.children[index] = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen([sys.executable, sys.argv[0], "worker", "--single"], env=os.environ)  # noqa: S603

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True
        for child in self.children:
            child.send_signal(signal.SIGTERM)
