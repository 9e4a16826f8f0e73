"""Evidence on the left, the draft on the right, and the ways between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from app.ui.actions import Action, Menu
from app.ui.choosers import FileChooser
from app.ui.focus import go_to
from app.ui.itemmodels.items import MOST_DRAGGED
from app.ui.panes.copying import Copying
from app.ui.panes.draft_window import DraftPlace
from app.ui.panes.evidence import EvidencePane
from app.ui.panes.timeline import TimelinePane
from app.ui.session import Session


class Workbench(QSplitter):
    """The Timeline page."""

    def __init__(self, session: Session, chooser: FileChooser) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setObjectName("workbench")
        self.setChildrenCollapsible(False)
        self.setHandleWidth(12)
        self.evidence = EvidencePane(session, chooser)
        self.timeline = TimelinePane(session)
        for pane, share in ((self.evidence, 58), (self.timeline, 42)):
            self.addWidget(pane)
            self.setStretchFactor(self.indexOf(pane), share)
        self.setSizes([580, 420])  # the evidence needs more, being a table
        self._session = session
        self.draft_place = DraftPlace(session, self, self.timeline)
        self.evidence.capture_requested.connect(self.timeline.begin_capture)
        self.evidence.attach_requested.connect(self.timeline.attach)
        self.timeline.citation_activated.connect(self._show_cited)
        self.evidence.quote_requested.connect(self.timeline.quote)
        self.timeline.captured.connect(self._next_row)
        self.evidence.parts.table.chosen_changed.connect(self._mark_citing)
        menu = Menu.VIEW
        for action in (
            Action(
                "toggle-zone", "UTC or the case's zone", "U", menu, session.toggle_zone, True, 3
            ),
            Action("toggle-names", "Names or roles", "N", menu, session.toggle_names, True, 3),
            Action(
                "draft-window",
                "Draft in a window of its own",
                "Ctrl+Shift+T",
                menu,
                self.draft_place.toggle,
                section=3,
            ),
        ):
            action.build(self)
        Copying(session, self)
        self.evidence.setFocusProxy(self.evidence.parts.table)
        self.timeline.setFocusProxy(self.timeline.entries)
        self.setFocusProxy(self.evidence)

    def areas(self) -> list[QWidget]:
        """What F6 goes round."""
        return [self.evidence, self.timeline]

    def take_in(self, paths: Sequence[Path]) -> None:
        """Import these files and folders."""
        self.evidence.intake.queue.add_paths(paths)

    def state(self) -> dict[str, Any]:
        """Where the person was, as plain values."""
        return {
            "split": self.draft_place.split,
            "draft": self.draft_place.state(),
            "evidence": self.evidence.state(),
            "timeline": self.timeline.state(),
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go back to where the person was."""
        self.draft_place.bring_back()
        if state.get("split"):
            self.setSizes(state["split"])
        self.draft_place.restore(state.get("draft", {}))
        self.evidence.restore(state.get("evidence", {}))
        self.timeline.restore(state.get("timeline", {}))

    def _mark_citing(self, chosen: int) -> None:
        ids = self.evidence.parts.table.chosen_ids() if chosen <= MOST_DRAGGED else []
        self.timeline.mark_citing(ids)

    def _next_row(self) -> None:
        self.evidence.select_next()
        go_to(self.evidence.parts.table)

    def _show_cited(self, item_id: int, start: int | None, end: int | None) -> None:
        if not self.isVisible():
            self._session.page_wanted.emit("timeline")  # the draft has a window of its own
        self.evidence.show_item(item_id, start, end)
