"""What nearly every test needs and few are about, made ready once for each process of tests."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator

import pytest

from app import confined
from tests.forked import forked

SPAWNED = confined._CONTEXT
# It has loaded what reads evidence, what fills in templates, and what makes suggestions.
FORKED = forked(
    "app.importers.registry",
    "app.importers.worker",
    "app.exporters.rendering",
    "app.assist.builtin",
)


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


@pytest.fixture(scope="session", autouse=True)
def ready_casebooks(few_keys: None) -> Iterator[None]:
    """A new casebook is a copy of the first one with its key, not made by every statement again.

    That is done once for each key, by the program itself; `made_anew` is for tests of the making.
    """
    from app.casebook import migrations
    from app.casebook.casebook import Casebook
    from app.casebook.keys import Key

    ready: dict[Key, bytes] = {}
    migrate = Casebook._migrate

    def copied(casebook: Casebook, version: int, steps: tuple[migrations.Step, ...]) -> None:
        if version or steps is not migrations.STEPS:
            migrate(casebook, version, steps)
        elif casebook._key in ready:
            casebook.path.write_bytes(ready[casebook._key])
        else:
            migrate(casebook, version, steps)
            casebook._engine.dispose()  # the last connection writes all into the one file
            ready[casebook._key] = casebook.path.read_bytes()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Casebook, "_migrate", copied)
        patch.setattr(Casebook, "_made_anew", migrate, raising=False)
        yield


@pytest.fixture
def made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """New casebooks are made as the program makes them."""
    from app.casebook.casebook import Casebook

    monkeypatch.setattr(Casebook, "_migrate", Casebook._made_anew)


@pytest.fixture(scope="session", autouse=True)
def ready_children() -> Iterator[None]:
    """Confined children are forked: half a second less than one that loads all formats anew."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(confined, "_CONTEXT", FORKED)
        yield


@pytest.fixture
def spawned_children(monkeypatch: pytest.MonkeyPatch) -> None:
    """They start as the program starts them: for tests of the children themselves."""
    monkeypatch.setattr(confined, "_CONTEXT", SPAWNED)
