"""A search field that waits for a pause in typing, and says beneath what it cannot read."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFocusEvent, QIcon, QKeyEvent, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.widgets.icons import icon


class _Line(QLineEdit):
    escaped = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
            return
        super().keyPressEvent(event)


class SearchField(QWidget):
    """``query_changed`` comes once typing pauses; ``left`` when Escape or Down leads out of it."""

    query_changed = Signal(str)
    left = Signal()

    pause_ms = 120
    """How long typing must pause."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = _Line()
        self.line.setObjectName("evidence-search")
        self.line.setAcceptDrops(False)  # a dropped file is evidence, not a query
        self.line.setAccessibleName("Search the evidence")
        self.line.setProperty("kind", "search")
        self.line.setPlaceholderText(
            'Search   from:on-call source:slack after:02:40 "pool exhausted"'
        )
        self._clear = self.line.addAction(QIcon(), QLineEdit.ActionPosition.TrailingPosition)
        self._clear.setToolTip("Clear the search (Esc)")
        self._clear.setVisible(False)
        self._clear.triggered.connect(lambda: self.set_query(""))
        self.line.setToolTip(
            "Words must all occur. from:ana · source:slack · after:02:40 · before:2024-03-30 · "
            '"exact phrase" · -without'
        )
        self._problem = QLabel()
        self._problem.setObjectName("evidence-search-problem")
        self._problem.setWordWrap(True)
        self._problem.setProperty("role", "warning")
        self._problem.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.line)
        layout.addWidget(self._problem)
        self.setFocusProxy(self.line)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._tell)
        self._told = ""
        self._dress()
        theme.current().theme_changed.connect(self._dress)
        self.line.textChanged.connect(self._typed)
        self.line.escaped.connect(self._escape)
        self.line.returnPressed.connect(self._enter)

    @property
    def query(self) -> str:
        """What is typed."""
        return self.line.text()

    def set_query(self, query: str) -> None:
        """Replace what is typed, and tell at once."""
        self.line.setText(query)
        self._tell()

    def remember(self, query: str) -> None:
        """Put in what was typed before, without telling."""
        self._told = query
        self.line.setText(query)
        self._pause.stop()
        self.show_problem("")

    def show_problem(self, sentence: str) -> None:
        """Say why the query cannot be used; an empty sentence takes that back."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    def _dress(self) -> None:
        self._clear.setIcon(icon("close", theme.current().palette.muted))

    def _typed(self) -> None:
        self._clear.setVisible(bool(self.query))
        self._pause.start(self.pause_ms)

    def _tell(self) -> None:
        self._pause.stop()
        if self.query != self._told:
            self._told = self.query
            self.query_changed.emit(self.query)

    def _escape(self) -> None:
        if self.query:
            self.set_query("")
        else:
            self.left.emit()

    def _enter(self) -> None:
        self._tell()
        self.left.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.line.selectAll()
