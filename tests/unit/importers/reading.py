"""What an importer makes of a file, sorted by kind of part."""

from __future__ import annotations

from pathlib import Path

from app.domain.evidence import NO_CHOICES, ImportChoices, OriginalFile, Record, Skip
from app.domain.people import Author
from app.importers.base import EvidenceFile, Importer, Note, Part, Position


class Reading:
    """All parts of one file; the original is checked to be the file."""

    def __init__(self, importer: Importer, path: Path, choices: ImportChoices = NO_CHOICES) -> None:
        self.parts: list[Part] = list(importer.read(EvidenceFile.at(path), choices))
        self.records = [part for part in self.parts if isinstance(part, Record)]
        self.skips = [part for part in self.parts if isinstance(part, Skip)]
        self.authors = [part for part in self.parts if isinstance(part, Author)]
        self.notes = [part.sentence for part in self.parts if isinstance(part, Note)]
        originals = [part for part in self.parts if isinstance(part, OriginalFile)]
        assert [(one.path, one.size) for one in originals] == [(path.name, path.stat().st_size)]
        positions = [part for part in self.parts if isinstance(part, Position)]
        assert positions[-1].done == positions[-1].total == path.stat().st_size
        keys = [record.key for record in self.records]
        assert len(keys) == len(set(keys))

    def texts(self) -> list[str]:
        """The texts of the records."""
        return [record.text for record in self.records]

    def times(self) -> list[str | None]:
        """The stamps of the records as written."""
        return [record.stamp.text if record.stamp else None for record in self.records]
