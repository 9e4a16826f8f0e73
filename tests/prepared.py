"""What nearly every test needs and few are about, made ready once for each process of tests."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator

import pytest

from app import confined
from tests.forked import forked

SPAWNED = confined._CONTEXT
# It has loaded what reads evidence and what fills in templates.
FORKED = forked("app.importers.registry", "app.importers.worker", "app.exporters.rendering")


@pytest.fixture(scope="session", autouse=True)
def few_keys() -> Iterator[None]:
    """Each key is derived once in a process, because the salts of new casebooks come from four.

    The 256,000 rounds of a key were a fifth of all tests. The keys stay the true ones: programs
    that tests start derive them from the files, as does `tests/unit/casebook/pages.py`. That
    salts are fresh is for `test_keys.py`, which asks `keys` itself.
    """
    from app.casebook import casebook, keys

    salts = itertools.cycle([keys.new_salt() for _ in range(4)])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(casebook, "new_salt", lambda: next(salts))
        patch.setattr(casebook, "derive", functools.cache(keys.derive))
        yield


@pytest.fixture(autouse=True)
def ready_children(monkeypatch: pytest.MonkeyPatch) -> None:
    """Confined children are forked: half a second less than one that loads all formats anew."""
    monkeypatch.setattr(confined, "_CONTEXT", FORKED)


@pytest.fixture
def spawned_children(ready_children: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """They start as the program starts them: for tests of the children themselves."""
    monkeypatch.setattr(confined, "_CONTEXT", SPAWNED)
