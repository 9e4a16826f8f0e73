"""The Frame page of a trust case: where one stands, what happened to whom, what is said to them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.practice.playbook_answers import AnswerState, PlaybookAnswer
from app.domain.trust.frame_topics import ROLES, TOPICS, Framed, Topic, first_open
from app.domain.trust.setting import Position
from app.operations.practice import playbooks
from app.operations.trust import frame
from app.operations.trust.frame import FramePage
from app.ui.actions import Action, Menu
from app.ui.choosers import FileChooser
from app.ui.feed import Feed
from app.ui.focus import go_to, type_ahead
from app.ui.panes.trust.apologies import ApologiesPart
from app.ui.panes.trust.frame_edits import FrameEdits
from app.ui.panes.trust.frame_part import FramePartPage
from app.ui.panes.trust.frame_position import PositionPart
from app.ui.panes.trust.frame_questions import AnswerRows, QuestionsPart
from app.ui.panes.trust.frame_texts import ApartPart, GapPart
from app.ui.panes.trust.groups import GroupsPart
from app.ui.reading_order import stops_of
from app.ui.session import Session
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import ElidedLabel, label
from app.ui.widgets.panels import panel
from app.ui.widgets.two_lines import BELOW, TwoLines

_WATCHED = {
    *("trust_settings", "playbook_answers", "frame_pieces", "affected_groups", "apologies"),
    *("repairs", "trust_breaks", "citations", "items", "source_settings", "entries", "cases"),
}
_IDS = [topic.id for topic in TOPICS]
_SECTION = 8


class FramePane(QSplitter):
    """The parts of the frame on the left, one of them on the right; the position comes first."""

    dialog_opened = Signal(object)

    def __init__(
        self, session: Session, _chooser: FileChooser | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setObjectName("frame-pane")
        self.setChildrenCollapsible(False)
        self.setHandleWidth(12)
        self._session = session
        self._edits = FrameEdits(session, self)
        self._shown: FramePage | None = None
        self._wanted = self._thing = ""
        self._items = playbooks.items()
        self._roles = tuple(item for item, _ in self._items[ROLES].part_items())
        self._list = self._topic_list()
        self._stack = QStackedWidget()
        self._parts = {topic.id: self._part(topic) for topic in TOPICS}
        for part in self._parts.values():
            self._stack.addWidget(part)
        self._lay_out()
        self._feed = Feed(session, self, "Reading the frame", _WATCHED, frame.page_of, self._show)
        self._feed.wait_for(self._edits)
        self._list.currentRowChanged.connect(self._show_topic)
        self._list.itemActivated.connect(lambda _item: self._go_into())
        session.case_selected.connect(lambda _id: self._enter_case())
        session.thing_wanted.connect(self._want)
        session.who_changed.connect(self._feed.renew)
        session.zone_changed.connect(self._feed.renew)
        for action in self._offered():
            action.build(self)
        self.setFocusProxy(self._list)

    def areas(self) -> list[QWidget]:
        """What F6 goes round."""
        return [self._left, self._right]

    def state(self) -> Mapping[str, object]:
        """Where the person was."""
        return {"topic": self.topic, "split": self.sizes()}

    def restore(self, state: Mapping[str, object]) -> None:
        """Go back there; a case that is new here begins with what is open."""
        self._wanted = str(state.get("topic", ""))
        if isinstance(sizes := state.get("split"), list) and any(sizes):
            self.setSizes(sizes)
        self._stand()

    @property
    def topic(self) -> str:
        """The id of the part that is shown."""
        return _IDS[max(self._list.currentRow(), 0)]

    def statement_in_hand(self) -> PlaybookAnswer | None:
        """The answer that has the focus, once it was given; all else a form shows."""
        part = self._parts[self.topic]
        lists: list[AnswerRows] = part.lists if isinstance(part, QuestionsPart) else []
        if isinstance(part, GapPart):
            lists = [part.fits]
        answers = {} if self._shown is None else self._shown.answers
        items = (rows.item_in_hand for rows in lists)
        return next((answers[item] for item in items if item in answers), None)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._feed.catch_up()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._commit()

    # What a person does

    def go_on(self) -> None:
        """Go to the next part, after the last to the first."""
        self._here()
        self._list.setCurrentRow((self._list.currentRow() + 1) % len(TOPICS))
        go_to(self._list)

    def _go_into(self) -> None:
        """Begin on the part that is shown."""
        stops = stops_of(self._parts[self.topic])
        chosen = (each for each in stops if isinstance(each, QRadioButton) and each.isChecked())
        if (first := next(chosen, stops[0] if stops else None)) is not None:
            go_to(first)

    def add_to(self, topic: str) -> None:
        """Add a group or begin an apology, and type into it."""
        self._here()
        self._go_to(topic)
        type_ahead(self)
        self._parts[topic].add()

    def shift(self, by: int) -> None:
        """Move what is in hand up (−1) or down (1)."""
        self._here()
        self._parts[self.topic].move_thing(by)

    def _here(self) -> None:
        if not self.isVisible():
            self._session.page_wanted.emit("frame")

    def _answer(self, item: str, state: AnswerState, text: str) -> None:
        if self._shown is not None:
            self._edits.answer(self._shown.case_id, item, state, text)

    def _offered(self) -> list[Action]:
        offered = (
            ("frame-next", "Next part of the frame", "N", self.go_on),
            ("frame-add-group", "Add affected group", "G", partial(self.add_to, "groups")),
            ("frame-add-apology", "Begin an apology", "A", partial(self.add_to, "apologies")),
            ("frame-up", "Move the group up", "Alt+Up", partial(self.shift, -1)),
            ("frame-down", "Move the group down", "Alt+Down", partial(self.shift, 1)),
        )
        return [
            Action(name, words, key, Menu.REVIEW, slot, local=True, section=_SECTION)
            for name, words, key, slot in offered
        ]

    # Keeping up

    def _enter_case(self) -> None:
        self._commit()
        self._shown, self._wanted, self._thing = None, "", ""

    def _show(self, shown: FramePage) -> None:
        first, self._shown = self._shown is None, shown
        framed = self._framed(shown)
        for row, topic in enumerate(TOPICS):
            self._parts[topic.id].show_frame(shown)
            self._list.item(row).setData(BELOW, topic.words(framed))
        if first:
            self._stand()
        self._stand_on_thing()

    def _framed(self, shown: FramePage) -> Framed:
        return Framed(
            position=shown.settings.position,
            origin=shown.settings.origin,
            answers=shown.answers,
            frame=shown.frame,
            groups=shown.groups,
            apologies=shown.apologies,
            roles=self._roles,
        )

    def _stand(self) -> None:
        """Stand where the person was; whoever has not said their position is asked that first."""
        if self._shown is None:
            return
        unsaid = self._shown.settings.position is Position.UNSAID
        wanted = "position" if unsaid else self._wanted or first_open(self._framed(self._shown))
        self._go_to(wanted if wanted in _IDS else "position")

    def _go_to(self, topic: str) -> None:
        self._list.setCurrentRow(_IDS.index(topic))

    def _want(self, thing_id: str) -> None:
        if self.isVisible():
            self._thing = thing_id
            self._stand_on_thing()

    def _stand_on_thing(self) -> None:
        """Show the part on which a thing stands that was asked for, and stand on it."""
        if not self._thing or self._shown is None:
            return
        thing, shown = self._thing, self._shown
        given = next((item for item, one in shown.answers.items() if one.id == thing), "")
        for topic, part in self._parts.items():
            if part.stand_on(given or thing):
                self._thing = ""
                self._go_to(topic)
                return

    def _show_topic(self, row: int) -> None:
        self._commit()
        self._stack.setCurrentIndex(max(row, 0))
        if self._shown is not None and 0 <= row < len(TOPICS):
            self._wanted = _IDS[row]

    def _commit(self) -> None:
        for part in self._parts.values():
            part.commit()

    # How it is made

    def _part(self, topic: Topic) -> FramePartPage:
        session, edits = self._session, self._edits
        match topic.id:
            case "position":
                position = PositionPart(topic, edits)
                position.page_wanted.connect(session.page_wanted)
                return position
            case "gap":
                gap = GapPart(topic, session, edits, self._items)
                gap.answered.connect(self._answer)
                return gap
            case "apart":
                return ApartPart(topic, session, edits)
            case "groups":
                groups = GroupsPart(topic, session, edits)
                groups.dialog_opened.connect(self.dialog_opened)
                return groups
            case "apologies":
                apologies = ApologiesPart(topic, edits)
                apologies.page_wanted.connect(session.page_wanted)
                return apologies
        questions = QuestionsPart(topic, self._items)
        questions.answered.connect(self._answer)
        questions.page_wanted.connect(session.page_wanted)
        return questions

    def _topic_list(self) -> QListWidget:
        topics = QListWidget()
        topics.setObjectName("frame-topics")
        topics.setAccessibleName("The parts of the frame")
        topics.setItemDelegate(TwoLines(topics))
        topics.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        topics.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for topic in TOPICS:
            item = QListWidgetItem(topic.title)
            item.setData(BELOW, "…")
            topics.addItem(item)
        return topics

    def _lay_out(self) -> None:
        self._left, self._right = panel("frame-left"), panel("frame-right")
        left = QVBoxLayout(self._left)
        left.setContentsMargins(10, 12, 10, 10)
        left.setSpacing(6)
        head = QVBoxLayout()
        head.setContentsMargins(4, 0, 4, 0)
        head.addWidget(label("Frame", "heading"))
        head.addWidget(ElidedLabel("Nothing here leaves by itself.", "caption"))
        left.addLayout(head)
        left.addWidget(self._list, 1)
        right = QVBoxLayout(self._right)
        right.setContentsMargins(18, 14, 8, 12)
        right.setSpacing(8)
        right.addWidget(self._stack, 1)
        go_on = button("frame-next-button", "Next", self.go_on)
        go_on.setToolTip("The next part (N); nothing has to be answered.")
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 0, 10, 0)
        foot.addWidget(ElidedLabel("Every answer is saved as you give it.", "caption"), 1)
        foot.addWidget(go_on)
        right.addLayout(foot)
        for side, share in ((self._left, 30), (self._right, 70)):
            self.addWidget(side)
            self.setStretchFactor(self.indexOf(side), share)
        self.setSizes([300, 700])
