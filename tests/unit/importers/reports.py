"""How many entries of published incident reports come in as dated items: the measure of documents.

The reports lie in ``../shared/evidence/postmortems``, each with the entries of its own timeline. An
entry is found where a dated item lies within a minute of it (ten where it is approximate, the same
day where it has no clock, by the wall clock where no zone is stated) and holds, of all words of
both, at least 30 %.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from app.domain.evidence import ImportChoices, Record
from app.domain.moments import DAY_US, MINUTE_US, microseconds
from app.importers.base import EvidenceFile
from app.importers.registry import recognise

_LEAST_SHARE = 0.3
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Measured:
    """One report: of its entries that have a time, how many were found, and which were not."""

    report: str
    entries: int
    missed: tuple[str, ...]
    invented: tuple[str, ...]
    """Entries that are no events, yet came in dated."""
    items: int
    dated: int

    @property
    def found(self) -> int:
        """Entries that came in as dated items."""
        return self.entries - len(self.missed)


def measured(folder: Path) -> list[Measured]:
    """Every report below a folder, each file of it read by itself."""
    return [
        _report(source)
        for report in sorted(path for path in folder.iterdir() if path.is_dir())
        for source in sorted(report.glob("source.*"))
    ]


def share(reports: list[Measured]) -> float:
    """The share of all entries that was found."""
    return sum(one.found for one in reports) / sum(one.entries for one in reports)


def _report(source: Path) -> Measured:
    entries = json.loads((source.parent / "timeline.json").read_text())
    stated = json.loads((source.parent / "meta.json").read_text())["zone_stated"]
    file = EvidenceFile.at(source)
    records = [
        part for part in recognise(file).read(file, ImportChoices()) if isinstance(part, Record)
    ]
    dated = [(record.stamp.clock_us, _words(record.text)) for record in records if record.stamp]
    events = [entry for entry in entries if entry["time"] and not entry.get("not_an_event")]
    return Measured(
        f"{source.parent.name}/{source.name}",
        len(events),
        tuple(entry["text"][:60] for entry in events if not _is_found(entry, dated, stated)),
        tuple(
            entry["text"][:60]
            for entry in entries
            if entry.get("not_an_event") and _is_found(entry, dated, stated)
        ),
        len(records),
        len(dated),
    )


def _is_found(entry: dict[str, str], dated: list[tuple[int, frozenset[str]]], stated: bool) -> bool:
    slack = (10 if entry.get("approx") else 1) * MINUTE_US
    written = entry["time"] if stated else entry["local"]
    moment = datetime.fromisoformat(written)
    if entry.get("date_only"):
        slack, moment = DAY_US, moment.replace(tzinfo=UTC)
    at_us, words = microseconds(moment), _words(entry["text"])
    return any(
        abs(clock_us - at_us) <= slack and len(words & said) >= _LEAST_SHARE * len(words | said)
        for clock_us, said in dated
    )


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower()))
