"""Asks which evidence a drafted thing should cite: items, or words of one of them."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.evidence_words import counted, full_time
from app.ui.panes.evidence_shelf import EvidenceShelf
from app.ui.session import Session
from app.ui.widgets.labels import label


class PickEvidenceDialog(QDialog):
    """``picked`` carries a list of `Span`s to cite, never an empty one."""

    picked = Signal(list)

    def __init__(self, session: Session, what: str, moment_us: int | None, parent: QWidget) -> None:
        """``what`` says what is to cite it; ``moment_us`` bounds the list where given."""
        super().__init__(parent)
        self.setObjectName("pick-evidence-dialog")
        self.setWindowTitle("Cite evidence")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._shelf = EvidenceShelf(session, "pick")
        self._cite = QPushButton("Cite")
        self._cite.setObjectName("pick-cite")
        self._cite.setProperty("kind", "primary")
        hint = "Enter cites the selected items. To cite some words only, select them below."
        if moment_us is not None:
            hint = f"Evidence up to {full_time(moment_us, session.zone)}. {hint}"
        self._hint = label(hint, "caption", wrap=True)
        self._build(f"Cite evidence: {what}" if what else "Cite evidence")
        self._shelf.chosen.connect(self._pick)
        self._shelf.in_hand_changed.connect(self._follow)
        self._cite.clicked.connect(self._pick)
        self._shelf.show_case(moment_us)
        self._shelf.search.setFocus()
        self._follow()

    def _build(self, title: str) -> None:
        cancel = QPushButton("Cancel")
        cancel.setObjectName("pick-cancel")
        cancel.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addStretch(1)
        for button in (cancel, self._cite):
            button.setAutoDefault(False)  # Enter belongs to the search and to the list
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(8)
        column.addWidget(label(title, "heading", wrap=True))
        column.addWidget(self._hint)
        column.addWidget(self._shelf, 1)
        column.addLayout(foot)
        look = theme.current()
        wanted = QSize(look.px(760), look.px(580))
        parent = self.parentWidget()
        self.resize(wanted if parent is None else wanted.boundedTo(parent.window().size()))

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
