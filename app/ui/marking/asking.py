"""The card below marked words: it follows them, and goes once a person does something else."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from app.ui.marking.field_marks import FieldMarks, Mark
from app.ui.widgets.question_card import QuestionCard


class Asking(QObject):
    """One card, about one mark; `ended` once it is closed. The focus stays in the field."""

    set_aside_wanted = Signal()
    ended = Signal()

    def __init__(self, marks: FieldMarks, mark: Mark, keys: str, parent: QObject) -> None:
        super().__init__(parent)
        self.marks = marks
        self.mark = mark
        field = marks.field
        self._window = field.window()
        self._is_open = False
        self.card = card = QuestionCard(self._window)
        card.ask(mark.words, mark.finding.message, mark.finding.question, keys)
        card.set_aside_wanted.connect(self.set_aside_wanted)
        card.close_wanted.connect(self.end)
        marks.moved.connect(self.end)
        marks.destroyed.connect(self.end)
        if isinstance(field, QAbstractScrollArea):
            field.verticalScrollBar().valueChanged.connect(self._place)
        for watched in (field, *_around(field)):
            watched.installEventFilter(self)

    def begin(self) -> None:
        """Show the card."""
        self._is_open = True
        self._place()

    def end(self) -> None:
        """Close the card."""
        if not self._is_open:
            return
        self._is_open = False
        self.card.hide()
        self.card.deleteLater()
        self.ended.emit()
        self.deleteLater()

    def _place(self) -> None:
        """Stand at the words, wherever a scroll, or what appears above, has moved them to."""
        field = self.marks.field
        if field.visibleRegion().isEmpty():
            self.end()
            return
        seen = self.marks.surface.place(self.mark.extent)
        words = seen if seen.isValid() else field.rect()
        self.card.place(words.translated(field.mapTo(self._window, QPoint(0, 0))))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and watched is self.marks.field:
            return self._escape(event)
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize) and self._is_open:
            self._place()
        return False

    def _escape(self, event: QKeyEvent) -> bool:
        """Escape closes the card before anything else."""
        if event.key() != Qt.Key.Key_Escape:
            return False
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
        elif event.type() is QEvent.Type.KeyPress:
            self.end()
        return True


def _around(field: QWidget) -> list[QWidget]:
    """What stands around a field, out to its window."""
    found, around = [], field.parentWidget()
    while around is not None:
        found.append(around)
        around = None if around.isWindow() else around.parentWidget()
    return found
