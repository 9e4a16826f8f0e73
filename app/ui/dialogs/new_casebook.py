"""Where a new casebook goes, and the passphrase that will open it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.ui.choosers import FileChooser
from app.ui.dialogs.form import FormDialog
from app.ui.dialogs.passphrase_field import NewPassphrase
from app.ui.widgets.labels import label

_KINDS = "Casebooks (*.casebook)"


class NewCasebookDialog(FormDialog):
    """Emits `asked` with path and passphrase; the window answers by `refuse` or `accept`."""

    asked = Signal(object, str)

    def __init__(
        self, suggested: Path, chooser: FileChooser, parent: QWidget | None = None
    ) -> None:
        super().__init__("New casebook", "Create casebook", parent)
        self.setObjectName("new-casebook")
        self._suggested = suggested
        self._chooser = chooser
        self._path = QLineEdit(str(suggested))
        self._path.setObjectName("path")
        self._path.setAccessibleName("File")
        self.add_field("File", self._path_row())
        self._passphrase = NewPassphrase(self)
        self.add_widget(_warning())

    def submit(self) -> None:
        path = self._chosen_path()
        problem = self._passphrase.problem or ("" if path else "Choose a file.")
        if problem or path is None:
            self.refuse(problem)
            if self._passphrase.problem:
                self._passphrase.stand_on_problem()
            return
        self.set_busy(busy=True)
        self.asked.emit(path, self._passphrase.value)

    def _chosen_path(self) -> Path | None:
        text = self._path.text().strip()
        if not text:
            return None
        path = Path(text).expanduser()
        if not path.is_absolute():
            path = self._suggested.parent / path
        return path if path.suffix else path.with_suffix(".casebook")

    def _path_row(self) -> QWidget:
        browse = QPushButton("Choose…")
        browse.setObjectName("browse")
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        whole = QWidget()
        whole.setFocusProxy(self._path)
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._path, 1)
        row.addWidget(browse)
        return whole

    def _browse(self) -> None:
        suggested = self._chosen_path() or self._suggested
        self._chooser.to_save(
            self, "New casebook", suggested, _KINDS, lambda path: self._path.setText(str(path))
        )


def _warning() -> QFrame:
    frame = QFrame()
    frame.setProperty("kind", "attention")
    column = QVBoxLayout(frame)
    column.setContentsMargins(12, 10, 12, 10)
    column.addWidget(
        label(
            "Nobody can recover a lost passphrase. Without it the casebook, its copies and its "
            "backups stay closed for good. Keep it where you keep other important secrets.",
            wrap=True,
        )
    )
    return frame
