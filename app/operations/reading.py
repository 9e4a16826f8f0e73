"""Finding one's way in the evidence: the nearest item, threads, matches, what came before."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from app import confined
from app.casebook import Casebook, Connection, evidence, threads
from app.confined import QUIET, ConfinedError, Limits
from app.domain.errors import EvidenceError
from app.domain.evidence import Item
from app.domain.progress import Progress
from app.domain.threads import ThreadOpening
from app.importers.documents.picture import Picture, kind_of
from app.importers.packed import MOST_BYTES, Packed, unpacked

_LIMITS = Limits(seconds=20, writes=False)


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


def picture(casebook: Casebook, item_id: int, progress: Progress = QUIET) -> bytes | None:
    """The original of an item that is a picture; None for any other item.

    An item that stands at a line, or has a time of its own, is none. One inside an archive is
    unpacked in a child process. Raises `EvidenceError` where it cannot be got at, `CancelledError`.
    """
    with casebook.read() as connection:
        item = evidence.item(connection, item_id)
        if item.line is not None or item.time_text is not None:
            return None
        kept = evidence.originals(connection, item.source_id)
        alone = len(kept) == 1
        for original_id, original in kept:
            if original.path == item.path or (alone and not item.path):
                pieces = evidence.original_bytes(connection, original_id)
                first = next(pieces, b"")
                return first + b"".join(pieces) if kind_of(first) else None
        if not alone or not _is_packed_picture(connection, item):
            return None
        original_id, original = kept[0]
        if original.size > MOST_BYTES:
            raise _not_unpacked()
        whole = b"".join(evidence.original_bytes(connection, original_id))
    try:
        found = confined.answer(
            unpacked, Packed(original.path, whole, item.path), _LIMITS, progress
        )
    except ConfinedError as error:
        raise _not_unpacked() from error
    if found is None:
        raise _not_unpacked()
    return found


def _is_packed_picture(connection: Connection, item: Item) -> bool:
    members = evidence.source(connection, item.source_id).receipt.members
    return any(one.path == item.path and one.format == Picture.format for one in members)


def _not_unpacked() -> EvidenceError:
    return EvidenceError(
        "This picture could not be taken out of its archive, which is kept as it is; "
        "unpack the archive and import the picture alone to see it."
    )


def thread_openings(
    casebook: Casebook, asked: Collection[tuple[int, str]]
) -> dict[tuple[int, str], ThreadOpening]:
    """How each of these threads (source id, key) began, and how many messages it has."""
    with casebook.read() as connection:
        return threads.openings(connection, asked)
