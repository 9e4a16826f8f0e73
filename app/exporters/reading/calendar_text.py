"""What a calendar (RFC 5545) says: its lines unfolded, their values without escapes."""

from __future__ import annotations

import re

from app.exporters.reading.part import Part

_FOLD = re.compile(r"\r?\n[ \t]")
_ESCAPED = re.compile(r"\\([\\;,nN])")


def read_calendar(part: Part, text: str) -> None:
    """Add the value of each line, and the parameters before it, to a part."""
    whole = _FOLD.sub("", text)
    for line in whole.splitlines():
        name, _, value = line.partition(":")
        part.add(_ESCAPED.sub(_plain, value))
        if ";" in name:
            part.add(name.partition(";")[2])
    part.sources.append(whole)


def _plain(escaped: re.Match[str]) -> str:
    return "\n" if escaped[1] in "nN" else escaped[1]
