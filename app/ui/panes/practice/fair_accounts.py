"""Fair accounts: a page for each responder, and what they answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.casebook import Casebook
from app.domain.practice.accounts import FairAccount, Verdict
from app.domain.practice.fair_accounts import ANSWERED, VERDICT_WORDS
from app.operations import drafting
from app.operations.practice import fair_accounts
from app.operations.practice.fair_accounts import Page
from app.ui.choosers import FileChooser
from app.ui.dialogs.case_fields import line
from app.ui.dialogs.choose_responders import ChooseRespondersDialog
from app.ui.edits import Edits
from app.ui.feed import Feed
from app.ui.focus import go_to, has_focus_inside
from app.ui.session import Session
from app.ui.widgets.buttons import button
from app.ui.widgets.draft_form import DraftForm, Field, Kind
from app.ui.widgets.first_responders import FirstResponders
from app.ui.widgets.labels import ElidedLabel, label
from app.ui.widgets.passage_list import PassageList

T = TypeVar("T")

_WATCHED = {
    "cases",
    "entries",
    "citations",
    "decision_points",
    "drastic_actions",
    "factors",
    "lessons",
    "fair_accounts",
    "people",
    "aliases",
    "roles",
    "name_answers",
    "source_settings",
}
"""What stands on the pages follows from these."""

_ANSWER = (
    (
        Field("verdict", "Is this account fair?", Kind.CHOICE, "", tuple(VERDICT_WORDS.items())),
        Field("asked_us", "Asked", Kind.MOMENT),
        Field("answered_us", "Answered", Kind.MOMENT),
    ),
    (Field("words", "In their own words", Kind.TEXT, "Private, unless they agree"),),
    (
        Field(
            "consent",
            "They agree to show these words",
            Kind.FLAG,
            "A review then shows them, without their role; otherwise no document does",
        ),
    ),
)

_WHAT_WOULD_BE_FAIR = "What would make it fair? Change the draft, then ask again."


@dataclass(frozen=True, slots=True)
class _Shown:
    """What the part shows."""

    pages: tuple[Page, ...]
    proposed: tuple[tuple[str, str], ...]


class FairAccountsPart(QStackedWidget):
    """Responders at the left; the page of one, and their answer, at the right."""

    dialog_opened = Signal(object)

    def __init__(
        self, session: Session, chooser: FileChooser, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._edits = Edits(session, "Saving fair accounts", self)
        self._chooser = chooser
        self._feed = Feed(session, self, "Reading fair accounts", _WATCHED, _read, self._show)
        self._shown = _Shown((), ())
        self._wanted = ""
        self._case_id = session.case.id if session.has_case else ""
        self.setObjectName("fair-accounts")
        self.list = QListWidget()
        self.list.setObjectName("responders")
        self.role = line("responder-role", "", "A role, such as service owner; Enter adds it")
        self.role.setAccessibleName("The role of a responder")
        self.form = DraftForm("fair-account", _ANSWER)
        self.passages = PassageList()
        self._question = label("", "question", wrap=True)
        self._question.setObjectName("responder-question")
        self.form.add_below("verdict", self._question)
        self._heading = ElidedLabel(role="heading")
        self._heading.setObjectName("responder-heading")
        self._propose = button("propose-responders-button", "From people…", self.propose)
        self._remove = button("remove-responder-button", "Remove", self.remove)
        self._export = button("export-fair-account-button", "Write page…", self.export)
        self._lay_out()
        self._connect()
        if session.has_case:
            self._show(self._shown)

    @property
    def account_id(self) -> str:
        """The page that is shown; empty for none."""
        item = self.list.item(self.list.currentRow()) if self.list.currentRow() >= 0 else None
        return "" if item is None else str(item.data(Qt.ItemDataRole.UserRole))

    def areas(self) -> list[QWidget]:
        """What F6 goes round."""
        return [self._left, self._right] if self._shown.pages else [self]

    def stand_on(self, account_id: str) -> None:
        """Show this page, as soon as it is there."""
        self._wanted = account_id
        self._stand()

    def commit(self) -> None:
        """Hand over what is half typed."""
        self.form.commit()

    # What is shown

    def _show(self, shown: _Shown) -> None:
        self._wanted = self.account_id or self._wanted
        self._shown = shown
        self.list.blockSignals(True)
        self.list.clear()
        for page in shown.pages:
            item = QListWidgetItem(f"{page.role}\n{_standing(page.account)}")
            item.setData(Qt.ItemDataRole.UserRole, page.account.id)
            item.setToolTip(page.role)
            self.list.addItem(item)
        self.list.blockSignals(False)
        self._propose.setEnabled(bool(shown.proposed))
        self._turn_to(self.list if shown.pages else self._first.choose)
        self._stand()

    def _turn_to(self, first: QWidget) -> None:
        """Show the side that ``first`` begins, and take the focus along."""
        side = 0 if first is self.list else 1
        turned = side != self.currentIndex() and has_focus_inside(self)
        self.setCurrentIndex(side)
        self.setFocusProxy(first)
        if turned:
            go_to(first)

    def _stand(self) -> None:
        ids = [page.account.id for page in self._shown.pages]
        if ids:
            self.list.setCurrentRow(ids.index(self._wanted) if self._wanted in ids else 0)
        self._show_page()

    def _show_page(self) -> None:
        row = self.list.currentRow()
        page = self._shown.pages[row] if 0 <= row < len(self._shown.pages) else None
        self._wanted = page.account.id if page else self._wanted
        self._heading.setText(page.role if page else "")
        self.form.show_thing(page.account if page else None, self._session.case_zone)
        unfair = page is not None and page.account.verdict is Verdict.NOT_FAIR
        self._question.setText(_WHAT_WOULD_BE_FAIR if unfair else "")
        self._question.setVisible(unfair)
        self.passages.show_passages(page.passages if page else ())
        for each in (self._remove, self._export):
            each.setEnabled(page is not None)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._feed.catch_up()

    def _enter_case(self, case_id: str) -> None:
        self.commit()  # into the case it was typed in
        self._case_id = case_id
        self._wanted = ""
        self.list.clear()
        self._show(_Shown((), ()))

    # What a person does

    def propose(self) -> None:
        """Choose responders among the people of the case."""
        if not self._shown.proposed:
            self._session.notify("Everybody with a role in this case has a page.")
            return
        dialog = ChooseRespondersDialog(self._shown.proposed, self)
        dialog.asked.connect(self._add_proposed)
        self.dialog_opened.emit(dialog)
        dialog.open()

    def add_by_role(self) -> None:
        """Write the role of a responder."""
        go_to(self.role if self._shown.pages else self._first.role)

    def say_asked(self) -> None:
        """Keep that the responder was asked, now."""
        self._answer(Verdict.ASKED)

    def remove(self) -> None:
        """Take the page away."""
        if account_id := self._chosen():
            self._write(
                lambda book, case: fair_accounts.remove(book, case, account_id), "Page removed."
            )

    def export(self) -> None:
        """Write the page as a document, to be given to the responder."""
        self.commit()
        if account_id := self._chosen():
            from app.ui.dialogs.export import ExportDialog

            ExportDialog(
                self._session, self._chooser, self.window(), "fair-account", account_id
            ).open()

    def _chosen(self) -> str:
        if not self.account_id:
            self._session.notify("Select a responder first.")
        return self.account_id

    def _add_proposed(self, person_ids: list[str]) -> None:
        self._write(lambda book, case: fair_accounts.add_proposed(book, case, person_ids))

    def _add_role(self, field: QLineEdit) -> None:
        role = field.text().strip()
        if role:
            field.clear()
            self._write(
                lambda book, case: fair_accounts.add(book, case, role),
                done=lambda account: self.stand_on(account.id),
            )

    def _answer(self, verdict: Verdict) -> None:
        if account_id := self._chosen():
            self._write(lambda book, case: fair_accounts.answer(book, case, account_id, verdict))

    def _save(self, changes: Mapping[str, object]) -> None:
        thing = self.form.thing
        if thing is None:
            return
        account_id, rest = thing.id, dict(changes)
        verdict = rest.pop("verdict", None)
        if isinstance(verdict, Verdict):
            self._write(lambda book, case: fair_accounts.answer(book, case, account_id, verdict))
        if rest:
            label = "Answer of a responder"
            self._write(
                lambda book, case: drafting.change(book, FairAccount, case, account_id, rest, label)
            )

    def _write(
        self,
        edit: Callable[[Casebook, str], T],
        message: str = "",
        done: Callable[[T], object] | None = None,
    ) -> None:
        self._edits.run(edit, message, done, case_id=self._case_id)

    # How it is made

    def _lay_out(self) -> None:
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(12)
        self._left, self._right = self._responders(), self._page()
        split.addWidget(self._left)
        split.addWidget(self._right)
        split.setSizes([280, 720])
        self.addWidget(split)
        self._first = FirstResponders()
        self.addWidget(self._first)

    def _responders(self) -> QWidget:
        left = QFrame()
        head = QHBoxLayout()
        head.addWidget(label("Responders", "heading"))
        head.addStretch(1)
        head.addWidget(self._propose)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addWidget(self.role)
        left.setFocusProxy(self.list)
        return left

    def _page(self) -> QWidget:
        right = QFrame()
        head = QHBoxLayout()
        head.addWidget(self._heading, 1)
        head.addWidget(self._export)
        head.addWidget(self._remove)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.form)
        words = "What the draft says about this role, and nothing else"
        column.addWidget(label(words, "strong", wrap=True))
        column.addWidget(self.passages, 1)
        right.setFocusProxy(self.form)
        return right

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(lambda _row: self._show_page())
        self.form.edited.connect(self._save)
        self.role.returnPressed.connect(lambda: self._add_role(self.role))
        self._first.role.returnPressed.connect(lambda: self._add_role(self._first.role))
        self._first.choose.clicked.connect(lambda _on=False: self.propose())
        self._session.case_selected.connect(self._enter_case)


def _read(casebook: Casebook, case_id: str) -> _Shown:
    return _Shown(
        tuple(fair_accounts.pages(casebook, case_id)),
        tuple(fair_accounts.proposed(casebook, case_id)),
    )


def _standing(account: FairAccount) -> str:
    """Whether somebody was asked and answered; what they answered stands on their page alone."""
    return "answered" if account.verdict in ANSWERED else VERDICT_WORDS[account.verdict].lower()
