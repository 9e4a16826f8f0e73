"""The page on following through: checkpoints, short updates, and whether trust is repaired."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.practice.playbook_answers import PlaybookAnswer
from app.operations.trust.follow_page import FollowPage, page_of
from app.ui.actions import Action, Menu
from app.ui.choosers import FileChooser
from app.ui.feed import Feed
from app.ui.focus import go_to
from app.ui.panes.trust.checkpoint_export import CheckpointExport
from app.ui.panes.trust.follow_checkpoints import CheckpointsPart
from app.ui.panes.trust.follow_edits import FollowEdits
from app.ui.panes.trust.follow_recovery import RecoveryPart
from app.ui.panes.trust.follow_updates import UpdatesPart
from app.ui.session import Session
from app.ui.widgets.buttons import chip_button
from app.ui.widgets.labels import label

_WATCHED = {
    *("checkpoints", "update_notes", "trust_settings", "repairs", "repair_targets"),
    *("trust_breaks", "trust_signals", "signal_readings", "group_statements", "affected_groups"),
    *("audience_choices", "playbook_answers", "citations", "cases"),
}
_SECTION = 8
_PARTS = (
    ("follow-part-checkpoints", "Checkpoints", "Points"),
    ("follow-part-updates", "Updates", ""),
    ("follow-part-recovery", "Is it repaired?", "Repaired?"),
)
CHECKPOINTS, UPDATES, RECOVERY = range(3)


_Part = CheckpointsPart | UpdatesPart | RecoveryPart


class FollowThroughPane(QFrame):
    """Three parts, chosen by chips."""

    def __init__(
        self, session: Session, chooser: FileChooser, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("trust-follow-pane")
        self.setProperty("kind", "panel")
        self._session = session
        self._wanted = ""
        self._edits = FollowEdits(session, self)
        self._export = CheckpointExport(session, chooser, self)
        self.checkpoints = CheckpointsPart(session, self._edits)
        self.updates = UpdatesPart(session, self._edits)
        self.recovery = RecoveryPart(session, self._edits)
        self._parts: Sequence[_Part] = (self.checkpoints, self.updates, self.recovery)
        self._stack = QStackedWidget()
        self._chips = QButtonGroup(self)
        self._lay_out()
        self._feed = Feed(session, self, "Reading checkpoints", _WATCHED, page_of, self._show)
        self._feed.wait_for(self._edits)
        self._connect()
        for action in self._offered():
            action.build(self)
        self._choose_part(CHECKPOINTS)

    # How it is made

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label("Follow-up", "heading"))
        for place, (name, words, short) in enumerate(_PARTS):
            chip = chip_button(name, words, short)
            self._chips.addButton(chip, place)
            head.addWidget(chip)
        head.addStretch(1)
        for part in self._parts:
            self._stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self._chips.idClicked.connect(self._choose_part)
        self.checkpoints.calendar_wanted.connect(self._export.ask)
        self._session.case_selected.connect(lambda _id: self._enter_case())
        self._session.thing_wanted.connect(self._want)

    def _offered(self) -> list[Action]:
        points, updates, recovery = self.checkpoints, self.updates, self.recovery
        keys: tuple[tuple[str, str, str, int | None, Callable[[], object]], ...] = (
            ("follow-add", "Add checkpoint, or begin update", "N", None, self.add),
            ("checkpoint-plan", "Plan the dates of checkpoints…", "P", CHECKPOINTS, points.plan),
            ("checkpoint-held", "Checkpoint held, or not", "H", CHECKPOINTS, points.hold),
            ("checkpoint-calendar", "Checkpoints as calendar…", "K", None, self._export.ask),
            ("update-sent", "Update sent today", "S", UPDATES, updates.send),
            ("update-copy", "Copy update as text", "C", UPDATES, updates.copy),
            ("follow-readers", "Choose who sees it", "W", None, self._choose_readers),
            ("recovery-call", "Call it repaired", "A", RECOVERY, recovery.call),
            ("recovery-back", "Not repaired after all", "T", RECOVERY, recovery.take_back),
            ("follow-1", "Checkpoints", "1", None, partial(self.show_part, CHECKPOINTS)),
            ("follow-2", "Updates", "2", None, partial(self.show_part, UPDATES)),
            ("follow-3", "Is it repaired?", "3", None, partial(self.show_part, RECOVERY)),
        )
        return [
            Action(name, words, key, Menu.CASE, partial(self._here, part, slot), True, _SECTION)
            for name, words, key, part, slot in keys
        ]

    def _here(self, part: int | None, slot: Callable[[], object]) -> None:
        """Do something where the person sees it, also from the menu above another page."""
        if not self.isVisible():
            self._session.page_wanted.emit("trust-follow")
        if part is not None and part != self.part:
            self.show_part(part)
        slot()

    def areas(self) -> list[QWidget]:
        """What F6 goes round."""
        match self.part:
            case 0:
                return [self.checkpoints.list, self.checkpoints.form]
            case 1:
                return [self.updates.list, self.updates.form]
        return [self.recovery]

    def statement_in_hand(self) -> PlaybookAnswer | None:
        """The answer that has the focus, once it was given; all else a form shows."""
        return self.recovery.answer_in_hand() if self.part == RECOVERY else None

    # Keeping up

    def _enter_case(self) -> None:
        self._wanted = ""
        self.commit()
        for part in self._parts:
            part.forget()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._feed.catch_up()

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page, or the end: nothing typed waits any longer to be kept."""
        super().hideEvent(event)
        self.commit()

    def commit(self) -> None:
        """Keep what is being typed."""
        for part in self._parts:
            part.commit()

    def _show(self, page: FollowPage) -> None:
        for part in self._parts:
            part.show_page(page)
        self._stand()

    def _want(self, thing_id: str) -> None:
        if self.isVisible():
            self._wanted = thing_id
            self._stand()

    def _stand(self) -> None:
        """Stand on what is wanted: a checkpoint, an update, or what is said of the recovery."""
        found = (self.checkpoints.list.stand_on, self.updates.list.stand_on, self.recovery.stand_on)
        for place, stand_on in enumerate(found):
            if self._wanted and stand_on(self._wanted):
                self._wanted = ""
                self._choose_part(place)

    # What a person does

    @property
    def part(self) -> int:
        """Which part is shown."""
        return self._stack.currentIndex()

    def show_part(self, place: int) -> None:
        """Show a part, and stand in it."""
        self._choose_part(place)
        go_to(self._begins(place))

    def _begins(self, place: int) -> QWidget:
        """Where a part is entered; of the last its chip, so that letters stay commands."""
        return self._chips.button(place) if place == RECOVERY else self._parts[place]

    def _choose_part(self, place: int) -> None:
        self.commit()
        self._chips.button(place).setChecked(True)
        self._stack.setCurrentIndex(place)
        self.setFocusProxy(self._begins(place))

    def add(self) -> None:
        """Add what is listed: a checkpoint, or an update."""
        if self.part == UPDATES:
            self.updates.add()
        else:
            self._choose_part(CHECKPOINTS)
            self.checkpoints.add()

    def _choose_readers(self) -> None:
        shown_to = self.updates.shown_to if self.part == UPDATES else self.checkpoints.shown_to
        if self.part != RECOVERY:
            shown_to.open_choice()

    # Where one was

    def state(self) -> Mapping[str, Any]:
        """Where the person is."""
        return {
            "part": self.part,
            "checkpoint": self.checkpoints.list.current_id,
            "update": self.updates.list.current_id,
            "splits": [part.split.sizes() for part in self._parts],
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go back there."""
        part = state.get("part")
        place = part if isinstance(part, int) and part in range(len(_PARTS)) else CHECKPOINTS
        self._choose_part(place)
        names = {CHECKPOINTS: "checkpoint", UPDATES: "update"}
        self._wanted = str(state.get(names.get(place, ""), ""))
        for each, sizes in zip(self._parts, state.get("splits", ()), strict=False):
            if isinstance(sizes, list) and any(sizes):
                each.split.setSizes(sizes)
        self._stand()
