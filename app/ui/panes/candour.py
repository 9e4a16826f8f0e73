"""The Candour page: what the check asks about the case in hand, step by step, and where."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.casebook import Casebook
from app.domain.candour.findings import Group
from app.domain.review_words import counted
from app.operations import now
from app.operations.candour import checking, dismissing
from app.operations.candour.checking import CandourReport
from app.ui.actions import Action, Menu
from app.ui.dialogs.set_aside import SetAsideDialog
from app.ui.edits import Edits
from app.ui.feed import Feed
from app.ui.finding_rows import Asked, Choice, FindingRow, groups_in, rows_of
from app.ui.focus import go_to
from app.ui.itemmodels.findings import FindingsModel
from app.ui.marking.going import Going
from app.ui.session import Session
from app.ui.widgets.buttons import button
from app.ui.widgets.finding_filter import FindingFilter
from app.ui.widgets.finding_list import FindingList
from app.ui.widgets.labels import ElidedLabel, label
from app.ui.widgets.rail import Page

PAGE = "candour"
_SECTION = 8
_SCOPE = (
    "Looked at {texts} and at how the parts of the case stand together. What is asked here is for "
    "you to judge; nothing is changed, and no document shows it."
)


class CandourPane(QFrame):
    """The questions in one list; Enter goes to what is meant, Delete sets a question aside."""

    dialog_opened = Signal(object)

    def __init__(self, session: Session, steps: tuple[Page, ...]) -> None:
        super().__init__()
        self.setObjectName("candour-pane")
        self.setProperty("kind", "panel")
        self._session = session
        self._steps = steps
        self._report: CandourReport | None = None
        self._opened: frozenset[str] = frozenset()
        self._wanted = ""
        self._edits = Edits(session, "Asking again", self)
        self._going = Going(session, self)
        self._feed = Feed(session, self, "Checking the case", checking.TABLES, _read, self._take)
        self.list = FindingList(FindingsModel(self))
        self.filter = FindingFilter()
        self._make_parts()
        self._lay_out()
        self._connect()
        for action in self._offered():
            action.build(self)
        self.setFocusProxy(self.list)
        self._follow()

    def areas(self) -> list[QWidget]:
        """What F6 goes round."""
        return [self.filter, self.list, self._tools]

    def state(self) -> Mapping[str, Any]:
        """Where the person is."""
        row, group = self.list.current, self.filter.group
        return {
            "row": self._wanted if row is None else row.id,
            "opened": sorted(self._opened),
            "asked": self.filter.asked.value,
            "group": "" if group is None else group.value,
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go back there, once it is read."""
        self._wanted = str(state.get("row", ""))
        self._opened = frozenset(map(str, state.get("opened", ())))
        asked, group = state.get("asked"), state.get("group")
        self.filter.choose(
            Asked(asked) if asked in set(Asked) else Asked.ALL,
            Group(group) if group in set(Group) else None,
        )
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._feed.renew()  # the day, or a file of rules, may be another since

    # What a person does

    def go(self) -> None:
        """Go to what the question in hand means."""
        if (row := self.list.current) is not None and row.finding is not None:
            self._going.go(row.finding, row.thing)

    def set_aside(self) -> None:
        """Ask why the question in hand does not apply, and set it aside."""
        row = self.list.current
        if row is None or row.finding is None or row.finding.dismissal is not None:
            self._session.notify("Stand on a question first.")
            return
        dialog = SetAsideDialog(self._session, row.finding, self.window())
        dialog.finished.connect(lambda _result: go_to(self.list))
        dialog.open()
        self.dialog_opened.emit(dialog)

    def ask_again(self) -> None:
        """Take back that the question in hand was set aside."""
        row = self.list.current
        dismissal = None if row is None or row.finding is None else row.finding.dismissal
        if dismissal is None:
            self._session.notify("Stand on a question that was set aside first.")
            return
        self._edits.run(
            lambda book, case: dismissing.ask_again(book, case, dismissal.id),
            "It is asked again.",
        )

    def _here(self, slot: Callable[[], object]) -> None:
        """Do something where the person sees it, also from the menu above another page."""
        if not self.isVisible():
            self._session.page_wanted.emit(PAGE)
        slot()

    def _narrow(self, asked: Asked) -> None:
        self.filter.choose(asked)
        go_to(self.list)

    def _fold(self, row_id: str, is_open: bool) -> None:
        self._opened = self._opened | {row_id} if is_open else self._opened - {row_id}
        self._show()

    # What is shown

    def _enter_case(self) -> None:
        self._report = None
        self._wanted, self._opened = "", frozenset()
        self._show()

    def _take(self, report: CandourReport) -> None:
        self._report = report
        self.filter.offer(groups_in(report))
        self._show()

    def _show(self) -> None:
        report = self._report
        if report is None:
            self.list.show_rows(())
            for each in (self._count, self._scope, self._broken):
                each.setText("")
            self._broken.hide()
            return
        choice = Choice(self.filter.asked, self.filter.group, self._opened)
        offered = {page.id for page in self._steps if self._session.case.kind in page.kinds}
        names = {page.id: _NAMES.get(page.id, page.label) for page in self._steps}
        self.list.show_rows(rows_of(report, choice, names, offered), self._wanted)
        self._wanted = ""
        self._count.setText(_count(report, choice))
        texts = counted(sum(report.texts.values()), "text")
        self._scope.setText(_SCOPE.format(texts=texts))
        self._broken.setText("\n".join(report.broken))
        self._broken.setVisible(bool(report.broken))
        self._follow()

    def _follow(self) -> None:
        row = self.list.current
        finding = None if row is None else row.finding
        aside = finding is not None and finding.dismissal is not None
        self._go.setEnabled(finding is not None)
        self._aside.setEnabled(finding is not None and not aside)
        self._again.setVisible(aside)

    # How it is made

    def _make_parts(self) -> None:
        self._count = ElidedLabel("", "caption")
        self._count.setObjectName("candour-count")
        self._scope = label("", "caption", wrap=True)
        self._scope.setObjectName("candour-scope")
        self._broken = label("", "warning", wrap=True)
        self._broken.setObjectName("candour-broken")
        self._broken.hide()
        self._go = button("candour-go-button", "Go there  Enter", self.go, short="Go there")
        self._aside = button(
            "candour-set-aside-button", "Set aside…  Del", self.set_aside, short="Set aside…"
        )
        self._again = button(
            "candour-ask-again-button", "Ask again  A", self.ask_again, short="Ask again"
        )

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label("Candour check", "heading"))
        head.addWidget(self._count, 1)
        head.addWidget(self.filter)
        self._tools = QWidget()
        foot = QHBoxLayout(self._tools)
        foot.setContentsMargins(0, 0, 0, 0)
        for tool in (self._go, self._aside, self._again):
            foot.addWidget(tool)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._scope)
        column.addWidget(self._broken)
        column.addWidget(self.list, 1)
        column.addWidget(self._tools)

    def _connect(self) -> None:
        self.filter.changed.connect(self._show)
        self.list.stood_on.connect(self._follow)
        self.list.folded.connect(self._fold)
        self.list.wanted.connect(self._wanted_row)
        self._session.case_selected.connect(lambda _id: self._enter_case())

    def _wanted_row(self, row: FindingRow) -> None:
        if row.finding is not None:
            self._going.go(row.finding, row.thing)

    def _offered(self) -> list[Action]:
        keys: tuple[tuple[str, str, str, Callable[[], object]], ...] = (
            ("candour-go", "Go to what is asked about", "G", self.go),
            ("candour-set-aside", "Set the question aside…", "Del", self.set_aside),
            ("candour-ask-again", "Ask the question again", "A", self.ask_again),
            ("candour-all", "Show all questions", "E", partial(self._narrow, Asked.ALL)),
            ("candour-words", "Only about words", "W", partial(self._narrow, Asked.WORDS)),
            (
                "candour-structure",
                "Only about the structure",
                "S",
                partial(self._narrow, Asked.STRUCTURE),
            ),
            ("candour-group", "Only one group…", "O", self.filter.choose_group),
        )
        return [
            Action(name, text, key, Menu.REVIEW, partial(self._here, slot), True, _SECTION)
            for name, text, key, slot in keys
        ]


_NAMES = {"chain": "Failure chain"}
"""What is called otherwise here than on the narrow rail."""


def _read(casebook: Casebook, case_id: str) -> CandourReport:
    return checking.report(casebook, case_id, now.today(casebook, case_id))


def _count(report: CandourReport, choice: Choice) -> str:
    whole = len(report.open)
    if not whole:
        return "No question is open"
    questions = counted(whole, "question")
    shown = sum(choice.shows(finding) for finding in report.open)
    return f"{shown:,} of {questions}" if choice.narrows else questions
