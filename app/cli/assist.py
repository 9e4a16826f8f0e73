"""The commands of the assist: what it suggests for a case, and what it puts together.

They read only: nothing of it is kept in the casebook.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from app.casebook import Casebook
from app.cli.access import of_case
from app.cli.output import Fields, Output, WrongUseError, time_field
from app.domain.assist.suggestions import Cluster, ClusterLevel, Suggestion
from app.domain.drafts import Case
from app.domain.moments import parse_typed, zone_named
from app.domain.query import EvidenceFilter
from app.domain.review_words import counted
from app.operations import evidence
from app.operations.assist import running
from app.operations.assist.requesting import request_of

_BUILT_IN, _LLAMA = "builtin", "llama"


def add_suggest_options(one: argparse.ArgumentParser, moment: Callable[[str], str]) -> None:
    """Which engine is asked, and about what."""
    add_engine_options(one)
    _add_scope(one, moment)


def add_engine_options(one: argparse.ArgumentParser) -> None:
    """Which engine is asked; `model_of` reads it."""
    one.add_argument(
        "--engine",
        choices=[_BUILT_IN, _LLAMA],
        help="the built-in one, or a model on this machine; else as --model says",
    )
    one.add_argument("--model", type=Path, metavar="FILE", help="a model as a GGUF file")


def add_cluster_options(one: argparse.ArgumentParser, moment: Callable[[str], str]) -> None:
    """What is put together, and of what."""
    one.add_argument(
        "--level",
        choices=[level.value for level in ClusterLevel],
        default=ClusterLevel.TEMPLATE.value,
        help="records of one statement (unless said otherwise), words about one symptom, or "
        "messages of one conversation",
    )
    one.add_argument(
        "--model", type=Path, metavar="FILE", help="a model that compares what symptoms mean"
    )
    _add_scope(one, moment)


def _add_scope(one: argparse.ArgumentParser, moment: Callable[[str], str]) -> None:
    one.add_argument("--query", default="", help="only this evidence, as in the search field")
    one.add_argument("--since", type=moment, metavar="T", help="only from this time on")
    one.add_argument("--until", type=moment, metavar="T", help="only before this time")


def suggest(asked: argparse.Namespace, output: Output) -> None:
    """Print what an engine suggests; what it dropped is said beside it. Raises `WrongUseError`."""
    model = model_of(asked)
    with of_case(asked, output) as (casebook, case):
        scope = _scope(asked, casebook, case)
        request = request_of(casebook, case.id, scope, output.progress)
    answered = running.ask(request, model, output.progress)
    for one in answered.suggestions:
        output.result(suggestion_fields(one), _suggestion_words(one))
    if not answered.suggestions:
        output.say("Nothing is suggested for this evidence.")
    for note in answered.notes:
        output.say(note)
    if dropped := sum(answered.dropped.values()):
        what = counted(dropped, "suggestion")
        output.say(f"Dropped, as foreign to the evidence that was shown: {what}.")


def cluster(asked: argparse.Namespace, output: Output) -> None:
    """Print the clusters of a level, each with all of its items."""
    with of_case(asked, output) as (casebook, case):
        scope = _scope(asked, casebook, case)
        request = request_of(casebook, case.id, scope, output.progress)
    level = ClusterLevel(asked.level)
    found = running.clusters_in(request, level, asked.model, output.progress)
    for number, one in enumerate(found, 1):
        output.result(_cluster_fields(number, one), _cluster_words(number, one))


def model_of(asked: argparse.Namespace) -> Path | None:
    """The model that is asked, None for the built-in engine. Raises `WrongUseError`."""
    model: Path | None = asked.model
    if asked.engine == _LLAMA and model is None:
        raise WrongUseError("Say which model is asked, with --model FILE.")
    if asked.engine == _BUILT_IN and model is not None:
        raise WrongUseError("The built-in engine takes no model; leave out --model or --engine.")
    return model


def _scope(asked: argparse.Namespace, casebook: Casebook, case: Case) -> EvidenceFilter:
    zone, day_of_us = zone_named(case.zone), evidence.usual_day(casebook, case)

    def instant(text: str | None) -> int | None:
        return None if text is None else parse_typed(text, zone, day_of_us)[0]

    return EvidenceFilter(asked.query, since_us=instant(asked.since), until_us=instant(asked.until))


def suggestion_fields(one: Suggestion) -> Fields:
    """A suggestion as JSON; ``uncertainty`` goes from 0 to 1, ``items`` are all it rests on."""
    return {
        "id": one.id,
        "kind": one.kind,
        "event": one.event,
        "time": time_field(one.start_us),
        "end": time_field(one.end_us),
        "about": one.about,
        "precision": one.precision,
        "text": one.text,
        "verbatim": one.verbatim,
        "items": list(one.items),
        "quotes": [asdict(quote) for quote in one.quotes],
        "certainty": one.certainty,
        "uncertainty": one.doubt,
        "reasons": list(one.reasons),
        "label": one.label,
        "asks": one.asks or None,
        "why": one.why or None,
    }


def _suggestion_words(one: Suggestion) -> str:
    time = time_field(one.start_us) or "no time"
    kind = f"{one.kind} ({one.event})" if one.event else one.kind.value
    lines = one.text.splitlines() or [""]
    return "\n    ".join((f"{time}  {kind}, {one.certainty}  {lines[0]}", *lines[1:], *one.reasons))


def _cluster_fields(number: int, one: Cluster) -> Fields:
    return {
        "cluster": number,
        "items": list(one.items),
        "label": one.label,
        "first": time_field(one.first_us),
        "last": time_field(one.last_us),
        "count": one.count,
        "bursts": [[time_field(start), time_field(end)] for start, end in one.bursts],
        "changes": [time_field(at_us) for at_us in one.changes],
    }


def _cluster_words(number: int, one: Cluster) -> str:
    span = f"{time_field(one.first_us)} to {time_field(one.last_us)}" if one.first_us else "no time"
    return f"{number}  {one.label} ×{one.count:,}  {span}"
