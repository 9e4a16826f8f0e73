"""The questions of the Start page, topic by topic, made of the playbooks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.domain.practice import start
from app.domain.practice.playbook import PlaybookItem
from app.domain.practice.playbook_answers import AnswerState
from app.domain.practice.start import Topic
from app.operations.practice.start import Start, role_items
from app.ui import theme
from app.ui.widgets.answer_row import AnswerRow, Question
from app.ui.widgets.labels import label

_YES, _NO, _ABSENT, _PARTLY, _OPEN, _OVER = (
    AnswerState.YES,
    AnswerState.NO,
    AnswerState.ABSENT,
    AnswerState.PARTLY,
    AnswerState.OPEN,
    AnswerState.OVERRIDDEN,
)
_WIDEST = 760
_BEGIN_ANYWAY = "To begin anyway, say why; the review states it"
_GATHERED = {_YES: "Gathered", _PARTLY: "In part", _NO: "Missing", _ABSENT: "Does not apply"}
_FROM_WHERE = {
    _YES: "From where, if that helps",
    _PARTLY: "What is missing of it, and who may have it",
    _NO: "Why it is missing, and who may have it",
    _ABSENT: "Why it does not apply",
}
_PAGES = {
    "IR-Q1": ("timeline", "Timeline"),
    "IR-Q2": ("context", "Context"),
    "IR-Q3": ("chain", "Failure chain"),
    "IR-Q4": ("chain", "Failure chain"),
    "IR-Q5": ("actions", "Actions"),
    "IR-Q6": ("review", "Review"),
}


class TopicPage(QScrollArea):
    """One topic with its questions. `answered` is as of `AnswerRow`; `page_wanted` names a page."""

    answered = Signal(str, object, str)
    page_wanted = Signal(str)
    import_wanted = Signal()

    def __init__(self, topic: Topic, items: Mapping[str, PlaybookItem]) -> None:
        super().__init__()
        self.setObjectName(f"start-topic-{topic.id}")
        self.setAccessibleName(topic.title)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside, self._body = QWidget(), QWidget()
        across = QHBoxLayout(inside)
        across.setContentsMargins(0, 0, 10, 0)
        across.addWidget(self._body, 1)
        across.addStretch(0)
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(label(topic.title, "heading"))
        column.addWidget(label(topic.purpose, "subtitle", wrap=True))
        column.addSpacing(8)
        self._rows: dict[str, AnswerRow] = {}
        for name, question in _questions(topic.id, items):
            row = AnswerRow(name, question)
            row.answered.connect(self.answered)
            self._rows[question.item] = row
            column.addWidget(row)
        if topic.id == "questions":
            for item in start.QUESTIONS:
                column.addWidget(self._pointer(items[item]))
        if topic.id == "inputs":
            column.addWidget(self._import(), 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.setWidget(inside)
        theme.current().theme_changed.connect(self._dress)
        self._dress()

    def show_start(self, shown: Start) -> None:
        """Show the answers as they stand."""
        begun = shown.begun
        for item, row in self._rows.items():
            if item == start.FACILITATOR:
                row.show_answer(_OPEN, begun.facilitator)
            else:
                state = start.state_of(begun.answers, item)
                text = start.text_of(begun.answers, item)
                answer = begun.answers.get(item)
                found = _found_words(shown.found.get(item, ""))
                row.show_answer(state, text, found, "" if answer is None else answer.id)

    def offer_roles(self, roles: Sequence[str]) -> None:
        """Offer what people are called in this case, where a role is asked for."""
        for item, row in self._rows.items():
            if "-R1/" in item:
                row.offer(roles)

    def asks(self, item: str) -> bool:
        """Whether an item is asked here."""
        return item in self._rows

    @property
    def item_in_hand(self) -> str:
        """The item whose answer has the focus; empty for none."""
        if (focused := QApplication.focusWidget()) is None:
            return ""
        return next((item for item, row in self._rows.items() if row.isAncestorOf(focused)), "")

    def commit(self) -> None:
        """Hand over what is half typed."""
        for row in self._rows.values():
            row.commit()

    def _dress(self) -> None:
        # Further apart, a question and its answers would no longer be read as one.
        self._body.setMaximumWidth(theme.current().px(_WIDEST))

    def _import(self) -> QPushButton:
        button = QPushButton("Import files…")
        button.setObjectName("start-import")
        button.clicked.connect(self.import_wanted)
        return button

    def _pointer(self, item: PlaybookItem) -> QWidget:
        page, words = _PAGES[item.id]
        pointer = QFrame()
        pointer.setObjectName(f"start-question-{item.id}")
        go = QPushButton(words)
        go.setObjectName(f"start-go-{item.id}")
        go.setProperty("kind", "quiet")
        go.setAccessibleName(f"{item.text} Go to {words}")
        go.clicked.connect(lambda _on=False: self.page_wanted.emit(page))
        row = QHBoxLayout(pointer)
        row.setContentsMargins(0, 0, 0, 8)
        told = QVBoxLayout()
        told.setSpacing(2)
        told.addWidget(label(item.text, "strong", wrap=True))
        told.addWidget(label(item.hint, "caption", wrap=True))
        row.addLayout(told, 1)
        row.addWidget(go, 0, Qt.AlignmentFlag.AlignTop)
        return pointer


def _found_words(found: str) -> str:
    return f"In this casebook: {found}" if found else ""


def _questions(topic: str, items: Mapping[str, PlaybookItem]) -> Iterable[tuple[str, Question]]:
    """The rows of a topic, each with the name of its widget."""
    match topic:
        case "gate":
            return [(f"start-gate-{item}", _gate(items[item])) for item in start.GATE]
        case "fit":
            return [*((f"start-fit-{item}", _fit(items[item])) for item in start.FIT), _why()]
        case "roles":
            return _roles(items)
        case "inputs":
            return [(f"start-input-{item}", _input(items[item])) for item in start.INPUTS]
        case "unheard":
            return [("start-unheard", _unheard())]
    return []


def _gate(item: PlaybookItem) -> Question:
    return Question(
        item=item.id,
        words=item.ask,
        choices={_YES: "Yes", _NO: "No"},
        says={_NO: _BEGIN_ANYWAY, _OVER: _BEGIN_ANYWAY},
        then={
            _NO: item.if_not,
            _OVER: "The review goes on, and states this reason.",
        },
    )


def _fit(item: PlaybookItem) -> Question:
    return Question(item=item.id, words=item.text, hint=item.hint, choices={_YES: "This holds"})


def _why() -> tuple[str, Question]:
    words = "In a sentence of your own: why this review?"
    said = "What you hope will be different afterwards"
    return "start-why", Question(item=start.WHY, words=words, says={_OPEN: said})


def _roles(items: Mapping[str, PlaybookItem]) -> Iterable[tuple[str, Question]]:
    words = {
        item: text
        for role in (start.ROLES, start.MEETING_ROLES)
        for item, text in items[role].part_items()
    }
    for item in role_items(items):
        if item == start.FACILITATOR:
            hint = "Somebody who did not respond to this incident"
            question = Question(item, words[item], hint=hint, says={_OPEN: "A role"})
            yield "start-facilitator", question
            continue
        yield (
            f"start-role-{item.replace('/', '-')}",
            Question(
                item,
                words[item],
                choices={_ABSENT: "Nobody here"},
                says={_OPEN: "A role, such as “payments on-call”"},
            ),
        )


def _input(item: PlaybookItem) -> Question:
    return Question(item.id, item.text, item.hint, _GATHERED, _FROM_WHERE)


def _unheard() -> Question:
    return Question(
        start.UNHEARD,
        "Was anybody not heard who was there?",
        choices={_NO: "Somebody was not", _YES: "Nobody that we know of"},
        says={_NO: "Whose account, by role, a line each"},
        then={_NO: "Documents list these. An account that comes later can still be imported."},
        lines=True,
    )
