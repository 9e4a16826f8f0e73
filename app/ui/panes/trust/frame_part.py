"""A part of the Frame page: its heading, what it is for, and a column below that scrolls."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.trust.frame_topics import Topic
from app.operations.trust.frame import FramePage
from app.ui import theme
from app.ui.widgets.labels import label

_WIDEST = 820


class FramePartPage(QScrollArea):
    """What all parts of the page have in common. Parts add their widgets to ``column``."""

    def __init__(self, topic: Topic) -> None:
        super().__init__()
        self.setObjectName(f"frame-topic-{topic.id}")
        self.setAccessibleName(topic.title)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside, self._body = QWidget(), QWidget()
        across = QHBoxLayout(inside)
        across.setContentsMargins(0, 0, 10, 0)
        across.addWidget(self._body, 1)
        across.addStretch(0)
        self.column = QVBoxLayout(self._body)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(6)
        self.column.addWidget(label(topic.title, "heading"))
        self.column.addWidget(label(topic.purpose, "subtitle", wrap=True))
        self.column.addSpacing(6)
        self.setWidget(inside)
        theme.current().theme_changed.connect(self._dress)
        self._dress()

    def show_frame(self, shown: FramePage) -> None:
        """Show the frame as it stands, but for what is being typed."""
        raise NotImplementedError

    def commit(self) -> None:
        """Hand over what is half typed."""

    def stand_on(self, _thing_id: str) -> bool:
        """Stand on a thing of this part; says whether it is here."""
        return False

    def add(self) -> bool:
        """Add what this part lists; says whether it lists anything."""
        return False

    def move_thing(self, _by: int) -> None:
        """Move what is in hand up (negative) or down, where this part has an order."""

    def _dress(self) -> None:
        # Further apart, a question and its answers would no longer be read as one.
        self._body.setMaximumWidth(theme.current().px(_WIDEST))
