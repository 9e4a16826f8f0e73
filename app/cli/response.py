"""The command about the live phase: times, completeness, drastic actions, updates, the card."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from app.cli.access import of_case
from app.cli.output import Output
from app.domain.moments import iso_utc, zone_named
from app.domain.practice import completeness, drastic, updates
from app.domain.practice.incident_times import MEASURE_WORDS, lapse_words, measures
from app.domain.practice.response import ProcessCard
from app.domain.practice.response_record import ResponseRecord
from app.domain.practice.response_words import part_words, promise_words, silence_words
from app.operations.practice import response


def listed(asked: argparse.Namespace, output: Output) -> None:
    """Print how the incident of a case was led, one thing a line."""
    with of_case(asked, output) as (casebook, case):
        record, zone = response.record_of(casebook, case.id), zone_named(case.zone)
    _times(record, output)
    for part in completeness.parts(record.entries, record.answers):
        output.result({"thing": "part", **asdict(part)}, part_words(part))
    for silence in completeness.silences(record.entries, record.marked):
        span = {"from": iso_utc(silence.from_us), "to": iso_utc(silence.to_us)}
        output.result({"thing": "silence", **span}, silence_words(silence, zone))
    for one in drastic.numbered(record.actions):
        line = f"{one.name}  {_time(one.action.at_us)}  {_one_line(one.action.action)}"
        output.result({"thing": "action", "name": one.name, **asdict(one.action)}, line)
    for told in updates.followed(record.updates):
        fields = {"promise": told.promise, "next_came_us": told.next_us, "late_us": told.late_us}
        line = f"{_time(told.update.at_us)}  {_one_line(told.update.status)}"
        words = " ".join(filter(None, (line, promise_words(told, zone))))
        output.result({"thing": "update", **asdict(told.update), **fields}, words)
    if record.card is not None:
        output.result({"thing": "card", **asdict(record.card)}, _card_words(record.card))


def _times(record: ResponseRecord, output: Output) -> None:
    for kind, entry in record.marked.items():
        fields = {"thing": "mark", "kind": kind, "entry": entry.id}
        output.result(fields, f"{kind}  {_one_line(entry.text)}")
    for one in measures(record.marked):
        if one.lapse is not None:
            words = lapse_words(one.lapse)
            fields = {"thing": "time", "kind": one.kind, "since": one.since, "words": words}
            output.result({**fields, **asdict(one.lapse)}, f"{MEASURE_WORDS[one.kind]}  {words}")


def _time(at_us: int | None) -> str:
    return "no time" if at_us is None else iso_utc(at_us)


def _one_line(text: str) -> str:
    return " ".join(text.split()) or "nothing written"


def _card_words(card: ProcessCard) -> str:
    return (
        f"Process card: updates every {card.update_minutes} minutes in {card.place or 'no place'}"
    )
