"""The example story, built once per test that asks for it."""

from __future__ import annotations

import pytest

from tests.example import Example, make_example


@pytest.fixture
def example(db: None) -> Example:
    return make_example()
