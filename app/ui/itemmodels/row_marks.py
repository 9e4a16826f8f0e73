"""What rows of evidence tell beside their record: threads, gaps in time, bookmarks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.evidence import Item
from app.domain.jumps import distance_words
from app.domain.moments import MINUTE_US, Precision, clock, in_zone
from app.domain.threads import ThreadOpening, late_by, thread_of
from app.operations import reading
from app.ui.evidence_words import short_day
from app.ui.session import Session

Thread = tuple[int, str]

GAP_US = 5 * MINUTE_US
"""A silence this long is told, where gaps are."""


class Hue(Enum):
    """The colour of a tag."""

    NEUTRAL = auto()
    BLUE = auto()
    GOLD = auto()
    VIOLET = auto()


@dataclass(frozen=True, slots=True)
class Tag:
    """A word or two before the text of a row."""

    words: str
    hue: Hue


class RowMarks(QObject):
    """Answers at once with what is known; how a thread began is read beside the window."""

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._openings: dict[Thread, ThreadOpening | None] = {}
        self._wanted: set[Thread] = set()
        self._edition = 0
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._read)
        self.bookmarked: frozenset[int] = frozenset()
        self.lit: frozenset[int] = frozenset()
        """What the suggestion in hand rests on."""
        self.gaps = False
        """Whether silences between rows are told."""

    def forget(self) -> None:
        """The evidence changed: ask again how threads began."""
        self._edition += 1
        self._openings.clear()
        self._wanted.clear()
        self.changed.emit()

    def set_bookmarked(self, items: frozenset[int]) -> None:
        """Mark these items."""
        if items != self.bookmarked:
            self.bookmarked = items
            self.changed.emit()

    def set_lit(self, items: frozenset[int]) -> None:
        """Light these items up."""
        if items != self.lit:
            self.lit = items
            self.changed.emit()

    def set_gaps(self, *, shown: bool) -> None:
        """Tell silences, or leave them."""
        self.gaps = shown
        self.changed.emit()

    def tags(self, item: Item, before: Item | None) -> list[Tag]:
        """What stands before the text of an item; ``before`` is the item of the row above."""
        found = []
        if self.gaps and before is not None and (silent := _silence(before, item)):
            found.append(Tag(f"+{distance_words(silent)}", Hue.NEUTRAL))
        thread = thread_of(item)
        if thread is not None and (opening := self._opening(thread)) is not None:
            found += thread_tags(item, opening, self._session.zone)
        return found

    def _opening(self, thread: Thread) -> ThreadOpening | None:
        if thread not in self._openings and thread not in self._wanted:
            self._wanted.add(thread)
            self._soon.start()
        return self._openings.get(thread)

    def _read(self) -> None:
        wanted, edition, casebook = frozenset(self._wanted), self._edition, self._session.casebook
        self._session.tasks.run(
            "Reading threads",
            lambda _progress: reading.thread_openings(casebook, wanted),
            lambda found: self._arrived(edition, wanted, found),
            quiet=True,
        )

    def _arrived(
        self, edition: int, wanted: frozenset[Thread], found: dict[Thread, ThreadOpening]
    ) -> None:
        if edition == self._edition:
            self._wanted -= wanted
            self._openings.update({thread: found.get(thread) for thread in wanted})
            self.changed.emit()


def _silence(before: Item, item: Item) -> int | None:
    if before.utc_us is None or item.utc_us is None:
        return None
    apart = item.utc_us - before.utc_us
    return apart if apart >= GAP_US else None


def thread_tags(item: Item, opening: ThreadOpening, zone: ZoneInfo) -> list[Tag]:
    """``thread of 4`` at the first message of a thread, ``↳ 02:52`` at a reply, and how late."""
    if opening.messages < 2:
        return []
    if item.id == opening.item_id:
        return [Tag(f"thread of {opening.messages:,}", Hue.BLUE)]
    if opening.utc_us is None:
        return [Tag("↳", Hue.BLUE)]
    began = clock(opening.utc_us, zone, Precision.MINUTE)
    if item.utc_us is None or (
        in_zone(item.utc_us, zone).date() != in_zone(opening.utc_us, zone).date()
    ):
        began = f"{short_day(opening.utc_us, zone)} {began}"
    late = late_by(item, opening)
    tags = [Tag(f"↳ {began}", Hue.BLUE)]
    return tags if late is None else [*tags, Tag(f"{distance_words(late)} later", Hue.GOLD)]
