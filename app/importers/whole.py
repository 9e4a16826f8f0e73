"""The two looks at evidence that most formats share: what it holds, and the taking of it.

A format that reads its parts the same way for both only says how to recognise them and how to read
them; a format of JSON only what its values mean.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from typing import ClassVar

from app.domain.evidence import ImportChoices, Inspection, Record, Skip
from app.domain.questions import Question
from app.importers.base import EvidenceFile, Note, Part, Position, Probe, Tell
from app.importers.originals import original
from app.importers.readers.json_file import JsonFile, is_json_of
from app.importers.readers.json_text import Element, Json
from app.importers.window import taken


class WholeImporter(ABC):
    """An importer that reads all parts of a source in one way, to look at them and to take them."""

    format: ClassVar[str]
    label: ClassVar[str]

    @abstractmethod
    def score(self, probe: Probe) -> float:
        """How surely this is the format, 0 to 1."""

    @abstractmethod
    def parts(self, source: EvidenceFile, choices: ImportChoices) -> Iterator[Part]:
        """All parts of a source, originals and positions too; the window is applied elsewhere.

        Raises `EvidenceError` where the evidence as a whole cannot be read.
        """

    def questions(self, source: EvidenceFile) -> tuple[Question, ...]:
        """What the source leaves open; most formats leave nothing."""
        del source
        return ()

    def inspect(self, source: EvidenceFile, tell: Tell) -> Inspection:
        """The first and last time, whether stamps name a zone, and what is left open.

        Raises `EvidenceError` where the source cannot be read.
        """
        clocks: list[int] = []
        zoned = True
        for part in self.parts(source, ImportChoices()):
            if isinstance(part, Record) and part.stamp is not None:
                clocks.append(part.stamp.clock_us)
                zoned = zoned and part.stamp.zoned
            elif isinstance(part, Position):
                tell(part)
        return Inspection(
            self.format,
            source.name,
            first_us=min(clocks, default=None),
            last_us=max(clocks, default=None),
            has_zone=zoned,
            questions=self.questions(source),
        )

    def read(self, source: EvidenceFile, choices: ImportChoices) -> Iterator[Part]:
        """Every part within the window. Raises `EvidenceError` where nothing can be read."""
        yield from taken(self.parts(source, choices), choices)


class JsonImporter(WholeImporter):
    """A format whose files are JSON: one value, a list of values, or one after another."""

    marks: ClassVar[re.Pattern[str]]
    """What stands in the head of a file whose first value is longer than the head."""
    sureness: ClassVar[float] = 0.95

    @abstractmethod
    def fits(self, value: Json) -> bool:
        """Whether the first value of a file is of this format."""

    @abstractmethod
    def records(
        self, values: Iterable[Element | Skip | Note], choices: ImportChoices
    ) -> Iterator[Part]:
        """What the values of a file mean; skips and notes among them are passed on.

        The values can be gone through more than once, so that none need be kept.
        """

    def score(self, probe: Probe) -> float:
        """By the first value."""
        return self.sureness if is_json_of(probe, self.fits, self.marks) else 0.0

    def parts(self, source: EvidenceFile, choices: ImportChoices) -> Iterator[Part]:
        """The original, and what its values mean. Raises `EvidenceError` where it is unreadable."""
        file, size = JsonFile(source), source.size
        for piece in original(source.name, file.pieces()):
            yield piece
            yield Position(file.done // 2, size)
        told = file.done
        for part in self.records(file, choices):
            yield part
            if file.done != told:
                told = file.done
                yield Position((size + told) // 2, size)
        yield Position(size, size)
