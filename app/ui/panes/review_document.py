"""The document as it would be written now, beside what it is made of."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.changes import Changed
from app.domain.errors import GoldseamError
from app.exporters.manifest import DocumentTemplate
from app.operations import exports, templates
from app.ui.session import Session
from app.ui.tasks import Task
from app.ui.widgets.buttons import chip_button
from app.ui.widgets.labels import ElidedLabel, badge
from app.ui.widgets.markdown_preview import MarkdownPreview

_ORDER = (exports.INCIDENT_REVIEW, exports.PRELIMINARY_PAGE, exports.STAKEHOLDER_PAGE)


_PRELIMINARY = "Until it is published it says so on every page, and in its file name."


class DocumentPane(QFrame):
    """Previews one of the documents; it is rendered only while it can be seen."""

    document_chosen = Signal(str)
    publish_wanted = Signal()
    versions_wanted = Signal()

    pause_ms = 250
    """How long changes must rest before the preview follows."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("review-document")
        self.setProperty("kind", "panel")
        self._session = session
        self._stale = True
        self._rendering: Task | None = None
        self._rendered_before: dict[str, str] = {}
        self._own = templates.chosen(session.casebook)
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self._render)
        self._documents = _in_order(exports.offered(session.casebook))
        self._document = self._documents[0]
        self.preview = MarkdownPreview()
        self.preview.setObjectName("review-preview")
        self._lay_out()
        self.choose(self._document.id)
        session.changed.connect(self._refresh)
        session.case_selected.connect(self._enter_case)

    @property
    def document_id(self) -> str:
        """The document that is previewed."""
        return self._document.id

    def choose(self, document_id: str) -> None:
        """Preview this document; nothing happens where it is not offered."""
        for document in self._documents:
            if document.id == document_id:
                self._document = document
        self._chips[self._document.id].setChecked(True)
        self.preview.setAccessibleName(f"Preview: {self._document.title}")
        self.preview.show_markdown(self._rendered_before.get(self._document.id, ""))
        self.preview.verticalScrollBar().setValue(0)
        self._show_state()
        self._stale = True
        if self.isVisible():
            self._pause.start(0)
        self.document_chosen.emit(self._document.id)

    def choose_next(self) -> None:
        """Preview the next document, after the last the first."""
        following = self._documents.index(self._document) + 1
        self.choose(self._documents[following % len(self._documents)].id)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._pause.start(0)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.WindowActivate:
            self._follow_templates()
        return super().event(event)

    # Keeping up

    def _follow_templates(self) -> None:
        """A template of one's own may have been chosen, or edited in another program."""
        before, self._own = self._own, templates.chosen(self._session.casebook)
        if self._own or before:
            self._expire()

    def _refresh(self, change: Changed) -> None:
        if not self._session.has_case or change.case_id not in (None, self._session.case.id):
            return
        if "cases" in change.tables:
            self._show_state()
        self._expire()

    def _enter_case(self, _case_id: str) -> None:
        self._rendered_before.clear()
        self._rendering = None  # what is on its way is of the case before
        self.preview.show_markdown("")
        self._show_state()
        self._expire()

    def _expire(self) -> None:
        self._stale = True
        if self.isVisible():
            self._pause.start(self.pause_ms)

    def _render(self) -> None:
        if not self._session.has_case or not self.isVisible():
            return
        casebook, case_id = self._session.casebook, self._session.case.id
        document = self._document.id
        self._stale = False
        self._rendering = rendering = self._session.tasks.run(
            "Rendering the preview",
            lambda progress: exports.preview(casebook, case_id, document, progress),
            lambda text: self._rendered(rendering, document, text),
            lambda error: self._not_rendered(rendering, error),
            quiet=True,
        )

    def _rendered(self, rendering: Task, document: str, text: str) -> None:
        if rendering is self._rendering:
            self._rendered_before[document] = text
            self.preview.show_markdown(text)

    def _not_rendered(self, rendering: Task, error: GoldseamError) -> None:
        if rendering is self._rendering:
            self._session.fail(error)

    def _show_state(self) -> None:
        preliminary = self._session.case.published_us is None
        self._state.setVisible(preliminary)
        if preliminary:
            self._hint.setText(_PRELIMINARY)

    def show_standing(self, words: str) -> None:
        """Tell which version is published, in words; nothing where none is."""
        self._hint.setText(words or _PRELIMINARY)
        self._versions.setVisible(bool(words))

    # How it is made

    def _lay_out(self) -> None:
        self._state = badge("Preliminary", "gold")
        self._state.setObjectName("preliminary-badge")
        self._hint = ElidedLabel("", "caption")
        self._hint.setObjectName("review-standing")
        head = QHBoxLayout()
        head.setSpacing(6)
        group = QButtonGroup(self)
        self._chips = {document.id: _chip(document) for document in self._documents}
        for document_id, chip in self._chips.items():
            group.addButton(chip)
            head.addWidget(chip)
            chip.clicked.connect(
                lambda _on=False, document_id=document_id: self.choose(document_id)
            )
        head.addStretch(1)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self._state)
        below.addWidget(self._hint, 1)
        self._versions = _small_button("Versions…", "versions-button")
        self._versions.clicked.connect(self.versions_wanted)
        self._versions.hide()
        publish = _small_button("Publish…", "publish-button")
        publish.clicked.connect(self.publish_wanted)
        below.addWidget(self._versions)
        below.addWidget(publish)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addLayout(below)
        column.addWidget(self.preview, 1)


def _in_order(documents: list[DocumentTemplate]) -> list[DocumentTemplate]:
    """The documents of the whole case; those about one thing stand where the thing is drafted."""
    by_id = {document.id: document for document in documents}
    return [by_id[document_id] for document_id in _ORDER if document_id in by_id]


def _small_button(text: str, name: str) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    return button


def _chip(document: DocumentTemplate) -> QPushButton:
    return chip_button(f"preview-{document.id}", document.title, document.title.split()[0])
