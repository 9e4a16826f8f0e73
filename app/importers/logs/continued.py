"""A longer version of a log that a case has already: only its further lines are new."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.evidence import Continued, Skip, SkipCode
from app.importers.base import Note


def what_is_known(continued: Continued, records: int) -> Iterator[Skip | Note]:
    """What a receipt says of the records that another source has already."""
    where = f"up to line {continued.lines:,}, in “{continued.title}” already"
    yield Skip(SkipCode.DUPLICATE, "", 1, records, where)
    yield Note(
        f"It begins as “{continued.title}” does and continues it after line {continued.lines:,};"
        " what came before was not taken in again."
    )
