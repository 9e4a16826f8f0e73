"""Where one was: half-typed text, selection, scroll; encrypted with the rest, never exported."""

from __future__ import annotations

from app.casebook import Casebook, desk

TEMPLATES = "templates"
"""The key of the templates that a casebook uses; no erasure forgets it."""


def remember(casebook: Casebook, key: str, value: str) -> None:
    """Keep a value for the next start; an empty one is forgotten."""
    with casebook.batch() as connection:
        desk.put(connection, key, value)


def recall(casebook: Casebook, key: str) -> str | None:
    """What was kept, or None."""
    with casebook.read() as connection:
        return desk.get(connection, key)
