"""The unlock screen: which casebook, and its passphrase."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.domain.errors import GoldseamError
from app.ui import theme
from app.ui.dialogs.passphrase_field import passphrase_field, reveal_box
from app.ui.widgets.icons import icon
from app.ui.widgets.labels import ElidedLabel, label


class UnlockPage(QWidget):
    """Emits `asked` with path and passphrase; answered by `refuse`, or by leaving the page."""

    asked = Signal(object, str)
    elsewhere_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("unlock-page")
        self._path = Path()
        self._picture = QLabel()
        self._name = ElidedLabel("", "title")
        self._name.setObjectName("unlock-name")
        self._folder = ElidedLabel("", "caption")
        self._field = passphrase_field("unlock-passphrase")
        self._field.setAccessibleName("Passphrase")
        self._field.returnPressed.connect(self._ask)
        self._problem = label("", "warning", wrap=True)
        self._problem.setObjectName("unlock-problem")
        self._problem.hide()
        self._open = QPushButton("Open")
        self._open.setObjectName("unlock-open")
        self._open.setProperty("kind", "primary")
        self._open.clicked.connect(self._ask)
        other = QPushButton("Other casebook…")
        other.setObjectName("unlock-other")
        other.clicked.connect(self.elsewhere_wanted)
        self._panel = QFrame()
        self._panel.setProperty("kind", "panel")
        self._fill_panel(other)
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addWidget(self._panel, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        theme.current().theme_changed.connect(self._dress)
        self._dress()

    @property
    def path(self) -> Path:
        """The casebook that waits to be opened."""
        return self._path

    def ask_for(self, path: Path) -> None:
        """Ask for the passphrase of this casebook."""
        self._path = path
        self._name.setText(path.stem)
        self._folder.setText(str(path.parent))
        self._field.clear()
        self._tell("")
        self._set_busy(busy=False)
        self._field.setFocus()

    def refuse(self, error: GoldseamError) -> None:
        """Say why it did not open; what was typed stays, selected."""
        self._tell(str(error))
        self._set_busy(busy=False)
        self._field.setFocus()
        self._field.selectAll()

    def forget(self) -> None:
        """Drop what was typed."""
        self._field.clear()
        self._set_busy(busy=False)

    def _ask(self) -> None:
        if not self._field.text():
            self._tell("Type the passphrase of this casebook.")
            return
        self._tell("")
        self._set_busy(busy=True)
        self.asked.emit(self._path, self._field.text())

    def _tell(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    def _set_busy(self, *, busy: bool) -> None:
        self._open.setEnabled(not busy)
        self._field.setReadOnly(busy)

    def _fill_panel(self, other: QPushButton) -> None:
        column = QVBoxLayout(self._panel)
        column.setContentsMargins(26, 24, 26, 22)
        column.setSpacing(6)
        column.addWidget(self._picture)
        column.addSpacing(4)
        column.addWidget(self._name)
        column.addWidget(self._folder)
        column.addSpacing(12)
        name = label("Passphrase", "strong")
        name.setBuddy(self._field)
        column.addWidget(name)
        column.addWidget(self._field)
        column.addWidget(reveal_box(self._field))
        column.addWidget(self._problem)
        column.addSpacing(10)
        row = QHBoxLayout()
        row.addWidget(other)
        row.addStretch(1)
        row.addWidget(self._open)
        column.addLayout(row)

    def _dress(self) -> None:
        look = theme.current()
        self._picture.setPixmap(icon("lock", look.palette.accent).pixmap(look.px(28), look.px(28)))
        self._panel.setFixedWidth(look.px(420))
