"""Which items are alike: a number for each, equal where the items repeat one another.

Their texts are read once, in stretches, and never leave here; the numbers are kept with the time
order. What counts as alike is told in `app.domain.repeats`, here it is done for a million lines at
once.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

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


_HEX = b"0123456789abcdefABCDEF"
_KINDS = bytes(
    _DIGIT if byte in b"0123456789" else _LETTER if chr(byte).isalpha() or byte in b"_" else 0
    for byte in range(128)
) + bytes([_LETTER] * 128)
"""The kind of each byte; in UTF-8 all letters beyond ASCII are of upper bytes."""
_IS_HEX = np.isin(np.arange(256), list(_HEX))
_UUID_LENGTH, _DASHES = 36, (8, 13, 18, 23)
_IN_UUID = np.array([place for place in range(_UUID_LENGTH) if place not in _DASHES])


def likenesses(
    connection: Connection, order: TimeOrder, rows: Rows, alike: Alike, progress: Progress
) -> tuple[Numbers, Numbers]:
    """For each of these rows of a time order a number, the same for rows that are alike.

    And another, the same for rows that are equal. Raises `CancelledError`; what was read until
    then is kept.
    """
    count = len(order.ids)
    equal = order.likenesses.setdefault(Alike.EQUAL, np.zeros(count, np.int64))
    numbers = order.likenesses.setdefault(alike, np.zeros(count, np.int64))
    missing = np.sort(order.ids[rows[numbers[rows] == 0]])
    for stretch in _stretches(connection, missing):
        stop_if_cancelled(progress)
        progress.report(stretch.begin, len(missing), "lines compared")
        at = order.rows_by_id[stretch.ids - order.first_id]
        known = at >= 0
        said = _hashes(stretch.places, len(at)) ^ (order.sources[at].astype(np.int64) << 40)
        equal[at[known]] = _mixed(said, stretch.texts)[known]
        if alike is Alike.BUT_NUMBERS:
            numbers[at[known]] = _mixed(said, masked(stretch.texts))[known]
    return numbers[rows], equal[rows]


@dataclass(frozen=True, slots=True, eq=False)
class _Stretch:
    """Items from ``begin`` on: a line of ``places`` (who and where) and of ``texts`` for each."""

    begin: int
    ids: Numbers
    places: bytes
    texts: bytes


def _stretches(connection: Connection, ids: Numbers) -> Iterator[_Stretch]:
    """The items of these ids, ascending; the next stretch is read while one is being looked at."""
    with ThreadPoolExecutor(1, "goldseam-likeness") as reader:
        ahead: Future[_Stretch] | None = None
        for begin in range(0, len(ids), _STRETCH):
            here, ahead = ahead, reader.submit(_stretch, connection, ids, begin)
            if here is not None:
                yield here.result()
        if ahead is not None:
            yield ahead.result()


def _stretch(connection: Connection, all_ids: Numbers, begin: int) -> _Stretch:
    ids = all_ids[begin : begin + _STRETCH]
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
    return _Stretch(
        begin, np.fromstring(joined, np.int64, sep=","), places.encode(), texts.encode()
    )


def masked(texts: bytes) -> bytes:
    """`app.domain.repeats.without_numbers` of each line, in UTF-8."""
    letters = np.frombuffer(texts, np.uint8)
    kinds = np.frombuffer(bytearray(texts.translate(_KINDS)), np.uint8)
    _mark_uuids(letters, kinds)
    in_word = kinds > 0
    begins = in_word.copy()
    begins[1:] &= ~in_word[:-1]
    starts = np.flatnonzero(begins)
    if not len(starts):
        return texts
    has_digit = np.maximum.reduceat(kinds, starts) == _DIGIT
    in_number = np.zeros(len(letters), np.bool_)
    in_number[starts[0] :] = np.repeat(has_digit, np.diff(starts, append=len(letters)))
    in_number &= in_word
    shown = letters * ~in_number
    shown[starts[has_digit]] = ord("#")
    return shown.tobytes().translate(None, b"\0")


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


def _mixed(said: Numbers, texts: bytes) -> Numbers:
    mixed = _hashes(texts, len(said)) + said * 31
    mixed[mixed == 0] = 1  # 0 stands for what was not read yet
    return mixed


def _hashes(lines: bytes, count: int) -> Numbers:
    first = lines.partition(b"\n")[0]
    if lines == b"\n".join([first] * count):
        return np.full(count, hash(first), np.int64)
    return np.fromiter(map(hash, lines.split(b"\n")), np.int64, count)
