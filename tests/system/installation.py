"""A whole installation of its own for a test: real processes against an embedded database in a temporary folder."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg

from newsroom.database import server

ROOT = Path(__file__).parent.parent.parent


class Installation:
    def __init__(self, folder: Path) -> None:
        for parent in (folder, *folder.parents[:2]):
            parent.chmod(0o755)  # the database account must reach its folder
        self.folder = folder
        self.environment = {
            **os.environ, "NEWSROOM_DATA": str(folder), "DATABASE_URL": "", "WORKER_HEARTBEAT_SECONDS": "1",
            "WORKER_STALLED_SECONDS": "3", "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        }  # fmt: skip
        self.processes: list[subprocess.Popen[bytes]] = []

    def manage(self, *arguments: str, expect: int | None = 0) -> str:
        command = [sys.executable, str(ROOT / "manage.py"), *arguments]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)
        assert expect is None or done.returncode == expect, done.stdout + done.stderr
        return done.stdout + done.stderr

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        process = subprocess.Popen([sys.executable, str(ROOT / "manage.py"), *arguments], env=self.environment)
        self.processes.append(process)
        return process

    def wait_for_child(self, process: subprocess.Popen[bytes], seconds: float = 30) -> int:
        listed = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        deadline = time.monotonic() + seconds
        while not (children := listed.read_text().split()):
            assert time.monotonic() < deadline, "the process started no child"
            time.sleep(0.05)
        return int(children[0])

    def query(self, statement: str) -> list[tuple[Any, ...]]:
        host = str(server.ensure_running(self.folder / "pg", "newsroom"))
        with psycopg.connect(host=host, user="postgres", dbname="newsroom", autocommit=True) as session:
            return session.execute(statement).fetchall()  # type: ignore[call-overload,no-any-return]

    def wait_until(self, statement: str, wanted: Callable[[Any], bool], seconds: float = 90) -> Any:
        """Ask again and again until the first value of the first row is as wanted; fail loudly after a while."""
        deadline = time.monotonic() + seconds
        while True:
            rows = self.query(statement)
            value = rows[0][0] if rows else None
            if wanted(value):
                return value
            assert time.monotonic() < deadline, f"{statement} stayed at {value!r}"
            time.sleep(0.05)

    def close(self) -> None:
        for process in self.processes:
            if process.poll() is None:
                process.send_signal(signal.SIGKILL)
            process.wait()
        server.stop(self.folder / "pg")
