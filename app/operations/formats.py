"""What people call the formats that evidence comes in."""

from __future__ import annotations

from app.importers import registry


def labels() -> dict[str, str]:
    """The name that people read for the id of each format that can be imported."""
    return registry.labels()


def label_of(format_id: str) -> str:
    """The name of a format; its id where this program does not know it (any more)."""
    return registry.labels().get(format_id, format_id)
