"""logfmt: ``t=2024-03-30T02:46:58Z level=info msg="took over" node=2``, as Go programs log."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.domain.evidence import ImportChoices
from app.domain.questions import DateOrder
from app.importers.base import EvidenceFile
from app.importers.logs.line_log import LineImporter, LogReader, Said, share
from app.importers.logs.log_fields import LogFields
from app.importers.readers.json_text import Object

_PAIR = re.compile(r'(?<!\S)([^\s="{}\[\],;]+)=(?:"((?:[^"\\]|\\.)*)"|([^\s"]\S*)?)(?=\s|$)')
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r"}
_LEAST_PAIRS, _LEAST_WORDED = 3, 2
"""So many pairs make a record; fewer where nothing but pairs stands there and they say something.
"""
_BARE = "words("


class Logfmt(LineImporter):
    """Reads lines that are nothing but pairs of a key and a value."""

    format = "logfmt"
    label = "logfmt log"

    def sureness(self, lines: Sequence[str]) -> float:
        """By pairs with a time, and a level or a message, in most lines."""
        fields = LogFields()
        records = [pairs_of(line) for line in lines]
        fits = (
            record is not None and fields.stamp(record) is not None and fields.has_words(record)
            for record in records
        )
        return 0.8 if share(fits) >= 0.5 else 0.0

    def reader(
        self, source: EvidenceFile, lines: Sequence[str], choices: ImportChoices
    ) -> LogReader:
        """What reads one record a line."""
        del source, lines
        return _Logfmt(choices.date_order)


class _Logfmt(LogReader):
    what = "logfmt"

    def __init__(self, order: DateOrder | None) -> None:
        super().__init__()
        self._fields = LogFields(order)

    def begin(self, number: int, line: str) -> Said | None:
        record = pairs_of(line, _LEAST_WORDED)
        if record is None or (len(record) < _LEAST_PAIRS and not self._is_said(record)):
            return None
        return self._fields.said(record)

    def _is_said(self, record: Object) -> bool:
        """Whether so few pairs are a record all the same: pairs only, with a level or a message."""
        pairs_only = not any(key.startswith(_BARE) for key in record)
        return pairs_only and self._fields.has_words(record)


def pairs_of(line: str, least: int = _LEAST_PAIRS) -> Object | None:
    """The pairs of a line that begins with one; None where there are fewer than ``least``.

    What stands between pairs, without a ``=``, is kept under a key of its own.
    """
    if line[:1].isspace() or _PAIR.match(line) is None:
        return None
    pairs: Object = {}
    end = 0
    for found in _PAIR.finditer(line):
        if bare := line[end : found.start()].strip():
            pairs[f"{_BARE}{len(pairs) + 1})"] = bare
        end = found.end()
        key, quoted, plain = found.groups()
        value = plain or ""
        if quoted is not None:
            value = _ESCAPE.sub(_unescaped, quoted) if "\\" in quoted else quoted
        pairs[key if key not in pairs else f"{key}({len(pairs) + 1})"] = value
    if bare := line[end:].strip():
        pairs[f"{_BARE}{len(pairs) + 1})"] = bare
    return pairs if len(pairs) >= least else None


def _unescaped(found: re.Match[str]) -> str:
    return _ESCAPED.get(found[1], found[1])
