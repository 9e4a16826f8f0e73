"""Opens the meeting view, keeps it up with the case, and saves what is noted in it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.changes import Changed
from app.domain.errors import CancelledError, GoldseamError
from app.domain.leaks import LeakError
from app.domain.practice.meeting_pages import MeetingPages
from app.domain.practice.meetings import Openness
from app.operations.practice import meetings
from app.operations.practice.meetings import Room
from app.ui.actions import listed
from app.ui.dialogs.leaks import LeakDialog
from app.ui.edits import Edits
from app.ui.panes.practice.meeting_window import MeetingWindow
from app.ui.session import Session

_WATCHED = {
    "cases",
    "entries",
    "citations",
    "factors",
    "factor_links",
    "corrective_actions",
    "action_targets",
    "playbook_answers",
    "meetings",
    "meeting_notes",
    "people",
    "aliases",
    "roles",
    "name_answers",
    "fair_accounts",
}
_ONLY_NOTES = {"meetings", "meeting_notes"}


class MeetingRoom(QObject):
    """At most one view, of the case in hand."""

    def __init__(self, session: Session, pane: QWidget) -> None:
        super().__init__(pane)
        self._session = session
        self._edits = Edits(session, "Saving the meeting", self)
        self._pane = pane
        self._reading = False
        self._again = False
        self._case_id = ""
        self._shown: MeetingPages | None = None
        self.window: MeetingWindow | None = None
        self.place = ""
        """The page that was shown last."""
        session.changed.connect(self._refresh)
        session.case_selected.connect(lambda _case_id: self.close())
        session.leaving.connect(self.close)

    def open(self) -> None:
        """Show the view, or bring it to the front."""
        if self.window is not None:
            self.window.activateWindow()
            return
        if not self._reading:
            self._read("Preparing the meeting view", self._show, quiet=False)

    def close(self) -> None:
        """Put the view away."""
        if self.window is not None:
            self.window.close()

    def _read(
        self,
        title: str,
        show: Callable[[Room], object],
        *,
        quiet: bool,
        shown: MeetingPages | None = None,
    ) -> None:
        session = self._session
        casebook, case_id = session.casebook, session.case.id
        self._reading, self._again = True, False

        def done(room: Room) -> None:
            self._reading, self._shown = False, room.shown
            if session.has_case and session.case.id == case_id:
                show(room)
            self._catch_up()

        def failed(error: GoldseamError) -> None:
            self._reading = False
            self._refused(error)
            self._catch_up()

        session.tasks.run(
            title,
            lambda _progress: meetings.room(casebook, case_id, shown),
            done,
            failed,
            quiet=quiet,
        )

    def _catch_up(self) -> None:
        """Read once more where something changed meanwhile, however often it did."""
        if self._again and self.window is not None:
            self._read("Reading the meeting", self._renew, quiet=True)

    def _show(self, room: Room) -> None:
        main = self._pane.window()
        window = MeetingWindow(room, listed([main]))
        self.window = window
        self._case_id = self._session.case.id
        window.stand_on(self.place)
        window.noted.connect(self._note)
        window.answered.connect(self._answer)
        window.left.connect(self._left)
        others = [screen for screen in QGuiApplication.screens() if screen is not main.screen()]
        if others:
            window.setGeometry(others[0].geometry())
            window.showFullScreen()
        else:
            window.setGeometry(main.geometry())
            window.show()
        window.activateWindow()

    def _left(self) -> None:
        window, self.window = self.window, None
        if window is not None:
            self.place = window.place
            window.deleteLater()
            if QApplication.activeWindow() in (None, window):
                self._pane.window().activateWindow()

    def _refresh(self, change: Changed) -> None:
        if change.case_id not in (None, self._case_id) or not change.tables & _WATCHED:
            return
        if self._reading:
            self._again = True
        elif self.window is not None:
            # A note must not wait until a long timeline has been looked through again.
            shown = self._shown if change.tables <= _ONLY_NOTES else None
            self._read("Reading the meeting", self._renew, quiet=True, shown=shown)

    def _renew(self, room: Room) -> None:
        if self.window is not None:
            self.window.show_room(room)

    def _refused(self, error: GoldseamError) -> None:
        if isinstance(error, CancelledError):
            return
        if isinstance(error, LeakError) and self.window is None:
            LeakDialog(
                self._session, error.leaks, self.open, self._pane.window(), "Try again"
            ).open()
        elif isinstance(error, LeakError):
            self.close()  # what must not be shown is not shown meanwhile either
            self._session.fail(error)
        else:
            self._session.fail(error)

    # What is said in the room

    def _note(self, text: str, part: str, target_id: str) -> None:
        self._edits.run(
            lambda book, case: meetings.take_note(book, case, text, part, target_id),
            case_id=self._case_id,
        )

    def _answer(self, openness: Openness) -> None:
        self._edits.run(
            lambda book, case: meetings.plan(book, case, {"openness": openness}),
            case_id=self._case_id,
        )
