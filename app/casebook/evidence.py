"""Reading evidence: sources, items, threads, originals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import zstandard
from sqlalchemy import Connection, Row, func, or_, select

from app.casebook import schema
from app.casebook.intake import receipt_of
from app.casebook.rows import mapped
from app.domain.drafts import Citation, SourceSettings
from app.domain.errors import NotFoundError
from app.domain.evidence import Item, OriginalFile, Receipt, Source
from app.domain.moments import Precision, ZoneBasis
from app.domain.runs import line_key
from app.domain.timeline import CitedItem

_items = schema.items
_sources = schema.sources
_settings = schema.source_settings
_originals = schema.originals

_SOURCE = select(_sources, _settings.c.title, _settings.c.zone, _settings.c.clock_offset_us).join(
    _settings, _settings.c.source_id == _sources.c.id
)
_ITEM = select(_items, _settings.c.title.label("source_title"), _settings.c.zone).join(
    _settings, _settings.c.source_id == _items.c.source_id
)


def sources(connection: Connection, case_id: str) -> list[Source]:
    """The sources of a case that are shown, in the order of their import."""
    rows = connection.execute(_SOURCE.where(_sources.c.case_id == case_id).order_by(_sources.c.id))
    return [_source(row) for row in rows]


def source(connection: Connection, source_id: int) -> Source:
    """One source. Raises `NotFoundError`."""
    row = connection.execute(_SOURCE.where(_sources.c.id == source_id)).first()
    if row is None:
        raise NotFoundError(f"There is no source {source_id} in this casebook.")
    return _source(row)


def settings_of(connection: Connection, source_id: int) -> SourceSettings:
    """What people set on a source. Raises `NotFoundError`."""
    row = connection.execute(select(_settings).where(_settings.c.source_id == source_id)).first()
    if row is None:
        raise NotFoundError(f"There is no source {source_id} in this casebook.")
    return mapped(SourceSettings).value(row._mapping)


def _source(row: Row[Any]) -> Source:
    receipt = receipt_of(row.receipt)
    return Source(
        id=row.id,
        case_id=row.case_id,
        title=row.title,
        zone=row.zone,
        zone_basis=_source_basis(receipt, row.zone),
        clock_offset_us=row.clock_offset_us,
        items=row.item_count,
        first_us=row.first_us,
        last_us=row.last_us,
        imported_us=row.imported_us,
        receipt=receipt,
    )


def _source_basis(receipt: Receipt, zone: str | None) -> ZoneBasis:
    """Where the zone of a source's stamps comes from, as far as any of them lacks one."""
    if receipt.taken == receipt.undated:
        return ZoneBasis.NONE
    if not receipt.unzoned:
        return ZoneBasis.DATA
    return ZoneBasis.SOURCE if zone else ZoneBasis.CASE


def items(connection: Connection, ids: Sequence[int]) -> list[Item]:
    """The items of these ids, in the same order; ids that are gone are left out."""
    rows = connection.execute(_ITEM.where(_items.c.id.in_(ids)))
    found = {row.id: _item(row) for row in rows}
    return [found[item_id] for item_id in ids if item_id in found]


def item(connection: Connection, item_id: int) -> Item:
    """One item. Raises `NotFoundError`."""
    found = items(connection, [item_id])
    if not found:
        raise NotFoundError(f"There is no item {item_id} in this casebook.")
    return found[0]


def items_of(connection: Connection, source_id: int) -> list[Item]:
    """All items of a source in the order in which they stand in it; for a source that is small."""
    rows = connection.execute(_ITEM.where(_items.c.source_id == source_id).order_by(_items.c.id))
    return [_item(row) for row in rows]


def _item(row: Row[Any]) -> Item:
    return Item(
        id=row.id,
        source_id=row.source_id,
        source_title=row.source_title,
        key=row.key or line_key(row.line, _raw(row)),
        path=row.path,
        line=row.line,
        time_text=row.time_text,
        precision=Precision(row.precision),
        zone_basis=_basis(row),
        utc_us=row.utc_us,
        text=row.text,
        who=row.who,
        author=row.author,
        thread=row.thread,
        place=row.place,
        edited_text=row.edited_text,
        edited_us=row.edited_us,
        clock_us=row.clock_us,
        zone_offset_us=row.zone_offset_us,
        caveats=row.caveats,
        weight=row.weight,
        zone=row.zone,
    )


def _basis(row: Row[Any]) -> ZoneBasis:
    if row.time_text is None:
        return ZoneBasis.NONE
    if row.zoned:
        return ZoneBasis.DATA
    return ZoneBasis.SOURCE if row.zone else ZoneBasis.CASE


def raw_record(connection: Connection, item_id: int) -> str:
    """The record as it stood in its source. Raises `NotFoundError`."""
    row = connection.execute(select(_items).where(_items.c.id == item_id)).first()
    if row is None:
        raise NotFoundError(f"There is no item {item_id} in this casebook.")
    return _raw(row)


def _raw(row: Row[Any]) -> str:
    if row.raw is None and row.raw_before is not None:
        return f"{row.raw_before}{row.time_text}{row.raw_after}{row.text}"
    return str(row.text if row.raw is None else row.raw)


@dataclass(frozen=True, slots=True)
class RawRecord:
    """A record as it stood, with the item that was made of it: its text, its time in UTC."""

    item_id: int
    utc_us: int | None
    text: str
    raw: str


def records_holding(
    connection: Connection, source_id: int, words: Sequence[str]
) -> Iterator[RawRecord]:
    """The records of a source that hold one of these words, as they stood, in their order."""
    held = [
        column.contains(each, autoescape=True)
        for column in (_items.c.raw, _items.c.text)
        for each in words
    ]
    rows = connection.execute(
        select(_items).where(_items.c.source_id == source_id, or_(*held)).order_by(_items.c.id)
    )
    for row in rows:
        yield RawRecord(row.id, row.utc_us, row.text, _raw(row))


def thread(connection: Connection, item_id: int) -> list[Item]:
    """The conversation an item belongs to, in time order; empty where it belongs to none."""
    of = item(connection, item_id)
    if of.thread is None:
        return []
    rows = connection.execute(
        _ITEM.where(_items.c.source_id == of.source_id, _items.c.thread == of.thread).order_by(
            _items.c.utc_us, _items.c.id
        )
    )
    return [_item(row) for row in rows]


def writers(connection: Connection, case_id: str) -> list[str]:
    """The names of those who wrote something, in alphabetical order; never how much."""
    rows = connection.execute(
        select(_items.c.who)
        .join(_settings, _settings.c.source_id == _items.c.source_id)
        .where(_settings.c.case_id == case_id, _items.c.who.is_not(None))
        .distinct()
    ).scalars()
    return sorted((name for name in rows if name), key=str.casefold)


def cited_item_ids(connection: Connection, case_id: str) -> frozenset[int]:
    """The items that something drafted in the case cites."""
    found = select(schema.citations.c.item_id).where(schema.citations.c.case_id == case_id)
    return frozenset(connection.execute(found).scalars())


def cited_items(connection: Connection, citations: Sequence[Citation]) -> dict[str, CitedItem]:
    """What each citation points at now, by the citation's id."""
    found = {item.id: item for item in items(connection, [c.item_id for c in citations])}
    return {
        citation.id: CitedItem.of(citation, found[citation.item_id])
        for citation in citations
        if citation.item_id in found
    }


def originals(connection: Connection, source_id: int) -> list[tuple[int, OriginalFile]]:
    """The original files of a source, with their ids."""
    rows = connection.execute(
        select(_originals).where(_originals.c.source_id == source_id).order_by(_originals.c.id)
    )
    return [(row.id, OriginalFile(row.path, row.size, row.sha256)) for row in rows]


def original_bytes(connection: Connection, original_id: int) -> Iterator[bytes]:
    """An original file, byte for byte, piece by piece. Raises `zstandard.ZstdError` if damaged."""
    chunks = schema.original_chunks
    frames = connection.execute(
        select(chunks.c.data).where(chunks.c.original_id == original_id).order_by(chunks.c.seq)
    ).scalars()
    decompressor = zstandard.ZstdDecompressor()
    for frame in frames:
        yield decompressor.decompressobj().decompress(frame)


def span(connection: Connection, case_id: str) -> tuple[int, int] | None:
    """The first and last time in the shown sources of a case, None where nothing is dated."""
    first, last = connection.execute(
        select(func.min(_sources.c.first_us), func.max(_sources.c.last_us))
        .join(_settings, _settings.c.source_id == _sources.c.id)
        .where(_sources.c.case_id == case_id)
    ).one()
    return None if first is None else (first, last)
