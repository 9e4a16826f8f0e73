"""Going to a time, and from match to match, in the list of evidence."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.domain.errors import CancelledError, GoldseamError, InvalidInputError
from app.domain.jumps import distance_words, parse_jump
from app.domain.progress import Progress
from app.operations import evidence, reading
from app.operations.reading import Nearest
from app.ui.evidence_words import narrowed_words
from app.ui.tasks import Task

if TYPE_CHECKING:
    from app.ui.panes.evidence import EvidencePane


class EvidenceFinding(QObject):
    """Reads beside the window; an answer that was overtaken is dropped."""

    def __init__(self, pane: EvidencePane) -> None:
        super().__init__(pane)
        self._pane = pane
        self._session = pane.session
        self._rows: array[int] = array("q")
        self._marking: Task | None = None
        self._looking: Task | None = None
        self._counting: Task | None = None
        self._step_waiting = 0

    # Going to a time

    def ask_time(self) -> None:
        """Ask for a time to go to."""
        if self._pane.holdings.total:
            self._ask("")
        else:
            self._session.notify("There is no evidence yet.")

    def _ask(self, words: str) -> None:
        zone = "UTC" if self._session.in_utc else self._session.zone.key
        self._pane.parts.ask.ask(
            f"Go to time, {zone}",
            self._go,
            words=words,
            example="02:47   2024-03-30 02:47   +5m",
        )

    def _go(self, words: str) -> None:
        casebook, case, zone = self._session.casebook, self._session.case, self._session.zone
        item, ids = self._pane.item_in_hand, self._pane.listed.ids
        here_us = None if item is None else item.utc_us

        def work(_progress: Progress) -> tuple[int, Nearest | None]:
            day_us = evidence.usual_day(casebook, case) if here_us is None else here_us
            goal, precision = parse_jump(words, zone, day_us)
            return goal, reading.nearest(casebook, ids, goal, precision.step_us)

        def refused(error: GoldseamError) -> None:
            if isinstance(error, InvalidInputError):
                self._ask(words)
                self._pane.parts.ask.refuse(str(error))
            elif not isinstance(error, CancelledError):
                self._session.fail(error)

        self._look(self._session.tasks.run("Going to a time", work, self._arrive, refused))

    def _arrive(self, found: tuple[int, Nearest | None]) -> None:
        goal, near = found
        if near is None:
            self._session.notify("Nothing in this list has a time.")
            return
        self._pane.table.stand_on(self._pane.listed.reveal(near.row))
        self._pane.table.setFocus()
        apart = near.utc_us - goal
        if not apart:
            self._session.notify("The nearest item is at exactly that time.")
        else:
            side = "later" if apart > 0 else "earlier"
            self._session.notify(f"The nearest item is {distance_words(apart)} {side}.")

    def stand_near(self, moment_us: int) -> None:
        """Stand on the item of the list that is nearest to a moment."""
        casebook, ids = self._session.casebook, self._pane.model.ids

        def done(near: Nearest | None) -> None:
            if near is not None:
                self._pane.parts.table.stand_on(self._pane.model.reveal(near.row))

        self._look(
            self._session.tasks.run(
                "Finding the moment",
                lambda _progress: reading.nearest(casebook, ids, moment_us),
                done,
                quiet=True,
            )
        )

    def _look(self, task: Task) -> None:
        if self._looking is not None:
            self._looking.cancel()
        self._looking = task

    # How much a search finds in each source

    def count_sources(self) -> None:
        """Ask how many items of each source the filters let through, those of sources aside."""
        if self._counting is not None:
            self._counting.cancel()
            self._counting = None
        query = self._pane.filters.query
        asked = replace(self._pane.filter, query=query, sources=None)
        if not narrowed_words(asked):
            self._pane.parts.chips.show_found(None)
            return
        casebook, case_id = self._session.casebook, self._session.case.id
        self._counting = self._session.tasks.run(
            "Counting by source",
            lambda progress: evidence.counts_by_source(casebook, case_id, asked, progress),
            self._pane.parts.chips.show_found,
            self._told_by_the_list,
            quiet=True,
        )

    def _told_by_the_list(self, error: GoldseamError) -> None:
        # A query that cannot be read is told once, by the list.
        if not isinstance(error, InvalidInputError | CancelledError):
            self._session.fail(error)

    # From match to match

    def read_matches(self) -> None:
        """Ask where in the list the matches stand, while others stay in sight."""
        if self._marking is not None:
            self._marking.cancel()
        self._rows = array("q")
        if not self._pane.filters.marks_only or not self._pane.filters.query.strip():
            self._marking = None
            self._pane.listing.tell_count()
            return
        casebook, case_id = self._session.casebook, self._session.case.id
        asked = replace(self._pane.filter, query=self._pane.filters.query)
        ids = self._pane.model.ids
        self._marking = self._session.tasks.run(
            "Finding matches",
            lambda _progress: reading.where_found(ids, evidence.item_ids(casebook, case_id, asked)),
            self._show_matches,
            self._no_matches,
            quiet=True,
        )

    def _show_matches(self, rows: array[int]) -> None:
        self._rows = rows
        self._marking = None
        self._pane.listing.tell_count()
        step, self._step_waiting = self._step_waiting, 0
        if step:
            self._step(step)

    def _no_matches(self, error: GoldseamError) -> None:
        self._step_waiting = 0
        if isinstance(error, InvalidInputError):
            self._pane.parts.search.show_problem(str(error))
        elif not isinstance(error, CancelledError):
            self._session.fail(error)

    @property
    def matches(self) -> int | None:
        """How many items are marked while others stay in sight; None where none are looked for."""
        marking = self._pane.filters.marks_only and bool(self._pane.filters.query.strip())
        return len(self._rows) if marking and self._marking is None else None

    def next_match(self) -> None:
        """Go on to the next item that the search finds."""
        self._step(1)

    def previous_match(self) -> None:
        """Go back to the item before that the search finds."""
        self._step(-1)

    def _step(self, step: int) -> None:
        if not self._pane.filters.query.strip():
            self._session.notify("Search for something first (Ctrl+F).")
        elif self._marking is not None:
            self._step_waiting = step
        elif (place := self._following(step)) is None:
            self._session.notify("Nothing matches the search.")
        else:
            self._pane.parts.table.stand_on(self._pane.model.reveal(place))
            self._pane.parts.table.setFocus()

    def _following(self, step: int) -> int | None:
        """Where in the list the next match stands, beginning again at the other end."""
        model, row = self._pane.model, self._pane.parts.table.currentIndex().row()
        here = model.position(row) if row >= 0 else -1
        if not self._pane.filters.marks_only:
            count = len(model.ids)
            return (here + step) % count if count else None
        if not self._rows:
            return None
        if step > 0:
            place = bisect_right(self._rows, here)
            return self._rows[place] if place < len(self._rows) else self._rows[0]
        return self._rows[bisect_left(self._rows, here) - 1]
