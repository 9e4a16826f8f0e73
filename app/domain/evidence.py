"""Evidence: sources, their items, and the receipt that says what became of every part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from app.domain.moments import Precision, Stamp, ZoneBasis
from app.domain.questions import ColumnMapping, DateOrder, Question


class SkipCode(StrEnum):
    """Why a part of a source did not become an item. Stable: receipts are compared by it."""

    BROKEN_RECORD = "broken_record"
    BROKEN_FILE = "broken_file"
    BINARY = "binary"
    EMPTY = "empty"
    TOO_LONG = "too_long"
    UNSAFE_PATH = "unsafe_path"
    NOT_EVIDENCE = "not_evidence"
    DUPLICATE = "duplicate"
    OUTSIDE_WINDOW = "outside_window"
    CHANNEL_NOT_CHOSEN = "channel_not_chosen"
    DIRECT_MESSAGES = "direct_messages"

    @property
    def by_choice(self) -> bool:
        """Whether a person chose to leave the part out, rather than the file forbidding it."""
        return self in _BY_CHOICE


_BY_CHOICE = {SkipCode.OUTSIDE_WINDOW, SkipCode.CHANNEL_NOT_CHOSEN, SkipCode.DIRECT_MESSAGES}


@dataclass(frozen=True, slots=True)
class Skip:
    """A part that did not become an item: why, where, and how many records it held."""

    code: SkipCode
    path: str
    line: int | None = None
    count: int = 1
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """One record as an importer reads it, before a zone is applied.

    ``key`` is the importer's natural key, unique and stable within its source. ``path`` is the
    place inside the source (empty for a plain file), ``line`` 1-based. ``author`` is the stable
    id of the writer in its source, ``who`` the name to show. ``raw`` is the record as it stood,
    None where it equals ``text``. ``thread`` is the key of the record that opened the thread.
    """

    key: str
    path: str
    line: int | None
    stamp: Stamp | None
    text: str
    raw: str | None = None
    who: str | None = None
    author: str | None = None
    thread: str | None = None
    edited: Stamp | None = None
    place: str = ""
    """Where it was said or logged, as people call it: ``#inc-412``, a host, a unit."""
    weight: int = 1
    """How many occurrences it stands for: “last message repeated 5 times” is 5."""

    def __reduce__(self) -> tuple[type[Record], tuple[object, ...]]:
        """How it crosses to another process: a dataclass's own way takes three times as long."""
        return Record, (
            self.key,
            self.path,
            self.line,
            self.stamp,
            self.text,
            self.raw,
            self.who,
            self.author,
            self.thread,
            self.edited,
            self.place,
            self.weight,
        )


@dataclass(frozen=True, slots=True)
class OriginalFile:
    """One original file of a source, kept byte for byte."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class MemberReceipt:
    """What became of one file of a folder or archive that holds many: by which format it was read.

    ``format`` is empty where no format could be told; a skip then says why.
    """

    path: str
    format: str
    taken: int = 0
    undated: int = 0
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of every part of a source; nothing vanishes.

    ``undated`` records have no stamp, ``unzoned`` ones a stamp that names no zone. ``notes`` are
    sentences about assumptions, such as the year a stamp lacked. ``members`` lists the files of
    a folder or archive where each was read by its own format, else it is empty.
    """

    format: str
    taken: int
    undated: int
    skips: tuple[Skip, ...]
    originals: tuple[OriginalFile, ...]
    notes: tuple[str, ...] = ()
    unzoned: int = 0
    members: tuple[MemberReceipt, ...] = ()

    @property
    def skipped(self) -> int:
        """Records that could not be taken."""
        return sum(skip.count for skip in self.skips if not skip.code.by_choice)

    @property
    def left_out(self) -> int:
        """Records left out by choice."""
        return sum(skip.count for skip in self.skips if skip.code.by_choice)


@dataclass(frozen=True, slots=True)
class Source:
    """One imported file or archive, as the reader of a case meets it.

    ``zone`` is None where the source has none of its own and the case's applies.
    ``first_us`` and ``last_us`` bound its dated items in UTC.
    """

    id: int
    case_id: str
    title: str
    zone: str | None
    zone_basis: ZoneBasis
    clock_offset_us: int
    items: int
    first_us: int | None
    last_us: int | None
    imported_us: int
    receipt: Receipt


@dataclass(frozen=True, slots=True)
class Item:
    """One message, log record, alert or page: text immutable, UTC derived from its source.

    ``clock_us`` is the stamp's wall clock (UTC itself where the data named a zone),
    ``zone_offset_us`` the offset from UTC that stood in the stamp, ``caveats`` what the stamp did
    not say itself (`moments.caveats_in`), ``weight`` how many occurrences the item stands for.
    ``zone`` is the zone set for its source, None where the case's applies to it.
    """

    id: int
    source_id: int
    source_title: str
    key: str
    path: str
    line: int | None
    time_text: str | None
    precision: Precision
    zone_basis: ZoneBasis
    utc_us: int | None
    text: str
    who: str | None
    author: str | None
    thread: str | None
    place: str
    edited_text: str | None
    edited_us: int | None
    clock_us: int | None = None
    zone_offset_us: int | None = None
    caveats: str = ""
    weight: int = 1
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class ChannelChoice:
    """A channel that an archive offers: chosen by ``name`` before anything is stored."""

    name: str
    messages: int
    direct: bool = False


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a file turned out to be, before anything of it is stored.

    ``channels`` is empty where the format has none; ``first_us``/``last_us`` bound what could
    be read cheaply, None where unknown. ``has_zone`` is False where stamps lack a zone.
    ``questions`` is what the file leaves open and a person can answer, at most one of each kind.
    ``members`` lists the files of a folder or archive with the format of each, where every file
    is read by its own. ``alternatives`` are the formats that it could also be read as.
    """

    format: str
    title: str
    channels: tuple[ChannelChoice, ...] = ()
    first_us: int | None = None
    last_us: int | None = None
    has_zone: bool = True
    questions: tuple[Question, ...] = ()
    members: tuple[tuple[str, str], ...] = ()
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Continued:
    """The source that a longer version of its log continues: its title, and its whole lines."""

    title: str
    lines: int


@dataclass(frozen=True, slots=True)
class ImportChoices:
    """What a person chose before an import.

    ``channels`` None means all that are not direct messages. ``since_us``/``until_us`` bound the
    window in UTC (``until_us`` exclusive). ``zone`` is the source's own zone, None for the case's.
    ``date_order``, ``day`` and ``columns`` answer the questions of an `Inspection`; unanswered,
    the stamps in question stay unread and the receipt says so. ``begins_us`` is the wall clock, in
    the source's zone, at which a recording began whose stamps count from zero. ``format`` is the
    id of the format to read a file by, None for the one that recognises it. ``again`` takes in
    what the case has already; ``continues`` is set by the import itself. ``undated`` leaves the
    times in a document alone: it tells of something, and is no record of it.
    """

    channels: tuple[str, ...] | None = None
    with_direct_messages: bool = False
    since_us: int | None = None
    until_us: int | None = None
    zone: str | None = None
    clock_offset_us: int = 0
    title: str | None = None
    date_order: DateOrder | None = None
    day: date | None = None
    begins_us: int | None = None
    columns: ColumnMapping | None = None
    format: str | None = None
    again: bool = False
    continues: Continued | None = None
    undated: bool = False


NO_CHOICES = ImportChoices()


@dataclass(frozen=True, slots=True)
class Histogram:
    """How many items fall into each of equal slices of time from ``start_us`` to ``end_us``."""

    start_us: int
    end_us: int
    counts: Sequence[int] = field(default_factory=tuple)
