"""Short updates: a list by their days, and one below the headings of an empty outline."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from app.domain.audiences import Audience
from app.domain.trust.follow_through import UpdateNote
from app.domain.trust.follow_words import OUTLINE
from app.domain.trust.pieces import READER_WORDS
from app.operations.trust import updates
from app.operations.trust.follow_page import FollowPage
from app.ui.focus import go_to, type_ahead
from app.ui.panes.trust.follow_edits import FollowEdits
from app.ui.panes.trust.follow_rows import promise_lines, update_rows
from app.ui.panes.trust.shown_to import ShownTo
from app.ui.session import Session
from app.ui.widgets.buttons import button
from app.ui.widgets.draft_form import DraftForm, Field, Kind
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.headed_list import HeadedList
from app.ui.widgets.key_menu import KeyMenu
from app.ui.widgets.labels import label
from app.ui.widgets.panels import scrolling

_DAYS = (("next_on", OUTLINE["next_on"]), ("written_on", "Of"), ("sent_on", "Sent"))
_FORM = (
    *((Field(name, OUTLINE[name], Kind.TEXT),) for name in OUTLINE if name != "next_on"),
    tuple(Field(name, words, Kind.DAY) for name, words in _DAYS),
)


class UpdatesPart(QWidget):
    """Shows and edits updates."""

    def __init__(self, session: Session, edits: FollowEdits) -> None:
        super().__init__()
        self.setObjectName("updates-part")
        self._session = session
        self._edits = edits
        self._page: FollowPage | None = None
        self._note: UpdateNote | None = None
        self._begun = ""
        self.list = HeadedList("update-list", "Updates")
        self.form = DraftForm("update-form", _FORM)
        self.shown_to = ShownTo(session, "update-shown-to")
        self._promises = label("", "question", wrap=True)
        self._promises.setObjectName("update-promises")
        self._empty = EmptyState(
            "No update yet",
            "Short and often, also when there is little to say: what happened, what is not known, "
            "and when they hear from you again. Begin one with N; its headings stand there, the "
            "words are yours.",
        )
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.list)

    def _lay_out(self) -> None:
        split = self.split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(12)
        split.addWidget(self._left())
        split.addWidget(scrolling(self._right()))
        split.setSizes([400, 540])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(split)

    def _left(self) -> QWidget:
        row = QHBoxLayout()
        row.addWidget(button("begin-update-button", "Begin update", self.add, short="Begin"))
        row.addStretch(1)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self._promises)
        column.addWidget(self.list, 1)
        return left

    def _right(self) -> QWidget:
        self._copy = button("copy-update-button", "Copy as text", self.copy, short="Copy")
        self._send = button("send-update-button", "Sent today", self.send, short="Sent")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._copy)
        head.addWidget(self._send)
        head.addStretch(1)
        head.addWidget(button("remove-update-button", "Remove", self.remove, kind="quiet"))
        self._one = QWidget()
        one = QVBoxLayout(self._one)
        one.setContentsMargins(0, 0, 0, 0)
        one.setSpacing(8)
        one.addLayout(head)
        one.addWidget(self.form)
        one.addWidget(self.shown_to)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 10, 0)
        column.addWidget(self._empty)
        column.addWidget(self._one)
        column.addStretch(1)
        return right

    def _connect(self) -> None:
        self.list.stood_on.connect(lambda _id: self._show_one())
        self.list.activated.connect(lambda _index: go_to(self.form.field("since")))
        self.list.unwanted.connect(self._edits.remove_update)
        self.form.edited.connect(self._change)

    # What is shown

    def show_page(self, page: FollowPage) -> None:
        """Show the updates as they stand."""
        self._page = page
        lines = promise_lines(page)
        self._promises.setText("\n".join(lines))
        self._promises.setVisible(bool(lines))
        is_new = not self.list.rows
        self.list.show_rows(update_rows(page))
        if is_new and page.updates:
            self.list.stand_on(page.updates[-1].id)
        if self._begun and self.list.stand_on(self._begun):
            self._begun = ""
            self._show_one()
            go_to(self.form.field("since"))
        else:
            self._show_one()

    def _show_one(self) -> None:
        known = self._page.updates if self._page is not None else ()
        here = self.list.current_id
        self._note = one = next((each for each in known if each.id == here), None)
        self._empty.setVisible(one is None)
        self._one.setVisible(one is not None)
        self.form.show_thing(one)
        self.shown_to.show_target(one.id if one else None, UpdateNote)
        if one is not None:
            self._send.setEnabled(not one.sent_on)

    # What a person does

    def commit(self) -> None:
        """Hand over what is half typed."""
        for part in (self.form, self.shown_to):
            part.commit()

    def forget(self) -> None:
        """Another case: nothing is known of it yet."""
        self._begun = ""
        self.list.show_rows([])

    def add(self) -> None:
        """Begin an update and write what happened."""
        self.commit()
        type_ahead(self)
        self._edits.begin_update(self._write)

    def send(self) -> None:
        """The update in hand was sent today."""
        self.commit()
        if self._note is not None and not self._note.sent_on:
            self._edits.send(self._note.id)

    def remove(self) -> None:
        """Remove the update in hand."""
        if self._note is not None:
            self._edits.remove_update(self._note.id)

    def copy(self) -> None:
        """Copy the update in hand as its readers get it; of several, ask for whom."""
        self.commit()
        if self._note is None or self._page is None:
            return
        readers = self._page.shown.get(self._note.id, ())
        if not readers:
            self._session.notify(updates.PRIVATE)
        elif len(readers) == 1:
            self._copy_for(self._note.id, readers[0])
        else:
            menu = KeyMenu("copy-update-menu", self)
            for reader in readers:
                action = menu.addAction(f"For {READER_WORDS[reader]}")
                action.triggered.connect(partial(self._copy_for, self._note.id, reader))
            menu.popup(self._copy.mapToGlobal(self._copy.rect().bottomLeft()))
            menu.setActiveAction(menu.actions()[0])

    def _copy_for(self, note_id: str, reader: Audience, _checked: bool = False) -> None:
        def copied(text: str) -> None:
            QGuiApplication.clipboard().setText(text)
            self._session.notify(f"Copied for {READER_WORDS[reader]}.")

        self._edits.run(
            lambda book, case: updates.text_for(book, case, note_id, reader), done=copied
        )

    def _write(self, note: UpdateNote) -> None:
        self._begun = note.id
        if self.list.stand_on(self._begun):
            self._begun = ""
            go_to(self.form.field("since"))

    def _change(self, changes: dict[str, Any]) -> None:
        if self._note is not None:
            self._edits.change_update(self._note, changes)
