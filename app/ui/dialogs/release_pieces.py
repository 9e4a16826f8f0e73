"""Chooses at once what a document's readers may be shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget

from app.domain.review_words import counted
from app.operations.trust.packets import PieceLine
from app.ui import theme
from app.ui.dialogs.sheet import Sheet
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import label
from app.ui.widgets.piece_list import PieceList


class ReleasePiecesDialog(Sheet):
    """Private pieces with check boxes; none is checked at first. `released` carries the ids."""

    released = Signal(object)

    def __init__(
        self, readers: str, lines: Sequence[PieceLine], parent: QWidget | None = None
    ) -> None:
        super().__init__("release-pieces", f"What {readers} may be shown", parent)
        said = label(
            f"These pieces are private so far. What you check here is shown to {readers} in this "
            "and other documents for them; everything else stays as it is.",
            wrap=True,
        )
        self.pieces = PieceList("release-list", f"What {readers} may be shown")
        whole = QPlainTextEdit()
        whole.setObjectName("release-whole")
        whole.setAccessibleName("All of this piece")
        whole.setReadOnly(True)
        whole.setTabChangesFocus(True)
        whole.setFixedHeight(theme.current().px(96))
        self.pieces.stood_on.connect(whole.setPlainText)
        self.pieces.show_pieces(lines)
        self.pieces.chosen.connect(lambda ids: self._count(len(ids)))
        self._readers = readers
        self._show: QPushButton = button("release-show", "", self._release, kind="primary")
        self._show.setDefault(True)
        cancel = button("release-cancel", "Cancel", self.reject)
        self._count(0)
        self.lay_out([said, self.pieces, whole], self.pieces, [cancel, self._show], (640, 560))
        self.pieces.setFocus()

    def _count(self, number: int) -> None:
        self._show.setEnabled(number > 0)
        what = counted(number, "piece") if number else "pieces"
        self._show.setText(f"Show {what} to {self._readers}")

    def _release(self) -> None:
        self.released.emit(self.pieces.checked)
        self.accept()
