"""One open casebook, as the panes see it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Qt, Signal

from app.domain.changes import Changed
from app.domain.drafts import Case, CaseKind
from app.domain.errors import GoldseamError, NotFoundError
from app.domain.moments import UTC_ZONE, zone_named
from app.domain.people import NOBODY, People
from app.operations import cases, people
from app.ui.tasks import Tasks
from app.ui.who_words import Written, who_words

if TYPE_CHECKING:
    from app.casebook import Casebook
    from app.domain.timeline import Span

_WHO_IS_WHO = {"people", "aliases", "roles"}


class Session(QObject):
    """The open casebook, the case in hand, and the ways to tell the person something.

    Panes exist only while a case is selected, so `case` always answers them.
    """

    changed = Signal(object)
    """A `Changed`, on the thread of the window, after `case` has been refreshed."""
    case_selected = Signal(str)
    zone_changed = Signal()
    who_changed = Signal()
    """Who wrote something is to be shown otherwise: by name or role, or another one."""
    notified = Signal(str, bool)
    failed = Signal(object)
    page_wanted = Signal(str)
    """Something on another page should be seen; its id."""
    thing_wanted = Signal(str)
    """After `page_wanted`: what a person wants to stand on there, an entry by its id, or a field
    of the case by its name."""
    words_wanted = Signal(str, str)
    """After `thing_wanted`: the id of a thing and the field of it that a person wants to write in.
    A page that shows the thing without that field opens it for writing."""
    evidence_wanted = Signal(object)
    """After `page_wanted`: the place in the evidence, a `Span`, that a person wants to see."""
    leaving = Signal()
    """The casebook is about to close: nothing of it stays on any screen."""

    _committed = Signal(object)

    def __init__(self, casebook: Casebook, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.casebook = casebook
        self.tasks = tasks
        self.zone: ZoneInfo = UTC_ZONE
        self.people: People = NOBODY
        self.by_name = False
        """Whether people are shown by their names in the window; documents do not follow."""
        self._case: Case | None = None
        self._committed.connect(self._refresh, Qt.ConnectionType.QueuedConnection)
        self._unsubscribe: Callable[[], object] = casebook.subscribe(self._committed.emit)
        tasks.failed.connect(self.fail)

    @property
    def case(self) -> Case:
        """The case in hand. Raises `NotFoundError` where none is selected."""
        if self._case is None:
            raise NotFoundError("No case is open; choose one on the Cases page.")
        return self._case

    @property
    def has_case(self) -> bool:
        """Whether a case is selected."""
        return self._case is not None

    def select_case(self, case_id: str) -> None:
        """Take a case in hand. Raises `NotFoundError` where the casebook has none such."""
        self._case = cases.case(self.casebook, case_id)
        self.zone = UTC_ZONE
        self.people = people.people_of(self.casebook, case_id)
        self.case_selected.emit(case_id)

    @property
    def name_for_titles(self) -> str:
        """What a window around the case in hand is called, where everybody reads it.

        The title of a trust case stays inside: a task bar shows the file's name instead.
        """
        is_private = self.case.kind is CaseKind.TRUST
        return self.casebook.path.stem if is_private else self.case.title

    @property
    def case_zone(self) -> ZoneInfo:
        """The zone of the case in hand, in which its whole days lie."""
        return zone_named(self.case.zone)

    @property
    def zones(self) -> tuple[ZoneInfo, ZoneInfo]:
        """The zone that times are shown in, and the one in which whole days lie."""
        return self.zone, self.case_zone

    @property
    def in_utc(self) -> bool:
        """Whether times are shown in UTC."""
        return self.zone is UTC_ZONE

    def toggle_zone(self) -> None:
        """Show times in the case's own zone instead of UTC, or in UTC again."""
        if self.in_utc and self.case.zone == "UTC":
            self.notify("This case is kept in UTC; set another zone in its header to switch.")
            return
        self.zone = self.case_zone if self.in_utc else UTC_ZONE
        self.zone_changed.emit()

    def who(self, written: Written) -> str:
        """Who wrote something, by role or by name as the person chose; empty for nobody."""
        return who_words(self.people, written, by_name=self.by_name)

    def toggle_names(self) -> None:
        """Show people by their names instead of their roles, or by roles again."""
        self.show_names(shown=not self.by_name)

    def show_names(self, *, shown: bool) -> None:
        """Show people by their names, or by their roles."""
        if shown != self.by_name:
            self.by_name = shown
            self.who_changed.emit()

    def show_evidence(self, span: Span) -> None:
        """Show an item in the evidence, with the quoted words marked."""
        self.page_wanted.emit("timeline")
        self.evidence_wanted.emit(span)

    def notify(self, text: str, undo: bool = False) -> None:
        """Tell that something was done, with a way to undo it inside the message."""
        self.notified.emit(text, undo)

    def fail(self, error: GoldseamError) -> None:
        """Tell what went wrong; the message stays until it is closed."""
        self.failed.emit(error)

    def close(self) -> None:
        """Leave the casebook. The tasks must be idle."""
        self.tasks.failed.disconnect(self.fail)
        self._unsubscribe()
        self.casebook.close()

    def _refresh(self, change: Changed) -> None:
        if self._case is not None and "cases" in change.tables:
            zone_before = self._case.zone
            self._case = cases.case(self.casebook, self._case.id)
            if self._case.zone != zone_before:  # whole days follow it, also while UTC is shown
                self.zone = UTC_ZONE if self.in_utc else self.case_zone
                self.zone_changed.emit()
        if self._case is not None and change.tables & _WHO_IS_WHO:
            self.people = people.people_of(self.casebook, self._case.id)
            self.who_changed.emit()
        self.changed.emit(change)
