"""A document of a trust case as it would leave now: what it takes along, and the page itself."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.domain.changes import Changed
from app.domain.errors import CancelledError, GoldseamError, NotFoundError
from app.domain.leaks import LeakError
from app.domain.review_words import counted
from app.domain.trust.pieces import READER_WORDS
from app.operations.trust import leaving
from app.operations.trust.leaving import Leaving
from app.ui.choosers import FileChooser
from app.ui.dialogs.export import ExportDialog
from app.ui.dialogs.leaks import LeakDialog
from app.ui.dialogs.print_document import PrintDialog
from app.ui.dialogs.release_pieces import ReleasePiecesDialog
from app.ui.edits import Edits
from app.ui.session import Session
from app.ui.tasks import Task
from app.ui.widgets.buttons import button
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.headed_list import HeadedList, HeadedRow
from app.ui.widgets.labels import label
from app.ui.widgets.markdown_preview import MarkdownPreview

_STAYS = "Stays back"
_NAMES = "Names, shown as roles"
_GATE = "Must not leave"
_NEEDS = "What they need to know, as the frame says"


class LeavingView(QWidget):
    """What leaves before it leaves. It follows the case while it can be seen."""

    exported = Signal()

    pause_ms = 250
    """How long changes must rest before it follows."""

    def __init__(self, session: Session, chooser: FileChooser, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._session = session
        self._chooser = chooser
        self._asked: tuple[str, str] | None = None
        self._found: Leaving | None = None
        self._stale = False
        self._reading: Task | None = None
        self._edits = Edits(session, "Saving what may be shown", self)
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self._read)
        self.list = HeadedList(f"{name}-pieces", "What leaves before it leaves")
        self.preview = MarkdownPreview()
        self.preview.setObjectName(f"{name}-preview")
        self.preview.setAccessibleName("The document as it would leave now")
        self._lay_out(name)
        session.changed.connect(self._refresh)
        session.case_selected.connect(self._enter_case)

    @property
    def found(self) -> Leaving | None:
        """What is shown."""
        return self._found

    def show_document(self, document_id: str, subject_id: str) -> None:
        """Show a document by its template and what it is about; an empty id shows none."""
        asked = (document_id, subject_id) if document_id else None
        if asked == self._asked:
            return
        self._asked, self._found = asked, None
        self._show(None)
        self._expire(0)

    def export(self) -> None:
        """Ask for a format and a file, and write the document."""
        if self._asked is not None:
            document, subject = self._asked
            dialog = ExportDialog(self._session, self._chooser, self.window(), document, subject)
            dialog.accepted.connect(self.exported)
            dialog.open()

    def print(self) -> None:
        """Show its pages, to print them."""
        if self._asked is not None:
            PrintDialog(self._session, self.window(), *self._asked).open()

    def copy(self) -> None:
        """Put the document into the clipboard, as text; what must not leave is asked first."""
        if self._asked is None:
            return
        casebook, case_id = self._session.casebook, self._session.case.id
        document, subject = self._asked

        def copied(text: str) -> None:
            QGuiApplication.clipboard().setText(text)
            self._session.notify("Copied as it would be written; it is outside the casebook now.")

        self._session.tasks.run(
            "Copying",
            lambda _progress: leaving.as_text(casebook, case_id, document, subject),
            copied,
            self._not_copied,
        )

    def release(self) -> None:
        """Choose several private pieces for the readers of this document."""
        reader = leaving.reader_of(*self._asked) if self._asked else None
        if reader is None or self._found is None:
            return
        words = READER_WORDS[reader]
        dialog = ReleasePiecesDialog(words, self._found.could, self.window())
        dialog.released.connect(
            lambda ids: self._edits.run(
                lambda book, case: leaving.release(book, case, ids, reader),
                f"{counted(len(ids), 'piece')} shown to {words} from now on.",
            )
        )
        dialog.open()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._pause.start(0)

    # Keeping up

    def _refresh(self, change: Changed) -> None:
        if self._session.has_case and change.case_id in (None, self._session.case.id):
            self._expire(self.pause_ms)

    def _enter_case(self, _case_id: str) -> None:
        self.show_document("", "")

    def _expire(self, pause_ms: int) -> None:
        self._stale = True
        if self.isVisible():
            self._pause.start(pause_ms)

    def _read(self) -> None:
        if self._asked is None or not self.isVisible() or not self._session.has_case:
            return
        self._stale = False
        casebook, case_id = self._session.casebook, self._session.case.id
        document, subject = self._asked
        self._reading = reading = self._session.tasks.run(
            "Reading what would leave",
            lambda _progress: leaving.leaving(casebook, case_id, document, subject),
            lambda found: self._show(found) if reading is self._reading else None,
            lambda error: self._not_read(reading, error),
            quiet=True,
        )

    def _not_read(self, reading: Task, error: GoldseamError) -> None:
        if reading is not self._reading or isinstance(error, CancelledError):
            return
        if isinstance(error, NotFoundError):  # it was taken back meanwhile; its list says so
            self._show(None)
        else:
            self._session.fail(error)

    def _not_copied(self, error: GoldseamError) -> None:
        if isinstance(error, LeakError):
            LeakDialog(self._session, error.leaks, self.copy, self.window(), "Try again").open()
        else:
            self._session.fail(error)

    def _show(self, found: Leaving | None) -> None:
        self._found = found
        reader = leaving.reader_of(*self._asked) if self._asked else None
        nothing = found is not None and not found.leaves
        readers = READER_WORDS[reader] if reader is not None else "this document"
        self._nothing.say(
            f"Nothing is chosen for {readers} yet",
            "Everything in this case is private. Choose what may be shown here, or below each "
            "piece where you write it."
            if reader is not None
            else "Choose the pieces it holds first.",
        )
        self._stack.setCurrentWidget(self._nothing if nothing else self._split)
        self.list.show_rows([] if found is None else list(_rows(found)))
        self.preview.show_markdown("" if found is None else found.text)
        can_choose = found is not None and bool(found.could)
        for each in (self._release, self._release_first):
            each.setVisible(reader is not None)
            each.setEnabled(can_choose)
        for each in (self._export, self._print, self._copy):
            each.setEnabled(found is not None and not nothing)
        self._says.setText("" if found is None else _summary(found))

    # How it is made

    def _lay_out(self, name: str) -> None:
        choose = "Choose what may be shown…"
        self._export = button(f"{name}-export", "Export…", self.export, kind="primary")
        self._print = button(f"{name}-print", "Print…", self.print)
        self._copy = button(f"{name}-copy", "Copy", self.copy)
        self._release = button(f"{name}-release", choose, self.release, short="Choose…")
        self._release_first = button(f"{name}-release-first", choose, self.release)
        self._nothing = EmptyState("", "", [self._release_first], width=360)
        self._says = label("", "caption", wrap=True)
        self._says.setObjectName(f"{name}-says")
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self.list)
        self._split.addWidget(self.preview)
        self._split.setStretchFactor(0, 2)
        self._split.setStretchFactor(1, 3)
        self._split.setSizes([260, 420])
        self._stack = QStackedWidget()
        self._stack.addWidget(self._split)
        self._stack.addWidget(self._nothing)
        tools = QHBoxLayout()
        tools.setSpacing(6)
        tools.addWidget(self._release)
        tools.addStretch(1)
        for each in (self._copy, self._print, self._export):
            tools.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._says)
        column.addWidget(self._stack, 1)
        column.addLayout(tools)
        self.setFocusProxy(self.list)


def _summary(found: Leaving) -> str:
    stays = sum(number for _, number in found.stays)
    parts = [f"{counted(len(found.leaves), 'piece')} would leave", f"{stays} stay back"]
    if found.names:
        parts.append(f"roles stand for names in {counted(len(found.names), 'place')}")
    if found.leaks:
        parts.append(f"{counted(len(found.leaks), 'place')} must be settled first")
    return f"{'; '.join(parts)}."


def _rows(found: Leaving) -> Iterator[HeadedRow]:
    if found.leaks:
        yield HeadedRow("", _GATE)
        for number, leak in enumerate(found.leaks):
            where = f"It stands in {leak.source}" if leak.source else "A name"
            words = " ".join(leak.words.split())
            yield HeadedRow(f"leak-{number}", words, f"{where}; asked again when it is exported")
    yield HeadedRow("", "Leaves")
    for piece in found.leaves:
        wording = "in the words for these readers" if piece.otherwise else "as it is drafted"
        yield HeadedRow(piece.id, piece.words, f"{piece.heading} · {wording}")
    if found.needs:
        yield HeadedRow("", _NEEDS)
        yield from (HeadedRow(f"need-{n}", text) for n, text in enumerate(found.needs))
    if found.names:
        yield HeadedRow("", _NAMES)
        for number, seen in enumerate(found.names):
            becomes = "stays, as you answered" if seen.kept else f"becomes {seen.instead}"
            yield HeadedRow(f"name-{number}", seen.words, becomes)
    if found.stays:
        yield HeadedRow("", _STAYS)
        yield from (HeadedRow(f"stay-{each}", each, "", str(count)) for each, count in found.stays)
