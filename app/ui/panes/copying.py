"""Copying with a citation: the evidence that is selected, or the entry, whichever was last used."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.progress import Progress
from app.domain.review_words import counted
from app.domain.timeline import Span
from app.operations import copying
from app.ui.actions import Action, Menu
from app.ui.itemmodels.items import MOST_DRAGGED
from app.ui.session import Session

if TYPE_CHECKING:
    from app.ui.panes.workbench import Workbench


class Copying(QObject):
    """Puts plain text into the clipboard, as a document would show it."""

    def __init__(self, session: Session, bench: Workbench) -> None:
        super().__init__(bench)
        self._session = session
        self._evidence = bench.evidence
        self._draft = bench.timeline
        self._in_draft = False
        action = Action(
            "copy-cited", "Copy with citation", "Ctrl+Shift+C", Menu.EDIT, self.copy, section=1
        ).build(bench)
        for widget in (self._draft.entries, *self._evidence.parts.tables):
            widget.addAction(action)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def copy(self) -> None:
        """Copy what is selected on the side of the window that was last in use."""
        if self._in_draft:
            self._copy_entry()
        else:
            self._copy_evidence()

    def _copy_entry(self) -> None:
        entry_id = self._draft.in_place.entry_id
        if (cited := self._draft.entries.current_entry) is not None:
            entry_id = entry_id or cited.entry.id
        if not entry_id:
            self._session.notify("Select an entry first.")
            return
        casebook, case_id = self._session.casebook, self._session.case.id
        self._run(
            lambda _progress: copying.cited_entry_text(casebook, case_id, entry_id),
            "Copied with where its evidence stands.",
        )

    def _copy_evidence(self) -> None:
        table = self._evidence.table
        if (span := self._evidence.parts.detail.selected) is not None:
            self._copy_spans([span], "Copied with where the words stand.")
        elif not table.chosen_count():
            self._session.notify("Select evidence or an entry first.")
        elif table.chosen_count() > MOST_DRAGGED:
            self._session.notify(f"Select at most {MOST_DRAGGED} items to copy.")
        else:
            spans = [Span(item_id) for item_id in table.chosen_ids()]
            copied = counted(len(spans), "item")
            self._copy_spans(spans, f"Copied {copied}, with where they stand.")

    def _copy_spans(self, spans: list[Span], told: str) -> None:
        casebook, case_id = self._session.casebook, self._session.case.id
        self._run(lambda _progress: copying.evidence_text(casebook, case_id, spans), told)

    def _run(self, work: Callable[[Progress], str], told: str) -> None:
        def copied(text: str) -> None:
            QGuiApplication.clipboard().setText(text)
            self._session.notify(told)

        self._session.tasks.run("Copying", work, copied)

    def _follow(self, _left: QWidget | None, entered: QWidget | None) -> None:
        if entered is None:
            return
        if self._draft is entered or self._draft.isAncestorOf(entered):
            self._in_draft = True
        elif self._evidence is entered or self._evidence.isAncestorOf(entered):
            self._in_draft = False
