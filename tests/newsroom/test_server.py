"""The embedded PostgreSQL: started on demand, shared, healed after kill -9, never confused with a foreign process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from newsroom.database import server

pytestmark = pytest.mark.slow


@pytest.fixture
def data_dir(tmp_path: Path) -> Iterator[Path]:
    tmp_path.chmod(0o755)
    directory = tmp_path / "pg"
    yield directory
    server.stop(directory)


def connect(directory: Path, name: str = "newsroom") -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(
        host=str(server.ensure_running(directory, name)), user="postgres", dbname=name, autocommit=True
    )


def postmaster(directory: Path) -> int:
    return int((directory / "postmaster.pid").read_text().split()[0])


def test_the_first_connection_creates_and_starts_the_server(data_dir: Path) -> None:
    with connect(data_dir) as session:
        version = session.execute("show server_version").fetchone()
    assert str(version[0]).startswith("18")


def test_german_letters_fold_whatever_the_machine(data_dir: Path) -> None:
    with connect(data_dir) as session:
        assert session.execute("select lower('ÄÖÜ')").fetchone() == ("äöü",)


def test_committed_rows_survive_kill_9_and_the_next_connection_heals(data_dir: Path) -> None:
    with connect(data_dir) as session:
        session.execute("create table kept as select 1 as one")
    os.kill(postmaster(data_dir), signal.SIGKILL)
    server._probed_at.clear()
    with connect(data_dir) as session:
        assert session.execute("select one from kept").fetchone() == (1,)


def test_a_stale_pid_file_of_a_foreign_process_is_not_believed(data_dir: Path) -> None:
    connect(data_dir).close()
    server.stop(data_dir)
    foreign = os.getpid()
    (data_dir / "postmaster.pid").write_text(f"{foreign}\n{data_dir}\n0\n5432\n{data_dir}\n\n")
    with connect(data_dir) as session:
        assert session.execute("select 1").fetchone() == (1,)
    assert postmaster(data_dir) != foreign


def test_stop_never_signals_a_foreign_process(data_dir: Path) -> None:
    data_dir.mkdir()
    bystander = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    try:
        (data_dir / "postmaster.pid").write_text(f"{bystander.pid}\n")
        assert server.stop(data_dir) is False
        assert bystander.poll() is None
    finally:
        bystander.kill()
        bystander.wait()


def test_many_starters_at_once_get_one_server(data_dir: Path) -> None:
    program = (
        "from newsroom.database import server; import pathlib; "
        f"print(server.ensure_running(pathlib.Path({str(data_dir)!r}), 'newsroom'))"
    )
    command = [sys.executable, "-c", program]
    with ThreadPoolExecutor(4) as pool:
        started = [pool.submit(subprocess.run, command, check=False, capture_output=True, text=True) for _ in range(4)]
    runs = [one.result() for one in started]
    assert {run.stdout.strip() for run in runs} == {str(data_dir)}, [run.stderr for run in runs]


def test_a_long_path_gets_a_short_private_socket_folder(tmp_path: Path) -> None:
    long = tmp_path / ("x" * 90)
    assert server.socket_dir(long) != long
    assert len(os.fsencode(server.socket_dir(long))) <= server.MAX_SOCKET_DIR_BYTES


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "pg").mkdir()
    (tmp_path / "pg" / "diary.txt").write_text("mine")
    with pytest.raises(server.ServerError, match="is not empty"):
        server.ensure_running(tmp_path / "pg")
    assert (tmp_path / "pg" / "diary.txt").read_text() == "mine"


def test_importing_settings_and_urls_starts_nothing(tmp_path: Path) -> None:
    program = "import django; django.setup(); import newsroom.urls"
    environment = {
        **os.environ,
        "NEWSROOM_DATA": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        "DATABASE_URL": "",
    }
    subprocess.run([sys.executable, "-c", program], check=True, env=environment)
    assert not (tmp_path / "pg").exists()
