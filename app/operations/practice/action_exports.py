"""The actions that are still to be done, written for a tracker or a calendar.

They go the way of every document: read without what is private, roles in place of names, and the
finished bytes through the leak gate.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.casebook import Casebook
from app.domain.drafts import CaseKind
from app.domain.errors import ExportError
from app.domain.practice.action_plan import plan_of
from app.domain.practice.action_sheet import ActionSheet, sheet_of
from app.domain.practice.failure_chain import chain_of
from app.domain.practice.lessons import FollowUp
from app.domain.review_words import counted
from app.domain.wording import Wording
from app.exporters import files
from app.exporters.leak_gate import leaks
from app.operations import cases, exports
from app.operations.exports import Rendered
from app.operations.now import now_us
from app.operations.secret_texts import secrets_of


@dataclass(frozen=True, slots=True)
class ActionFormat:
    """A way to hand actions on; ``hint`` says what to know where they are taken in."""

    id: str
    label: str
    ending: str
    hint: str


FORMATS: Mapping[str, ActionFormat] = {
    each.id: each
    for each in (
        ActionFormat(
            "jira", "Jira (CSV)", "csv", "In Jira's import, give yyyy-MM-dd as the format of dates."
        ),
        ActionFormat("linear", "Linear (CSV)", "csv", "Linear's importer reads it as its own."),
        ActionFormat(
            "github",
            "GitHub (CSV)",
            "csv",
            "GitHub imports no table by itself; scripts over its gh command read these columns.",
        ),
        ActionFormat("ics", "Calendar (ICS)", "ics", "A later file replaces the days of this one."),
    )
}


@dataclass(frozen=True, slots=True)
class HandedOn:
    """A file that was written, and what to tell about it."""

    path: Path
    words: str


def sheet(casebook: Casebook, case_id: str) -> ActionSheet:
    """What is still to be done, with roles in place of names.

    Raises `ExportError` for a trust case, whose actions leave in documents for one reader only;
    `NotFoundError`.
    """
    if cases.case(casebook, case_id).kind is CaseKind.TRUST:
        raise ExportError(
            "A trust case is private: its actions leave only in documents for one reader, and only "
            "where they were chosen."
        )
    wording = Wording(secrets_of(casebook, case_id))
    with exports.read_case(casebook, case_id) as reading:
        chain = chain_of(reading.shared, case_id, reading.cited)
        plan = plan_of(reading.shared, case_id, chain, reading.cited)
        follow_ups = reading.of_case(FollowUp)
        made = sheet_of(reading.case, plan, follow_ups, reading.zone, reading.now_us)
    return wording.of(made)


def render(casebook: Casebook, case_id: str, format_id: str) -> Rendered:
    """The actions in a format, gone through the leak gate.

    Raises `ExportError` where there is nothing to hand on, `NotFoundError`.
    """
    return _rendered(casebook, case_id, FORMATS[format_id], sheet(casebook, case_id))


def export(casebook: Casebook, case_id: str, format_id: str, path: Path) -> HandedOn:
    """Write the actions; into a folder under a name of their own.

    Raises `LeakError`, `ExportError`, `NotFoundError`; then nothing new remains.
    """
    chosen, told = FORMATS[format_id], sheet(casebook, case_id)
    rendered = _rendered(casebook, case_id, chosen, told)
    target = exports.write(casebook, case_id, rendered, chosen.ending, path)
    return HandedOn(target, f"{_counts(told, chosen)} {chosen.hint}")


def _rendered(
    casebook: Casebook, case_id: str, chosen: ActionFormat, told: ActionSheet
) -> Rendered:
    from app.exporters.action_calendar import calendar_bytes
    from app.exporters.action_tables import table_bytes

    if chosen.ending == "ics":
        if not (told.with_day or told.days):
            raise ExportError("No unfinished action and no follow-up has a day yet; set one first.")
        data, what = calendar_bytes(told, now_us()), "days of actions"
    else:
        if not told.for_tracker:
            raise ExportError(
                "There is no unfinished action that is not in the tracker yet; nothing was written."
            )
        data, what = table_bytes(told, chosen.id), f"actions for {chosen.label.partition(' ')[0]}"
    name = files.name_of(told, what, chosen.ending)
    found = leaks(data, chosen.ending, name, secrets_of(casebook, case_id))
    return Rendered(data, name, tuple(found))


def _counts(told: ActionSheet, chosen: ActionFormat) -> str:
    if chosen.ending == "ics":
        days = counted(len(told.with_day) + len(told.days), "day")
        without = len(told.rows) - len(told.with_day)
        return f"{days} written." + (
            f" {counted(without, 'action')} without a day." if without else ""
        )
    written = len(told.for_tracker)
    known = len(told.rows) - written
    there = f" {counted(known, 'action')} left out: in the tracker already." if known else ""
    return f"{counted(written, 'action')} written.{there}"
