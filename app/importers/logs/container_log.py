"""What containers print, as their runtimes keep it.

CRI files of Kubernetes (``2024-03-30T02:46:58.1Z stdout F text``), Docker's json-file driver
(``{"log": …, "stream": …, "time": …}``), and ``docker compose logs -t`` (``web-1  | 2024-… text``),
and ``kubectl logs --timestamps``.
A line that the runtime cut into parts is put together again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.domain.evidence import ImportChoices
from app.domain.moments import Stamp
from app.importers.base import EvidenceFile
from app.importers.logs.json_log import object_of
from app.importers.logs.line_log import LineImporter, LogReader, Said, share
from app.importers.logs.log_fields import LogFields
from app.importers.readers.json_file import iso_stamp
from app.importers.readers.json_text import text_at

_STAMP = r"(?P<stamp>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d))"
_CRI = re.compile(
    rf"{_STAMP} (?P<stream>stdout|stderr) (?P<part>[FP])(?::[^ ]*)?(?: (?P<text>.*))?"
)
_COMPOSE = re.compile(
    rf"(?:\x1b\[[0-9;]*[A-Za-z])*(?P<name>[\w.-]+) +\|(?:\x1b\[[0-9;]*m)* +{_STAMP} ?(?P<text>.*)"
)
_KUBECTL = re.compile(
    rf"(?:\[pod/(?P<name>\S+)\] {_STAMP}(?: (?P<text>.*))?|{_STAMP.replace('stamp', 'at')} "
    r"(?P<object>\{.*\}))"
)
"""``kubectl logs --timestamps``, where it names the pod or where what follows is JSON."""
_DOCKER = frozenset({"log", "stream", "time"})


class ContainerLog(LineImporter):
    """Reads all these forms, each line told apart by itself."""

    format = "container-log"
    label = "Container log"

    def sureness(self, lines: Sequence[str]) -> float:
        """By one of the forms in most lines."""
        for form in (_CRI, _COMPOSE, _KUBECTL):
            if share(map(form.fullmatch, lines)) >= 0.5:
                return 0.9
        objects = (object_of(line) or {} for line in lines)
        return 0.9 if share(one.keys() >= _DOCKER for one in objects) >= 0.5 else 0.0

    def reader(
        self, source: EvidenceFile, lines: Sequence[str], choices: ImportChoices
    ) -> LogReader:
        """What reads the lines of all forms."""
        del source, lines, choices
        return _Output()


class _Output(LogReader):
    what = "what a container printed"

    def __init__(self) -> None:
        super().__init__()
        self._unfinished = ""
        """The stream of the line above, where that goes on."""
        self._follows: tuple[str, str] | None = None
        """The stream and text of the line in hand, where it finishes the one above."""
        self._fields = LogFields()

    def begin(self, number: int, line: str) -> Said | None:
        self._follows = None
        if found := _CRI.fullmatch(line):
            return self._cri(found)
        if found := _COMPOSE.fullmatch(line):
            return self._said(found["stamp"], found["text"], found["name"])
        if found := _KUBECTL.fullmatch(line):
            text = found["object"] or found["text"] or ""
            return self._said(found["stamp"] or found["at"], text, found["name"] or "")
        record = object_of(line)
        if record is not None and record.keys() >= _DOCKER:
            text, stream = text_at(record, "log"), text_at(record, "stream")
            ends = text.endswith("\n")
            return self._piece(stream, text.rstrip("\r\n"), text_at(record, "time"), ends=ends)
        if line.startswith("{"):
            self.skip(number, "broken JSON")
        return None

    def follow(self, line: str) -> str | None:
        return None if self._follows is None else self._follows[1]

    def _cri(self, found: re.Match[str]) -> Said | None:
        ends = found["part"] == "F"
        return self._piece(found["stream"], found["text"] or "", found["stamp"], ends=ends)

    def _piece(self, stream: str, text: str, stamp: str, *, ends: bool) -> Said | None:
        """A line, or None where it is a part of the line above."""
        belongs = self.opened is not None and self._unfinished == stream
        self._unfinished = "" if ends else stream
        if belongs:
            self._follows = stream, text
            return None
        return self._said(stamp, text, stream)

    def _said(self, stamp: str, text: str, place: str) -> Said:
        read: Stamp | None = iso_stamp(stamp)
        record = object_of(text) if text.startswith("{") else None
        if record is not None:
            inner = self._fields.said(record, text)
            return Said(read or inner.stamp, inner.text, inner.place or place)
        return Said(read, text, place)
