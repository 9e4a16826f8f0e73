"""The one form of all documents of a trust case."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.trust.break_map import BreakMap
from app.domain.trust.signal_chart import SignalChart
from app.domain.views import Fact, Note, Section


@dataclass(frozen=True, slots=True)
class TrustView:
    """What a document of a trust case shows: only what a person chose for its readers."""

    title: str
    """What documents call the matter."""
    preliminary: bool | None
    """Not used: a trust case is never published as a whole."""
    status: str
    """The day it speaks of, and who it is for."""
    as_of_day: str
    """The day of the document, such as 2026-03-30, in the zone of the case."""
    heading: str
    """What the document is, such as “Shared account”."""
    facts: tuple[Fact, ...]
    """What stands at its head, such as whom it is for and what for."""
    notices: tuple[str, ...]
    """What a reader must know before anything else."""
    sections: tuple[Section, ...]
    """What it says, in order; those with nothing in them are not there."""
    empty: str
    """What stands there where it has no section."""
    break_map: BreakMap
    """The trust breaks as the picture draws them."""
    charts: tuple[SignalChart, ...]
    """The signals as the pictures draw them, in order."""
    notes: tuple[Note, ...]
    """The evidence that it cites; without quotes for readers outside the team."""
    missing_sources: tuple[str, ...]
    """Sources that are missing, and accounts that were not heard."""
    closing: tuple[str, ...]
    """What its last lines say, such as that other notes are kept private."""


VIEWS = (
    "repair-frame",
    "shared-account",
    "claim-check",
    "trust-break-map",
    "repair-actions",
    "recovery-review",
    "update-note",
    "apology",
    "support-packet",
)
"""The documents of a trust case, by the name that a manifest gives the view."""
