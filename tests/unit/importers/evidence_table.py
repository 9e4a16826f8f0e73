"""What every real file of ``../shared/evidence/formats`` holds: format, items, first and last time.

Read off by eye from the files; the paths lie below that folder.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Expected:
    """``first`` and ``last`` in ISO 8601; clocks without a zone are taken as UTC, None: undated."""

    format: str
    items: int
    first: str | None
    last: str | None
    undated: int = 0


EXPECTED: dict[str, Expected] = {}
