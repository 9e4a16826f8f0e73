"""The Review page: what a document is made of beside a live preview of it, and its export."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.casebook import Casebook
from app.domain.changes import Changed
from app.domain.drafted import Statement
from app.domain.wording import NameSeen
from app.operations import cases, exports
from app.ui.actions import Action, Menu
from app.ui.choosers import FileChooser
from app.ui.dialogs.export import ExportDialog
from app.ui.dialogs.names import NamesDialog
from app.ui.focus import focus_first, go_to
from app.ui.panes.audience import AudiencePane
from app.ui.panes.practice.lessons import LessonsPane
from app.ui.panes.publishing import Publishing
from app.ui.panes.review_document import DocumentPane
from app.ui.panes.review_form import ReviewForm
from app.ui.session import Session
from app.ui.tasks import Lane
from app.ui.widgets.buttons import chip_button
from app.ui.widgets.panels import scrolling

_STAKEHOLDERS, _LESSONS = 1, 2
_OF_READERS = ("wording", "reason")
"""What is written for readers outside engineering."""


class ReviewPane(QSplitter):
    """The facts and first words of a case, or what stakeholders get of it, and the document."""

    def __init__(
        self, session: Session, chooser: FileChooser | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setObjectName("review-pane")
        self.setChildrenCollapsible(False)
        self.setHandleWidth(12)
        self._session = session
        self._chooser = chooser or FileChooser()
        self.form = ReviewForm(session.case)
        self.audience = AudiencePane(session)
        self.lessons = LessonsPane(session)
        self.document = DocumentPane(session)
        self.preview = self.document.preview
        self.publishing = Publishing(session, self._chooser, self)
        self._lay_out()
        self._connect()
        self.publishing.read()
        self.setFocusProxy(self.preview)
        menu = Menu.CASE
        for action in (
            Action("export-review", "Export…", "Ctrl+Shift+E", menu, self.export, section=1),
            Action("names", "Names in the document…", "Ctrl+Shift+A", menu, self.names, section=1),
            Action(
                "next-document",
                "Preview the next document",
                "Ctrl+Shift+R",
                menu,
                self.document.choose_next,
                section=1,
            ),
            Action(
                "stakeholder-choices",
                "What stakeholders get",
                "Ctrl+Shift+W",
                menu,
                self.choose_for_stakeholders,
                section=1,
            ),
            *self.lessons.offered(),
        ):
            action.build(self)

    def areas(self) -> list[QWidget]:
        """What F6 goes round."""
        return [self._left, self.document]

    def statement_in_hand(self) -> Statement | None:
        """The header of the case, or what stakeholders get; a lesson stands in a form."""
        if self._stack.currentIndex() == _STAKEHOLDERS:
            row = self.audience.entries.current
            return None if row is None else row.thing
        return None if self._stack.currentIndex() == _LESSONS else self._session.case

    def state(self) -> Mapping[str, object]:
        """Where the person was."""
        return {
            "split": self.sizes(),
            "scroll": self.preview.verticalScrollBar().value(),
            "document": self.document.document_id,
            "left": self._stack.currentIndex(),
        }

    def restore(self, state: Mapping[str, object]) -> None:
        """Go back there."""
        if isinstance(sizes := state.get("split"), list) and any(sizes):
            self.setSizes(sizes)
        if isinstance(document := state.get("document"), str):
            self.document.choose(document)
        if isinstance(left := state.get("left"), int):
            self._show_left(left)

    def export(self) -> None:
        """Ask for document, format and file; then write it."""
        self._commit()
        document = self.document.document_id
        ExportDialog(self._session, self._chooser, self.window(), document).open()

    def names(self) -> None:
        """Look through the names in the previewed document, without writing it."""
        self._commit()
        casebook, case_id = self._session.casebook, self._session.case.id
        document = self.document.document_id

        def show(seen: list[NameSeen]) -> None:
            if seen:
                NamesDialog(self._session, document, seen, "Done", self.window()).open()
            else:
                self._session.notify("No known name stands in this document.")

        self._session.tasks.run(
            "Looking for names", lambda _progress: exports.names(casebook, case_id, document), show
        )

    def _publish(self) -> None:
        self._commit()
        self.publishing.publish()

    def choose_for_stakeholders(self) -> None:
        """Show what stakeholders get of the timeline, beside their page."""
        self._session.page_wanted.emit("review")
        self._show_left(_STAKEHOLDERS)
        go_to(self.audience.entries)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._commit()

    def _commit(self) -> None:
        self.form.commit()
        self.audience.commit()
        self.lessons.commit()

    # Keeping up

    def _refresh(self, change: Changed) -> None:
        if not self._session.has_case or change.case_id not in (None, self._session.case.id):
            return
        if "cases" in change.tables:
            self.form.show_case(self._session.case)

    def _enter_case(self, _case_id: str) -> None:
        self.form.commit()
        self.form.show_case(self._session.case)

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

    def _show_left(self, index: int) -> None:
        """The words of the case (0), what stakeholders get of its timeline (1), or lessons (2)."""
        self._commit()
        self._stack.setCurrentIndex(index)
        self._sides[index].setChecked(True)
        if index == _STAKEHOLDERS:
            self.document.choose(exports.STAKEHOLDER_PAGE)

    # How it is made

    def _lay_out(self) -> None:
        self._words = area = scrolling(self.form)
        self._stack = QStackedWidget()
        self._stack.addWidget(area)
        self._stack.addWidget(self.audience)
        self._stack.addWidget(self.lessons)
        self._sides = (
            chip_button("review-words", "Header and first page", "First page"),
            chip_button("review-stakeholders", "What stakeholders get", "Stakeholders"),
            chip_button("review-lessons", "Lessons", "Lessons"),
        )
        group = QButtonGroup(self)
        head = QHBoxLayout()
        head.setSpacing(6)
        for index, side in enumerate(self._sides):
            group.addButton(side, index)
            head.addWidget(side)
        head.addStretch(1)
        group.idClicked.connect(self._side_clicked)
        self._left = QFrame()
        self._left.setObjectName("case-facts")
        self._left.setProperty("kind", "panel")
        left = QVBoxLayout(self._left)
        left.setContentsMargins(14, 12, 5, 12)
        left.setSpacing(8)
        left.addLayout(head)
        left.addWidget(self._stack, 1)
        self._sides[0].setChecked(True)
        for panel, share in ((self._left, 40), (self.document, 60)):
            self.addWidget(panel)
            self.setStretchFactor(self.indexOf(panel), share)
        self.setSizes([430, 570])

    def _stand_on(self, thing: str) -> None:
        """Stand on a field of the header, or else on a lesson."""
        if (field := self.form.field(thing)) is not None:
            self._show_left(0)
            go_to(field)
            self._words.ensureWidgetVisible(field)
        elif self.isVisible():
            self._show_left(_LESSONS)
            self.lessons.stand_on(thing)

    def _write(self, thing_id: str, part: str) -> None:
        """What readers outside engineering get is written in its own list."""
        if self.isVisible() and part in _OF_READERS:
            self._show_left(_STAKEHOLDERS)
            self.audience.stand_on(thing_id, write=part == _OF_READERS[0])

    def _side_clicked(self, index: int) -> None:
        self._show_left(index)
        focus_first((self.form, self.audience, self.lessons)[index])

    def _connect(self) -> None:
        self.form.edited.connect(self._save)
        self.publishing.standing_changed.connect(self.document.show_standing)
        self.document.publish_wanted.connect(self._publish)
        self.document.versions_wanted.connect(self.publishing.show_versions)
        self.lessons.wanted.connect(lambda: self._show_left(_LESSONS))
        self._session.changed.connect(self._refresh)
        self._session.case_selected.connect(self._enter_case)
        self._session.thing_wanted.connect(self._stand_on)
        self._session.words_wanted.connect(self._write)
