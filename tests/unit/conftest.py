"""The logic runs without Qt; this is where that is proved."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from tests.prepared import (
    few_keys,
    made_anew,
    ready_casebooks,
    ready_children,
    spawned_children,
)

__all__ = ["few_keys", "made_anew", "ready_casebooks", "ready_children", "spawned_children"]


@pytest.fixture(scope="session", autouse=True)
def without_qt(pytestconfig: pytest.Config) -> Iterator[None]:
    """Fails at the end where a test has brought in Qt; pytest-qt, where loaded, does so itself."""
    yield
    if not pytestconfig.pluginmanager.hasplugin("pytest-qt"):
        assert "PySide6" not in sys.modules, "a unit test has imported PySide6"
