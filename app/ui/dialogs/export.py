"""Asks which document to write, in which format and where."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QRadioButton, QWidget

from app.domain.errors import GoldseamError
from app.operations import exports
from app.ui.choosers import FileChooser
from app.ui.dialogs.form import FormDialog
from app.ui.session import Session

_FORMAT_WORDS = {"md": "Markdown (.md)", "docx": "Word (.docx)"}


class ExportDialog(FormDialog):
    """Writes a document as a task; stays open until that has worked."""

    def __init__(
        self, session: Session, chooser: FileChooser, parent: QWidget | None = None
    ) -> None:
        super().__init__("Export", "Export", parent)
        self.setObjectName("export-dialog")
        self._session = session
        self._chooser = chooser
        self._agreed: Path | None = None
        self._offered = exports.offered()
        self._document = QComboBox()
        self._document.setObjectName("export-document")
        for document in self._offered:
            self._document.addItem(document.title, document.id)
        self._formats = {fmt: QRadioButton(words) for fmt, words in _FORMAT_WORDS.items()}
        self._path = QLineEdit()
        self._path.setObjectName("export-path")
        self.add_field("Document", self._document)
        self.add_field("Format", self._format_row())
        self.add_field(
            "File",
            self._path_row(),
            "Private entries and private notes are left out of every document.",
        )
        self._document.currentIndexChanged.connect(self._suggest)
        self._suggest()

    def submit(self) -> None:
        path = Path(self._path.text().strip()).expanduser()
        if not self._path.text().strip():
            self.refuse("Say where the document should be written.")
            return
        if path.is_file() and path != self._agreed:
            self._agreed = path
            self.refuse(f"“{path.name}” is there already; press Export again to replace it.")
            return
        self.set_busy(busy=True)
        session, document, fmt = self._session, self._document.currentData(), self._format
        casebook, case_id = session.casebook, session.case.id

        def written(target: Path) -> None:
            session.notify(f"Written to {target}.")
            self.accept()

        session.tasks.run(
            "Writing the document",
            lambda _progress: exports.export(casebook, case_id, document, fmt, path),
            written,
            lambda error: self.refuse(str(error)),
        )

    @property
    def _format(self) -> str:
        return next(fmt for fmt, button in self._formats.items() if button.isChecked())

    def _format_row(self) -> QWidget:
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        for fmt, button in self._formats.items():
            button.setObjectName(f"export-{fmt}")
            button.toggled.connect(lambda on: self._suggest() if on else None)
            across.addWidget(button)
        across.addStretch(1)
        first = next(iter(self._formats.values()))
        first.blockSignals(True)
        first.setChecked(True)
        first.blockSignals(False)
        row.setFocusProxy(first)
        return row

    def _path_row(self) -> QWidget:
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        choose = QPushButton("Choose…")
        choose.setObjectName("export-choose")
        choose.setAutoDefault(False)
        choose.clicked.connect(self._choose)
        self._path.setAccessibleName("File")
        across.addWidget(self._path, 1)
        across.addWidget(choose)
        row.setFocusProxy(self._path)
        return row

    def _choose(self) -> None:
        words = _FORMAT_WORDS[self._format].partition(" ")[0]
        suggested = Path(self._path.text() or "review").with_suffix(f".{self._format}")
        self._chooser.to_save(
            self, "Export", suggested, f"{words} (*.{self._format})", self._chosen
        )

    def _chosen(self, path: Path) -> None:
        self._agreed = path  # the file dialog has asked about replacing it
        self._path.setText(str(path))

    def _suggest(self) -> None:
        """Offer the name that the document gives itself, in the folder chosen last."""
        document = next(d for d in self._offered if d.id == self._document.currentData())
        for fmt, button in self._formats.items():
            button.setEnabled(fmt in document.formats)
        typed = Path(self._path.text()) if self._path.text() else None
        folder = typed.parent if typed is not None else _documents_folder()
        casebook, case_id, fmt = self._session.casebook, self._session.case.id, self._format
        naming = self._session.tasks.run(
            "Naming the document",
            lambda _progress: exports.render(casebook, case_id, document.id, "md").file_name,
            lambda name: self._name(folder, name, fmt),
            self._not_named,
            quiet=True,
        )
        self.finished.connect(lambda _result: naming.cancel())

    def _name(self, folder: Path, name: str, fmt: str) -> None:
        if fmt == self._format:
            self._path.setText(str(folder / f"{name.removesuffix('.md')}.{fmt}"))

    def _not_named(self, error: GoldseamError) -> None:
        self.refuse(str(error))


def _documents_folder() -> Path:
    place = QStandardPaths.StandardLocation.DocumentsLocation
    folder = Path(QStandardPaths.writableLocation(place) or Path.home())
    return folder if folder.is_dir() else Path.home()
