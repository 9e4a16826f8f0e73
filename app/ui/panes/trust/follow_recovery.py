"""Is it repaired? What that would rest on, what speaks against it, and where the lesson went."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from app.domain.moments import day
from app.domain.practice.follow_through import Line
from app.domain.practice.playbook import PlaybookItem
from app.domain.practice.playbook_answers import AnswerState, PlaybookAnswer
from app.domain.trust.recovery import against, evidence_of, refusal
from app.operations.practice import playbooks
from app.operations.trust.follow_page import AFTERWARDS, FollowPage
from app.ui.focus import go_to
from app.ui.panes.trust.follow_edits import FollowEdits
from app.ui.panes.trust.follow_rows import small_wins
from app.ui.session import Session
from app.ui.widgets.answer_row import AnswerRow, Question
from app.ui.widgets.buttons import button
from app.ui.widgets.draft_form import DraftForm, Field, Kind
from app.ui.widgets.labels import label
from app.ui.widgets.panels import scrolling
from app.ui.widgets.plain_section import PlainSection

_FORM = (
    (
        Field(
            "repaired_because",
            "It is repaired, because",
            Kind.TEXT,
            "What you rest it on, and who says so",
        ),
    ),
)
_SAID = (
    "Nothing is added up here. What the case holds stands side by side; whether trust is repaired, "
    "a person says."
)
_NOTHING_FOR = "Nothing yet."
_NOTHING_AGAINST = "Nothing that the case holds. Those affected may know of something."
_NO_WIN = "No repair is marked as a small win. Mark one on the Repairs page."


class RecoveryPart(QWidget):
    """Shows how the recovery stands; a person calls it repaired, or takes that back."""

    def __init__(self, session: Session, edits: FollowEdits) -> None:
        super().__init__()
        self.setObjectName("recovery-part")
        self._session = session
        self._edits = edits
        self._page: FollowPage | None = None
        self.form = DraftForm("recovery-form", _FORM)
        self._state = label("", "strong", wrap=True)
        self._state.setObjectName("recovery-state")
        self._refused = label("", "question", wrap=True)
        self._refused.setObjectName("recovery-refused")
        self._for = PlainSection("recovery-for", "What it would rest on")
        self._against = PlainSection("recovery-against", "What speaks against it, or is open")
        self._wins = PlainSection("small-wins", "Small wins")
        items = playbooks.items()
        self.rows = {item: _row(items[item]) for item in AFTERWARDS}
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        split = self.split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(12)
        split.addWidget(scrolling(self._left()))
        split.addWidget(scrolling(self._right()))
        split.setSizes([520, 420])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(split)

    def _left(self) -> QWidget:
        self._call = button("call-repaired-button", "Call it repaired", self.call, short="Repaired")
        self._back = button("take-back-button", "Take it back", self.take_back, short="Back")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._call)
        row.addWidget(self._back)
        row.addStretch(1)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 10, 0)
        column.setSpacing(8)
        column.addWidget(label(_SAID, "caption", wrap=True))
        column.addWidget(self._state)
        column.addWidget(self._against)
        column.addWidget(self._for)
        column.addWidget(self.form)
        column.addWidget(self._refused)
        column.addLayout(row)
        column.addStretch(1)
        return left

    def _right(self) -> QWidget:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 10, 0)
        column.setSpacing(8)
        column.addWidget(self._wins)
        column.addWidget(label("Afterwards: where the lesson went", "heading"))
        for row in self.rows.values():
            column.addWidget(row)
        column.addStretch(1)
        return right

    def _connect(self) -> None:
        self.form.edited.connect(self._change)
        for row in self.rows.values():
            row.answered.connect(self._edits.answer)

    # What is shown

    def show_page(self, page: FollowPage) -> None:
        """Show how it stands."""
        self._page, recovery = page, page.recovery
        for_it, open_yet = evidence_of(recovery), against(recovery)
        self._for.show_words((), _lines(for_it), "" if for_it else _NOTHING_FOR)
        self._against.show_words((), _lines(open_yet), "" if open_yet else _NOTHING_AGAINST)
        wins = small_wins(page)
        self._wins.show_words((), wins, "" if wins else _NO_WIN)
        self.form.show_thing(recovery.settings)
        self._show_state()
        for item, row in self.rows.items():
            given = page.answers.get(item, PlaybookAnswer("", "", item))
            row.show_answer(given.state, given.text, answer_id=given.id)

    def _show_state(self) -> None:
        if self._page is None:
            return
        recovery = self._page.recovery
        called = recovery.called_repaired
        why_not = refusal(recovery, recovery.settings.repaired_because)
        self._state.setText(self._state_words())
        self._refused.setText(why_not)
        self._refused.setVisible(bool(why_not))
        self._call.setEnabled(not called and not why_not)
        self._call.setVisible(not called)
        self._back.setVisible(called)

    def _state_words(self) -> str:
        settings = self._page.recovery.settings if self._page is not None else None
        if settings is None or settings.repaired_us is None:
            return "Nobody has called it repaired."
        on = day(settings.repaired_us, self._session.case_zone)
        return f"You called it repaired on {on}. What is open stays beside it."

    # What a person does

    def commit(self) -> None:
        """Hand over what is half typed."""
        self.form.commit()
        for row in self.rows.values():
            row.commit()

    def forget(self) -> None:
        """Another case: nothing is known of it yet."""
        self.form.show_thing(None)
        self._page = None

    def stand_on(self, thing_id: str) -> bool:
        """Stand on what was said of the recovery, or on an answer; says whether it is one."""
        if self._page is None:
            return False
        if thing_id == self._page.recovery.settings.id:
            go_to(self.form.field("repaired_because"))
            return True
        for item, row in self.rows.items():
            given = self._page.answers.get(item)
            if given is not None and given.id == thing_id:
                row.setFocus()
                return True
        return False

    def answer_in_hand(self) -> PlaybookAnswer | None:
        """The answer that has the focus, once it was given."""
        focused = QApplication.focusWidget()
        if self._page is None or focused is None:
            return None
        items = (item for item, row in self.rows.items() if row.isAncestorOf(focused))
        return self._page.answers.get(next(items, ""))

    def call(self) -> None:
        """Call it repaired, for the reason that is typed."""
        self.commit()
        if self._page is not None and not self._page.recovery.called_repaired:
            because = getattr(self.form.thing, "repaired_because", "")
            self._edits.call_repaired(because)

    def take_back(self) -> None:
        """Not repaired after all."""
        self.commit()
        if self._page is not None and self._page.recovery.called_repaired:
            self._edits.take_back()

    def _change(self, changes: dict[str, Any]) -> None:
        if self._page is not None:
            because = str(changes["repaired_because"])
            self._edits.say_because(self._page.recovery.settings, because)


def _lines(sentences: tuple[str, ...]) -> list[Line]:
    return [Line(each, "") for each in sentences]


def _row(item: PlaybookItem) -> AnswerRow:
    return AnswerRow(
        f"follow-after-{item.id}",
        Question(
            item=item.id,
            words=item.ask or item.text,
            hint=item.hint,
            choices={AnswerState.YES: "It is there", AnswerState.ABSENT: "Not for us"},
            says={
                AnswerState.YES: "Where others can see it",
                AnswerState.ABSENT: "Why it is not for you",
            },
        ),
    )
