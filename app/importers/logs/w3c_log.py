"""Logs in the W3C extended format: IIS, CloudFront, Exchange.

https://www.w3.org/TR/WD-logfile. ``#Fields`` names the columns and may change within a file;
times are in UTC by definition. Where there is a time only, ``#Date`` tells the day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.domain.evidence import ImportChoices
from app.domain.moments import DAY_US, Caveat, Stamp, caveats_text
from app.importers.base import EvidenceFile
from app.importers.logs.line_log import LineImporter, LogReader, Said
from app.importers.readers.json_file import iso_stamp

_FIELDS = "#fields:"
_SIGNS = ("#fields:", "#version:", "#date:", "#software:")
_FIRST = (("sc-status",), ("cs-method",), ("cs-uri-stem", "cs-uri"), ("cs-uri-query",))
_PLACES = ("s-sitename", "s-computername", "cs-host", "cs(Host)", "x-host-header", "s-ip")
_CLOCK = re.compile(r"\d\d:\d\d(?::\d\d(?:\.\d+)?)?")
_SLACK_US = 3_600_000_000
"""A clock that steps back further than this has passed midnight."""


class W3CLog(LineImporter):
    """Reads one request or event a line."""

    format = "w3c-log"
    label = "W3C extended log"

    def sureness(self, lines: Sequence[str]) -> float:
        """By the directives at the start."""
        return 0.95 if any(one.lower().startswith(_FIELDS) for one in lines[:10]) else 0.0

    def reader(
        self, source: EvidenceFile, lines: Sequence[str], choices: ImportChoices
    ) -> LogReader:
        """What reads lines by the fields that were named last."""
        del source, choices
        fields = next((one for one in lines if one.lower().startswith(_FIELDS)), "")
        return _Extended(fields)


class _Extended(LogReader):
    what = "as the fields say"

    def __init__(self, fields: str) -> None:
        super().__init__()
        self._fields: list[str] = []
        self._comma = False
        self._day = ""
        self._shift_us = self._last_us = 0
        self._direct(fields)

    def begin(self, number: int, line: str) -> Said | None:
        if line.startswith("#"):
            self._direct(line)
            self.leave_out(number, "lines that name the fields and the program")
            return None
        cells = self._cells(line)
        if len(cells) != len(self._fields):
            return None
        row = dict(zip(self._fields, cells, strict=True))
        place = next((row[key] for key in _PLACES if row.get(key, "-") != "-"), "")
        return Said(self._stamp(row), _text(row), place)

    def follow(self, line: str) -> str | None:
        return None

    def notes(self) -> Iterator[str]:
        if self._day and "date" not in self._fields and "date-time" not in self._fields:
            yield "The lines have a time only; their day was taken from the file's #Date."

    def _direct(self, line: str) -> None:
        """Take in a directive."""
        name, _, value = line.partition(":")
        if name.lower() == "#fields":
            self._comma = "," in value
            self._fields = value.replace(",", " ").split()
        elif name.lower() == "#date":
            self._day = value.strip()[:10]
            self._shift_us = self._last_us = 0

    def _cells(self, line: str) -> list[str]:
        if self._comma:
            return line.split(",")
        return line.split("\t") if "\t" in line else line.split()

    def _stamp(self, row: dict[str, str]) -> Stamp | None:
        if whole := row.get("date-time"):
            return _in_utc(iso_stamp(whole))
        clock = row.get("time", "")
        if not _CLOCK.fullmatch(clock):
            return None
        if day := row.get("date"):
            return _in_utc(iso_stamp(f"{day} {clock}"))
        return self._of_day(clock)

    def _of_day(self, clock: str) -> Stamp | None:
        """A clock on the day that the file tells; each midnight it passes begins the next."""
        stamp = iso_stamp(f"{self._day} {clock}") if self._day else None
        if stamp is None:
            return None
        clock_us = stamp.clock_us + self._shift_us
        if clock_us < self._last_us - _SLACK_US:
            self._shift_us += DAY_US
            clock_us += DAY_US
        self._last_us = clock_us
        caveats = caveats_text(Caveat.DAY)
        return replace(stamp, text=clock, clock_us=clock_us, zoned=True, caveats=caveats)


def _in_utc(stamp: Stamp | None) -> Stamp | None:
    return None if stamp is None else replace(stamp, zoned=True)


def _text(row: dict[str, str]) -> str:
    """The answer and what was asked for, then all other fields that are filled."""
    used = {"date", "time", "date-time"}
    first: list[str] = []
    for keys in _FIRST:
        key = next((key for key in keys if row.get(key, "-") != "-"), None)
        if key is not None:
            used.add(key)
            query = key == "cs-uri-query"
            first.append(f"?{row[key]}" if query else row[key])
    said = " ".join(first).replace(" ?", "?")
    rest = [f"{key}={value}" for key, value in row.items() if key not in used and value != "-"]
    return "\n".join(line for line in (said, " ".join(rest)) if line)
