"""Asking for a page in the ways readers' browsers do."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def text_of(client: Client, address: str, **headers: str) -> str:
    response = client.get(address, headers=headers)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def htmx(target: str, **more: str) -> dict[str, str]:
    return {"HX-Request": "true", "HX-Target": target, **more}


def assert_four_ways(client: Client, address: str, target: str) -> None:
    """Plain: the page. htmx: the region alone, with its count. History restore: the page. Always Vary."""
    plain, part = client.get(address), client.get(address, headers=htmx(target))
    restored = client.get(address, headers=htmx(target, **{"HX-History-Restore-Request": "true"}))
    for response in (plain, part, restored):
        assert response.status_code == 200
        assert "HX-Request" in response["Vary"]
    assert b"<!doctype html>" in plain.content
    assert b"<!doctype html>" in restored.content
    assert b"<!doctype html>" not in part.content
    assert b'id="status"' in part.content
    assert b"data-hx-swap-oob" in part.content


def count_queries(client: Client, address: str, **headers: Any) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(address, headers=headers).status_code == 200
    return len(queries)
