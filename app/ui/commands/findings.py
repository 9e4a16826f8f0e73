"""Going through what is marked in the fields of a page: the question, and setting it aside."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QWidget

from app.ui.actions import Action, Menu, shortcut_text
from app.ui.focus import go_to
from app.ui.reading_order import bring_into_view, stops_of

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow
    from app.ui.marking.asking import Asking
    from app.ui.marking.field_marks import FieldMarks, Mark
    from app.ui.session import Session

_SECTION = 3


class FindingCommands(QObject):
    """The part of the Edit menu about marked words, and the card that asks about them."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._asking: Asking | None = None
        keys = (
            ("next-finding", "Next finding", "F8", partial(self.go, 1)),
            ("previous-finding", "Previous finding", "Shift+F8", partial(self.go, -1)),
            ("show-question", "Show the question", "Ctrl+F8", self.ask),
            ("set-aside-finding", "Set the finding aside…", "Ctrl+Shift+F8", self.set_aside),
        )
        self._next, previous, ask, self._aside = (
            Action(name, text, key, Menu.EDIT, slot, section=_SECTION).build(window)
            for name, text, key, slot in keys
        )
        words = "Mark findings while typing"
        marking = Action("candour-marks", words, "Ctrl+Alt+U", Menu.VIEW, self.switch, section=2)
        self._switch = marking.build(window)
        self._switch.setCheckable(True)
        self._switch.setChecked(window.settings.marks)
        self._of_case = (self._next, previous, ask, self._aside, self._switch)

    def enter(self, session: Session) -> None:
        """Mark what is written in this casebook."""
        from app.ui.marking import marker

        marker.current().switch(on=self._window.settings.marks)
        marker.current().menu_wanted.connect(self._offer)
        marker.current().enter(session)

    def leave(self) -> None:
        """The casebook is closed."""
        from app.ui.marking import marker

        marker.current().menu_wanted.disconnect(self._offer)
        marker.current().leave()

    def refresh(self) -> None:
        """Offer them while a case is in hand."""
        session = self._window.session
        for action in self._of_case:
            action.setEnabled(session is not None and session.has_case)

    # What a person does

    def switch(self) -> None:
        """Mark findings from now on, or no longer."""
        from app.ui.marking import marker

        self._window.settings.marks = self._switch.isChecked()
        marker.current().switch(on=self._switch.isChecked())

    def go(self, step: int) -> None:
        """Go to the next (1) or previous (−1) marked words on the page, and ask about them."""
        fields = _fields(self._here)
        places = [(marks, mark) for marks in fields for mark in marks.shown]
        if not places:
            self._say("Nothing is marked in the fields of this page.")
            return
        if self._asked in places:
            at = places.index(self._asked) + step
        else:
            at = _place_of_caret(fields, places) - (step < 0)
        marks, mark = places[at % len(places)]
        self._close()
        go_to(marks.field)
        marks.surface.go(mark.end)  # a line that scrolls then shows all of the words
        marks.surface.go(mark.start)
        bring_into_view(marks.field)
        self._ask(marks, mark)

    def ask(self) -> None:
        """Ask about the marked words that the caret stands at; once more closes that."""
        if self._asked is not None:
            self._close()
        elif (found := self._at_caret()) is not None:
            self._ask(*found)
        else:
            self._say("Put the caret into marked words first; F8 goes to the next.")

    def set_aside(self) -> None:
        """Ask why the question does not apply here."""
        found = self._asked or self._at_caret()
        if found is None:
            self._say("Put the caret into marked words first; F8 goes to the next.")
        else:
            self._set_aside(*found)

    # The card

    def _ask(self, marks: FieldMarks, mark: Mark) -> None:
        from app.ui.marking.asking import Asking

        self._close()
        keys = f"{shortcut_text(self._next)} next · Esc closes"
        self._asking = asking = Asking(marks, mark, keys, self)
        asking.card.set_aside.setToolTip(shortcut_text(self._aside))
        asking.set_aside_wanted.connect(self.set_aside)
        asking.ended.connect(self._ended)
        asking.begin()

    def _close(self) -> None:
        if self._asking is not None:
            self._asking.end()

    def _ended(self) -> None:
        self._asking = None

    @property
    def _asked(self) -> tuple[FieldMarks, Mark] | None:
        return None if self._asking is None else (self._asking.marks, self._asking.mark)

    # Setting aside

    def _set_aside(self, marks: FieldMarks, mark: Mark) -> None:
        from app.ui.dialogs.set_aside import SetAsideDialog

        session, finding = self._window.session, marks.in_case(mark)
        if session is None or finding is None:
            return
        if not finding.things[0].id:
            self._say("Save these words first; then a question about them can be set aside.")
            return
        self._close()
        SetAsideDialog(session, finding, marks.field.window()).open()

    def _offer(self, marks: FieldMarks, mark: Mark, point: QPoint) -> None:
        """The menu of the field, with what can be done about the marked words first."""
        menu: QMenu = marks.surface.menu()
        menu.setObjectName("finding-menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        first = menu.actions()[0]
        for text, slot in (("Show the question", self._ask), ("Set aside…", self._set_aside)):
            doing = QAction(text, menu)
            doing.triggered.connect(lambda _on=False, slot=slot: slot(marks, mark))
            menu.insertAction(first, doing)
        menu.insertSeparator(first)
        menu.popup(point)

    # Where one is

    @property
    def _here(self) -> QWidget:
        active = QApplication.activeWindow()
        return self._window if active is None else active

    def _at_caret(self) -> tuple[FieldMarks, Mark] | None:
        for marks in _fields(self._here):
            if marks.field.hasFocus() and (mark := marks.here) is not None:
                return marks, mark
        return None

    def _say(self, sentence: str) -> None:
        if self._window.session is not None:
            self._window.session.notify(sentence)


def _fields(window: QWidget) -> list[FieldMarks]:
    """The fields of a window that can be seen and may be marked, as one reads them."""
    from app.ui.marking.field_marks import FieldMarks

    found = [marks for marks in window.findChildren(FieldMarks) if marks.field.isVisible()]
    ground = window.centralWidget() if isinstance(window, QMainWindow) else window
    order = {stop: place for place, stop in enumerate(stops_of(ground or window))}
    return sorted(found, key=lambda marks: order.get(marks.field, len(order)))


def _place_of_caret(fields: list[FieldMarks], places: list[tuple[FieldMarks, Mark]]) -> int:
    """How many of the places stand before the caret, that of marked words it stands in too."""
    focused = next((at for at, marks in enumerate(fields) if marks.field.hasFocus()), -1)
    if focused < 0:
        return 0
    caret = fields[focused].surface.caret()
    here = (focused, caret)
    return sum((fields.index(marks), mark.start) < here for marks, mark in places)
