"""The systemd journal, as ``journalctl -o json`` prints it, a line for each entry.

Fields: https://systemd.io/JOURNAL_EXPORT_FORMATS and systemd.journal-fields(7). Times are
microseconds written as texts; a field that is not text is a list of byte values, one that is too
long is null, one that is repeated is a list.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from app.domain.evidence import ImportChoices
from app.domain.moments import Stamp
from app.importers.base import EvidenceFile
from app.importers.logs.json_log import object_of
from app.importers.logs.line_log import LineImporter, LogReader, Said, share
from app.importers.logs.log_fields import level_word
from app.importers.readers.json_file import epoch_stamp
from app.importers.readers.json_text import Json, Object, text_at

_MARKS = frozenset({"__REALTIME_TIMESTAMP", "__CURSOR", "__MONOTONIC_TIMESTAMP"})
_NO_MESSAGE = "(The export leaves the message out: it is too long or none.)"


class Journald(LineImporter):
    """Reads ``journalctl -o json``, and its forms for sequences and for web pages."""

    format = "journald"
    label = "systemd journal"

    def sureness(self, lines: Sequence[str]) -> float:
        """By the address fields that only journal entries have."""
        marked = (len(_MARKS & (entry_of(line) or {}).keys()) >= 2 for line in lines)
        return 0.95 if share(marked) > 0.5 else 0.0

    def reader(
        self, source: EvidenceFile, lines: Sequence[str], choices: ImportChoices
    ) -> LogReader:
        """What reads one entry a line."""
        del source, lines, choices
        return _Journal()


def entry_of(line: str) -> Object | None:
    """The journal entry that a line is, with or without the ``data:`` of ``-o json-sse``."""
    return object_of(line.removeprefix("data: "))


class _Journal(LogReader):
    what = "journal entries"

    def begin(self, number: int, line: str) -> Said | None:
        entry = entry_of(line)
        if entry is not None:
            return _said(entry)
        if line.lstrip("\x1e \t").startswith(("{", "data: {")):
            self.skip(number, "broken JSON")
        return None

    def follow(self, line: str) -> str | None:
        return None


def _said(entry: Object) -> Said:
    message = text_of(entry.get("MESSAGE")) or _NO_MESSAGE
    level = text_at(entry, "PRIORITY")
    return Said(
        _stamp(entry),
        f"{level_word(level)} {message}" if level else message,
        _place(entry),
    )


def _stamp(entry: Object) -> Stamp | None:
    """When the program spoke, or else when the journal heard it, as journalctl shows it."""
    for key in ("_SOURCE_REALTIME_TIMESTAMP", "__REALTIME_TIMESTAMP"):
        if stamp := epoch_stamp(text_of(entry.get(key)), unit_is_fixed=True):
            return stamp
    return None


def _place(entry: Object) -> str:
    """The host, and the unit that an entry is of or about; else the program."""
    host, about, unit, program, command = (
        text_of(entry.get(key)).partition("\n")[0]
        for key in ("_HOSTNAME", "UNIT", "_SYSTEMD_UNIT", "SYSLOG_IDENTIFIER", "_COMM")
    )
    if not about:
        about = unit if unit and unit != "init.scope" else program or command
    return " ".join(one for one in (host, about) if one)


def text_of(value: Json) -> str:
    """The text of a field: itself, bytes that stand as a list, or all that is repeated."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        if value and all(type(one) is int and 0 <= one < 256 for one in value):
            return _decoded(value)
        return "\n".join(text for one in value if (text := text_of(one)))
    return "" if value is None or isinstance(value, bool) else json.dumps(value)


def _decoded(numbers: Iterable[Json]) -> str:
    data = bytes(one for one in numbers if isinstance(one, int))
    return data.decode("utf-8", "backslashreplace")
