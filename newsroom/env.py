"""Environment variables in, typed settings out. A value that cannot be understood is an error, never a guess."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


class SettingError(Exception):
    """An environment variable holds something that cannot be used; the message says what to write instead."""


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def flag(name: str, default: bool) -> bool:
    value = text(name)
    if not value:
        return default
    if value.lower() in {"true", "1", "yes"}:
        return True
    if value.lower() in {"false", "0", "no"}:
        return False
    raise SettingError(f"{name}={value!r} is neither true nor false. Write {name}=true or {name}=false.")


def number(name: str, default: int) -> int:
    value = text(name)
    try:
        return int(value) if value else default
    except ValueError:
        raise SettingError(f"{name}={value!r} is no whole number. Write for example {name}={default}.") from None


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated list; blanks around the commas do not count."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def secret(name: str) -> str:
    """The value of NAME, or the content of the file that NAME_FILE points to (Docker and systemd secrets)."""
    path = text(f"{name}_FILE")
    if not path:
        return text(name)
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise SettingError(f"{name}_FILE={path!r} cannot be read: {error.strerror}.") from None


def kept_secret(path: Path) -> str:
    """A random secret of this installation, made on first use and kept in ``path``, readable by its owner alone."""
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        pass
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    draft.touch(mode=0o600)
    draft.write_text(secrets.token_urlsafe(50), encoding="ascii")
    try:
        os.link(draft, path)  # the first of several starting processes wins, the others read its file
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_text(encoding="ascii").strip()
