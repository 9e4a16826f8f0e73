"""What people call the formats that evidence comes in."""

from __future__ import annotations

from functools import cache


@cache
def labels() -> dict[str, str]:
    """The name that people read for the id of each format that can be imported."""
    from app.importers import registry  # loaded where it is asked for: there are many formats

    return registry.labels()


def label_of(format_id: str) -> str:
    """The name of a format; its id where this program does not know it (any more)."""
    return labels().get(format_id, format_id)
