"""Reads mutants of one format in a process of its own: ``python -m … FORMAT FIRST COUNT``.

Prints a JSON line for each mutant that did harm, and ``{"done": N}`` before each one it begins, so
that whoever started it knows which mutant killed it.
"""

from __future__ import annotations

import json
import resource
import signal
import sys
import traceback
from contextlib import suppress
from pathlib import Path

from app.domain.errors import GoldseamError
from app.domain.evidence import ImportChoices
from app.importers.base import EvidenceFile
from app.importers.batches import batches
from app.importers.registry import importer_of, recognise
from tests.unit.importers.mutants import mutant, sample_bytes

SECONDS = 5
"""Of computing: a busy machine makes no mutant slow."""
CHOICES = ImportChoices(zone="Europe/Berlin")
BYTES = 512 * 1024 * 1024
DATA = Path(__file__).parents[2] / "data"
_WRITES = frozenset("wax+")
_HARM = {
    "os.remove",
    "os.rename",
    "os.mkdir",
    "os.rmdir",
    "os.system",
    "os.truncate",
    "os.symlink",
    "os.link",
    "os.chmod",
    "shutil.rmtree",
    "shutil.move",
    "socket.connect",
    "socket.bind",
    "subprocess.Popen",
}


class _Harm(BaseException):
    """Something that nothing in the importers may catch."""


class _Watch:
    """What a mutant made the program do to the world outside."""

    def __init__(self) -> None:
        self.on = False
        self.seen: list[str] = []
        sys.addaudithook(self._heard)

    def _heard(self, event: str, arguments: tuple[object, ...]) -> None:
        if not self.on:
            return
        if event in _HARM:
            self.seen.append(f"{event} {arguments[:1]}")
        elif event == "open":
            path, mode, flags = (*arguments, None, None, None)[:3]
            writes = isinstance(mode, str) and not _WRITES.isdisjoint(mode)
            flagged = isinstance(flags, int) and bool(flags & 0o3)
            if not isinstance(path, int) and (writes or (mode is None and flagged)):
                self.seen.append(f"open {path!r} {mode} {flags}")


def _too_slow(_number: int, _frame: object) -> None:
    raise _Harm


def read(format_id: str, data: bytes, name: str) -> None:
    """Recognise, inspect and read a mutant, as an import does."""
    source = EvidenceFile(name, None, data)
    importer = importer_of(format_id)
    with suppress(GoldseamError):
        recognise(source)
    with suppress(GoldseamError):
        importer.inspect(source, lambda _position: None)
    with suppress(GoldseamError):
        for _batch in batches(format_id, importer.read(source, CHOICES)):
            pass


def main(format_id: str, first: int, count: int) -> None:
    """Read ``count`` mutants from number ``first`` on."""
    samples = sorted((DATA / format_id).iterdir())
    held = [(path.name, sample_bytes(path)) for path in samples]
    signal.signal(signal.SIGPROF, _too_slow)
    watch = _Watch()
    read(format_id, held[0][1], held[0][0])  # what is imported late is imported now
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + BYTES, used + BYTES))
    for number in range(first, first + count):
        name, data = held[number % len(held)]
        _tell({"done": number})
        changed = mutant(data, number)
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        watch.on = True
        try:
            read(format_id, changed, name)
        except _Harm:
            _tell({"mutant": number, "sample": name, "harm": f"over {SECONDS} s"})
        except MemoryError:
            _tell({"mutant": number, "sample": name, "harm": "over 512 MB"})
        except Exception as error:  # noqa: BLE001  each one is a finding
            signal.setitimer(signal.ITIMER_PROF, 0)
            last = traceback.extract_tb(error.__traceback__)[-1]
            where = f"{Path(last.filename).name}:{last.lineno}"
            _tell({"mutant": number, "sample": name, "harm": f"{error!r:.200} at {where}"})
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            watch.on = False
        if watch.seen:
            _tell({"mutant": number, "sample": name, "harm": f"outside: {watch.seen}"})
            watch.seen.clear()
    _tell({"done": first + count})


def _tell(line: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
