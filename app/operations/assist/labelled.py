"""Evidence that people have labelled, as it lies in a folder.

Recognised by its files, at any depth: ``timeline.json`` beside ``source.*`` (a document, and the
entries of its timeline; ``meta.json`` may name the ``zone`` that a person would set),
``X.gold.json`` beside ``X.raw.txt`` (a channel, and its conversations), ``X_structured.csv`` beside
``X`` (a log, and its templates).
"""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.domain.assist.scores import Labelled
from app.domain.errors import EvidenceError
from app.domain.moments import DAY_US, MINUTE_US, microseconds

_ABOUT = 10


@dataclass(frozen=True, slots=True)
class LabelledReport:
    """A document, and the entries of its timeline that have a time.

    ``zone`` is the IANA name to read clocks by that name none, None for UTC.
    """

    name: str
    path: Path
    entries: tuple[Labelled, ...]
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class LabelledLines:
    """A file, and the group of each of some of its lines, by line number from 1."""

    name: str
    path: Path
    groups: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class LabelledFolder:
    """What was found in a folder."""

    reports: tuple[LabelledReport, ...]
    chats: tuple[LabelledLines, ...]
    logs: tuple[LabelledLines, ...]


def labelled(folder: Path) -> LabelledFolder:
    """The labelled evidence below a folder.

    Raises `EvidenceError` where there is none, or where labels cannot be read.
    """
    if not folder.is_dir():
        raise EvidenceError(f"“{folder}” is no folder; name one with labelled evidence.")
    found = LabelledFolder(
        tuple(one for at in sorted(folder.rglob("timeline.json")) for one in _reports(at)),
        tuple(_chat(at) for at in sorted(folder.rglob("*.gold.json"))),
        tuple(_log(at) for at in sorted(folder.rglob("*_structured.csv"))),
    )
    if not (found.reports or found.chats or found.logs):
        raise EvidenceError(
            f"Nothing in “{folder}” is labelled: there is no timeline.json, no .gold.json and no "
            "_structured.csv; name a folder that has one."
        )
    return found


def _reports(timeline: Path) -> list[LabelledReport]:
    meta = timeline.with_name("meta.json")
    about = _named(meta) if meta.is_file() else {}
    stated, zone = bool(about.get("zone_stated")), about.get("zone")
    if not isinstance(zone, str | None):
        raise _unreadable(meta)
    try:
        entries = tuple(_entry(one, in_zone=stated) for one in _listed(timeline) if one.get("time"))
    except (KeyError, TypeError, ValueError) as error:
        raise _unreadable(timeline) from error
    return [
        LabelledReport(f"{timeline.parent.name}/{source.name}", source, entries, zone)
        for source in sorted(timeline.parent.glob("source.*"))
    ]


def _entry(told: Mapping[str, Any], *, in_zone: bool) -> Labelled:
    moment = datetime.fromisoformat(told["time"] if in_zone else told["local"])
    also = datetime.fromisoformat(told["alt_time"]) if told.get("alt_time") else None
    slack = (_ABOUT if told.get("approx") else 1) * MINUTE_US
    if told.get("date_only"):
        slack, moment = DAY_US, moment.replace(tzinfo=UTC)
    if also is not None and not in_zone:
        also = also.replace(tzinfo=None)
    return Labelled(
        microseconds(moment),
        slack,
        str(told["text"]),
        event=not told.get("not_an_event"),
        also_us=None if also is None else microseconds(also),
    )


def _chat(gold: Path) -> LabelledLines:
    told = _named(gold)
    try:
        # In the file lines are counted from 0.
        groups = {
            int(line) + 1: str(number)
            for number, lines in enumerate(told["clusters"])
            for line in lines
        }
        path = gold.with_name(str(told.get("file") or gold.name.replace(".gold.json", ".raw.txt")))
    except (KeyError, TypeError, ValueError) as error:
        raise _unreadable(gold) from error
    return LabelledLines(path.name, _beside(path, gold), groups)


def _log(table: Path) -> LabelledLines:
    path = table.with_name(table.name.removesuffix("_structured.csv"))
    try:
        with table.open(encoding="utf-8", errors="replace", newline="") as lines:
            groups = {int(row["LineId"]): row["EventId"] for row in csv.DictReader(lines)}
    except (OSError, KeyError, TypeError, ValueError, csv.Error) as error:
        raise _unreadable(table) from error
    return LabelledLines(path.name, _beside(path, table), groups)


def _listed(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON file that is a list."""
    told = _json(path)
    if not isinstance(told, list) or not all(isinstance(one, dict) for one in told):
        raise _unreadable(path)
    return told


def _named(path: Path) -> dict[str, Any]:
    """The fields of a JSON file that is an object."""
    told = _json(path)
    if not isinstance(told, dict):
        raise _unreadable(path)
    return told


def _json(path: Path) -> object:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _unreadable(path) from error


def _beside(path: Path, labels: Path) -> Path:
    if not path.is_file():
        raise EvidenceError(f"“{labels}” has labels for “{path.name}”, which is not beside it.")
    return path


def _unreadable(path: Path) -> EvidenceError:
    return EvidenceError(f"The labels in “{path}” cannot be read; look into the file.")
