"""Which items are alike: a number for each, equal where the items repeat one another.

Their texts are read once, in stretches, and never leave here; the numbers are kept with the time
order. What counts as alike is told in `app.domain.repeats`, here it is done for a million lines at
once.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection, func, select

from app.casebook import schema
from app.casebook.timeorder import Numbers, Rows, TimeOrder
from app.domain.progress import Progress, stop_if_cancelled
from app.domain.repeats import Alike

_items = schema.items
_STRETCH = 20_000
_LINE, _PART = "\n", "\x1f"

_Bytes = npt.NDArray[np.uint8]
_LETTER, _DIGIT = 1, 2


def _kinds(letters: bytes, digits: bytes) -> _Bytes:
    kinds = np.zeros(256, np.uint8)
    kinds[list(letters)] = _LETTER
    kinds[list(digits)] = _DIGIT
    return kinds


_DIGITS = b"0123456789"
_LETTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_" + bytes(range(128, 256))
_KINDS = _kinds(_LETTERS, _DIGITS)
_IS_HEX = _kinds(b"", _DIGITS + b"abcdefABCDEF") == _DIGIT
_UUID_LENGTH, _DASHES = 36, (8, 13, 18, 23)
_IN_UUID = np.array([place for place in range(_UUID_LENGTH) if place not in _DASHES])


def likenesses(
    connection: Connection, order: TimeOrder, rows: Rows, progress: Progress
) -> dict[Alike, Numbers]:
    """For each of these rows of a time order a number, the same for rows that are alike.

    Raises `CancelledError`; what was read until then is kept.
    """
    equal = order.likenesses.setdefault(Alike.EQUAL, np.zeros(len(order.ids), np.int64))
    but_numbers = order.likenesses.setdefault(Alike.BUT_NUMBERS, np.zeros(len(order.ids), np.int64))
    missing = np.sort(order.ids[rows[equal[rows] == 0]])
    for begin in range(0, len(missing), _STRETCH):
        stop_if_cancelled(progress)
        progress.report(begin, len(missing), "lines compared")
        wanted = missing[begin : begin + _STRETCH]
        ids, wheres, texts = _stretch(connection, wanted)
        at = order.rows_by_id[ids - order.first_id]
        known = at >= 0
        said = _hashes(wheres, order.sources[at])
        equal[at[known]] = _mixed(said, texts)[known]
        but_numbers[at[known]] = _mixed(said, masked(texts))[known]
    return {alike: numbers[rows] for alike, numbers in order.likenesses.items()}


def _stretch(connection: Connection, ids: Numbers) -> tuple[Numbers, bytes, bytes]:
    """Ids, who and where, and texts of items; the last two a line for each item."""
    first, last = int(ids[0]), int(ids[-1])
    dense = last - first < 4 * len(ids)
    among = _items.c.id.between(first, last) if dense else _items.c.id.in_(ids.tolist())
    where = func.coalesce(_items.c.who, "") + _PART + _items.c.place
    one = (
        select(
            _items.c.id,
            func.replace(where, _LINE, _PART).label("place"),
            func.replace(_items.c.text, _LINE, _PART).label("text"),
        )
        .where(among)
        .order_by(_items.c.id)
        .subquery()
    )
    found = select(
        func.group_concat(one.c.id),
        func.group_concat(one.c.place, _LINE),
        func.group_concat(one.c.text, _LINE),
    )
    joined, places, texts = connection.execute(found).one()
    return np.fromstring(joined, np.int64, sep=","), places.encode(), texts.encode()


def masked(texts: bytes) -> bytes:
    """`app.domain.repeats.without_numbers` of each line, in UTF-8."""
    letters = np.frombuffer(texts, np.uint8)
    kinds = _KINDS[letters]
    _mark_uuids(letters, kinds)
    in_word = kinds > 0
    begins = in_word.copy()
    begins[1:] &= ~in_word[:-1]
    starts = np.flatnonzero(begins)
    if not len(starts):
        return texts
    has_digit = np.maximum.reduceat(kinds, starts) == _DIGIT
    lengths = np.diff(starts, append=len(letters))
    dropped = np.zeros(len(letters), np.bool_)
    dropped[starts[0] :] = np.repeat(has_digit, lengths)
    dropped &= in_word
    numbers = starts[has_digit]
    dropped[numbers] = False
    shown = letters.copy()
    shown[numbers] = ord("#")
    return shown[~dropped].tobytes()


def _mark_uuids(letters: _Bytes, kinds: _Bytes) -> None:
    """Let each UUID, with its dashes, be one word of digits."""
    last = len(letters) - _UUID_LENGTH + 1
    if last <= 0:
        return
    dash = letters == ord("-")
    likely = dash[_DASHES[0] : _DASHES[0] + last].copy()
    for place in _DASHES[1:]:
        likely &= dash[place : place + last]
    starts = np.flatnonzero(likely)
    are = _IS_HEX[letters[starts[:, None] + _IN_UUID]].all(axis=1)
    kinds[(starts[are][:, None] + np.arange(_UUID_LENGTH)).ravel()] = _DIGIT


def _hashes(lines: bytes, sources: npt.NDArray[np.int32]) -> Numbers:
    return _each(lines, hash, len(sources)) ^ (sources.astype(np.int64) << 40)


def _mixed(said: Numbers, texts: bytes) -> Numbers:
    mixed = _each(texts, hash, len(said)) + said * 31
    mixed[mixed == 0] = 1  # 0 stands for what was not read yet
    return mixed


def _each(lines: bytes, number: Callable[[bytes], int], count: int) -> Numbers:
    return np.fromiter(map(number, lines.split(b"\n")), np.int64, count)
