"""The claim check: a public statement, the claims marked in it, and what evidence says to each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.domain.trust.claim_check import (
    CheckedStatement,
    is_lost,
    questions_of_claim,
    questions_of_statement,
)
from app.domain.trust.claims import Claim, PublicStatement
from app.domain.trust.claims_words import CLAIM_WORDS
from app.operations.trust.account_page import AccountPage
from app.ui.chain_words import offered
from app.ui.focus import go_to
from app.ui.panes.cited import CitedField
from app.ui.panes.trust.account_edits import AccountEdits
from app.ui.panes.trust.shown_to import ShownTo
from app.ui.session import Session
from app.ui.widgets.buttons import button, chip_button
from app.ui.widgets.draft_form import DraftForm, Field, Kind
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.headed_list import HeadedList, HeadedRow
from app.ui.widgets.labels import label
from app.ui.widgets.panels import scrolling
from app.ui.widgets.plain_text import PlainText

_HEAD = (
    (
        Field("title", "Statement", Kind.LINE, "What it is called, such as “status page”"),
        Field("said_by", "Said by", Kind.LINE, "A role"),
        Field("said_on", "Said on", Kind.DAY),
    ),
)
_TEXT = ((Field("text", "Its words", Kind.TEXT, "Paste what was said, word for word"),),)
_CLAIM = (
    (Field("verdict", "What evidence says", Kind.CHOICE, choices=offered(CLAIM_WORDS)),),
    (Field("note", "Note", Kind.TEXT, "What the evidence shows; goes out with the check"),),
)
_MOST_STATEMENTS = 3
"""As many rows of the list of statements as there is room for."""


class AccountClaims(QWidget):
    """Words are selected and marked by a person; nothing is marked by itself."""

    target_changed = Signal(str)
    """What would cite evidence now, in words; empty for nothing."""

    def __init__(
        self, session: Session, edits: AccountEdits, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("account-claims")
        self._session = session
        self._edits = edits
        self._checked: tuple[CheckedStatement, ...] = ()
        self._begun = self._wanted = ""
        self.statements = HeadedList("public-statements", "Public statements")
        self.head = DraftForm("public-statement", _HEAD)
        self.words = DraftForm("public-statement-words", _TEXT)
        self.marked = PlainText()
        self.marked.setObjectName("public-statement-marks")
        self.marked.setAccessibleName("Words of the statement; select some to mark them as a claim")
        self.list = HeadedList("claim-list", "Claims")
        self.form = DraftForm("claim-form", _CLAIM)
        self.cited = CitedField(session, "claim-cited", "this claim")
        self.shown_to = ShownTo(session, "public-statement-shown-to")
        self._asked = label("", "question", wrap=True)
        self._asked.setObjectName("claim-questions")
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.statements)

    def _lay_out(self) -> None:
        self._edit = chip_button("public-statement-edit", "Edit the words")
        self._mark = button("claim-mark", "Mark as claim", self.mark, short="Mark")
        self._remove = button("claim-remove", "Remove", self.remove, kind="quiet")
        add = button("public-statement-add", "Add statement", self.add, short="Add")
        head = QHBoxLayout()
        head.addWidget(add)
        head.addStretch(1)
        for tool in (self._edit, self._mark, self._remove):
            head.addWidget(tool)
        self.list.setMinimumHeight(70)
        self.marked.setMinimumHeight(70)
        self._text_pages = QStackedWidget()
        self._text_pages.addWidget(self.marked)
        self._text_pages.addWidget(scrolling(self.words))
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        for part in (self._text_pages, self.list, self._lower()):
            split.addWidget(part)
        split.setSizes([120, 110, 220])
        whole = QWidget()
        inside = QVBoxLayout(whole)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(6)
        inside.addWidget(self.statements)
        inside.addWidget(self.head)
        inside.addWidget(split, 1)
        first = button("public-statement-first", "Add a statement", self.add, kind="primary")
        self._pages = QStackedWidget()
        self._pages.addWidget(
            EmptyState(
                "Nothing to check yet",
                "Paste what was said in public. Then select each claim in it, mark it with M, and "
                "say whether evidence supports it, contradicts it, or says nothing about it.",
                [first],
            )
        )
        self._pages.addWidget(scrolling(whole))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self._pages, 1)

    def _lower(self) -> QWidget:
        self.form.add_below("verdict", self.cited)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 4, 10, 0)
        column.setSpacing(8)
        readers = label("Who gets the statement with its check", "strong")
        for part in (self._asked, self.form, readers, self.shown_to):
            column.addWidget(part)
        column.addStretch(1)
        return scrolling(inside)

    def _connect(self) -> None:
        self.statements.stood_on.connect(lambda _id: self._show_statement())
        self.statements.unwanted.connect(self._edits.remove_public)
        self.list.stood_on.connect(lambda _id: self._show_claim())
        self.list.activated.connect(lambda _index: go_to(self.form.field("verdict")))
        self.list.unwanted.connect(self._edits.unmark)
        self.head.edited.connect(self._change)
        self.words.edited.connect(self._change)
        self.form.edited.connect(self._judge)
        self.marked.span_selected.connect(self._mark.setEnabled)
        self._edit.toggled.connect(self._show_text)
        self._edits.statement_added.connect(self.begin)
        self._edits.claim_marked.connect(self._stand_on_claim)

    # What is shown

    def forget(self) -> None:
        """Another case: nothing is known of it yet."""
        self._begun = self._wanted = ""
        self._checked = ()
        self._pages.setCurrentIndex(0)
        self.statements.show_rows([])
        self._show_statement()

    def show_page(self, page: AccountPage) -> None:
        """Show the statements and their claims as they stand."""
        self._checked = page.checked
        self._pages.setCurrentIndex(1 if self._checked else 0)
        self.statements.show_rows(list(_rows(self._checked)))
        shown = min(len(self._checked), _MOST_STATEMENTS)
        self.statements.setMaximumHeight(self.statements.sizeHintForRow(0) * shown + 6)
        self._show_statement()
        if self._wanted and self.list.stand_on(self._wanted):
            self._wanted = ""
        self._go_to_begun()

    @property
    def current(self) -> CheckedStatement | None:
        """The statement in hand."""
        here = self.statements.current_id
        return next((each for each in self._checked if each.statement.id == here), None)

    @property
    def claim(self) -> Claim | None:
        """The claim in hand."""
        one, here = self.current, self.list.current_id
        return None if one is None else next((e for e in one.claims if e.id == here), None)

    @property
    def target_id(self) -> str:
        """What would cite evidence now; empty for nothing."""
        return "" if self.claim is None else self.claim.id

    @property
    def target_words(self) -> str:
        """The same in words."""
        if self.current is None or self.claim is None:
            return ""
        return f"claim {self.current.number(self.claim.id)}"

    def _show_statement(self) -> None:
        one = self.current
        statement = None if one is None else one.statement
        for form in (self.head, self.words):
            form.show_thing(statement, self._session.zone)
        self.shown_to.show_target(
            None if statement is None else statement.id,
            None if statement is None else PublicStatement,
        )
        if one is not None and not one.statement.text.strip() and not self._edit.isChecked():
            self._edit.setChecked(True)
        if self.marked.toPlainText() != ("" if statement is None else statement.text):
            self.marked.show_text("" if statement is None else statement.text)
        self.list.show_rows([] if one is None else list(_claim_rows(one)))
        self._mark.setEnabled(self.marked.span() is not None)
        self._show_claim()

    def _show_text(self, editing: bool) -> None:
        self.words.commit()
        self._text_pages.setCurrentIndex(1 if editing else 0)
        go_to(self.words.field("text") if editing else self.marked)

    def _show_claim(self) -> None:
        one, claim = self.current, self.claim
        self.form.show_thing(claim, self._session.zone)
        self._remove.setEnabled(one is not None)
        asked: tuple[str, ...] = ()
        if one is not None:
            self.marked.show_matches(
                [(each.start, each.end) for each in one.claims if not is_lost(each)]
            )
            asked = questions_of_statement(one)
        if one is not None and claim is not None:
            self.cited.show_target(claim.id, one.cited.get(claim.id, ()))
            asked = (*asked, *questions_of_claim(one, claim))
            if not is_lost(claim) and self.marked.span() is None:
                self.marked.highlight(claim.start, claim.end)
        else:
            self.cited.show_target(None, ())
        self._asked.setText("\n".join(asked))
        self._asked.setVisible(bool(asked))
        self.target_changed.emit(self.target_words)

    def stand_on(self, thing_id: str) -> bool:
        """Stand on a statement, or on a claim; says whether it is one."""
        for one in self._checked:
            if thing_id == one.statement.id or any(each.id == thing_id for each in one.claims):
                self.statements.stand_on(one.statement.id)
                self.list.stand_on(thing_id)
                return True
        return False

    def begin(self, statement_id: str) -> None:
        """Write into a statement as soon as it is read."""
        self._begun = statement_id
        self._go_to_begun()

    def _go_to_begun(self) -> None:
        if self._begun and self.statements.stand_on(self._begun):
            self._begun = ""
            go_to(self.head.field("title"))

    def _stand_on_claim(self, claim_id: str) -> None:
        self.marked.select_span(0, 0)
        self._wanted = "" if self.list.stand_on(claim_id) else claim_id

    # What a person does

    def add(self) -> None:
        """Begin a public statement."""
        self.commit()
        self._edits.add_public()

    def mark(self) -> None:
        """Mark the selected words as a claim."""
        if (place := self._selected()) is not None:
            self._edits.mark(*place)

    def mark_anew(self) -> None:
        """Let the claim in hand stand for the selected words."""
        if self.claim is None:
            self._session.notify("Select the claim in the list first.")
        elif (place := self._selected()) is not None:
            self._edits.mark_anew(self.claim.id, *place[1:])
            self.marked.select_span(0, 0)

    def _selected(self) -> tuple[str, int, int] | None:
        one, span = self.current, self.marked.span()
        if one is None or span is None or self._edit.isChecked():
            self._edit.setChecked(False)
            self._session.notify("Select the words of the claim in the statement first.")
            return None
        return (one.statement.id, *span)

    def toggle_words(self) -> None:
        """Edit the words of the statement, or go back to marking."""
        if self.current is not None:
            self._edit.toggle()

    def remove(self) -> None:
        """Remove the claim in hand; where there is none, the statement."""
        if self.claim is not None:
            self._edits.unmark(self.claim.id)
        elif self.current is not None:
            self._edits.remove_public(self.current.statement.id)

    def commit(self) -> None:
        """Keep what is being typed."""
        for part in (self.head, self.words, self.form, self.shown_to):
            part.commit()

    def _change(self, changes: Mapping[str, object]) -> None:
        if self.head.thing is not None:
            self._edits.change_public(self.head.thing.id, changes)

    def _judge(self, changes: Mapping[str, object]) -> None:
        if self.form.thing is not None:
            self._edits.judge(self.form.thing.id, changes)


def _rows(checked: tuple[CheckedStatement, ...]) -> Iterator[HeadedRow]:
    for one in checked:
        statement = one.statement
        said = (statement.said_by.strip(), statement.said_on)
        words = statement.title.strip() or " ".join(statement.text.split())[:80]
        yield HeadedRow(
            statement.id,
            words or "An untitled statement",
            " · ".join(each for each in said if each) or "said by nobody stated",
        )


def _claim_rows(one: CheckedStatement) -> Iterator[HeadedRow]:
    for claim in one.claims:
        quote = " ".join(claim.quote.split())
        lost = "its words are gone · " if is_lost(claim) else ""
        number = one.number(claim.id)
        yield HeadedRow(claim.id, f"{number}. “{quote}”", f"{lost}{one.verdict_words(claim)}")
