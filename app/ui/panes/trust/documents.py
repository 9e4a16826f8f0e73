"""The documents of a trust case, each with what leaves before it leaves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.casebook import Casebook
from app.domain.review_words import capital, counted
from app.domain.trust.apology import Apology
from app.domain.trust.frame_words import COUNSEL_WORDS
from app.operations import drafting
from app.operations.trust import apologies, leaving
from app.operations.trust.leaving import APOLOGY, DocumentLine
from app.ui.actions import Action, Menu
from app.ui.choosers import FileChooser
from app.ui.edits import Edits
from app.ui.feed import Feed
from app.ui.focus import go_to
from app.ui.panes.trust.apology_release import ApologyRelease
from app.ui.panes.trust.leaving_view import LeavingView
from app.ui.session import Session
from app.ui.widgets.buttons import button
from app.ui.widgets.headed_list import HeadedList, HeadedRow
from app.ui.widgets.labels import ElidedLabel, label
from app.ui.widgets.panels import panel

_WATCHED = {
    *("audience_choices", "apologies", "support_packets", "packet_pieces", "trust_settings"),
    *("frame_pieces", "affected_groups", "account_paragraphs", "group_statements"),
    *("public_statements", "trust_breaks", "repairs", "invitations", "trust_signals"),
    *("checkpoints", "update_notes", "entries", "factors", "corrective_actions", "cases"),
}


@dataclass(frozen=True, slots=True)
class _Read:
    """The documents of a case, and its apologies by their ids."""

    lines: Sequence[DocumentLine]
    apologies: Mapping[str, Apology]


class DocumentsPane(QSplitter):
    """The documents at the left, by kind; at the right the one in hand."""

    def __init__(self, session: Session, chooser: FileChooser) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setObjectName("documents-pane")
        self.setChildrenCollapsible(False)
        self.setHandleWidth(12)
        self._session = session
        self._read = _Read((), {})
        self._wanted = ""
        self._edits = Edits(session, "Saving what was answered", self)
        self._feed = Feed(session, self, "Reading the documents", _WATCHED, _read, self._show)
        self.list = HeadedList("documents-list", "Documents")
        self.view = LeavingView(session, chooser, "leaving")
        self.release = ApologyRelease(session)
        self._lay_out()
        self.setFocusProxy(self.list)
        self.list.stood_on.connect(lambda _id: self._show_document())
        session.case_selected.connect(self._enter_case)
        session.thing_wanted.connect(self._want)
        for action in self._actions():
            action.build(self)

    def areas(self) -> list[QWidget]:
        """What F6 goes round."""
        return [self._left, self._right]

    def state(self) -> Mapping[str, object]:
        """Where the person was."""
        return {"document": self.list.current_id, "split": self.sizes()}

    def restore(self, state: Mapping[str, object]) -> None:
        """Go back there."""
        self._wanted = str(state.get("document", ""))
        if isinstance(sizes := state.get("split"), list) and any(sizes):
            self.setSizes(sizes)
        self._stand()

    def stand_on(self, document_id: str, subject_id: str) -> None:
        """Go to a document, as soon as it is read."""
        self._wanted = _id(document_id, subject_id)
        self._stand()
        go_to(self.list)

    def _want(self, wanted_id: str) -> None:
        """Another page leads to a document, by its id in the list."""
        if self.isVisible():
            self._wanted = wanted_id
            self._stand()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._feed.catch_up()

    # Keeping up

    def _enter_case(self, _case_id: str) -> None:
        self._wanted = ""
        self._show(_Read((), {}))

    def _show(self, found: _Read) -> None:
        self._read = found
        self.list.show_rows(_rows(found.lines))
        self._stand()
        self._show_document()

    def _stand(self) -> None:
        if self._wanted and self.list.stand_on(self._wanted):
            self._wanted = ""

    def _show_document(self) -> None:
        line = self._line
        apology = None if line is None else self._read.apologies.get(line.subject_id)
        self._title.setText("" if line is None else f"{line.heading}, {line.words}")
        released = apology if line is not None and not line.waits else None
        self._released.setVisible(released is not None)
        if released is not None:
            self._answered.setText(f"Answered: {COUNSEL_WORDS[released.counsel]}.")
        if line is None:
            self.view.show_document("", "")
        elif line.document_id == APOLOGY and line.waits and apology is not None:
            self.release.show_apology(apology, line.waits)
            self._stack.setCurrentWidget(self.release)
            return
        elif line.waits:
            self._waits.setText(line.waits)
            self._stack.setCurrentWidget(self._waiting)
            return
        else:
            self.view.show_document(line.document_id, line.subject_id)
        self._stack.setCurrentWidget(self.view)

    @property
    def _line(self) -> DocumentLine | None:
        here = self.list.current_id
        return next(
            (each for each in self._read.lines if _id(each.document_id, each.subject_id) == here),
            None,
        )

    # How it is made

    def _actions(self) -> list[Action]:
        menu = Menu.REVIEW
        return [
            Action(
                "document-release",
                "Choose what may be shown…",
                "S",
                menu,
                self.view.release,
                local=True,
                section=8,
            ),
            Action(
                "document-copy",
                "Copy the document",
                "C",
                menu,
                self.view.copy,
                local=True,
                section=8,
            ),
        ]

    def _lay_out(self) -> None:
        self._left, self._right = panel("documents-left"), panel("documents-right")
        left = QVBoxLayout(self._left)
        left.setContentsMargins(10, 12, 10, 10)
        left.setSpacing(6)
        head = QVBoxLayout()
        head.setContentsMargins(4, 0, 4, 0)
        head.addWidget(label("Documents", "heading"))
        head.addWidget(
            label("Each holds only what you chose for its readers.", "caption", wrap=True)
        )
        left.addLayout(head)
        left.addWidget(self.list, 1)
        self._waiting = QWidget()
        self._waits = label("", "question", wrap=True)
        self._waits.setObjectName("documents-waits")
        waiting = QVBoxLayout(self._waiting)
        waiting.setContentsMargins(0, 0, 12, 0)
        waiting.addWidget(self._waits)
        waiting.addWidget(
            button(
                "documents-go-support",
                "To the packets on the Support page",
                partial(self._session.page_wanted.emit, "support"),
                kind="link",
            ),
            0,
            Qt.AlignmentFlag.AlignLeft,
        )
        waiting.addStretch(1)
        self._title = ElidedLabel("", "heading")
        self._title.setObjectName("documents-title")
        self._stack = QStackedWidget()
        for page in (self.view, self.release, self._waiting):
            self._stack.addWidget(page)
        right = QVBoxLayout(self._right)
        right.setContentsMargins(18, 14, 14, 12)
        right.setSpacing(6)
        right.addWidget(self._title)
        right.addWidget(self._released_line())
        right.addWidget(self._stack, 1)
        for side, share in ((self._left, 28), (self._right, 72)):
            self.addWidget(side)
            self.setStretchFactor(self.indexOf(side), share)
        self.setSizes([270, 730])

    def _released_line(self) -> QWidget:
        """What was answered about an apology, and the way to be asked again."""
        self._released = QWidget()
        self._answered = ElidedLabel("", "caption")
        self._answered.setObjectName("apology-answered")
        row = QHBoxLayout(self._released)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._answered, 1)
        row.addWidget(
            button("apology-ask-again", "Ask again before it leaves", self._ask_again, kind="link")
        )
        self._released.hide()
        return self._released

    def _ask_again(self) -> None:
        if (line := self._line) is not None:
            apology_id = line.subject_id
            self._edits.run(
                lambda book, case: apologies.keep_back(book, case, apology_id),
                "It stays here until that is answered.",
            )


def _read(casebook: Casebook, case_id: str) -> _Read:
    found = drafting.of_case(casebook, Apology, case_id)
    return _Read(leaving.documents(casebook, case_id), {each.id: each for each in found})


def _id(document_id: str, subject_id: str) -> str:
    return f"{document_id}:{subject_id}"


def _rows(lines: Sequence[DocumentLine]) -> list[HeadedRow]:
    rows: list[HeadedRow] = []
    heading = ""
    for line in lines:
        if line.heading != heading:
            heading = line.heading
            rows.append(HeadedRow("", heading))
        rows.append(
            HeadedRow(_id(line.document_id, line.subject_id), capital(line.words), _below(line))
        )
    return rows


def _below(line: DocumentLine) -> str:
    if line.waits:
        return "waits for an answer"
    if line.document_id == APOLOGY:
        return "can leave"
    return f"{counted(line.leaves, 'piece')} would leave" if line.leaves else "nothing chosen yet"
