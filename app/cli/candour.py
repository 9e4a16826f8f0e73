"""The command that lists what the candour check asks about a case."""

from __future__ import annotations

import argparse

from app.cli.access import of_case
from app.cli.output import Fields, Output
from app.domain.candour.case_findings import CaseFinding
from app.operations import now
from app.operations.candour import checking


def listed(asked: argparse.Namespace, output: Output) -> None:
    """Print every open question, page by page; what was set aside stays with its author."""
    with of_case(asked, output) as (casebook, case):
        today = now.today(casebook, case.id)
        report = checking.report(casebook, case.id, today, output.progress)
    for finding in report.open:
        output.result(_fields(finding), _words(finding))
    for broken in report.broken:
        output.complain(broken)
    if not report.open:
        output.say(f"Nothing found. Looked for: {'; '.join(report.looked_for)}.")


def _fields(finding: CaseFinding) -> Fields:
    return {
        "rule": finding.rule,
        "group": finding.group,
        "page": finding.page,
        "things": [{"id": thing.id, "place": thing.place} for thing in finding.things],
        "field": finding.part,
        "text": finding.words,
        "sentence": finding.finding.sentence if finding.finding else "",
        "message": finding.message,
        "question": finding.question,
    }


def _words(finding: CaseFinding) -> str:
    places = ", ".join(thing.place for thing in finding.things)
    where = f"{finding.page}: {places}" if places else finding.page
    said = f" “{finding.words}”" if finding.words else ""
    return f"{where}: {finding.message}{said}\n    {finding.question}"
