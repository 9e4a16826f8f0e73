"""Eight words that are easily taken for trust repair, told apart."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.operations import glossary
from app.ui.dialogs.sheet import Sheet
from app.ui.widgets.labels import label
from app.ui.widgets.panels import scrolling


class GlossaryDialog(Sheet):
    """All terms below each other, to read."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("glossary", "Words close to trust repair", parent)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(4)
        for each in glossary.terms():
            column.addWidget(label(each.term, "heading"))
            told = label(f"{each.means} {each.apart}", wrap=True)
            told.setObjectName(f"glossary-{each.id}")
            column.addWidget(told)
            column.addSpacing(8)
        column.addStretch(1)
        area = scrolling(inside)
        area.setObjectName("glossary-terms")
        area.setAccessibleName("Words close to trust repair")
        close = QPushButton("Close")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        said = label("What these words mean here, and what trust repair is beside them.", "caption")
        self.lay_out([said, area], area, [close], (620, 620))
        close.setFocus()
