"""What the evidence pane reads beside the window: which items, how many, and which are cited."""

from __future__ import annotations

import struct
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from app.domain.errors import CancelledError, GoldseamError, InvalidInputError
from app.domain.evidence import Histogram, Item, Source
from app.domain.progress import Progress
from app.domain.query import EvidenceFilter
from app.domain.repeats import Alike
from app.operations import evidence, imports
from app.operations.repeats import Repeats, repeats
from app.ui.itemmodels.grouped_rows import GroupedRows
from app.ui.itemmodels.item_pages import PAGE
from app.ui.session import Session
from app.ui.tasks import Task


@dataclass(frozen=True, slots=True)
class Listing:
    """The items that a filter lets through, with those around the one to stand on.

    ``row`` is its place among the ids, −1 where it is not there. ``widened`` where the filter was
    left aside to find that item. ``repeats`` where those are to be grouped; ``wanted`` where
    somebody asked for that one item, and not for a list.
    """

    widened: bool
    ids: array[int]
    row: int
    items: Sequence[Item]
    repeats: Repeats | None = None
    wanted: bool = False


@dataclass(frozen=True, slots=True)
class Holdings:
    """What evidence a case has at all; ``span`` None where nothing is dated."""

    sources: Sequence[Source]
    writers: Sequence[str]
    span: tuple[int, int] | None

    @property
    def total(self) -> int:
        """How many items there are."""
        return sum(source.items for source in self.sources)


def row_of(ids: array[int], item_id: int) -> int:
    """The row of an item, −1 where it is not there; fast also for millions of rows."""
    wanted = struct.pack("q", item_id)
    held = memoryview(ids).cast("B")
    step = 8 * 262_144
    for begin in range(0, len(held), step):  # in pieces, so that the window gets its turn
        piece = bytes(held[begin : begin + step])
        at = piece.find(wanted)
        while at >= 0 and at % 8:
            at = piece.find(wanted, at + 1)
        if at >= 0:
            return (begin + at) // 8
    return -1


def _near(ids: array[int], place: int, grouped: Repeats | None) -> list[int]:
    """The ids of the page of rows around a place."""
    if grouped is None:
        begin = max(0, place) // PAGE * PAGE
        return list(ids[begin : begin + PAGE])
    rows = GroupedRows(grouped)
    begin = (0 if place < 0 else rows.row_of(place)) // PAGE * PAGE
    return [ids[rows.place(row)] for row in range(begin, min(begin + PAGE, len(rows)))]


class EvidenceFeed(QObject):
    """Reads for the pane; an answer that was overtaken by a newer question is dropped."""

    listed = Signal(object)
    refused = Signal(str)
    """The query cannot be read: a sentence."""
    counted = Signal(object)
    """A `Histogram`, or None where nothing is dated."""
    held = Signal(object)
    cited = Signal(object)
    grouping_left = Signal()
    """Somebody cancelled while repeats were being grouped."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._latest: dict[str, Task] = {}
        self.alike: Alike | None = None
        """Which items are to be grouped as repeats, None for no grouping."""

    def list_items(self, asked: EvidenceFilter, stand_on: int | None) -> None:
        """Ask for the items of a filter and the row of one of them."""
        self._list(asked, stand_on, None)

    def find_item(self, asked: EvidenceFilter, listed: array[int], item_id: int) -> None:
        """Ask for the row of an item: among those listed now, else among all items."""
        self._list(asked, item_id, listed)

    def _list(self, asked: EvidenceFilter, stand_on: int | None, listed: array[int] | None) -> None:
        casebook, case_id, alike = self._session.casebook, self._session.case.id, self.alike

        def work(progress: Progress) -> Listing:
            widened = False
            ids = listed
            if ids is None:
                ids = evidence.item_ids(casebook, case_id, asked, progress=progress)
            row = -1 if stand_on is None else row_of(ids, stand_on)
            if listed is not None and stand_on is not None and row < 0:
                widened = True
                ids = evidence.item_ids(casebook, case_id, progress=progress)
                row = row_of(ids, stand_on)
            grouped = None if alike is None else repeats(casebook, case_id, ids, alike, progress)
            near = _near(ids, row, grouped)
            items = evidence.items(casebook, near)
            return Listing(widened, ids, row, items, grouped, wanted=listed is not None)

        def done(listing: Listing) -> None:
            self.refused.emit("")
            self.listed.emit(listing)

        title = "Searching" if alike is None else "Grouping lines that repeat"
        quiet = alike is None
        task = self._session.tasks.run(title, work, done, self._not_listed, quiet=quiet)
        self._overtake("list", task)

    def count_items(self, asked: EvidenceFilter, slices: int, span: tuple[int, int]) -> None:
        """Ask how many items fall into each slice of a span, outside the filter's window too."""
        casebook, case_id = self._session.casebook, self._session.case.id
        whole = replace(asked, since_us=None, until_us=None)

        def work(progress: Progress) -> Histogram | None:
            return evidence.histogram(casebook, case_id, whole, slices, span, progress)

        task = self._session.tasks.run(
            "Counting items", work, self.counted.emit, self._not_counted, quiet=True
        )
        self._overtake("count", task)

    def read_holdings(self) -> None:
        """Ask what evidence the case has at all."""
        casebook, case_id = self._session.casebook, self._session.case.id

        def work(_progress: Progress) -> Holdings:
            return Holdings(
                imports.sources(casebook, case_id),
                evidence.writers(casebook, case_id),
                evidence.span(casebook, case_id),
            )

        task = self._session.tasks.run("Reading sources", work, self.held.emit, quiet=True)
        self._overtake("held", task)

    def read_cited(self) -> None:
        """Ask which items are cited."""
        casebook, case_id = self._session.casebook, self._session.case.id
        task = self._session.tasks.run(
            "Reading citations",
            lambda _progress: evidence.cited_item_ids(casebook, case_id),
            self.cited.emit,
            quiet=True,
        )
        self._overtake("cited", task)

    def _overtake(self, question: str, task: Task) -> None:
        before = self._latest.get(question)
        if before is not None:
            before.cancel()  # its answer is dropped
        self._latest[question] = task

    def _not_listed(self, error: GoldseamError) -> None:
        if isinstance(error, InvalidInputError):
            self.refused.emit(str(error))
        elif not isinstance(error, CancelledError):
            self._session.fail(error)
        elif self.alike is not None and self._latest["list"].cancelled:
            self.grouping_left.emit()

    def _not_counted(self, error: GoldseamError) -> None:
        # A query that cannot be read is told once, by the list.
        if not isinstance(error, InvalidInputError | CancelledError):
            self._session.fail(error)
