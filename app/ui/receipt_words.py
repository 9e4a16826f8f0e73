"""A receipt in words: what became of every part of a source, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo

from app.domain.evidence import Receipt, Skip, SkipCode, Source
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


def _skips(skips: list[Skip]) -> Iterator[str]:
    for skip in skips[:_PLACES_LISTED]:
        yield _skip(skip)
    rest = skips[_PLACES_LISTED:]
    if rest:
        yield f"and {sum(skip.count for skip in rest):,} more in {len(rest):,} places"


def _skip(skip: Skip) -> str:
    place = skip.path + (f" line {skip.line:,}" if skip.line is not None else "")
    many = f" ×{skip.count:,}" if skip.count > 1 else ""
    detail = f" ({skip.detail})" if skip.detail else ""
    return f"{place or 'the whole source'}: {SKIP_WORDS[skip.code]}{many}{detail}"
