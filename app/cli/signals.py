"""The command that lists the signals of a trust case: what was read, and what that shows."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from app.cli.access import of_case
from app.cli.output import Output
from app.domain.trust.signal_rules import SignalStanding
from app.domain.trust.signal_words import group_words, movement_words, name_of, reading_words
from app.operations.trust.signals import board


def listed(asked: argparse.Namespace, output: Output) -> None:
    """Print each signal with its readings; a week without one is not there."""
    with of_case(asked, output) as (casebook, case):
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
