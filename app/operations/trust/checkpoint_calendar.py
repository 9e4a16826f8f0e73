"""The days of the checkpoints for one's own calendar.

A calendar is often open to others, so it gets the days and a word for each, and nothing else: not
even what the case is called. The finished bytes go through the leak gate all the same.
"""

from __future__ import annotations

from pathlib import Path

from app.casebook import Casebook
from app.domain.drafts import Case
from app.domain.errors import ExportError
from app.domain.moments import day, zone_named
from app.domain.trust.checkpoint_rules import calendar_days
from app.domain.trust.follow_through import Checkpoint
from app.exporters.leak_gate import leaks
from app.operations import exports
from app.operations.exports import Rendered
from app.operations.now import now_us
from app.operations.secret_texts import secrets_of

ENDING = "ics"


def render(casebook: Casebook, case_id: str) -> Rendered:
    """The calendar, gone through the leak gate.

    Raises `ExportError` where no checkpoint is still to be held, `NotFoundError`.
    """
    from app.exporters.checkpoint_calendar import calendar_bytes  # late, for a fast start

    with casebook.drafts() as drafts:
        zone = zone_named(drafts.get(Case, case_id).zone)
        days = calendar_days(drafts.of_case(Checkpoint, case_id))
    if not days:
        raise ExportError("No checkpoint is still to be held. Plan the dates first.")
    made_us = now_us()
    data, name = calendar_bytes(days, made_us), f"Checkpoints – as of {day(made_us, zone)}.{ENDING}"
    return Rendered(data, name, tuple(leaks(data, ENDING, name, secrets_of(casebook, case_id))))


def export(casebook: Casebook, case_id: str, path: Path) -> Path:
    """Write the calendar; into a folder under a name of its own. Returns where it is.

    Raises `LeakError`, `ExportError`, `NotFoundError`; then nothing new remains.
    """
    return exports.write(casebook, case_id, render(casebook, case_id), ENDING, path)
