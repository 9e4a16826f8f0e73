"""How the window looks, and when it locks itself; every change shows at once."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QPushButton, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.settings import Settings
from app.ui.theme import Mode
from app.ui.widgets.labels import label

_MODES = {Mode.SYSTEM: "As the desktop", Mode.LIGHT: "Light", Mode.DARK: "Dark"}
_MINUTES = (0, 1, 5, 10, 15, 30, 60)


def minutes_in_words(minutes: int) -> str:
    """How a lock time is offered."""
    if not minutes:
        return "Never"
    return "After 1 minute" if minutes == 1 else f"After {minutes} minutes"


class PreferencesDialog(QDialog):
    """Emits `lock_changed`; look and zoom go to the theme directly."""

    lock_changed = Signal(int)

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("preferences")
        self.setWindowTitle("Preferences")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._settings = settings
        form = QFormLayout()
        form.setHorizontalSpacing(18)
        form.setVerticalSpacing(10)
        form.addRow("Appearance", self._modes())
        form.addRow("Text size", self._zooms())
        form.addRow("Lock when idle", self._minutes())
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 16)
        column.setSpacing(12)
        column.addLayout(form)
        column.addWidget(
            label(
                "Locking saves your place and closes the casebook; its passphrase opens it again.",
                "caption",
                wrap=True,
            )
        )
        close = QPushButton("Close")
        close.setObjectName("close")
        close.clicked.connect(self.accept)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)

    def _modes(self) -> QComboBox:
        look = theme.current()
        box = _box("appearance", [(text, mode.value) for mode, text in _MODES.items()])
        box.setCurrentIndex(list(_MODES).index(look.mode))

        def choose() -> None:
            look.set_mode(Mode(box.currentData()))
            self._settings.mode = look.mode

        box.activated.connect(choose)
        return box

    def _zooms(self) -> QComboBox:
        look = theme.current()
        box = _box("text-size", [(f"{zoom:.0%}", zoom) for zoom in look.ZOOMS])
        nearest = min(look.ZOOMS, key=lambda zoom: abs(zoom - look.zoom))
        box.setCurrentIndex(look.ZOOMS.index(nearest))

        def choose() -> None:
            look.set_zoom(box.currentData())
            self._settings.zoom = look.zoom

        box.activated.connect(choose)
        return box

    def _minutes(self) -> QComboBox:
        offered = sorted({*_MINUTES, self._settings.lock_minutes})
        box = _box("lock-minutes", [(minutes_in_words(n), n) for n in offered])
        box.setCurrentIndex(offered.index(self._settings.lock_minutes))

        def choose() -> None:
            self._settings.lock_minutes = box.currentData()
            self.lock_changed.emit(box.currentData())

        box.activated.connect(choose)
        return box


def _box(name: str, choices: list[tuple[str, object]]) -> QComboBox:
    box = QComboBox()
    box.setObjectName(name)
    for text, value in choices:
        box.addItem(text, value)
    return box
