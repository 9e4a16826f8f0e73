"""What reading a file of a log gives, written or pasted by a test."""

from __future__ import annotations

from pathlib import Path

from app.domain.evidence import NO_CHOICES, ImportChoices
from app.domain.moments import iso_utc
from app.importers.base import EvidenceFile
from app.importers.registry import importer_of, recognise
from tests.unit.importers.conftest import DATA
from tests.unit.importers.reading import Reading


def sample(format_id: str, name: str) -> Reading:
    """A sample of a format, read by that format."""
    return Reading(importer_of(format_id), DATA / format_id / name)


def written(
    tmp_path: Path, format_id: str, text: str | bytes, choices: ImportChoices = NO_CHOICES
) -> Reading:
    """A text, read as a file of a format."""
    path = tmp_path / "evidence.log"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return Reading(importer_of(format_id), path, choices)


def recognised(text: str) -> str:
    """The format that a text is recognised as."""
    return recognise(EvidenceFile("evidence", None, text.encode())).format


def instants(reading: Reading) -> list[str | None]:
    """When the records were, in UTC; clocks without a zone as they stand."""
    return [
        iso_utc(one.stamp.clock_us, one.stamp.precision) if one.stamp else None
        for one in reading.records
    ]
