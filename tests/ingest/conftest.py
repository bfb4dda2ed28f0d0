"""What the tests of taking in share: bytes in, the items a reader makes of them out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from stories.ingest import Draft, Problem
from stories.ingest.files import read_payload
from stories.ingest.types import Payload

Read = Callable[[bytes | str, str], list[Draft | Problem]]


@pytest.fixture
def read() -> Read:
    def read(content: bytes | str, name: str) -> list[Draft | Problem]:
        raw = content.encode() if isinstance(content, str) else content
        return list(read_payload(Payload(content=raw, name=name)))

    return read


@pytest.fixture
def read_one(read: Read) -> Callable[[bytes | str, str], Draft]:
    def read_one(content: bytes | str, name: str) -> Draft:
        [draft] = read(content, name)
        assert isinstance(draft, Draft), draft
        return draft

    return read_one


@pytest.fixture
def refusal(read: Read) -> Callable[[bytes | str, str], str]:
    """Why the one item of a file was refused."""

    def refusal(content: bytes | str, name: str) -> str:
        [problem] = read(content, name)
        assert isinstance(problem, Problem), problem
        return problem.reason

    return refusal
