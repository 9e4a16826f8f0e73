"""The passages on a responder's page, to read and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.domain.practice.fair_accounts import Passage
from app.ui.widgets.labels import label

_MOST = 200
"""How many are shown here; a role that more speaks of is read on paper."""


class PassageList(QScrollArea):
    """Passages below each other; where they stand is said above each."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("passages")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._shown: tuple[Passage, ...] | None = None
        self.show_passages(())

    def show_passages(self, passages: Sequence[Passage]) -> None:
        """Show these."""
        if tuple(passages) == self._shown:
            return
        self._shown = tuple(passages)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 9, 0)
        column.setSpacing(10)
        for passage in self._shown[:_MOST]:
            column.addWidget(_card(passage))
        if (more := len(passages) - _MOST) > 0:
            words = f"{more:,} more stand on the page that is written as a document."
            column.addWidget(label(words, "subtitle", wrap=True))
        if not passages:
            words = "The draft says nothing about this role yet. Then there is nothing to ask."
            column.addWidget(label(words, "subtitle", wrap=True))
        column.addStretch(1)
        self.setWidget(inside)
        self.setAccessibleName("What the draft says about this role")


def _card(passage: Passage) -> QFrame:
    card = QFrame()
    card.setProperty("kind", "card")
    column = QVBoxLayout(card)
    column.setContentsMargins(12, 9, 12, 9)
    column.setSpacing(4)
    head = " · ".join(part for part in (passage.where, passage.when) if part)
    column.addWidget(label(head, "caption", wrap=True))
    for line in passage.lines:
        text = f"{line.label}: {line.text}" if line.label else line.text
        said = label(text, wrap=True)
        said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(said)
    if passage.marks:
        column.addWidget(label(", ".join(passage.marks), "caption", wrap=True))
    return card
