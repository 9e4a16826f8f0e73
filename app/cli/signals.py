"""The command that lists the signals of a trust case, or writes what was read of them."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from app.cli.access import of_case
from app.cli.output import Output
from app.domain.audiences import READERS, Audience
from app.domain.errors import InvalidInputError
from app.domain.trust.signal_rules import SignalStanding
from app.domain.trust.signal_words import group_words, movement_words, name_of, reading_words
from app.operations.trust.signal_export import export_readings
from app.operations.trust.signals import board


def add_options(one: argparse.ArgumentParser) -> None:
    """For whom the readings are written, and where."""
    one.add_argument("--for", dest="reader", choices=[each.value for each in READERS])
    one.add_argument("-o", "--output", type=Path, metavar="FILE", help="write readings as CSV")


def listed(asked: argparse.Namespace, output: Output) -> None:
    """Print each signal with its readings; with an output, write those that a reader may see.

    Raises `InvalidInputError` where it does not say for whom.
    """
    with of_case(asked, output) as (casebook, case):
        if asked.output is not None:
            if asked.reader is None:
                raise InvalidInputError("Say for whom the readings are written, with --for.")
            path = export_readings(casebook, case.id, Audience(asked.reader), asked.output)
            output.result({"file": str(path)}, str(path))
            return
        found = board(casebook, case.id)
    for standing in found.standings:
        _tell(standing, output)


def _tell(standing: SignalStanding, output: Output) -> None:
    signal = standing.signal
    shows = movement_words(standing)
    fields = {"thing": "signal", **asdict(signal), "movement": standing.movement, "shows": shows}
    output.result(fields, f"{name_of(signal)}  {group_words(signal)}  {shows}")
    for reading in standing.readings:
        words = f"    {reading.week}  {reading_words(reading)}"
        output.result({"thing": "reading", **asdict(reading)}, words.rstrip())
