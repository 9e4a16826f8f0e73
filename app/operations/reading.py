"""Finding one's way in the evidence: the nearest item, threads, matches, what came before."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from app.casebook import Casebook, evidence, threads
from app.domain.threads import ThreadOpening
from app.importers.picture import kind_of


@dataclass(frozen=True, slots=True)
class Nearest:
    """The row nearest to a moment, when its item was, and the first row that is not before it."""

    row: int
    utc_us: int
    following: int


def nearest(
    casebook: Casebook, ids: Sequence[int], moment_us: int, within_us: int = 0
) -> Nearest | None:
    """The item nearest to a moment among ids in time order; None where none of them is dated.

    ``within_us`` says how long the moment may last, as a minute does that was typed without
    seconds: the first item inside it comes before a nearer one outside.
    """
    with casebook.read() as connection:

        def time_at(row: int) -> int | None:
            found = evidence.items(connection, [ids[row]])
            return found[0].utc_us if found else None

        low, high = 0, len(ids)
        while low < high:  # the first row at or after the moment; undated ones come last
            middle = (low + high) // 2
            instant = time_at(middle)
            if instant is not None and instant < moment_us:
                low = middle + 1
            else:
                high = middle
        after = time_at(low) if low < len(ids) else None
        before = time_at(low - 1) if low else None
    if after is not None and (
        before is None
        or after - moment_us < max(within_us, 1)
        or after - moment_us <= moment_us - before
    ):
        return Nearest(low, after, low)
    return None if before is None else Nearest(low - 1, before, low)


def where_found(ids: array[int], wanted: array[int]) -> array[int]:
    """The rows of ``ids`` at which an item of ``wanted`` stands, in their order."""
    if not ids or not wanted:
        return array("q")
    rows = np.flatnonzero(np.isin(np.frombuffer(ids, np.int64), np.frombuffer(wanted, np.int64)))
    return array("q", rows.astype(np.int64).tobytes())


def picture(casebook: Casebook, item_id: int) -> bytes | None:
    """The original of an item that is a picture; None for any other item.

    An item that stands at a line, or has a time of its own, is none.
    """
    with casebook.read() as connection:
        item = evidence.item(connection, item_id)
        if item.line is not None or item.time_text is not None:
            return None
        kept = evidence.originals(connection, item.source_id)
        wanted = [
            original_id
            for original_id, original in kept
            if original.path == item.path or (not item.path and len(kept) == 1)
        ]
        if len(wanted) != 1:
            return None
        pieces = evidence.original_bytes(connection, wanted[0])
        first = next(pieces, b"")
        return first + b"".join(pieces) if kind_of(first) else None


def thread_openings(
    casebook: Casebook, asked: Collection[tuple[int, str]]
) -> dict[tuple[int, str], ThreadOpening]:
    """How each of these threads (source id, key) began, and how many messages it has."""
    with casebook.read() as connection:
        return threads.openings(connection, asked)
