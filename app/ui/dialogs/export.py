"""Asks which document to write, in which format and where; shows first what names it holds."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QRadioButton, QWidget

from app.domain.drafts import CaseKind
from app.domain.errors import CancelledError, GoldseamError
from app.domain.leaks import LeakError
from app.domain.review_words import counted
from app.domain.wording import NameSeen
from app.operations import exports
from app.ui import theme
from app.ui.choosers import FileChooser
from app.ui.dialogs.form import FormDialog
from app.ui.dialogs.leaks import LeakDialog
from app.ui.dialogs.names import NamesDialog
from app.ui.places import documents_folder
from app.ui.session import Session
from app.ui.widgets.labels import label

_Asked = tuple[str, str]
"""A document by its id, and what it is about by its id, or nothing."""

_FORMAT_WORDS = {"docx": "Word (.docx)", "md": "Markdown (.md)", "html": "HTML (.html)"}


class ExportDialog(FormDialog):
    """Writes a document as a task; stays open until that has worked.

    Names are read while a person fills it in. Where there are any, each is shown before the
    document is written; where none is, nothing is asked.
    """

    def __init__(
        self,
        session: Session,
        chooser: FileChooser,
        parent: QWidget | None = None,
        document_id: str = exports.INCIDENT_REVIEW,
        subject_id: str = "",
    ) -> None:
        super().__init__("Export", "Export", parent)
        self.setObjectName("export-dialog")
        self.setMinimumWidth(theme.current().px(560))
        self._session = session
        self._chooser = chooser
        self._agreed: Path | None = None
        self._suggested: Path | None = None
        self._names: dict[_Asked, list[NameSeen]] = {}
        self._looked_through: set[_Asked] = set()
        self._waits_for_names = False
        self._left = False
        self._offered = exports.choices(session.casebook, session.case.id)
        self._document = QComboBox()
        self._document.setObjectName("export-document")
        for choice in self._offered:
            self._document.addItem(choice.words, choice.template.id)
        ids = [_asked(choice) for choice in self._offered]
        asked = (document_id, subject_id)
        self._document.setCurrentIndex(ids.index(asked) if asked in ids else 0)
        self._formats = {fmt: QRadioButton(words) for fmt, words in _FORMAT_WORDS.items()}
        self._path = QLineEdit()
        self._path.setObjectName("export-path")
        self._names_line = label("", "caption", wrap=True)
        self._names_line.setObjectName("export-names")
        self.add_field("Document", self._document)
        self.add_field("Format", self._format_row())
        self.add_field(
            "File",
            self._path_row(),
            left_out_words(session.case.kind),
        )
        self.add_widget(self._names_line)
        self._path.textChanged.connect(self._follow_ending)
        self._document.currentIndexChanged.connect(self._document_chosen)
        self._document_chosen()

    # Writing

    def submit(self) -> None:
        if not self._path.text().strip():
            self.refuse("Say where the document should be written.")
            return
        path = self._target
        if path.is_file() and path != self._agreed:
            self._agreed = path
            self.refuse(f"“{path.name}” is there already; press Export again to replace it.")
            return
        self.set_busy(busy=True)
        self._show_names()

    def _show_names(self) -> None:
        """Go through the names, once they are read; a second time only if asked for."""
        seen = self._names.get(self._asked)
        if seen is None:
            self._waits_for_names = True
            return
        if not seen or self._asked in self._looked_through:
            self._write()
            return
        document, subject = self._asked
        dialog = NamesDialog(self._session, document, seen, parent=self, subject_id=subject)
        dialog.accepted.connect(self._names_looked_through)
        dialog.rejected.connect(self._read_names)
        dialog.open()

    def _names_looked_through(self) -> None:
        self._looked_through.add(self._asked)
        self._write()

    def _write(self) -> None:
        session, fmt, path = self._session, self._format, self._target
        document, subject = self._asked
        casebook, case_id = session.casebook, session.case.id
        self.set_busy(busy=True)

        def written(target: Path) -> None:
            session.notify(f"Written to {target}.")
            if not self._left:
                self.accept()

        session.tasks.run(
            "Writing the document",
            lambda progress: exports.export(
                casebook, case_id, document, fmt, path, progress, subject
            ),
            written,
            self._not_written,
        )

    def _not_written(self, error: GoldseamError) -> None:
        if self._left:
            if not isinstance(error, CancelledError):
                self._session.fail(error)
            return
        if not isinstance(error, LeakError):
            self.refuse(str(error))
            return
        self.refuse("")
        dialog = LeakDialog(self._session, error.leaks, self._write, self)
        dialog.left_for.connect(self.reject)
        dialog.open()

    def done(self, result: int) -> None:
        self._left = True
        super().done(result)

    @property
    def _asked(self) -> _Asked:
        return _asked(self._offered[self._document.currentIndex()])

    @property
    def _target(self) -> Path:
        return Path(self._path.text().strip()).expanduser()

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
        suggested = Path(self._path.text() or "review")
        self._chooser.to_save(
            self, "Export", suggested, f"{words} (*.{self._format})", self._chosen
        )

    def _chosen(self, path: Path) -> None:
        self._agreed = path  # the file dialog has asked about replacing it
        self._path.setText(str(path))

    def _follow_ending(self, typed: str) -> None:
        """Who types ``review.md`` wants Markdown; and what was asked before holds no longer."""
        if self._waits_for_names:
            self._waits_for_names = False
            self.set_busy(busy=False)
        button = self._formats.get(Path(typed).suffix.removeprefix(".").casefold())
        if button is not None and button.isEnabled():
            button.setChecked(True)

    # Names

    def _document_chosen(self) -> None:
        self._waits_for_names = False
        offered = self._offered[self._document.currentIndex()].template
        for fmt, button in self._formats.items():
            button.setEnabled(fmt in offered.formats)
        if not self._formats[self._format].isEnabled():
            self._formats[offered.formats[0]].setChecked(True)
        self._suggest()
        self._read_names()

    def _suggest(self) -> None:
        """Offer the name that the document gives itself, in the folder chosen last."""
        typed = Path(self._path.text()) if self._path.text() else None
        if typed is not None and typed != self._suggested:
            known = typed.suffix.removeprefix(".") in self._formats
            name = typed.stem if known else typed.name
            self._path.setText(str(typed.with_name(f"{name}.{self._format}")))
            return
        folder = typed.parent if typed is not None else documents_folder()
        casebook, case_id = self._session.casebook, self._session.case.id
        try:
            document, subject = self._asked
            name = exports.suggested_name(casebook, case_id, document, self._format, subject)
        except GoldseamError as error:
            self.refuse(str(error))
            return
        self._suggested = folder / name
        self._path.setText(str(self._suggested))

    def _read_names(self) -> None:
        """Find the names of the chosen document beside the window, unless that was done."""
        asked = document, subject = self._asked
        self._tell_names()
        casebook, case_id = self._session.casebook, self._session.case.id
        reading = self._session.tasks.run(
            "Looking for names",
            lambda _progress: exports.names(casebook, case_id, document, subject),
            lambda seen: self._names_read(asked, seen),
            self._names_not_read,
            quiet=True,
        )
        self.finished.connect(lambda _result: reading.cancel())
        self.set_busy(busy=False)

    def _names_read(self, asked: _Asked, seen: list[NameSeen]) -> None:
        self._names[asked] = seen
        self._tell_names()
        if self._waits_for_names and asked == self._asked:
            self._waits_for_names = False
            self._show_names()

    def _names_not_read(self, error: GoldseamError) -> None:
        if not isinstance(error, CancelledError):
            self._waits_for_names = False
            self.refuse(str(error))

    def _tell_names(self) -> None:
        seen = self._names.get(self._asked)
        if seen is None:
            words = "Looking for names…"
        elif not seen:
            words = "No known name stands in this document."
        else:
            words = (
                f"Roles stand for the names in {counted(len(seen), 'place')}; "
                "you see each before anything is written."
            )
        self._names_line.setText(words)


def left_out_words(kind: CaseKind) -> str:
    """What never stands in a document of such a case."""
    if kind is CaseKind.TRUST:
        return "A document holds what was chosen for its readers; everything else stays private."
    return "Private entries and private notes are left out of every document."


def _asked(choice: exports.Choice) -> _Asked:
    return choice.template.id, "" if choice.subject is None else choice.subject.id
