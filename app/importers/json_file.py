"""A file of JSON from a tool: one value, a list of them, or one after another (JSON Lines)."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from app.domain.errors import EvidenceError
from app.domain.evidence import Skip, SkipCode
from app.domain.moments import EPOCH, Precision, Stamp, is_shown_everywhere
from app.importers.base import EvidenceFile, Note, Probe, Shape, unreadable
from app.importers.json_text import BrokenJsonError, Element, Json, values

MOST_BYTES = 128 * 1024 * 1024
"""A larger file is refused, as what it says would not fit into memory."""

_BEGINNING = re.compile(r'\[?\s*\{\s*"')
_FRACTION = re.compile(r"\d\d[.,](\d+)")
_ZONED = re.compile(r"(?:[Zz]|[+-]\d\d:?\d\d)$")
_SECONDS = re.compile(r"\d\d:?\d\d:?\d\d")
_TIME = re.compile(r"\d[Tt ]\d\d")


def is_json_of(probe: Probe, fits: Callable[[Json], bool], marks: re.Pattern[str]) -> bool:
    """Whether a file holds JSON whose first value fits.

    Where that value is longer than the head of the file, the ``marks`` in the head decide.
    """
    if probe.shape is not Shape.FILE:
        return False
    text = probe.head.decode(json.detect_encoding(probe.head), "replace").lstrip()
    if _BEGINNING.match(text) is None:  # a log may well begin with a bracket
        return False
    first = next(values(text), None)
    if isinstance(first, Element):
        return fits(first.value)
    return marks.search(text) is not None


def load(source: EvidenceFile) -> bytes:
    """All bytes of a file of JSON. Raises `EvidenceError` where it is too large or unreadable."""
    try:
        with source.open() as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise unreadable(source.name, error) from error
    if len(data) > MOST_BYTES:
        raise EvidenceError(
            f"“{source.name}” is larger than {MOST_BYTES // 1024**2} MB, more than can be read of"
            " this format at once; split it and import the parts."
        )
    return data


def elements_of(data: bytes) -> Iterator[Element | Skip | Note]:
    """The values in the bytes of a file, and what keeps others from being read."""
    encoding = json.detect_encoding(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
        yield Note("The file holds bytes that are no text; they are shown as �.")
    for found in values(text):
        if isinstance(found, BrokenJsonError):
            detail = f"broken JSON: {found.problem}"
            yield Skip(SkipCode.BROKEN_RECORD, "", found.line, detail=detail)
        else:
            yield found


def iso_stamp(text: str) -> Stamp | None:
    """The stamp of an ISO 8601 (RFC 3339) time; None where it is none, or means "never"."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    zoned = moment.tzinfo is not None
    try:
        wall = moment.astimezone(UTC).replace(tzinfo=None) if zoned else moment
    except OverflowError:
        return None
    since = wall - EPOCH
    clock_us = (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds
    return Stamp(text, clock_us, _precision(text), zoned) if is_shown_everywhere(clock_us) else None


def _precision(text: str) -> Precision:
    fraction = _FRACTION.search(text)
    if fraction is not None:
        return Precision.MILLISECOND if len(fraction[1]) <= 3 else Precision.MICROSECOND
    if _SECONDS.search(_ZONED.sub("", text.partition("T")[2] or text[10:])):
        return Precision.SECOND
    return Precision.MINUTE if _TIME.search(text) else Precision.DAY
