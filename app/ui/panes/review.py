"""The Review page: the case header beside a live preview of the document, and its export."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.casebook import Casebook
from app.domain.changes import Changed
from app.domain.errors import GoldseamError
from app.operations import cases, exports
from app.ui.actions import Action, Menu
from app.ui.choosers import FileChooser
from app.ui.dialogs.export import ExportDialog
from app.ui.panes.review_form import ReviewForm
from app.ui.session import Session
from app.ui.tasks import Lane, Task
from app.ui.widgets.labels import ElidedLabel, badge, label
from app.ui.widgets.markdown_preview import MarkdownPreview


class ReviewPane(QSplitter):
    """Shows the review as it would be written now; it is rendered only while it can be seen."""

    pause_ms = 250
    """How long changes must rest before the preview follows."""

    def __init__(
        self, session: Session, chooser: FileChooser | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setObjectName("review-pane")
        self.setChildrenCollapsible(False)
        self.setHandleWidth(12)
        self._session = session
        self._chooser = chooser or FileChooser()
        self._stale = True
        self._rendering: Task | None = None
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self._render)
        self.form = ReviewForm(session.case)
        self.preview = MarkdownPreview()
        self.preview.setObjectName("review-preview")
        self.preview.setAccessibleName("Preview of the incident review")
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.preview)
        menu = Menu.CASE
        Action("export-review", "Export…", "Ctrl+Shift+E", menu, self.export, section=1).build(self)

    def areas(self) -> list[QWidget]:
        """What F6 goes round."""
        return [self._left, self._right]

    def state(self) -> Mapping[str, object]:
        """Where the person was."""
        return {"split": self.sizes(), "scroll": self.preview.verticalScrollBar().value()}

    def restore(self, state: Mapping[str, object]) -> None:
        """Go back there."""
        if isinstance(sizes := state.get("split"), list) and any(sizes):
            self.setSizes(sizes)

    def export(self) -> None:
        """Ask for document, format and file; then write it."""
        self.form.commit()
        ExportDialog(self._session, self._chooser, self.window()).open()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._pause.start(0)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.form.commit()

    # Keeping up

    def _refresh(self, change: Changed) -> None:
        if not self._session.has_case or change.case_id not in (None, self._session.case.id):
            return
        if "cases" in change.tables:
            self.form.show_case(self._session.case)
            self._show_state()
        self._expire()

    def _enter_case(self, _case_id: str) -> None:
        self.form.commit()
        self.form.show_case(self._session.case)
        self._show_state()
        self._expire()

    def _expire(self) -> None:
        self._stale = True
        if self.isVisible():
            self._pause.start(self.pause_ms)

    def _render(self) -> None:
        if not self._session.has_case:
            return
        casebook, case_id = self._session.casebook, self._session.case.id
        self._stale = False
        self._rendering = rendering = self._session.tasks.run(
            "Rendering the preview",
            lambda _progress: exports.preview(casebook, case_id),
            lambda text: self._rendered(rendering, text),
            lambda error: self._not_rendered(rendering, error),
            quiet=True,
        )

    def _rendered(self, rendering: Task, text: str) -> None:
        if rendering is self._rendering:
            self.preview.show_markdown(text)

    def _not_rendered(self, rendering: Task, error: GoldseamError) -> None:
        if rendering is self._rendering:
            self._session.fail(error)

    def _show_state(self) -> None:
        preliminary = self._session.case.published_us is None
        self._state.setVisible(preliminary)
        self._hint.setText(
            "Until it is published it says so on every page, and in its file name."
            if preliminary
            else "Published."
        )

    def _save(self, changed: Mapping[str, Any]) -> None:
        casebook, case_id = self._session.casebook, self._session.case.id

        def work(casebook: Casebook) -> None:
            now = cases.case(casebook, case_id)
            after = replace(now, **changed)
            cases.update_case(casebook, after)

        self._session.tasks.run(
            "Saving the case header",
            lambda _progress: work(casebook),
            lambda _none: None,
            quiet=True,
            lane=Lane.WRITE,
        )

    # How it is made

    def _lay_out(self) -> None:
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self.form)
        self._left = _panel("case-facts")
        left = QVBoxLayout(self._left)
        left.setContentsMargins(14, 12, 5, 12)
        left.setSpacing(8)
        left.addWidget(label("Case header", "heading"))
        left.addWidget(area, 1)
        self._state = badge("Preliminary", "gold")
        self._state.setObjectName("preliminary-badge")
        self._hint = ElidedLabel("", "caption")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label("Incident review", "heading"))
        head.addWidget(self._state)
        head.addWidget(self._hint, 1)
        self._right = _panel("review-document")
        right = QVBoxLayout(self._right)
        right.setContentsMargins(14, 12, 14, 12)
        right.setSpacing(8)
        right.addLayout(head)
        right.addWidget(self.preview, 1)
        for panel, share in ((self._left, 40), (self._right, 60)):
            self.addWidget(panel)
            self.setStretchFactor(self.indexOf(panel), share)
        self.setSizes([430, 570])
        self._show_state()

    def _connect(self) -> None:
        self.form.edited.connect(self._save)
        self._session.changed.connect(self._refresh)
        self._session.case_selected.connect(self._enter_case)


def _panel(name: str) -> QFrame:
    panel = QFrame()
    panel.setObjectName(name)
    panel.setProperty("kind", "panel")
    return panel
