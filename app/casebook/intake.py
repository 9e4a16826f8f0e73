"""Taking evidence in: small batches into a hidden source, revealed by the last one.

A source is shown exactly while it has settings (a drafted row), so its revelation is a journalled
edit: undo hides it, redo shows it. What an import that never ended left behind, and what can no
longer be redone, is removed when the casebook is opened next.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any, cast

from sqlalchemy import (
    ColumnElement,
    Connection,
    delete,
    exists,
    func,
    insert,
    literal,
    literal_column,
    select,
    text,
    update,
)
from sqlalchemy.dialects import sqlite

from app.casebook import holds, leaving, schema, suggestions
from app.casebook.editing import Edit
from app.casebook.journal import State
from app.casebook.rows import new_rowid
from app.domain.evidence import MemberReceipt, OriginalFile, Receipt, Record, Skip, SkipCode
from app.domain.moments import DAY_US, Caveat, is_shown_everywhere, utc_of, zone_named
from app.domain.runs import RecordRun

ROWS_A_BATCH = 500
_REMOVED_AT_ONCE = 2_000
Bounds = tuple[int | None, int | None]
_BETWEEN = ""
"""The applied zone of a source whose items are being timed anew: no zone has that name."""

_items = schema.items
_sources = schema.sources


def _insert(*columns: str) -> str:
    return str(insert(_items).compile(dialect=sqlite.dialect(), column_keys=columns))


_INSERT = _insert(*(column.name for column in _items.columns if column.name != "id"))
_OF_EACH = ("line", "time_text", "clock_us", "utc_us", "text")
"""What differs from record to record of a run."""


@dataclass(frozen=True, slots=True)
class Clock:
    """What a source's stamps are read with: its zone, and how far its clock runs ahead."""

    zone: str
    offset_us: int

    def utc(self, clock_us: int | None, *, zoned: bool, caveats: str = "") -> int | None:
        """The instant a stamp means; None for none, and for one that no calendar holds."""
        if clock_us is None:
            return None
        zone, set_back = zone_named(self.zone), Caveat.SET_BACK in caveats
        instant_us = utc_of(clock_us, zone, self.offset_us, zoned=zoned, set_back=set_back)
        return instant_us if is_shown_everywhere(instant_us) else None

    def utc_of_run(self, run: RecordRun) -> Sequence[int | None]:
        """The instants of a run of records."""
        clocks, zoned = run.clocks, run.zoned
        low, high = min(clocks), max(clocks)
        instants = [
            self.utc(clock_us, zoned=zoned, caveats=run.caveats) for clock_us in (low, high)
        ]
        first, last = instants
        if first is None or last is None or last - first != high - low or high - low > DAY_US:
            return [self.utc(each, zoned=zoned, caveats=run.caveats) for each in clocks]
        # No zone changes its offset and changes it back within a day.
        shift = first - low
        return [each + shift for each in clocks] if shift else clocks


def begin_source(connection: Connection, case_id: str, clock: Clock, now_us: int) -> int:
    """A new hidden source; returns its id."""
    inserted = connection.execute(
        insert(_sources).values(
            case_id=case_id,
            receipt="{}",
            imported_us=now_us,
            complete=False,
            item_count=0,
            applied_zone=clock.zone,
            applied_offset_us=clock.offset_us,
            words_to=0,
        )
    )
    return new_rowid(inserted)


def add_records(
    connection: Connection, source_id: int, clock: Clock, records: Sequence[Record]
) -> Sequence[int | None]:
    """Store the next records of a hidden source, in their order; returns their instants.

    Straight to the driver: an import spends most of its time here.
    """
    if not records:
        return ()
    rows = [_row(record, source_id, clock) for record in records]
    connection.exec_driver_sql(_INSERT, rows)
    return [cast("int | None", row[_UTC]) for row in rows]


def add_run(
    connection: Connection, source_id: int, clock: Clock, run: RecordRun
) -> Sequence[int | None]:
    """Store a run of records of a hidden source; returns their instants."""
    instants = clock.utc_of_run(run)
    lines = range(run.first, run.first + len(run))
    places = [run.places] if run.places else []
    rows = zip(lines, run.stamps, run.clocks, instants, run.texts, *places, strict=True)
    each = (*_OF_EACH, "place") if run.places else _OF_EACH
    same = (
        ("source_id", source_id),
        ("key", ""),  # worked out where it is asked for (`evidence`)
        ("path", ""),
        ("zoned", run.zoned),
        ("precision", run.precision.value),
        ("place", ""),
        ("edited_zoned", False),
        ("zone_offset_us", run.offset_us),
        ("caveats", run.caveats),
        ("weight", 1),
        ("raw_before", run.before),
        ("raw_after", run.after),
    )
    connection.exec_driver_sql(_insert_run(same, each), list(rows))
    return instants


@lru_cache(maxsize=64)
def _insert_run(same: tuple[tuple[str, str | int | None], ...], each: tuple[str, ...]) -> str:
    """The statement for a run, with what is the same for all of its records in it.

    To bind that a million times takes as long as to store it.
    """
    values: dict[str, ColumnElement[Any]] = {
        name: literal(value, _items.c[name].type) for name, value in same
    }
    values.update((name, literal_column("?")) for name in each)
    statement = insert(_items).values(values)
    return str(statement.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}))


def last_item(connection: Connection) -> int:
    """The id of the item that was stored last; 0 for none."""
    return int(connection.exec_driver_sql("SELECT max(id) FROM items").scalar() or 0)


def _row(record: Record, source_id: int, clock: Clock) -> tuple[str | int | None, ...]:
    """The values of `_INSERT`."""
    stamp, edited = record.stamp, record.edited
    raw, before, after = _around(record)
    return (
        source_id,
        record.key,
        record.path,
        record.line,
        None if stamp is None else stamp.text,
        None if stamp is None else stamp.clock_us,
        1 if stamp is not None and stamp.zoned else 0,
        "none" if stamp is None else stamp.precision.value,
        None
        if stamp is None
        else clock.utc(stamp.clock_us, zoned=stamp.zoned, caveats=stamp.caveats),
        record.text,
        raw,
        record.who,
        record.author,
        record.thread,
        record.place,
        None if edited is None else edited.text,
        None if edited is None else edited.clock_us,
        1 if edited is not None and edited.zoned else 0,
        None if edited is None else clock.utc(edited.clock_us, zoned=edited.zoned),
        None if stamp is None else stamp.offset_us,
        "" if stamp is None else stamp.caveats,
        record.weight,
        before,
        after,
    )


def _around(record: Record) -> tuple[str | None, str | None, str | None]:
    """The raw record; where only its stamp was taken off the front, what stood around that."""
    raw, text, stamp = record.raw, record.text, record.stamp
    if raw is None or stamp is None or not raw.endswith(text):
        return raw, None, None
    before, found, after = raw[: len(raw) - len(text)].partition(stamp.text)
    return (None, before, after) if found and stamp.text else (raw, None, None)


_UTC = [column.name for column in _items.columns if column.name != "id"].index("utc_us")


def add_original(connection: Connection, source_id: int, path: str) -> int:
    """Begin to keep an original file; returns its id for `add_chunk` and `close_original`."""
    inserted = connection.execute(
        insert(schema.originals).values(source_id=source_id, path=path, size=0, sha256="")
    )
    return new_rowid(inserted)


def close_original(connection: Connection, original_id: int, original: OriginalFile) -> None:
    """State the size and hash of an original once all its bytes have come."""
    connection.execute(
        update(schema.originals)
        .where(schema.originals.c.id == original_id)
        .values(size=original.size, sha256=original.sha256)
    )


def add_chunk(connection: Connection, original_id: int, seq: int, frame: bytes) -> None:
    """Store the next compressed piece of an original file."""
    connection.execute(
        insert(schema.original_chunks).values(original_id=original_id, seq=seq, data=frame)
    )


def complete_source(connection: Connection, source_id: int, receipt: Receipt, span: Bounds) -> None:
    """Say that all of a source has come; its settings, added in the same edit, reveal it."""
    connection.execute(
        update(_sources)
        .where(_sources.c.id == source_id)
        .values(
            complete=True,
            receipt=_receipt_json(receipt),
            item_count=receipt.taken,
            first_us=span[0],
            last_us=span[1],
        )
    )


def span_of(connection: Connection, source_id: int) -> Bounds:
    """The first and last time of a source; looks at all its items, so not while others wait."""
    first, last = connection.execute(
        select(func.min(_items.c.utc_us), func.max(_items.c.utc_us)).where(
            _items.c.source_id == source_id
        )
    ).one()
    return first, last


def _receipt_json(receipt: Receipt) -> str:
    return json.dumps(asdict(receipt), ensure_ascii=False)


def receipt_of(stored: str) -> Receipt:
    """The receipt as it was stored with a source."""
    fields = json.loads(stored)
    skips = (Skip(**{**skip, "code": SkipCode(skip["code"])}) for skip in fields.pop("skips"))
    originals = (OriginalFile(**original) for original in fields.pop("originals"))
    notes = tuple(fields.pop("notes"))
    members = (MemberReceipt(**member) for member in fields.pop("members", ()))
    return Receipt(
        **fields,
        skips=tuple(skips),
        originals=tuple(originals),
        notes=notes,
        members=tuple(members),
    )


@dataclass(frozen=True, slots=True)
class StaleSource:
    """A source whose ``items`` were timed with another clock than its settings now say."""

    id: int
    items: int
    clock: Clock


def stale_clocks(connection: Connection, case_id: str | None = None) -> list[StaleSource]:
    """Sources that are to be timed anew."""
    settings, cases = schema.source_settings, schema.cases
    zone = func.coalesce(settings.c.zone, cases.c.zone)
    statement = (
        select(_sources.c.id, _sources.c.item_count, zone, settings.c.clock_offset_us)
        .join(settings, settings.c.source_id == _sources.c.id)
        .join(cases, cases.c.id == _sources.c.case_id)
        .where(
            (_sources.c.applied_zone != zone)
            | (_sources.c.applied_offset_us != settings.c.clock_offset_us)
        )
    )
    if case_id is not None:
        statement = statement.where(_sources.c.case_id == case_id)
    found = connection.execute(statement)
    return [StaleSource(row[0], row[1], Clock(row[2], row[3])) for row in found]


_CLOCKS = text(
    "SELECT id, clock_us, zoned, caveats, edited_clock_us, edited_zoned FROM items "
    "WHERE source_id = :source AND id > :after ORDER BY id LIMIT :rows"
)
_RETIME = text("UPDATE items SET utc_us = :utc, edited_us = :edited WHERE id = :id")


def retime_page(connection: Connection, source_id: int, after: int, clock: Clock) -> int | None:
    """Time the next items of a source after id ``after`` anew; the last id, None at the end."""
    rows = connection.execute(
        _CLOCKS, {"source": source_id, "after": after, "rows": ROWS_A_BATCH}
    ).all()
    if not rows:
        return None
    connection.execute(
        _RETIME,
        [
            {
                "id": row.id,
                "utc": clock.utc(row.clock_us, zoned=row.zoned, caveats=row.caveats),
                "edited": clock.utc(row.edited_clock_us, zoned=row.edited_zoned),
            }
            for row in rows
        ],
    )
    return int(rows[-1].id)


def begin_timing(connection: Connection, source_id: int) -> None:
    """Note that the items of a source are between two clocks, whatever becomes of it."""
    connection.execute(
        update(_sources).where(_sources.c.id == source_id).values(applied_zone=_BETWEEN)
    )


def applied(connection: Connection, source_id: int, clock: Clock, span: Bounds) -> None:
    """Note that all items of a source are timed with a clock, and lie within ``span``."""
    connection.execute(
        update(_sources)
        .where(_sources.c.id == source_id)
        .values(
            applied_zone=clock.zone,
            applied_offset_us=clock.offset_us,
            first_us=span[0],
            last_us=span[1],
        )
    )


def leftovers(connection: Connection) -> list[int]:
    """Sources that nobody can see again: imports that never ended, and undone ones past redo.

    What was once in a case stays while the case is under a legal hold.
    """
    settings, journal, transactions = schema.source_settings, schema.journal, schema.transactions
    shown = exists().where(settings.c.source_id == _sources.c.id)
    can_be_redone = exists().where(
        journal.c.transaction_id == transactions.c.id,
        transactions.c.state == State.UNDONE,
        journal.c.table_name == settings.name,
        func.json_extract(journal.c.after, "$.source_id") == _sources.c.id,
    )
    is_held = _sources.c.case_id.in_(holds.held(connection))
    wanted = _sources.c.complete.is_(True) & (can_be_redone | is_held)
    statement = select(_sources.c.id).where(~shown, ~wanted)
    return [int(found) for found in connection.execute(statement).scalars()]


def purge_page(connection: Connection, source_id: int) -> bool:
    """Delete the next part of a hidden source; False once nothing of it is left.

    People whom only this source knows go with it. A source that was shown in the meantime is
    left alone.
    """
    settings = schema.source_settings
    if connection.execute(select(settings.c.id).where(settings.c.source_id == source_id)).first():
        return False
    suggestions.forget_source(connection, source_id)  # they quote the items
    items = select(_items.c.id).where(_items.c.source_id == source_id).limit(_REMOVED_AT_ONCE)
    if connection.execute(delete(_items).where(_items.c.id.in_(items))).rowcount:
        return True
    connection.execute(delete(schema.item_times).where(schema.item_times.c.source_id == source_id))
    originals, chunks = schema.originals, schema.original_chunks
    ids = select(originals.c.id).where(originals.c.source_id == source_id)
    connection.execute(delete(chunks).where(chunks.c.original_id.in_(ids)))
    connection.execute(delete(originals).where(originals.c.source_id == source_id))
    edit = Edit(connection)
    with edit.observing():
        leaving.let_go(edit, source_id)
    connection.execute(delete(_sources).where(_sources.c.id == source_id))
    return False
