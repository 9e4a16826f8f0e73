"""The left side of the Support page: whether more support is needed, and what follows then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QFrame, QPushButton, QVBoxLayout, QWidget

from app.casebook import Casebook
from app.domain.practice.playbook_answers import AnswerState, PlaybookAnswer
from app.domain.trust.support_words import ASKED, Condition
from app.operations import cases
from app.operations.practice import playbooks
from app.operations.trust import support
from app.operations.trust.support import Support
from app.ui.dialogs.glossary import GlossaryDialog
from app.ui.edits import Edits
from app.ui.feed import Feed
from app.ui.focus import go_to
from app.ui.session import Session
from app.ui.widgets.answer_row import AnswerRow, Question
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import label
from app.ui.widgets.panels import scrolling

_YES, _NO = AnswerState.YES, AnswerState.NO
_CARD = "support-card-"
_SHOWS = "What shows it; kept private"
_HOLD_ON = (
    "Nothing of this case can be erased or pruned: its history, its evidence and every backup of "
    "this casebook stay until the hold is lifted."
)
_HOLD_OFF = "A legal hold keeps everything: history, evidence and backups, until it is lifted."


class SupportSide(QWidget):
    """The questions, each with what follows; the words beside; the legal hold."""

    packet_wanted = Signal(str)
    """A packet for this condition, by its item."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("support-side")
        self._session = session
        self._edits = Edits(session, "Saving an answer", self)
        self._feed = Feed(
            session, self, "Reading what was answered", {"playbook_answers"}, _read, self._show
        )
        self._feed.wait_for(self._edits)
        items = playbooks.items()
        self.rows = {
            each.item: AnswerRow(
                f"support-{each.item}",
                Question(
                    each.item,
                    items[each.item].ask,
                    choices={_YES: "Yes", _NO: "No"},
                    says={_YES: _SHOWS},
                ),
            )
            for each in ASKED
        }
        self._shown: tuple[Condition, ...] = ()
        self._answers: Mapping[str, PlaybookAnswer] = {}
        self._lay_out()
        for row in self.rows.values():
            row.answered.connect(self._answer)
            if (first := row.findChild(QPushButton)) is not None:
                row.setFocusProxy(first)
        session.case_selected.connect(self._enter_case)
        session.changed.connect(self._show_hold)

    @property
    def item_in_hand(self) -> str:
        """The item whose answer has the focus; empty for none."""
        found = (item for item, row in self.rows.items() if _holds_focus(row))
        return next(found, "")

    def stand_on(self, answer_id: str) -> bool:
        """Go to the question of an answer; says whether it is asked here."""
        for item, row in self.rows.items():
            answer = self._answers.get(item)
            if answer is not None and answer.id == answer_id:
                go_to(row)
                return True
        return False

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_hold()
        self._feed.catch_up()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        for row in self.rows.values():
            row.commit()

    # Keeping up

    def _show(self, found: Support) -> None:
        self._answers = found.answers
        for item, row in self.rows.items():
            answer = found.answers.get(item)
            if answer is None:
                row.show_answer(AnswerState.OPEN, "")
            else:
                row.show_answer(answer.state, answer.text, answer_id=answer.id)
        if found.holding != self._shown:
            self._shown = found.holding
            self._show_holding(found.holding)
        self._show_hold()

    def _show_holding(self, holding: Sequence[Condition]) -> None:
        for old in self.findChildren(QFrame):
            if old.objectName().startswith(_CARD):
                self._cards.removeWidget(old)
                old.deleteLater()
        for condition in holding:
            self._cards.addWidget(self._card(condition))
        self._follows.setVisible(bool(holding))

    def _enter_case(self, _case_id: str) -> None:
        self._show(Support())

    def _show_hold(self, _change: object = None) -> None:
        held = self._session.has_case and self._session.case.legal_hold
        self.hold.setChecked(held)
        self._hold_says.setText(_HOLD_ON if held else _HOLD_OFF)

    def _answer(self, item: str, state: AnswerState, text: str) -> None:
        self._edits.run(lambda book, case: support.answer(book, case, item, state, text))

    def _set_hold(self, held: bool) -> None:
        told = "This case is under a legal hold." if held else "The legal hold was lifted."
        self._edits.run(lambda book, case: cases.set_hold(book, case, held=held), told)

    # How it is made

    def _card(self, condition: Condition) -> QFrame:
        card = QFrame()
        card.setProperty("kind", "card")
        card.setObjectName(f"{_CARD}{condition.item}")
        column = QVBoxLayout(card)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(4)
        column.addWidget(label(condition.told, "strong", wrap=True))
        column.addWidget(label(condition.whom, wrap=True))
        column.addWidget(label("To prepare:", "caption"))
        for each in condition.prepare:
            column.addWidget(label(f"– {each}", "caption", wrap=True))
        begin = button(
            f"support-begin-{condition.item}",
            "Begin a packet for this",
            lambda: self.packet_wanted.emit(condition.item),
            kind="link",
        )
        column.addWidget(begin, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 10, 0)
        column.setSpacing(8)
        for row in self.rows.values():
            column.addWidget(row)
        self._follows = label("Whom to involve", "heading")
        self._follows.hide()
        column.addWidget(self._follows)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(8)
        column.addLayout(self._cards)
        column.addSpacing(6)
        words = button(
            "support-glossary",
            "Words close to trust repair…",
            lambda: GlossaryDialog(self.window()).open(),
            kind="link",
        )
        column.addWidget(words, 0, Qt.AlignmentFlag.AlignLeft)
        self.hold = QCheckBox("Legal hold on this case")
        self.hold.setObjectName("support-hold")
        self.hold.clicked.connect(self._set_hold)
        self._hold_says = label("", "caption", wrap=True)
        self._hold_says.setObjectName("support-hold-says")
        column.addWidget(self.hold)
        column.addWidget(self._hold_says)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolling(inside))
        self.setFocusProxy(next(iter(self.rows.values())))


def _read(casebook: Casebook, case_id: str) -> Support:
    return support.support(casebook, case_id)


def _holds_focus(row: QWidget) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and row.isAncestorOf(focused)
