"""“Is it true?”: who carries the account to the groups, and what these let them bring back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from app.domain.trust.account import GroupStatement
from app.domain.trust.account_rules import (
    answered_words,
    held_back,
    questions_of_asking,
    questions_of_statement,
)
from app.domain.trust.account_words import VERDICT_WORDS
from app.domain.trust.shared_account import has_answered
from app.operations.trust.account_page import AccountPage
from app.ui.chain_words import offered
from app.ui.focus import go_to
from app.ui.panes.trust.account_edits import AccountEdits
from app.ui.panes.trust.shown_to import ShownTo
from app.ui.session import Session
from app.ui.widgets.buttons import button
from app.ui.widgets.draft_form import DraftForm, Field, Kind
from app.ui.widgets.headed_list import HeadedList, HeadedRow
from app.ui.widgets.key_menu import KeyMenu
from app.ui.widgets.labels import label
from app.ui.widgets.panels import scrolling

_WHOLE = "The whole account"
_NEUTRAL = (
    (
        Field(
            "neutral",
            "Neutral person",
            Kind.LINE,
            "Who carries the account to the groups and their answers back; a role is enough",
        ),
    ),
)
_FIELDS = (
    (
        Field("paragraph_id", "About", Kind.CHOICE, choices=(("", _WHOLE),)),
        Field("verdict", "Is it true?", Kind.CHOICE, choices=offered(VERDICT_WORDS)),
    ),
    (Field("words", "What they say", Kind.TEXT, "In words that the group agreed to, no names"),),
    (Field("dissent", "Not all of the group share this", Kind.FLAG),),
    (Field("asked_us", "Asked", Kind.MOMENT), Field("came_us", "Came back", Kind.MOMENT)),
)


class AccountGroups(QWidget):
    """Lists groups with what they were asked and said. Groups are counted whole, never persons."""

    def __init__(
        self, session: Session, edits: AccountEdits, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("account-groups")
        self._session = session
        self._edits = edits
        self._page: AccountPage | None = None
        self._begun = ""
        self.neutral = DraftForm("account-neutral", _NEUTRAL)
        self.list = HeadedList("account-group-list", "Groups, and what they say")
        self.form = DraftForm("group-statement", _FIELDS)
        self.shown_to = ShownTo(session, "group-statement-shown-to")
        self._asked_of_all = label("", "question", wrap=True)
        self._asked_of_all.setObjectName("account-asking-questions")
        self._asked = label("", "question", wrap=True)
        self._asked.setObjectName("group-statement-questions")
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.list)

    def _lay_out(self) -> None:
        self._ask = button("account-ask-button", "Ask a group…", self.choose_group, short="Ask…")
        self._ask_all = button(
            "account-ask-all-button", "Ask all groups", self.ask_all, short="All"
        )
        self._remove = button("group-statement-remove", "Remove", self.remove, kind="quiet")
        head = QHBoxLayout()
        head.addWidget(self._ask)
        head.addWidget(self._ask_all)
        head.addStretch(1)
        head.addWidget(self._remove)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(12)
        split.addWidget(self.list)
        split.addWidget(self._right())
        split.setSizes([380, 460])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.neutral)
        column.addWidget(self._asked_of_all)
        column.addLayout(head)
        column.addWidget(split, 1)

    def _right(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 10, 0)
        column.setSpacing(8)
        for part in (self._asked, self.form, self.shown_to):
            column.addWidget(part)
        column.addStretch(1)
        return scrolling(inside)

    def _connect(self) -> None:
        self.list.stood_on.connect(lambda _id: self._show_statement())
        self.list.activated.connect(lambda _index: go_to(self.form.field("verdict")))
        self.list.unwanted.connect(self._edits.remove_statement)
        self.neutral.edited.connect(
            lambda changes: self._edits.name_neutral(str(changes["neutral"]))
        )
        self.form.edited.connect(self._change)
        self._edits.asked.connect(self.begin)

    # What is shown

    def forget(self) -> None:
        """Another case: nothing is known of it yet."""
        self._page, self._begun = None, ""
        self.neutral.show_thing(None)
        self.list.show_rows([])
        self._show_statement()

    def show_page(self, page: AccountPage) -> None:
        """Show what groups were asked and said, as it stands."""
        self._page = page
        account = page.account
        self.neutral.show_thing(page.settings)
        paragraphs = [
            (each.id, f"{account.number(each.id)}. {' '.join(each.text.split())[:60]}")
            for each in account.paragraphs
        ]
        self.form.offer("paragraph_id", [("", _WHOLE), *paragraphs])
        asked = (*questions_of_asking(account), *held_back(account, page.shown))
        self._asked_of_all.setText("\n".join(asked))
        self._asked_of_all.setVisible(bool(asked))
        for each in (self._ask, self._ask_all):
            each.setEnabled(bool(account.groups))
        self.list.show_rows(list(_rows(page)))
        self._show_statement()
        self._go_to_begun()

    @property
    def current(self) -> GroupStatement | None:
        """The statement in hand."""
        if self._page is None:
            return None
        here = self.list.current_id
        return next((each for each in self._page.account.statements if each.id == here), None)

    def _show_statement(self) -> None:
        statement, page = self.current, self._page
        self.form.show_thing(statement, self._session.zone)
        self._remove.setEnabled(statement is not None)
        asked: tuple[str, ...] = ()
        if statement is None or page is None:
            self.shown_to.show_target(None, None)
        else:
            self.shown_to.show_target(statement.id, GroupStatement)
            names = page.callings.names
            asked = questions_of_statement(page.account, statement, names)
        self._asked.setText("\n".join(asked))
        self._asked.setVisible(bool(asked))

    def stand_on(self, thing_id: str) -> bool:
        """Stand on a statement; says whether it is one."""
        return self.list.stand_on(thing_id)

    def begin(self, statement_id: str) -> None:
        """Go into a statement as soon as it is read."""
        self._begun = statement_id
        self._go_to_begun()

    def _go_to_begun(self) -> None:
        if self._begun and self.list.stand_on(self._begun):
            self._begun = ""
            go_to(self.form.field("verdict"))

    # What a person does

    def choose_group(self) -> None:
        """Ask which group is asked now."""
        if self._page is None or not self._page.account.groups:
            self._session.notify("Name the affected groups on the Frame page first.")
            return
        menu = KeyMenu("account-group-menu", self)
        for number, group in enumerate(self._page.account.groups, 1):
            name = group.name.strip().replace("&", "&&") or "A group without a name"
            words = f"&{number}  {name}" if number < 10 else name
            action = menu.addAction(words)
            action.triggered.connect(lambda _on=False, one=group.id: self._edits.ask([one]))
        menu.popup(self._ask.mapToGlobal(self._ask.rect().bottomLeft()))
        menu.setActiveAction(menu.actions()[0])

    def ask_all(self) -> None:
        """Note that every group gets the whole account now."""
        if self._page is not None and self._page.account.groups:
            self._edits.ask([each.id for each in self._page.account.groups])
        else:
            self._session.notify("Name the affected groups on the Frame page first.")

    def remove(self) -> None:
        """Remove the statement in hand."""
        if self.current is not None:
            self._edits.remove_statement(self.current.id)

    def commit(self) -> None:
        """Keep what is being typed."""
        for part in (self.neutral, self.form, self.shown_to):
            part.commit()

    def _change(self, changes: Mapping[str, object]) -> None:
        if self.form.thing is not None:
            self._edits.note_answer(self.form.thing.id, changes)


def _rows(page: AccountPage) -> Iterator[HeadedRow]:
    account = page.account
    if not account.groups and not account.statements:
        yield HeadedRow("", "Affected groups are named on the Frame page.")
    for group in account.groups:
        name = group.name.strip() or "A group without a name"
        yield HeadedRow("", f"{name}: {answered_words(account, group)}")
        for each in account.of_group(group.id):
            yield _row(page, each)
    known = {group.id for group in account.groups}
    gone = [each for each in account.statements if each.group_id not in known]
    if gone:
        yield HeadedRow("", "Of a group that is not in the frame any more")
    for each in gone:
        yield _row(page, each)


def _row(page: AccountPage, statement: GroupStatement) -> HeadedRow:
    number = page.account.number(statement.paragraph_id)
    about = f"about paragraph {number}" if number else "about the whole account"
    words = " ".join(statement.words.split())
    verdict = VERDICT_WORDS[statement.verdict]
    text = f"“{words}”" if words else verdict[0].upper() + verdict[1:]
    below = [about, verdict] if words and has_answered(statement) else [about]
    if statement.dissent:
        below.append("not all share this")
    return HeadedRow(statement.id, text, " · ".join(below))
