"""The reading itself: what runs in the child that `app.importers.child` starts."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.confined import Send
from app.domain.evidence import ImportChoices
from app.domain.runs import RecordRun
from app.importers.base import (
    EvidenceFile,
    Importer,
    Part,
    Position,
    RunImporter,
    unreadable,
)
from app.importers.batches import Message, batches

_TELL_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be read, and how; without ``choices`` it is only inspected.

    ``importer`` is the one to use, None for the one that recognises the source.
    """

    source: EvidenceFile
    choices: ImportChoices | None
    importer: Importer | None = None

    def __call__(self, send: Send[Message]) -> None:
        """Read the source, or inspect it. Raises `EvidenceError`, `InvalidInputError`."""
        try:
            self._read(send)
        except OSError as error:
            raise unreadable(self.source.name, error) from error

    def _read(self, send: Send[Message]) -> None:
        # Forty formats take longer to load than most commands to run: only the child loads them.
        from app.importers.registry import alternatives

        importer = self.importer or self._importer()
        if self.choices is None:
            found = importer.inspect(self.source, _Teller(send))
            send(replace(found, alternatives=alternatives(self.source, importer.format)))
            return
        for batch in batches(importer.format, _parts(importer, self.source, self.choices)):
            send(batch)

    def _importer(self) -> Importer:
        from app.importers.registry import importer_of, recognise

        if self.choices is not None and self.choices.format is not None:
            return importer_of(self.choices.format)
        return recognise(self.source)


def _parts(
    importer: Importer, source: EvidenceFile, choices: ImportChoices
) -> Iterator[Part | RecordRun]:
    if isinstance(importer, RunImporter):
        return importer.read_in_runs(source, choices)
    return importer.read(source, choices)


class _Teller:
    """Tells the parent how far an inspection is, now and then."""

    def __init__(self, send: Send[Message]) -> None:
        self._send = send
        self._told = 0.0

    def __call__(self, position: Position) -> None:
        if time.monotonic() - self._told > _TELL_SECONDS:
            self._told = time.monotonic()
            self._send(position)
