"""The commands, one function each: from what was asked to what is printed."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from app.casebook import Casebook
from app.cli.access import of_case, opened, passphrase
from app.cli.output import (
    Output,
    entry_fields,
    entry_words,
    item_fields,
    item_words,
    receipt_fields,
    receipt_words,
)
from app.domain.drafts import Case, CaseKind, EntryKind
from app.domain.errors import GoldseamError
from app.domain.evidence import ImportChoices
from app.domain.moments import UTC_ZONE, parse_event_time, parse_typed, zone_named
from app.domain.query import EvidenceFilter
from app.domain.questions import DateOrder
from app.domain.timeline import Span, as_of
from app.operations import casebooks, cases, columns, evidence, imports, sample, timeline

Command = Callable[[argparse.Namespace, Output], None]

_PAGE = 1_000


def new(asked: argparse.Namespace, output: Output) -> None:
    """Make a casebook, with the sample case where that was asked for."""
    with casebooks.new_casebook(asked.casebook, passphrase(asked)) as casebook:
        case = sample.add(casebook, output.progress) if asked.sample else None
    fields = {"casebook": str(asked.casebook), "case": None if case is None else case.id}
    output.result(fields, str(asked.casebook))


def case_add(asked: argparse.Namespace, output: Output) -> None:
    """Begin a case."""
    with opened(asked, output) as casebook:
        case = cases.add_case(casebook, CaseKind(asked.kind), asked.title, asked.zone)
    output.result(_case_fields(case), case.id)


def case_list(asked: argparse.Namespace, output: Output) -> None:
    """List the cases."""
    with opened(asked, output) as casebook:
        for case in cases.cases(casebook):
            output.result(_case_fields(case), f"{case.id}  {case.kind}  {case.title}")


def _case_fields(case: Case) -> dict[str, object]:
    return {"id": case.id, "kind": case.kind, "title": case.title, "zone": case.zone}


def import_paths(asked: argparse.Namespace, output: Output) -> None:
    """Take evidence in, one source for each path; a receipt for each."""
    with of_case(asked, output) as (casebook, case):
        zone = zone_named(asked.zone or case.zone)
        choices = ImportChoices(
            channels=asked.channels,
            with_direct_messages=asked.with_direct_messages,
            since_us=None if asked.since is None else parse_typed(asked.since, zone)[0],
            until_us=None if asked.until is None else parse_typed(asked.until, zone)[0],
            zone=asked.zone,
            date_order=None if asked.date_order is None else DateOrder(asked.date_order),
            day=asked.day,
            begins_us=None if asked.begins is None else parse_typed(asked.begins, UTC_ZONE)[0],
            columns=asked.map,
            format=asked.format,
            again=asked.again,
        )
        for path in asked.paths:
            _import_one(casebook, case, path, choices, output)
        imports.index_words(casebook, output.progress)


def _import_one(
    casebook: Casebook, case: Case, path: Path, choices: ImportChoices, output: Output
) -> None:
    """Import one path; what cannot be taken must not keep the others out."""
    try:
        choices = columns.answered_for(casebook, path, choices, output.progress)
        source = imports.import_evidence(casebook, case.id, path, choices, output.progress)
    except GoldseamError as error:
        output.complain(str(error))
        return
    output.result(receipt_fields(source, case), receipt_words(source, case))


def items(asked: argparse.Namespace, output: Output) -> None:
    """Print evidence."""
    with of_case(asked, output) as (casebook, case):
        ids = evidence.item_ids(
            casebook,
            case.id,
            EvidenceFilter(query=asked.query),
            by_source=asked.order == "source",
        )[: asked.limit]
        for start in range(0, len(ids), _PAGE):
            for item in evidence.items(casebook, ids[start : start + _PAGE]):
                output.result(item_fields(item), item_words(item))


def entry_add(asked: argparse.Namespace, output: Output) -> None:
    """Add an entry to the timeline."""
    with of_case(asked, output) as (casebook, case):
        time = parse_event_time(
            asked.time, zone_named(case.zone), evidence.usual_day(casebook, case)
        )
        draft = replace(
            timeline.entry_from_items(casebook, case.id, ()),
            text=asked.text,
            time_kind=time.kind,
            start_us=time.start_us,
            end_us=time.end_us,
            time_precision=time.precision,
            kind=EntryKind(asked.kind),
        )
        cited = [Span(item_id) for item_id in dict.fromkeys(asked.cite)]
        added = timeline.add_entry(casebook, draft, cited)
    output.result(entry_fields(added), added.entry.id)


def entries(asked: argparse.Namespace, output: Output) -> None:
    """Print the timeline, or what of it had happened and was known at a moment."""
    with of_case(asked, output) as (casebook, case):
        found = timeline.entries(casebook, case.id)
        if asked.as_of is not None:
            zone = zone_named(case.zone)
            moment_us, _ = parse_typed(asked.as_of, zone, evidence.usual_day(casebook, case))
            found = as_of(found, moment_us, zone)
        for cited in found:
            output.result(entry_fields(cited), entry_words(cited, case))


def verify(asked: argparse.Namespace, output: Output) -> None:
    """Check the casebook from end to end."""
    # No backup first: it could push out the last one from before the damage.
    with casebooks.open_casebook(asked.casebook, passphrase(asked)) as casebook:
        report = casebooks.verify(casebook, output.progress)
    checked = ", ".join(f"{count} {name}" for name, count in report.checked.items())
    words = f"Problems: {len(report.problems)}. Checked: {checked}."
    output.result({"problems": list(report.problems), "checked": dict(report.checked)}, words)
    for problem in report.problems:
        output.complain(problem)
