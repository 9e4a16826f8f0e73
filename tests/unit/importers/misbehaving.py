"""Importers that do what importers must not, run in the reading process by `test_child`."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

from app.domain.errors import InvalidInputError
from app.domain.evidence import ImportChoices, Inspection, OriginalFile, Record
from app.importers.base import EvidenceFile, OriginalBytes, Part, Position, Probe, Tell

SECRET = "the-evidence-itself"


def record(number: int, text: str = "text") -> Record:
    return Record(key=str(number), path="", line=number, stamp=None, text=text)


class Importer:
    """One that behaves; the others differ in `read`."""

    format = "test"
    label = "Test"

    def score(self, probe: Probe) -> float:
        del probe
        return 1.0

    def inspect(self, source: EvidenceFile, tell: Tell) -> Inspection:
        tell(Position(1, 2))
        return Inspection(self.format, source.name)

    def read(self, source: EvidenceFile, choices: ImportChoices) -> Iterator[Part]:
        del choices
        yield record(1, source.open().read().decode("utf-8", "surrogatepass"))


class Endless(Importer):
    """More records than anybody can keep; counts in a file how far it got."""

    def read(self, source: EvidenceFile, choices: ImportChoices) -> Iterator[Part]:
        del choices
        number = 0
        while True:
            number += 1
            if number % 100 == 1 and source.path:
                (source.path.parent / "progress").write_text(str(number))
            yield record(number, f"{number:01000}")


class Stuck(Importer):
    """One batch, then nothing ever again, deaf to polite signals."""

    def read(self, source: EvidenceFile, choices: ImportChoices) -> Iterator[Part]:
        del source, choices
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        for number in range(2000):
            yield record(number)
        threading.Event().wait()


class Killed(Importer):
    """Dies in the middle."""

    def read(self, source: EvidenceFile, choices: ImportChoices) -> Iterator[Part]:
        del source, choices
        for number in range(5000):
            yield record(number)
        os.kill(os.getpid(), signal.SIGKILL)


class Hungry(Importer):
    """Wants more memory than a reading may use."""

    def read(self, source: EvidenceFile, choices: ImportChoices) -> Iterator[Part]:
        del source, choices
        yield record(len(bytearray(8 * 1024**3)))


class Buggy(Importer):
    """Fails with a message that quotes evidence."""

    def read(self, source: EvidenceFile, choices: ImportChoices) -> Iterator[Part]:
        del source, choices
        yield record(1)
        raise KeyError(SECRET)


class Refusing(Importer):
    """Cannot use a choice."""

    def read(self, source: EvidenceFile, choices: ImportChoices) -> Iterator[Part]:
        del source, choices
        raise InvalidInputError("There is no such channel.")
        yield record(1)


class Lying(Importer):
    """States a hash that is not that of the original."""

    def read(self, source: EvidenceFile, choices: ImportChoices) -> Iterator[Part]:
        del source, choices
        yield OriginalBytes("a.log", b"abc")
        yield OriginalFile("a.log", 3, "0" * 64)


class Telling(Importer):
    """Tells what the reading process has loaded, and how it is set up."""

    def read(self, source: EvidenceFile, choices: ImportChoices) -> Iterator[Part]:
        del choices
        import resource

        yield record(1, " ".join(sorted(sys.modules)))
        yield record(2, str(resource.getrlimit(resource.RLIMIT_CORE)))
        yield record(3, str(os.getpid()))
        yield record(4, "\n".join(map(str, _files_below(source))))


def _files_below(source: EvidenceFile) -> list[Path]:
    return sorted(source.path.parent.rglob("*")) if source.path else []
