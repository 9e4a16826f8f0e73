"""Marks what the candour check asks about in the fields of the window; one for each run."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from app.ui.marking import checks
from app.ui.marking.checks import Check
from app.ui.marking.field_marks import FieldMarks, Mark
from app.ui.marking.surfaces import surface_of

if TYPE_CHECKING:
    from app.domain.changes import Changed
    from app.domain.drafted import Draft
    from app.ui.session import Session
    from app.ui.tasks import Task

_WATCHED = {"people", "aliases", "roles", "dismissals"}


class Marker(QObject):
    """Marks the fields that `follow` is told of, while a casebook is open and marks are wanted.

    The rules are read beside the window once the first field with words in it is seen, and again
    when people of the case, or what was set aside in it, change.
    """

    changed = Signal()
    """Other marks may be due."""
    looked = Signal(object)
    """A `FieldMarks` that can be seen looked at what its field shows now."""
    menu_wanted = Signal(object, object, QPoint)
    """A `FieldMarks`, a `Mark` of it, and where on the screen to offer what can be done."""

    def __init__(self) -> None:
        super().__init__()
        self._session: Session | None = None
        self._is_on = True
        self._check: Check | None = None
        self._reading: Task | None = None

    @property
    def session(self) -> Session | None:
        """The open casebook."""
        return self._session

    @property
    def is_on(self) -> bool:
        """Whether marks are wanted."""
        return self._is_on

    def switch(self, *, on: bool) -> None:
        """Show marks from now on, or none."""
        self._is_on = on
        self.changed.emit()

    def enter(self, session: Session) -> None:
        """Mark what is written in this casebook."""
        self.leave()
        self._session = session
        session.case_selected.connect(self._enter_case)
        session.changed.connect(self._refresh)
        self.changed.emit()

    def leave(self) -> None:
        """The casebook is closed: nothing of it is kept."""
        if self._session is not None:
            self._session.case_selected.disconnect(self._enter_case)
            self._session.changed.disconnect(self._refresh)
        self._session, self._check, self._reading = None, None, None
        self.changed.emit()

    def follow(
        self,
        field: QLineEdit | QPlainTextEdit,
        thing: Callable[[], Draft | None],
        part: str,
        worded: Callable[[], Draft | None] | None = None,
    ) -> FieldMarks:
        """Mark a field from now on: ``part`` of whatever ``thing`` answers, None for nothing.

        ``worded`` answers the statement that the field gives other words for.
        """
        return FieldMarks(self, surface_of(field), thing, part, worded)

    def check(self) -> Check | None:
        """What to check with; None while it is being read, or while no marks are wanted."""
        if not self._is_on or self._session is None or not self._session.has_case:
            return None
        if self._check is None and self._reading is None:
            self._read(self._session)
        return self._check

    def offer(self, marks: FieldMarks, mark: Mark, point: QPoint) -> None:
        """A person asks what can be done with a mark."""
        self.menu_wanted.emit(marks, mark, point)

    def _read(self, session: Session) -> None:
        casebook, case_id = session.casebook, session.case.id

        def show(check: Check) -> None:
            if reading is self._reading:
                self._check, self._reading = check, None
                self.changed.emit()

        self._reading = reading = session.tasks.run(
            "Reading the rules of the candour check",
            lambda _progress: checks.read_check(casebook, case_id),
            show,
            quiet=True,
        )

    def _enter_case(self, _case_id: str) -> None:
        self._check, self._reading = None, None
        self.changed.emit()

    def _refresh(self, change: Changed) -> None:
        """Read anew; what was read before holds until that has come."""
        is_used = self._check is not None or self._reading is not None
        if change.tables & _WATCHED and is_used and self._session is not None:
            self._read(self._session)


@cache
def current() -> Marker:
    """The marker of this run."""
    return Marker()
