"""Text logs made up by a test, and what reading them gives."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from app.domain.evidence import NO_CHOICES, ImportChoices, OriginalFile, Record, Skip, SkipCode
from app.domain.moments import EPOCH, Stamp
from app.importers.base import EvidenceFile, Note, OriginalBytes, Position
from app.importers.logs.textlog import TextLog

SAMPLES = Path(__file__).parents[2] / "data" / "text-log"


@dataclass
class Reading:
    """Everything that came out of one import, kind by kind."""

    records: list[Record] = field(default_factory=list)
    skips: list[Skip] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    originals: list[OriginalFile] = field(default_factory=list)
    positions: list[Position] = field(default_factory=list)
    bytes: bytes = b""

    @property
    def times(self) -> list[datetime | None]:
        return [wall(record.stamp) for record in self.records]

    @property
    def texts(self) -> list[str]:
        return [record.text for record in self.records]

    def skipped(self, code: SkipCode) -> int:
        return sum(skip.count for skip in self.skips if skip.code is code)

    def noted(self, words: str) -> bool:
        return any(words in note for note in self.notes)


def wall(stamp: Stamp | None) -> datetime | None:
    """The clock of a stamp: UTC where it is zoned, else the wall clock."""
    return None if stamp is None else EPOCH + timedelta(microseconds=stamp.clock_us)


def read(source: EvidenceFile, choices: ImportChoices = NO_CHOICES) -> Reading:
    reading = Reading()
    for part in TextLog().read(source, choices):
        match part:
            case Record():
                reading.records.append(part)
            case Skip():
                reading.skips.append(part)
            case Note():
                reading.notes.append(part.sentence)
            case OriginalFile():
                reading.originals.append(part)
            case OriginalBytes():
                reading.bytes += part.data
            case Position():
                reading.positions.append(part)
    return reading


def read_text(
    text: str | bytes, name: str = "orders.log", choices: ImportChoices = NO_CHOICES
) -> Reading:
    data = text.encode() if isinstance(text, str) else text
    return read(EvidenceFile(name, pasted=data), choices)
