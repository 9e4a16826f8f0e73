"""What stakeholders get: entries and actions, each shown or left out, in which words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.domain.audiences import Audience, AudienceChoice
from app.domain.changes import Changed
from app.domain.drafts import Entry
from app.domain.offered import Offered
from app.domain.review_words import counted
from app.operations import audiences
from app.ui.edits import Edits
from app.ui.focus import go_to
from app.ui.itemmodels.audience import AudienceModel
from app.ui.marking import marker
from app.ui.session import Session
from app.ui.tasks import Task
from app.ui.widgets.ask_line import AskLine
from app.ui.widgets.audience_list import AudienceList
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.key_menu import KeyMenu
from app.ui.widgets.labels import label
from app.ui.widgets.shortening_button import ShorteningButton

_WATCHED = {
    "entries",
    "corrective_actions",
    "audience_choices",
    "citations",
    "source_settings",
    "items",
}


class AudiencePane(QWidget):
    """The choices for readers outside engineering. They never change the draft itself."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("audience-pane")
        self._session = session
        self._edits = Edits(session, "Saving the choice", self)
        self._stale = True
        self._wanted = ("", False)
        self._reading: Task | None = None
        self.model = AudienceModel(self)
        self.entries = AudienceList(self.model)
        self.asking = AskLine("audience-asked")
        self._lay_out()
        self._connect()

    def commit(self) -> None:
        """Keep what is being typed."""
        self.entries.finish_editing()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._read()

    # Choosing

    def toggle(self, thing_id: str) -> None:
        """Show an entry or action to these readers, or ask why it is left out."""
        row = self._row(thing_id)
        if row.choice.shown:
            self._ask_reason(row)
        else:
            self._choose(row, shown=True, wording=row.choice.wording)

    def give_wording(self, thing_id: str, wording: str) -> None:
        """Let these readers get other words; whoever writes words for them means to show them."""
        self._choose(self._row(thing_id), shown=True, wording=wording)

    def go_back_to_proposal(self, thing_id: str) -> None:
        """Drop what was chosen for an entry or action."""
        self._edits.run(
            lambda casebook, case_id: audiences.unchoose(
                casebook, case_id, thing_id, Audience.STAKEHOLDERS
            )
        )

    def _ask_reason(self, row: Offered) -> None:
        menu = KeyMenu("left-out-menu", self)
        menu.addAction("Why stakeholders do not get it").setEnabled(False)
        for number, reason in enumerate(audiences.REASONS, 1):
            menu.addAction(f"&{number}  {reason}").triggered.connect(
                lambda _on=False, reason=reason: self._leave_out(row, reason)
            )
        other = menu.addAction(f"&{len(audiences.REASONS) + 1}  for another reason…")
        other.triggered.connect(
            lambda _on=False: self.asking.ask(
                "Left out, because:", lambda reason: self._leave_out(row, reason)
            )
        )
        place = self.entries.visualRect(self.entries.currentIndex()).bottomLeft()
        menu.popup(self.entries.viewport().mapToGlobal(place))
        menu.setActiveAction(menu.actions()[1])

    def _leave_out(self, row: Offered, reason: str) -> None:
        self._choose(row, shown=False, wording=row.choice.wording, reason=reason)

    def _choose(self, row: Offered, *, shown: bool, wording: str = "", reason: str = "") -> None:
        self._edits.run(
            lambda book, case: audiences.choose(
                book,
                case,
                row.id,
                Audience.STAKEHOLDERS,
                shown=shown,
                wording=wording,
                reason=reason,
            )
        )

    def _row(self, thing_id: str) -> Offered:
        return next(row for row in self.model.rows if row.id == thing_id)

    def stand_on(self, choice_id: str, *, write: bool) -> None:
        """Go to what was chosen, as soon as it is read, and ``write`` its words."""
        self._wanted = (choice_id, write)
        self._go_to_wanted()

    def _go_to_wanted(self) -> None:
        wanted, write = self._wanted
        for number, row in enumerate(self.model.rows):
            if wanted and row.choice.id == wanted:
                self._wanted = ("", False)
                self.entries.setCurrentIndex(self.model.index(number))
                go_to(self.entries)
                if write:
                    self.entries.edit_words()
                return

    # Keeping up

    def _refresh(self, change: Changed) -> None:
        if not self._session.has_case or change.case_id not in (None, self._session.case.id):
            return
        if change.tables & _WATCHED:
            self._expire()

    def _enter_case(self, _case_id: str) -> None:
        self._wanted = ("", False)
        self.model.show([])
        self._expire()

    def _expire(self) -> None:
        self._stale = True
        if self.isVisible():
            self._read()

    def _read(self) -> None:
        casebook, case_id = self._session.casebook, self._session.case.id
        self._stale = False
        self._reading = reading = self._session.tasks.run(
            "Reading what stakeholders get",
            lambda _progress: audiences.for_stakeholders(casebook, case_id),
            lambda rows: self._show(reading, rows),
            quiet=True,
        )

    def _show(self, reading: Task, rows: list[Offered]) -> None:
        if reading is not self._reading:
            return
        self.model.zones = self._session.zones
        if [row.id for row in rows] != [r.id for r in self.model.rows]:
            self.commit()  # other rows close the editor, and what is typed in it would be lost
        self.model.show(rows)
        if rows:
            self._count.setText(_count_words(rows))
        self._stack.setCurrentWidget(self._list if rows else self._empty)
        if rows and self.entries.current is None:
            self.entries.setCurrentIndex(self.model.index(0))
        self._offer()
        self._go_to_wanted()

    def _show_times(self) -> None:
        self.model.zones = self._session.zones
        self.entries.viewport().update()

    def _offer(self) -> None:
        row = self.entries.current
        for button in (self._toggle, self._words, self._proposal):
            button.setEnabled(row is not None)
        self._proposal.setEnabled(row is not None and row.chosen)

    # How it is made

    def _lay_out(self) -> None:
        self._count = label("", "caption", wrap=True)
        self._count.setObjectName("audience-count")
        self._toggle = _button("audience-toggle", "Show or leave out  Space", "Show")
        self._words = _button("audience-words", "Other words…  Enter", "Words…")
        self._proposal = _button("audience-proposal", "As proposed  P", "Proposal")
        answers = QHBoxLayout()
        answers.setSpacing(6)
        for button in (self._toggle, self._words, self._proposal):
            answers.addWidget(button)
        answers.addStretch(1)
        self._list = QWidget()
        column = QVBoxLayout(self._list)
        column.setContentsMargins(0, 0, 9, 0)
        column.setSpacing(6)
        column.addWidget(self._count)
        column.addWidget(self.entries, 1)
        column.addWidget(self.asking)
        column.addLayout(answers)
        self._empty = EmptyState(
            "Nothing to choose from yet",
            "Each entry of the timeline and each action stands here, with what stakeholders get "
            "of it.",
            width=300,
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._list)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        self.setFocusProxy(self.entries)

    def _connect(self) -> None:
        self.entries.toggled.connect(self.toggle)
        self.entries.proposal_wanted.connect(self.go_back_to_proposal)
        self.model.wording_given.connect(self.give_wording)
        self.entries.selectionModel().currentChanged.connect(lambda *_: self._offer())
        self.asking.left.connect(self.entries.setFocus)
        marker.current().follow(self.asking.field, self._choice_in_hand, "reason")
        self._toggle.clicked.connect(lambda: self._with_current(self.toggle))
        self._words.clicked.connect(self.entries.edit_words)
        self._proposal.clicked.connect(lambda: self._with_current(self.go_back_to_proposal))
        self._session.changed.connect(self._refresh)
        self._session.case_selected.connect(self._enter_case)
        self._session.zone_changed.connect(self._show_times)

    def _choice_in_hand(self) -> AudienceChoice | None:
        row = self.entries.current
        return None if row is None else row.choice

    def _with_current(self, act: Callable[[str], object]) -> None:
        if (row := self.entries.current) is not None:
            act(row.id)


def _count_words(rows: Sequence[Offered]) -> str:
    entries = [row for row in rows if isinstance(row.thing, Entry)]
    actions = [row for row in rows if not isinstance(row.thing, Entry)]
    told = []
    if entries:
        told.append(f"{_shown(entries):,} of {counted(len(entries), 'entry', 'entries')}")
    if actions:
        told.append(f"{_shown(actions):,} of {counted(len(actions), 'action')}")
    return f"They get {' and '.join(told)}. Private entries never leave the casebook."


def _shown(rows: Sequence[Offered]) -> int:
    return sum(row.choice.shown for row in rows)


def _button(name: str, text: str, short: str) -> QPushButton:
    button = ShorteningButton(text, short)
    button.setObjectName(name)
    button.setToolTip(text)
    return button
