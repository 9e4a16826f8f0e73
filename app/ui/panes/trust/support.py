"""More support: when it is needed, whom to involve, and the packets for those who help."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from app.domain.trust.support import SupportPacket
from app.ui.choosers import FileChooser
from app.ui.panes.trust.packets import PacketsPane
from app.ui.panes.trust.support_side import SupportSide
from app.ui.session import Session
from app.ui.widgets.labels import label
from app.ui.widgets.panels import panel


class SupportPane(QSplitter):
    """The questions at the left, the packets at the right."""

    def __init__(self, session: Session, chooser: FileChooser) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setObjectName("support-pane")
        self.setChildrenCollapsible(False)
        self.setHandleWidth(12)
        self.side = SupportSide(session)
        self.packets = PacketsPane(session, chooser)
        self._left, self._right = panel("support-left"), panel("support-right")
        left = QVBoxLayout(self._left)
        left.setContentsMargins(14, 12, 6, 10)
        left.setSpacing(4)
        left.addWidget(label("More support", "heading"))
        left.addWidget(
            label("Some of this is more than one person can carry.", "caption", wrap=True)
        )
        left.addSpacing(6)
        left.addWidget(self.side, 1)
        right = QVBoxLayout(self._right)
        right.setContentsMargins(18, 12, 14, 12)
        right.addWidget(self.packets, 1)
        for half, share in ((self._left, 38), (self._right, 62)):
            self.addWidget(half)
            self.setStretchFactor(self.indexOf(half), share)
        self.setSizes([380, 620])
        self.setFocusProxy(self.packets)
        self.side.packet_wanted.connect(self.packets.add)
        session.thing_wanted.connect(self._want)
        for action in self.packets.offered():
            action.build(self)

    def areas(self) -> list[QWidget]:
        """What F6 goes round."""
        return [self._left, self._right]

    def state(self) -> Mapping[str, object]:
        """Where the person was."""
        return {"split": self.sizes()}

    def restore(self, state: Mapping[str, object]) -> None:
        """Go back there."""
        if isinstance(sizes := state.get("split"), list) and any(sizes):
            self.setSizes(sizes)

    def statement_in_hand(self) -> SupportPacket | None:
        """The packet in hand."""
        return self.packets.packet

    def _want(self, thing_id: str) -> None:
        if self.isVisible() and not self.side.stand_on(thing_id):
            self.packets.stand_on(thing_id)
