"""Evidence on the left, the draft on the right, and the ways between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

from app.domain.drafted import Statement
from app.domain.timeline import Span
from app.ui import theme
from app.ui.actions import Action, Menu
from app.ui.choosers import FileChooser
from app.ui.focus import go_to
from app.ui.panes.assist.asking import Asking
from app.ui.panes.assist.model_choosing import ModelChoosing
from app.ui.panes.contradicting import Contradicting
from app.ui.panes.copying import Copying
from app.ui.panes.draft_window import DraftPlace
from app.ui.panes.evidence import EvidencePane
from app.ui.panes.practice.factor_from_evidence import FactorFromEvidence
from app.ui.panes.practice.response_adding import ResponseAdding
from app.ui.panes.time_inspecting import TimeInspecting
from app.ui.panes.timeline import TimelinePane
from app.ui.session import Session

_SHARE_OF_TWO = 0.68
"""The share of the window that two lists of evidence get."""
_ROOM_FOR_TWO = 680
"""The room, at zoom 1, in which two lists stand beside each other."""


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
        self.evidence.chosen_changed.connect(self.timeline.mark_citing)
        self.evidence.pair.toggled.connect(self._make_room)
        self._usual_sizes: list[int] = []
        around = Action(
            "around", "What else around it…", "V", Menu.EVIDENCE, self.ask_around, True, 6
        )
        around.build(self)
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
        FactorFromEvidence(session, self)
        ResponseAdding(session, self)
        TimeInspecting(session, self)
        Asking(session, self)
        ModelChoosing(session, self, chooser)
        self.timeline.tray.lit.connect(self.evidence.light_up)
        self.timeline.tray.item_wanted.connect(self._show_span)
        Contradicting(session, self).item_wanted.connect(self._show_item)
        session.evidence_wanted.connect(
            lambda span: self.evidence.show_item(span.item_id, span.start, span.end)
        )
        self.evidence.setFocusProxy(self.evidence.parts.table)
        self.timeline.setFocusProxy(self.timeline.entries)
        self.setFocusProxy(self.evidence)

    def areas(self) -> list[QWidget]:
        """What F6 goes round."""
        return [self.evidence, self.timeline]

    def statement_in_hand(self) -> Statement | None:
        """The entry that a person stands on."""
        cited = self.timeline.entries.current_entry
        return None if cited is None else cited.entry

    def take_in(self, paths: Sequence[Path]) -> None:
        """Import these files and folders."""
        self.evidence.intake.queue.add_paths(paths)

    def state(self) -> dict[str, Any]:
        """Where the person was, as plain values."""
        return {
            "split": self._usual_sizes or self.draft_place.split,
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

    def _make_room(self, two_lists: bool) -> None:
        """Two lists of evidence need more of the window; afterwards all is as it was."""
        if self.draft_place.is_out:
            return
        if two_lists:
            self._usual_sizes = self.sizes()
            whole = sum(self._usual_sizes)
            wide = round(whole * _SHARE_OF_TWO)
            # In a small window the lists stand one below the other, and the draft keeps its room.
            if self._usual_sizes[0] < wide and wide > theme.current().px(_ROOM_FOR_TWO):
                self.setSizes([wide, whole - wide])
        elif self._usual_sizes:
            self.setSizes(self._usual_sizes)
            self._usual_sizes = []

    def ask_around(self) -> None:
        """Ask what else there is around the item, or the entry of the draft, that is in hand."""
        focused, draft = QApplication.focusWidget(), self.timeline
        if focused is None or not draft.isAncestorOf(focused):
            self.evidence.ways.ask_around()
            return
        cited = draft.entries.current_entry
        if cited is None or cited.entry.start_us is None:
            self._session.notify("Select an entry with a time first.")
            return
        if not self.isVisible():
            self._session.page_wanted.emit("timeline")  # the draft has a window of its own
        start_us = cited.entry.start_us
        end_us = start_us if cited.entry.end_us is None else cited.entry.end_us
        self.evidence.ways.ask_around_time(start_us, end_us, over=draft.entries)

    def _next_row(self) -> None:
        self.evidence.select_next()
        go_to(self.evidence.table)

    def _show_span(self, span: Span) -> None:
        self._show_cited(span.item_id, span.start, span.end)

    def _show_item(self, item_id: int) -> None:
        self._show_cited(item_id, None, None)

    def _show_cited(self, item_id: int, start: int | None, end: int | None) -> None:
        if not self.isVisible():
            self._session.page_wanted.emit("timeline")  # the draft has a window of its own
        self.evidence.show_item(item_id, start, end)
