"""Asks which evidence a drafted thing should cite: items, or words of one of them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui.dialogs.sheet import Sheet
from app.ui.evidence_words import counted, full_time
from app.ui.panes.evidence_shelf import EvidenceShelf
from app.ui.session import Session
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import label


class PickEvidenceDialog(Sheet):
    """``picked`` carries a list of `Span`s to cite, never an empty one."""

    picked = Signal(list)

    def __init__(self, session: Session, what: str, moment_us: int | None, parent: QWidget) -> None:
        """``what`` says what is to cite it; ``moment_us`` bounds the list where given."""
        super().__init__("pick-evidence-dialog", "Cite evidence", parent)
        self._shelf = EvidenceShelf(session, "pick")
        self._cite = button("pick-cite", "Cite", self._pick, kind="primary")
        hint = "Enter cites the selected items. To cite some words only, select them below."
        if moment_us is not None:
            hint = f"Evidence up to {full_time(moment_us, session.zone)}. {hint}"
        self._hint = label(hint, "caption", wrap=True)
        self._build(f"Cite evidence: {what}" if what else "Cite evidence")
        self._shelf.chosen.connect(self._pick)
        self._shelf.in_hand_changed.connect(self._follow)
        self._shelf.show_case(moment_us)
        self._shelf.search.setFocus()
        self._follow()

    def _build(self, title: str) -> None:
        parts = (label(title, "heading", wrap=True), self._hint, self._shelf)
        cancel = button("pick-cancel", "Cancel", self.reject)
        self.lay_out(parts, self._shelf, (cancel, self._cite), (760, 580))

    def _follow(self) -> None:
        spans = self._shelf.spans
        self._cite.setEnabled(bool(spans))
        if self._shelf.quoted is not None:
            self._cite.setText("Cite these words")
        else:
            self._cite.setText(f"Cite {counted(len(spans), 'item')}" if spans else "Cite")

    def _pick(self) -> None:
        if spans := self._shelf.spans:
            self.accept()
            self.picked.emit(spans)
