"""What the parts of the Response page have in common: how they are shown and left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.domain.practice.response_record import ResponseRecord
from app.domain.timeline import CitedItem
from app.ui.widgets.panels import scrolling


@dataclass(frozen=True, slots=True)
class Shown:
    """The record of the live phase, with what each thing in it cites, by its id."""

    record: ResponseRecord = field(default_factory=ResponseRecord)
    cited: Mapping[str, Sequence[CitedItem]] = field(default_factory=dict)


class Scrolled(QFrame):
    """A panel whose content scrolls where it does not fit."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("kind", "panel")
        content = QWidget()
        content.setProperty("kind", "content")
        self.content = QVBoxLayout(content)
        self.content.setContentsMargins(4, 4, 12, 8)
        self.content.setSpacing(10)
        area = scrolling(content)
        area.setObjectName(f"{name}-scroll")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 4, 8)
        column.addWidget(area)
