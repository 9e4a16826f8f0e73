"""The Repairs page: few repairs, the breaks that have none, who was invited, and what helps."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QWidget,
)

from app.domain.practice.playbook_answers import PlaybookAnswer
from app.domain.trust.repair_plan import LEFT
from app.domain.trust.repair_rules import asked_of_all
from app.domain.trust.repairs import Repair
from app.operations.trust.repair_page import RepairPage, page_of
from app.ui.actions import Action, Menu
from app.ui.choosers import FileChooser
from app.ui.feed import Feed
from app.ui.focus import go_to, type_ahead
from app.ui.marking import marker
from app.ui.page_actions import PageActions
from app.ui.panes.trust.helps import HelpsPart
from app.ui.panes.trust.invitations import InvitationsPart
from app.ui.panes.trust.repair_editor import RepairEditor
from app.ui.panes.trust.repair_edits import RepairEdits
from app.ui.panes.trust.repair_rows import count_words, repair_rows, unrepaired_rows
from app.ui.session import Session
from app.ui.widgets.ask_line import AskLine
from app.ui.widgets.buttons import button, chip_button
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.headed_list import HeadedList
from app.ui.widgets.labels import ElidedLabel, label
from app.ui.widgets.panels import panel_of, scrolling

_WATCHED = {
    *("repairs", "repair_targets", "invitations", "trust_breaks", "affected_groups"),
    *("trust_settings", "frame_pieces", "apologies", "trust_signals", "signal_readings"),
    *("checkpoints", "update_notes", "audience_choices", "playbook_answers"),
    *("citations", "items", "source_settings", "cases"),
}
_SECTION = 7
_REPAIR, _INVITED, _HELPS = range(3)
_PARTS = (
    ("repair-part-one", "Repair"),
    ("repair-part-invited", "Who was invited"),
    ("repair-part-helps", "What helps"),
)


class RepairsPane(QSplitter):
    """The repairs and the breaks without one on the left; one repair, or what belongs to all."""

    dialog_opened = Signal(object)

    def __init__(
        self, session: Session, _chooser: FileChooser, parent: QWidget | None = None
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setObjectName("repairs-pane")
        self.setChildrenCollapsible(False)
        self.setHandleWidth(12)
        self._session = session
        self._edits = RepairEdits(session, self)
        self._page = RepairPage()
        self._wanted = self._begun = ""
        self._part: int | None = None
        self._list = HeadedList("repair-list", "Repairs")
        self._bare = HeadedList("unrepaired-list", "Breaks without a repair")
        self._ask = AskLine("unrepaired-because")
        self._editor = RepairEditor(session, self._edits)
        self._invited = InvitationsPart(session, self._edits)
        self._helps = HelpsPart(session, self._edits)
        self._count = ElidedLabel(role="caption")
        self._asked = label("", "question", wrap=True)
        self._asked.setObjectName("repairs-questions")
        self._nothing_bare = label("", "subtitle", wrap=True)
        self._one = QStackedWidget()
        self._parts = QStackedWidget()
        self._chips = QButtonGroup(self)
        self._lay_out()
        self._feed = Feed(session, self, "Reading repairs", _WATCHED, page_of, self._take)
        self._feed.wait_for(self._edits)
        self._connect()
        for action in self._offered():
            action.build(self)
        self.setFocusProxy(self._list)

    # How it is made

    def _lay_out(self) -> None:
        left = self._left = QSplitter(Qt.Orientation.Vertical)
        left.setChildrenCollapsible(False)
        left.setHandleWidth(12)
        left.addWidget(self._repairs_panel())
        left.addWidget(self._bare_panel())
        left.setSizes([400, 200])
        self.addWidget(left)
        self.addWidget(self._parts_panel())
        self.setStretchFactor(0, 5)
        self.setStretchFactor(1, 6)
        self.setSizes([460, 540])

    def _repairs_panel(self) -> QWidget:
        head = QHBoxLayout()
        head.addWidget(label("Repairs", "heading"))
        head.addWidget(self._count, 1)
        head.addWidget(button("add-repair-button", "Add repair", self.add, short="Add"))
        return panel_of("repairs-panel", head, self._asked, self._list)

    def _bare_panel(self) -> QWidget:
        self._bare_buttons = [
            button("repair-for-break-button", "Add repair for it", self.add_for_break, short="Add"),
            button("leave-unrepaired-button", "Leave it…", self.leave, short="Leave…"),
        ]
        head = QHBoxLayout()
        head.addWidget(label("Without a repair", "heading"))
        head.addStretch(1)
        for each in self._bare_buttons:
            head.addWidget(each)
        return panel_of("unrepaired-panel", head, self._ask, self._nothing_bare, self._bare)

    def _parts_panel(self) -> QWidget:
        chips = QHBoxLayout()
        chips.setSpacing(6)
        for place, (name, words) in enumerate(_PARTS):
            chip = chip_button(name, words)
            self._chips.addButton(chip, place)
            chips.addWidget(chip)
        chips.addStretch(1)
        self._chips.button(_REPAIR).setChecked(True)
        self._empty = EmptyState(
            "No repair yet",
            "A repair says what people can rely on again, who sees to it, by when, and what will "
            "show it to them. Add one with N.",
        )
        self._one.addWidget(self._empty)
        self._one.addWidget(scrolling(self._editor))
        for part in (self._one, scrolling(self._invited), self._helps):
            self._parts.addWidget(part)
        return panel_of("repair-panel", chips, self._parts)

    def _connect(self) -> None:
        self._list.stood_on.connect(lambda _id: self._show_repair())
        self._list.activated.connect(lambda _index: self._edit_repair())
        self._list.unwanted.connect(self._edits.remove)
        self._bare.stood_on.connect(lambda _id: self._enable())
        self._bare.activated.connect(lambda _index: self._see_break())
        self._ask.left.connect(lambda: go_to(self._bare))
        marker.current().follow(self._ask.field, lambda: PlaybookAnswer("", "", LEFT), "text")
        self._chips.idClicked.connect(self._parts.setCurrentIndex)
        self._editor.left.connect(lambda: go_to(self._list))
        self._session.case_selected.connect(lambda _id: self._enter_case())
        self._session.thing_wanted.connect(self._want)
        self._session.zone_changed.connect(self._show)
        self._session.who_changed.connect(self._show)
        for cited in (self._editor.proof, self._editor.grounds):
            cited.dialog_opened.connect(self.dialog_opened)

    def _offered(self) -> list[Action]:
        keys = (
            ("repair-add", "Add repair", "N", self.add),
            ("repair-done", "Repair done", "D", self._editor.complete),
            ("repair-verified", "Repair verified…", "V", self._editor.verify),
            ("repair-drop", "Drop repair…", "X", self._editor.drop),
            ("repair-reopen", "Open repair again", "O", self._editor.reopen),
            ("repair-up", "Move repair up", "Alt+Up", partial(self._move, -1)),
            ("repair-down", "Move repair down", "Alt+Down", partial(self._move, 1)),
            ("repair-most", "It matters most now, or not", "M", self._mark_most),
            ("repair-aim", "Choose the breaks it is for", "C", self._aim),
            ("repair-readers", "Choose who hears of the repair", "W", self._readers),
            ("repair-for-break", "Add repair for the break", "F", self.add_for_break),
            ("repair-leave-break", "Leave the break without a repair…", "L", self.leave),
            ("repair-invite", "Add invitation", "I", self.invite),
            ("repair-one", "The repair", "1", partial(self.show_part, _REPAIR)),
            ("repair-invited", "Who was invited", "2", partial(self.show_part, _INVITED)),
            ("repair-helps", "What helps", "3", partial(self.show_part, _HELPS)),
        )
        page = PageActions(self, self._session, "repairs", Menu.CASE, _SECTION)
        return [page.local(*each) for each in keys]

    def areas(self) -> list[QWidget]:
        """What F6 goes round."""
        lists: list[QWidget] = [self._list]
        if self._page.plan.unrepaired:
            lists.append(self._bare)
        match self._parts.currentIndex():
            case 1:
                return [*lists, self._invited]
            case 2:
                return [*lists, self._helps]
        return [*lists, self._editor] if self._page.plan.repairs else lists

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._feed.catch_up()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._commit()

    # Keeping up

    def _enter_case(self) -> None:
        self._wanted = self._begun = ""
        self._part = None
        self._commit()

    def _want(self, thing_id: str) -> None:
        if self.isVisible():
            self._wanted, self._part = thing_id, None
            self._stand()

    def _take(self, page: RepairPage) -> None:
        self._page = page
        self._show()

    # What is shown

    def _show(self) -> None:
        page, plan = self._page, self._page.plan
        self._count.setText(count_words(plan))
        asked = asked_of_all(plan) if plan.repairs or plan.breaks else ()
        self._asked.setText("\n".join(asked))
        self._asked.setVisible(bool(asked))
        self._list.show_rows(repair_rows(page))
        self._bare.show_rows(unrepaired_rows(plan))
        self._bare.setVisible(bool(plan.unrepaired))
        self._nothing_bare.setText(_nothing_bare_words(page))
        self._nothing_bare.setVisible(not plan.unrepaired)
        self._invited.show_page(page)
        self._helps.show_page(page)
        self._stand()
        self._show_repair()

    def _stand(self) -> None:
        """Stand on what is wanted: a repair, a break without one, or an invitation."""
        if not self._wanted:
            return
        for found, part in (
            (self._list.stand_on, _REPAIR),
            (self._bare.stand_on, _REPAIR),
            (self._invited.list.stand_on, _INVITED),
        ):
            if found(self._wanted):
                wanted, self._wanted = self._wanted, ""
                self._choose_part(part if self._part is None else self._part)
                self._part = None
                if wanted == self._bare.current_id:
                    self.leave()  # why it is left so is what is wanted of it here
                return

    def _show_repair(self) -> None:
        repair = self._page.plan.by_id.get(self._list.current_id)
        self._one.setCurrentIndex(0 if repair is None else 1)
        if repair is not None:
            self._editor.show_repair(self._page, repair)
        self._enable()
        if repair is not None and repair.id == self._begun:
            self._begun = ""  # not before it is shown: the words would go into another repair
            go_to(self._editor)

    def _enable(self) -> None:
        for each in self._bare_buttons:
            each.setEnabled(bool(self._bare.current_id))

    def show_part(self, place: int) -> None:
        """Show the repair in hand, who was invited, or what helps."""
        self._choose_part(place)
        go_to(
            (self._editor if self._page.plan.repairs else self._list, self._invited, self._helps)[
                place
            ]
        )

    def _choose_part(self, place: int) -> None:
        self._chips.button(place).setChecked(True)
        self._parts.setCurrentIndex(place)

    # What a person does

    def add(self) -> None:
        """Add a repair and type what people cannot rely on."""
        self._begin()
        self._edits.add(self._write)

    def add_for_break(self) -> None:
        """Add a repair for the break in hand."""
        if break_id := self._break:
            self._begin()
            self._edits.add(self._write, (break_id,))

    def leave(self) -> None:
        """Ask why the break in hand stays without a repair; no words take that back."""
        if break_id := self._break:
            self._ask.ask(
                "Left so, because",
                lambda because: self._edits.accept(break_id, because),
                words=self._page.plan.accepted.get(break_id, ""),
                example="why no repair is tried now",
                empty_too=True,
            )

    def invite(self) -> None:
        """Add an invitation to the repair in hand."""
        self._choose_part(_INVITED)
        self._invited.add(self._list.current_id)

    def _begin(self) -> None:
        self._commit()
        self._choose_part(_REPAIR)
        type_ahead(self)

    def _commit(self) -> None:
        self._editor.commit()
        self._invited.commit()

    @property
    def _break(self) -> str:
        """The break in hand among those without a repair; a message says so where there is none."""
        if not self._bare.current_id:
            self._session.notify("Select a break without a repair first.")
        return self._bare.current_id

    def _write(self, repair: Repair) -> None:
        self._wanted = self._begun = repair.id
        self._part = None
        self._stand()
        self._show_repair()

    def _move(self, by: int) -> None:
        if self._list.current_id:
            self._edits.move(self._list.current_id, by)

    def _mark_most(self) -> None:
        if self._list.current_id:
            self._edits.mark_most(self._list.current_id)

    def _edit_repair(self) -> None:
        self.show_part(_REPAIR)

    def _aim(self) -> None:
        if self._list.current_id:
            self._choose_part(_REPAIR)
            go_to(self._editor.targets)

    def _readers(self) -> None:
        if self._list.current_id:
            self._choose_part(_REPAIR)
            self._editor.shown_to.open_choice()

    def _see_break(self) -> None:
        if break_id := self._bare.current_id:
            self._session.page_wanted.emit("breaks")
            self._session.thing_wanted.emit(break_id)

    # Where one was

    def state(self) -> Mapping[str, Any]:
        """Where the person is."""
        return {
            "repair": self._list.current_id,
            "part": self._parts.currentIndex(),
            "split": self.sizes(),
            "left": self._left.sizes(),
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go back there."""
        self._wanted = str(state.get("repair", ""))
        part = state.get("part")
        self._part = part if isinstance(part, int) and part in range(len(_PARTS)) else None
        if self._part is not None:
            self._choose_part(self._part)
        for splitter, name in ((self, "split"), (self._left, "left")):
            if isinstance(sizes := state.get(name), list) and any(sizes):
                splitter.setSizes(sizes)
        self._stand()


def _nothing_bare_words(page: RepairPage) -> str:
    if not page.plan.breaks:
        return "Breaks without a repair show here once there are some in the break map."
    return "Every break has a repair."
