"""The field that a person types in comes first: it undoes its own typing before the journal."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

_Text = QLineEdit | QPlainTextEdit | QTextEdit


def undo_typing() -> bool:
    """Undo typing in the focused field; False where it has none to undo."""
    field = _focused()
    if field is None or not _can(field, "undo"):
        return False
    field.undo()
    return True


def redo_typing() -> bool:
    """Redo typing in the focused field; False where it has none to redo."""
    field = _focused()
    if field is None or not _can(field, "redo"):
        return False
    field.redo()
    return True


def _focused() -> _Text | None:
    widget = QApplication.focusWidget()
    if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit) and not widget.isReadOnly():
        return widget
    return None


def _can(field: _Text, step: str) -> bool:
    if isinstance(field, QLineEdit):
        return field.isUndoAvailable() if step == "undo" else field.isRedoAvailable()
    document = field.document()
    return document.isUndoAvailable() if step == "undo" else document.isRedoAvailable()


class ShortcutsFirst(QObject):
    """Lets the window's own shortcuts reach it although a field would swallow them.

    Qt's fields claim Ctrl+Z even with nothing to undo, and Ctrl+K to delete to the end of line.
    """

    def __init__(self, shortcuts: frozenset[str], parent: QObject) -> None:
        super().__init__(parent)
        self._shortcuts = shortcuts
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def _follow(self, left: QWidget | None, entered: QWidget | None) -> None:
        if left is not None:
            left.removeEventFilter(self)
        if isinstance(entered, QLineEdit | QPlainTextEdit | QTextEdit):
            entered.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        pressed = QKeySequence(event.keyCombination()).toString()
        if pressed not in self._shortcuts:
            return False
        event.ignore()
        return True
