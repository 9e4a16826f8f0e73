"""The shared account part by part, and the paragraph in hand with what it cites and who sees it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.domain.review_words import CERTAINTY_WORDS
from app.domain.trust.account import AccountPart, GroupStatement, Paragraph
from app.domain.trust.account_rules import questions_of, questions_of_all
from app.domain.trust.account_words import PART_HINTS, PART_WORDS, VERDICT_WORDS
from app.domain.trust.shared_account import has_answered
from app.operations.trust.account_page import AccountPage
from app.ui.chain_words import offered
from app.ui.focus import go_to, type_ahead
from app.ui.panes.cited import CitedField
from app.ui.panes.trust.account_edits import AccountEdits
from app.ui.panes.trust.shown_to import ShownTo
from app.ui.session import Session
from app.ui.widgets.buttons import button
from app.ui.widgets.draft_form import DraftForm, Field, Kind
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.headed_list import HeadedList, HeadedRow
from app.ui.widgets.key_menu import KeyMenu
from app.ui.widgets.labels import label
from app.ui.widgets.panels import scrolling

_FIELDS = (
    (Field("text", "Paragraph", Kind.TEXT, "What evidence and people bear out, in plain words"),),
    (
        Field("part", "Part", Kind.CHOICE, choices=offered(PART_WORDS)),
        Field("certainty", "How sure", Kind.CHOICE, choices=offered(CERTAINTY_WORDS)),
    ),
)


class AccountParagraphs(QWidget):
    """Lists the paragraphs below their parts; the one in hand is written below the list."""

    target_changed = Signal(str)
    """What would cite evidence now, in words; empty for nothing."""

    def __init__(
        self, session: Session, edits: AccountEdits, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("account-paragraphs")
        self._session = session
        self._edits = edits
        self._page: AccountPage | None = None
        self._begun = ""
        self.list = HeadedList("account-list", "Paragraphs of the shared account")
        self.form = DraftForm("paragraph-form", _FIELDS)
        self.cited = CitedField(session, "paragraph-cited", "this paragraph")
        self.shown_to = ShownTo(session, "paragraph-shown-to")
        self._asked_of_all = label("", "question", wrap=True)
        self._asked_of_all.setObjectName("account-questions")
        self._asked = label("", "question", wrap=True)
        self._asked.setObjectName("paragraph-questions")
        self._said = label("", "caption", wrap=True)
        self._said.setObjectName("paragraph-said")
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.list)

    def _lay_out(self) -> None:
        self._add = button("account-add-button", "Add paragraph…", self.choose_part, short="Add…")
        self._tools = {
            "up": button("paragraph-up", "Up", partial(self.shift, -1), kind="quiet"),
            "down": button("paragraph-down", "Down", partial(self.shift, 1), kind="quiet"),
            "remove": button("paragraph-remove", "Remove", self.remove, kind="quiet"),
        }
        self.form.add_below("text", self.cited)
        head = QHBoxLayout()
        head.addWidget(self._add)
        head.addStretch(1)
        for tool in self._tools.values():
            head.addWidget(tool)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(self.list)
        split.addWidget(self._lower())
        split.setSizes([250, 330])
        first = button("account-first-button", "Add the first paragraph", self.add, kind="primary")
        self._pages = QStackedWidget()
        self._empty = EmptyState(
            "No account yet",
            "Write what happened and what contributed, technical and organisational, so that "
            "those who were there can say whether it is true. Each paragraph cites what shows it.",
            [first],
        )
        self._empty.tell(known=False)
        self._pages.addWidget(self._empty)
        self._pages.addWidget(split)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self._asked_of_all)
        column.addWidget(self._pages, 1)

    def _lower(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 8, 10, 0)
        column.setSpacing(8)
        for part in (self._asked, self.form, self._said, self.shown_to):
            column.addWidget(part)
        column.addStretch(1)
        return scrolling(inside)

    def _connect(self) -> None:
        self.list.stood_on.connect(lambda _id: self._show_paragraph())
        self.list.activated.connect(lambda _index: go_to(self.form.field("text")))
        self.list.unwanted.connect(self._edits.remove)
        self.form.edited.connect(self._change)
        self._edits.paragraph_added.connect(self.begin)

    # What is shown

    def forget(self) -> None:
        """Another case: nothing is known of it yet."""
        self._page, self._begun = None, ""
        self._empty.tell(known=False)
        self._pages.setCurrentIndex(0)
        self.list.show_rows([])
        self._show_paragraph()

    def show_page(self, page: AccountPage) -> None:
        """Show the account as it stands."""
        self._page = page
        account, callings = page.account, page.callings
        self._empty.tell(known=True)
        self._pages.setCurrentIndex(1 if account.paragraphs else 0)
        if account.paragraphs and self._add.hasFocus():
            self.list.setFocus()  # it was not there when the page was entered
        asked = questions_of_all(account, callings.names, callings.roles)
        self._asked_of_all.setText("\n".join(asked))
        self._asked_of_all.setVisible(bool(asked))
        self.list.show_rows(list(_rows(page)))
        self._show_paragraph()
        self._go_to_begun()

    @property
    def current(self) -> Paragraph | None:
        """The paragraph in hand."""
        if self._page is None:
            return None
        return self._page.account.paragraph(self.list.current_id)

    @property
    def target_id(self) -> str:
        """What would cite evidence now; empty for nothing."""
        return self.list.current_id

    @property
    def target_words(self) -> str:
        """The same in words."""
        if self._page is None or self.current is None:
            return ""
        return f"paragraph {self._page.account.number(self.current.id)}"

    def _show_paragraph(self) -> None:
        paragraph, page = self.current, self._page
        self.form.show_thing(paragraph, self._session.zone)
        for tool in self._tools.values():
            tool.setEnabled(paragraph is not None)
        asked: tuple[str, ...] = ()
        said: list[str] = []
        if paragraph is None or page is None:
            self.cited.show_target(None, ())
            self.shown_to.show_target(None, None)
        else:
            self.cited.show_target(paragraph.id, page.account.cited.get(paragraph.id, ()))
            self.shown_to.show_target(paragraph.id, Paragraph)
            asked = questions_of(page.account, paragraph, page.callings.names)
            said = list(_said(page, paragraph.id))
        for line, words in ((self._asked, asked), (self._said, said)):
            line.setText("\n".join(words))
            line.setVisible(bool(words))
        self.target_changed.emit(self.target_words)

    def stand_on(self, thing_id: str) -> bool:
        """Stand on a paragraph; says whether it is one."""
        return self.list.stand_on(thing_id)

    def begin(self, paragraph_id: str) -> None:
        """Write into a paragraph as soon as it is read."""
        self._begun = paragraph_id
        self._go_to_begun()

    def _go_to_begun(self) -> None:
        if self._begun and self.list.stand_on(self._begun):
            self._begun = ""
            go_to(self.form.field("text"))

    # What a person does

    def add(self, part: AccountPart | None = None) -> None:
        """Begin a paragraph: of a part, else of that in hand."""
        here = self.current.part if self.current is not None else AccountPart.EVENTS
        self.commit()
        type_ahead(self)
        self._edits.add(part or here)

    def choose_part(self) -> None:
        """Ask which part to add a paragraph to."""
        menu = KeyMenu("account-part-menu", self)
        for number, (part, words) in enumerate(PART_WORDS.items(), 1):
            action = menu.addAction(f"&{number}  {words}")
            action.setObjectName(f"account-add-{part.value}")
            action.setToolTip(PART_HINTS[part])
            action.triggered.connect(lambda _on=False, part=part: self.add(part))
        menu.setToolTipsVisible(True)
        menu.popup(self._add.mapToGlobal(self._add.rect().bottomLeft()))
        menu.setActiveAction(menu.actions()[0])

    def shift(self, by: int) -> None:
        """Move the paragraph in hand within its part."""
        if self.current is not None:
            self._edits.move(self.current.id, by)

    def move_to_part(self, by: int) -> None:
        """Move the paragraph in hand to the part before or after."""
        if self.current is not None:
            self._edits.move_to_part(self.current.id, by)

    def remove(self) -> None:
        """Remove the paragraph in hand."""
        if self.current is not None:
            self._edits.remove(self.current.id)

    def commit(self) -> None:
        """Keep what is being typed."""
        self.form.commit()
        self.shown_to.commit()

    def _change(self, changes: Mapping[str, object]) -> None:
        if self.form.thing is not None:
            self._edits.change(self.form.thing.id, changes)


def _rows(page: AccountPage) -> Iterator[HeadedRow]:
    account = page.account
    for part, heading in PART_WORDS.items():
        alike = account.of_part(part)
        yield HeadedRow("", heading if alike else f"{heading}: nothing yet")
        for each in alike:
            text = " ".join(each.text.split()) or "Not written yet"
            said = [CERTAINTY_WORDS[each.certainty]]
            if not account.cited.get(each.id):
                said.append("cites nothing")
            answers = [one for one in account.about(each.id) if has_answered(one)]
            names = dict.fromkeys(
                f"{account.group_name(one.group_id)}: {VERDICT_WORDS[one.verdict]}"
                for one in answers
            )
            number = account.number(each.id)
            yield HeadedRow(each.id, f"{number}. {text}", " · ".join((*said, *names)))


def _said(page: AccountPage, paragraph_id: str) -> Iterator[str]:
    """What groups let the neutral person bring back about a paragraph."""
    for each in page.account.about(paragraph_id):
        if has_answered(each):
            yield f"{page.account.group_name(each.group_id)} – {answer_words(each)}"


def answer_words(statement: GroupStatement) -> str:
    """What a group says, in a line."""
    words = " ".join(statement.words.split())
    parts = [VERDICT_WORDS[statement.verdict], f"“{words}”" if words else ""]
    if statement.dissent:
        parts.append("not all of the group share this")
    return " · ".join(part for part in parts if part)
