"""What a trust case begins with."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Gap:
    """A leader's act or decision: what was promised or expected, what happened, to whom."""

    happened: str
    promised: str = ""
    to_whom: str = ""


@dataclass(frozen=True, slots=True)
class FromIncident:
    """The incident that it follows, by its title there."""

    title: str


Beginning = Gap | FromIncident
