"""The Start page: a few short questions before a review begins, asked once and kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.changes import Changed
from app.domain.practice.playbook_answers import AnswerState, PlaybookAnswer
from app.domain.practice.start import TOPICS, first_open
from app.operations.practice import playbooks, start
from app.operations.practice.start import Start
from app.ui.actions import Action, Menu
from app.ui.choosers import FileChooser
from app.ui.edits import Edits
from app.ui.focus import go_to
from app.ui.panes.evidence_intake import EvidenceIntake
from app.ui.panes.practice.start_topics import TopicPage
from app.ui.panes.proposing import Proposing
from app.ui.session import Session
from app.ui.tasks import Task
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import ElidedLabel, label
from app.ui.widgets.panels import panel
from app.ui.widgets.two_lines import BELOW, TwoLines

_WATCHED = {"playbook_answers", "cases", "entries", "source_settings"}


class StartPane(QSplitter):
    """The topics on the left, the questions of one of them on the right."""

    def __init__(
        self, session: Session, chooser: FileChooser | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setObjectName("start-pane")
        self.setChildrenCollapsible(False)
        self.setHandleWidth(12)
        self._session = session
        self._edits = Edits(session, "Saving an answer", self)
        self._shown: Start | None = None
        self._wanted = self._answer_wanted = ""
        self._reading: Task | None = None
        self._again = QTimer(self, singleShot=True, interval=0)
        self._again.timeout.connect(self.reload)
        self.proposing = Proposing(session)
        self.intake = EvidenceIntake(session, chooser or FileChooser(), self)
        self._list = self._topic_list()
        self._stack = QStackedWidget()
        items = playbooks.items()
        self._pages = [TopicPage(topic, items) for topic in TOPICS]
        for page in self._pages:
            page.answered.connect(self._answer)
            page.page_wanted.connect(session.page_wanted)
            page.import_wanted.connect(self.intake.files)
            self._stack.addWidget(page)
        self._lay_out()
        self._list.currentRowChanged.connect(self._show_topic)
        self.setFocusProxy(self._list)
        next_topic = Action(
            "start-next", "Next questions of the start", "Ctrl+Alt+N", Menu.REVIEW, self.go_on
        )
        next_topic.build(self)
        session.changed.connect(self._refresh)
        session.case_selected.connect(self._enter_case)
        session.who_changed.connect(self._offer_roles)
        session.thing_wanted.connect(self._want)
        self._offer_roles()
        if session.has_case:
            self.reload()

    def areas(self) -> list[QWidget]:
        """What F6 goes round."""
        return [self._left, self._right]

    def state(self) -> Mapping[str, object]:
        """Where the person was."""
        return {"topic": TOPICS[max(self._list.currentRow(), 0)].id, "split": self.sizes()}

    def restore(self, state: Mapping[str, object]) -> None:
        """Go back there; a case that is new here begins where something is open."""
        self._wanted = str(state.get("topic", ""))
        if isinstance(sizes := state.get("split"), list) and any(sizes):
            self.setSizes(sizes)
        self._stand()

    def take_in(self, paths: Sequence[Path]) -> None:
        """Import these files and folders."""
        self.intake.queue.add_paths(paths)

    def go_on(self) -> None:
        """Go to the next topic, after the last to the first."""
        row = (self._list.currentRow() + 1) % len(TOPICS)
        self._list.setCurrentRow(row)
        go_to(self._list)

    def statement_in_hand(self) -> PlaybookAnswer | None:
        """The answer that has the focus, once it was given."""
        item = self._pages[max(self._stack.currentIndex(), 0)].item_in_hand
        return None if self._shown is None else self._shown.begun.answers.get(item)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._commit()

    # Keeping up

    def reload(self) -> None:
        """Read the answers anew."""
        if not self._session.has_case:
            return
        casebook, case_id = self._session.casebook, self._session.case.id
        if self._reading is not None:
            self._reading.cancel()
        self._reading = self._session.tasks.run(
            "Reading the start",
            lambda _progress: start.start_of(casebook, case_id),
            self._show,
            quiet=True,
        )

    def _refresh(self, change: Changed) -> None:
        own = self._session.has_case and change.case_id in (None, self._session.case.id)
        if own and change.tables & _WATCHED:
            self._again.start()

    def _enter_case(self, _case_id: str) -> None:
        self._shown, self._wanted, self._answer_wanted = None, "", ""
        self._offer_roles()
        self.reload()

    def _offer_roles(self) -> None:
        found = self._session.people
        roles = sorted({found.label(person_id) for person_id in found.in_case})
        for page in self._pages:
            page.offer_roles(roles)

    def _show(self, shown: Start) -> None:
        first, self._shown = self._shown is None, shown
        for row, (topic, page) in enumerate(zip(TOPICS, self._pages, strict=True)):
            page.show_start(shown)
            self._list.item(row).setData(BELOW, topic.words(shown.begun))
        if first:
            self._stand()
        self._stand_on_answer()

    def _stand(self) -> None:
        wanted = self._wanted
        if not wanted and self._shown is not None:
            wanted = first_open(self._shown.begun)
        ids = [topic.id for topic in TOPICS]
        self._list.setCurrentRow(ids.index(wanted) if wanted in ids else 0)

    def _want(self, answer_id: str) -> None:
        if self.isVisible():
            self._answer_wanted = answer_id
            self._stand_on_answer()

    def _stand_on_answer(self) -> None:
        """Show the questions among which an answer stands that was asked for."""
        answers = self._shown.begun.answers if self._shown is not None else {}
        for item, answer in answers.items():
            if answer.id == self._answer_wanted:
                self._answer_wanted = ""
                holding = (row for row, page in enumerate(self._pages) if page.asks(item))
                self._list.setCurrentRow(next(holding, self._list.currentRow()))
                go_to(self._list)
                return

    # What a person does

    def _show_topic(self, row: int) -> None:
        self._commit()
        self._stack.setCurrentIndex(max(row, 0))
        if self._shown is not None and 0 <= row < len(TOPICS):
            self._wanted = TOPICS[row].id

    def _commit(self) -> None:
        for page in self._pages:
            page.commit()

    def _answer(self, item: str, state: AnswerState, text: str) -> None:
        self._edits.run(lambda book, case: start.answer(book, case, item, state, text))

    # How it is made

    def _topic_list(self) -> QListWidget:
        topics = QListWidget()
        topics.setObjectName("start-topics")
        topics.setAccessibleName("What there is to say before the review")
        topics.setItemDelegate(TwoLines(topics))
        topics.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        topics.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for topic in TOPICS:
            item = QListWidgetItem(topic.title)
            item.setData(BELOW, "…")
            topics.addItem(item)
        return topics

    def _lay_out(self) -> None:
        self._left, self._right = panel("start-left"), panel("start-right")
        left = QVBoxLayout(self._left)
        left.setContentsMargins(10, 12, 10, 10)
        left.setSpacing(6)
        head = QVBoxLayout()
        head.setContentsMargins(4, 0, 4, 0)
        head.addWidget(label("Start", "heading"))
        head.addWidget(ElidedLabel("Answer what you know; skip the rest.", "caption"))
        left.addLayout(head)
        left.addWidget(self._list, 1)
        card = button(
            "start-response-card",
            "How incidents are led here",
            partial(self._session.page_wanted.emit, "response"),
            kind="link",
        )
        left.addWidget(card, 0, Qt.AlignmentFlag.AlignLeft)
        right = QVBoxLayout(self._right)
        right.setContentsMargins(18, 14, 8, 12)
        right.setSpacing(8)
        right.addWidget(self.proposing)
        right.addWidget(self._stack, 1)
        go_on = button("start-next-button", "Next", self.go_on)
        go_on.setToolTip("The next questions (Ctrl+Alt+N); nothing has to be answered.")
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 0, 10, 0)
        foot.addWidget(ElidedLabel("Every answer is saved as you give it.", "caption"), 1)
        foot.addWidget(go_on)
        right.addLayout(foot)
        for side, share in ((self._left, 30), (self._right, 70)):
            self.addWidget(side)
            self.setStretchFactor(self.indexOf(side), share)
        self.setSizes([300, 700])
