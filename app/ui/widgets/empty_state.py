"""What a page says while it has nothing to show yet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.ui.widgets.labels import label


class EmptyState(QWidget):
    """A heading, a sentence that says what comes here, and what to do about it."""

    def __init__(
        self, heading: str, sentence: str, buttons: Sequence[QPushButton] = (), width: int = 380
    ) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addStretch(2)
        self._head = head = label(heading, "heading")
        self.sentence = text = label(sentence, "subtitle", wrap=True)
        text.setFixedWidth(width)
        for part in (head, text):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
            policy = part.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            part.setSizePolicy(policy)
        if buttons:
            row = QHBoxLayout()
            row.setContentsMargins(0, 8, 0, 0)
            row.addStretch(1)
            for button in buttons:
                row.addWidget(button)
            row.addStretch(1)
            column.addLayout(row)
        column.addStretch(3)

    def say(self, heading: str, sentence: str) -> None:
        """Say something else."""
        self._head.setText(heading)
        self.sentence.setText(sentence)

    def tell(self, *, known: bool) -> None:
        """Say that there is nothing only once that is ``known``: not while it is being read."""
        for part in (self._head, self.sentence):
            part.setVisible(known)
