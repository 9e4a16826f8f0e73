"""A receipt in words: what became of every part of a source, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from app.domain.evidence import MemberReceipt, Receipt, Skip, SkipCode, Source
from app.domain.moments import ZoneBasis, day
from app.operations import formats
from app.ui.evidence_words import counted, full_time, offset_words, span_words

_PLACES_LISTED = 200

SKIP_WORDS = {
    SkipCode.BROKEN_RECORD: "could not be read as a record",
    SkipCode.BROKEN_FILE: "a file that could not be read",
    SkipCode.BINARY: "not text",
    SkipCode.EMPTY: "empty",
    SkipCode.TOO_LONG: "too long",
    SkipCode.UNSAFE_PATH: "a path that leaves the archive",
    SkipCode.NOT_EVIDENCE: "holds no evidence",
    SkipCode.DUPLICATE: "there already",
    SkipCode.OUTSIDE_WINDOW: "outside the chosen time",
    SkipCode.CHANNEL_NOT_CHOSEN: "channel not chosen",
    SkipCode.DIRECT_MESSAGES: "direct messages, not chosen",
}


def members_words(members: Iterable[tuple[str, str]]) -> str:
    """What a folder or archive holds: ``12 files: 8 text log, 3 mail, 1 of no known format``."""
    found = Counter(format_id for _path, format_id in members)
    kinds = [
        f"{number:,} {formats.label_of(of).lower() if of else 'of no known format'}"
        for of, number in found.most_common()
    ]
    return f"{counted(found.total(), 'file')}: {', '.join(kinds)}."


def receipt_in_short(receipt: Receipt) -> str:
    """``158 items taken, 2 skipped, 40 left out by choice``."""
    parts = [f"{counted(receipt.taken, 'item')} taken"]
    if receipt.undated:
        parts.append(f"{receipt.undated:,} of them without a time")
    if receipt.skipped:
        parts.append(f"{receipt.skipped:,} skipped")
    if receipt.left_out:
        parts.append(f"{receipt.left_out:,} left out by choice")
    return ", ".join(parts)


def zone_words(source: Source, case_zone: str) -> str:
    """Which zone its stamps are read in, and how that is known."""
    match source.zone_basis:
        case ZoneBasis.DATA:
            return "named in the data"
        case ZoneBasis.NONE:
            return "no times in the data"
        case ZoneBasis.SOURCE:
            return f"{source.zone}, set for this source"
        case ZoneBasis.CASE:
            return f"{case_zone}, the case's"


def span_of(source: Source, zone: ZoneInfo) -> str:
    """First and last time of a source, to the second."""
    if source.first_us is None or source.last_us is None:
        return "no dated item"
    return f"{full_time(source.first_us, zone)} – {full_time(source.last_us, zone)}"


def short_span_of(source: Source, zone: ZoneInfo) -> str:
    """The same in a table: the day once where it is the same, no seconds."""
    if source.first_us is None or source.last_us is None:
        return "no dated item"
    first, last = day(source.first_us, zone), day(source.last_us, zone)
    if first != last:
        return f"{first} – {last}"
    return f"{first} {span_words(source.first_us, source.last_us, zone)}"


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """A line of a receipt on the screen: what, where, how many; ``rows`` are told below it."""

    what: str
    where: str = ""
    count: int | None = None
    rows: tuple[ReceiptRow, ...] = ()


def receipt_rows(source: Source, case_zone: str, zone: ZoneInfo) -> list[ReceiptRow]:
    """The whole receipt in groups: in short, files, what was skipped by reason, notes, originals.

    Every skip is there, with its code, its place and its count.
    """
    receipt = source.receipt
    notes = tuple(ReceiptRow(note) for note in receipt.notes)
    originals = tuple(
        ReceiptRow(file.path, f"SHA-256 {file.sha256}", file.size) for file in receipt.originals
    )
    members = tuple(_member_row(member) for member in receipt.members)
    groups = (
        ReceiptRow("Taken", span_of(source, zone), receipt.taken, _taken_rows(source, case_zone)),
        ReceiptRow("Files, each by its own format", "", len(members), members),
        _skip_group("Skipped", [skip for skip in receipt.skips if not skip.code.by_choice]),
        _skip_group("Left out by choice", [skip for skip in receipt.skips if skip.code.by_choice]),
        ReceiptRow("Notes", "", len(notes), notes),
        ReceiptRow("Originals, in bytes", "", len(originals), originals),
    )
    always = {"Taken", "Skipped"}
    return [group for group in groups if group.rows or group.what in always]


def _taken_rows(source: Source, case_zone: str) -> tuple[ReceiptRow, ...]:
    receipt = source.receipt
    return (
        ReceiptRow("Without a time", "", receipt.undated),
        ReceiptRow("With a time that names no zone", "", receipt.unzoned),
        ReceiptRow("Format", formats.label_of(receipt.format)),
        ReceiptRow("Time zone", zone_words(source, case_zone)),
        ReceiptRow("Clock", offset_words(source.clock_offset_us)),
    )


def _member_row(member: MemberReceipt) -> ReceiptRow:
    parts = [formats.label_of(member.format) if member.format else "no known format"]
    if member.undated:
        parts.append(f"{member.undated:,} without a time")
    if member.skipped:
        parts.append(f"{member.skipped:,} skipped")
    return ReceiptRow(member.path, ", ".join(parts), member.taken)


def _skip_group(title: str, skips: Sequence[Skip]) -> ReceiptRow:
    by_code: dict[SkipCode, list[Skip]] = {}
    for skip in skips:
        by_code.setdefault(skip.code, []).append(skip)
    rows = tuple(
        ReceiptRow(
            f"{SKIP_WORDS[code][0].upper()}{SKIP_WORDS[code][1:]}",
            code.value,
            sum(skip.count for skip in of),
            tuple(ReceiptRow(skip.detail or "–", _place_of(skip), skip.count) for skip in of),
        )
        for code, of in by_code.items()
    )
    return ReceiptRow(title, "", sum(skip.count for skip in skips), rows)


def _place_of(skip: Skip) -> str:
    line = "" if skip.line is None else f"line {skip.line:,}"
    return ", ".join(part for part in (skip.path, line) if part) or "the whole source"


def receipt_text(source: Source, case_zone: str, zone: ZoneInfo) -> str:
    """The whole receipt as plain text; times are shown in ``zone``."""
    return "\n".join(_lines(source, case_zone, zone))


def _lines(source: Source, case_zone: str, zone: ZoneInfo) -> Iterator[str]:
    receipt = source.receipt
    yield source.title
    yield f"Format            {formats.label_of(receipt.format)}"
    yield f"Imported          {full_time(source.imported_us, zone)}"
    yield f"Taken             {counted(receipt.taken, 'item')}"
    yield f"Without a time    {receipt.undated:,}"
    yield f"Skipped           {receipt.skipped:,}"
    yield f"Left out          {receipt.left_out:,} by choice"
    yield f"First and last    {span_of(source, zone)}"
    yield f"Time zone         {zone_words(source, case_zone)}"
    yield f"Clock             {offset_words(source.clock_offset_us)}"
    yield from _section("Files", _files(receipt))
    yield from _section("Notes", receipt.notes)
    forced = [skip for skip in receipt.skips if not skip.code.by_choice]
    chosen = [skip for skip in receipt.skips if skip.code.by_choice]
    yield from _section("Skipped", _skips(forced))
    yield from _section("Left out by choice", _skips(chosen))
    originals = [f"{file.sha256}  {file.path} ({file.size:,} bytes)" for file in receipt.originals]
    yield from _section("Originals, SHA-256", originals)


def _section(heading: str, lines: Iterable[str]) -> Iterator[str]:
    lines = list(lines)
    if lines:
        yield ""
        yield heading
        for line in lines:
            yield f"  {line}"


def _files(receipt: Receipt) -> Iterator[str]:
    for member in receipt.members:
        row = _member_row(member)
        yield f"{row.what}: {counted(member.taken, 'item')} taken, {row.where}"


def _skips(skips: list[Skip]) -> Iterator[str]:
    for skip in skips[:_PLACES_LISTED]:
        yield _skip(skip)
    rest = skips[_PLACES_LISTED:]
    if rest:
        yield f"and {sum(skip.count for skip in rest):,} more in {len(rest):,} places"


def _skip(skip: Skip) -> str:
    place = f"{skip.path} line {skip.line:,}".lstrip() if skip.line is not None else skip.path
    many = f" ×{skip.count:,}" if skip.count > 1 else ""
    detail = f" ({skip.detail})" if skip.detail else ""
    return f"{place or 'the whole source'}: {SKIP_WORDS[skip.code]} [{skip.code}]{many}{detail}"
