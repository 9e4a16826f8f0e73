"""The commands about time: how an item got its time, clocks that differ, contradictions."""

from __future__ import annotations

import argparse

from app.cli.access import of_case
from app.cli.output import Fields, Output, time_field
from app.domain.errors import NotFoundError
from app.domain.moments import zone_named
from app.domain.time_account import TimeAccount, account_lines, offset_text, shown_in
from app.operations import clocks, imports, time_accounts
from app.operations import contradictions as cases_contradictions
from app.operations.clocks import ClockDifference, difference_words


def time(asked: argparse.Namespace, output: Output) -> None:
    """Say how the time of an item came about."""
    others = [zone_named(name) for name in asked.zone]
    with of_case(asked, output) as (casebook, case):
        found = time_accounts.account(casebook, asked.item, others)
        if found.item.source_id not in {one.id for one in imports.sources(casebook, case.id)}:
            raise NotFoundError(f"There is no item {asked.item} in this case.")
    words = "\n".join(f"{name}: {said}" for name, said in account_lines(found))
    output.result(_account_fields(found), words)


def _account_fields(found: TimeAccount) -> Fields:
    item, readings = found.item, found.readings
    return {
        "id": item.id,
        "source": item.source_title,
        "path": item.path,
        "line": item.line,
        "time_text": item.time_text,
        "precision": item.precision,
        "zone_basis": item.zone_basis,
        "zone": found.zone,
        "offset": None if found.offset_us is None else offset_text(found.offset_us),
        "clock_offset_s": found.clock_offset_us / 1_000_000,
        "caveats": list(found.caveats),
        "occurrence": "once" if readings is None else readings.occurrence,
        "readings": []
        if readings is None
        else [
            {
                "time": time_field(one.utc_us),
                "offset": offset_text(one.offset_us),
                "used": one == found.used,
            }
            for one in readings.readings
        ],
        "proved": found.proved if readings is not None else True,
        "time": time_field(item.utc_us),
        "zones": {}
        if item.utc_us is None
        else {zone.key: shown_in(item.utc_us, zone, item.precision) for zone in found.zones},
        "edited": time_field(item.edited_us),
        "explained": [f"{name}: {said}" for name, said in account_lines(found)],
    }


def skew(asked: argparse.Namespace, output: Output) -> None:
    """Say which clocks differ, and by which items; a person sets a clock right, or does not."""
    with of_case(asked, output) as (casebook, case):
        found = clocks.compare_clocks(casebook, case.id, output.progress)
        for difference in found.differences:
            output.result(_difference_fields(difference), difference_words(difference))
    output.say(
        f"Pairs of sources compared: {found.compared}. Items looked at: {found.looked_at:,}"
        + (f", too many to be looked at: {found.left_out:,}." if found.left_out else ".")
    )


def _difference_fields(found: ClockDifference) -> Fields:
    shown = found.skew
    return {
        "ahead": {"id": found.first.id, "source": found.first.title},
        "behind": {"id": found.second.id, "source": found.second.title},
        "by_s": shown.by_us / 1_000_000,
        "median_s": shown.median_us / 1_000_000,
        "spread_s": shown.spread_us / 1_000_000,
        "agreeing": shown.agreeing,
        "pairs": [
            {
                "items": [pair.first_id, pair.second_id],
                "mark": pair.mark,
                "difference_s": pair.difference_us / 1_000_000,
                "agrees": pair.agrees,
            }
            for pair in shown.pairs
        ],
        "suspect": found.suspect_id,
    }


def contradictions(asked: argparse.Namespace, output: Output) -> None:
    """List what dated statements say against each other."""
    with of_case(asked, output) as (casebook, case):
        told = cases_contradictions.contradictions(casebook, case.id, output.progress)
        for found in told.found:
            one = found.contradiction
            fields = {
                "kind": one.kind,
                "items": list(one.items),
                "entries": list(one.entries),
                "quotes": list(one.quotes),
                "why": one.why,
                "dismissed": found.dismissed or None,
            }
            quotes = "\n".join(f"    “{quote}”" for quote in one.quotes)
            mark = f" (dismissed: {found.dismissed})" if found.dismissed else ""
            output.result(fields, f"{one.why}{mark}\n{quotes}")
    output.say(
        f"Statements looked at: {told.looked_at:,}"
        + (f", too many to be looked at: {told.left_out:,}." if told.left_out else ".")
    )
