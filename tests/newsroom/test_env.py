"""Environment variables: typed, and never guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsroom import env


@pytest.mark.parametrize(("value", "expected"), [("true", True), ("1", True), ("No", False), ("", True)])
def test_a_flag_is_true_or_false(monkeypatch: pytest.MonkeyPatch, value: str, expected: bool) -> None:
    monkeypatch.setenv("SOME_FLAG", value)
    assert env.flag("SOME_FLAG", default=True) is expected


def test_a_flag_that_is_neither_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_FLAG", "vielleicht")
    with pytest.raises(env.SettingError, match="SOME_FLAG=true"):
        env.flag("SOME_FLAG", default=True)


def test_a_number_that_is_none_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_NUMBER", "drei")
    with pytest.raises(env.SettingError, match="SOME_NUMBER=5"):
        env.number("SOME_NUMBER", 5)


def test_a_secret_may_lie_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("geheim\n")
    monkeypatch.setenv("SOME_SECRET_FILE", str(tmp_path / "secret"))
    assert env.secret("SOME_SECRET") == "geheim"


def test_a_missing_secret_file_is_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SOME_SECRET_FILE", str(tmp_path / "nowhere"))
    with pytest.raises(env.SettingError, match="cannot be read"):
        env.secret("SOME_SECRET")


def test_a_kept_secret_is_random_private_and_the_same_next_time(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "secret-key"
    first = env.kept_secret(path)
    assert len(first) >= 50
    assert env.kept_secret(path) == first
    assert path.stat().st_mode & 0o077 == 0
    assert env.kept_secret(tmp_path / "other") != first
