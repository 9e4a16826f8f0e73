"""The parts of the Frame page that only ask: gate, what feeds distrust, roles, inputs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout

from app.domain.practice.playbook import PlaybookItem
from app.domain.practice.playbook_answers import AnswerState
from app.domain.practice.start import state_of, text_of
from app.domain.trust import frame_topics
from app.domain.trust.frame_topics import Topic, gate_of
from app.operations.trust.frame import FramePage
from app.ui.panes.trust.frame_part import FramePartPage
from app.ui.widgets.answer_row import AnswerRow, Question
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import label

_YES, _NO, _ABSENT, _PARTLY, _OPEN, _OVER = (
    AnswerState.YES,
    AnswerState.NO,
    AnswerState.ABSENT,
    AnswerState.PARTLY,
    AnswerState.OPEN,
    AnswerState.OVERRIDDEN,
)
_GO_ON = "To go on all the same, say why; it stays private"
_GATHERED = {_YES: "Gathered", _PARTLY: "In part", _NO: "Missing", _ABSENT: "Does not apply"}
_FROM_WHERE = {
    _YES: "From where, if that helps",
    _PARTLY: "What is missing of it, and who may have it",
    _NO: "Why it is missing, and who may have it",
    _ABSENT: "Why it does not apply",
}

Items = Mapping[str, PlaybookItem]


class AnswerRows(QVBoxLayout):
    """Rows of questions, shown as they are answered."""

    def __init__(self, rows: Iterable[AnswerRow]) -> None:
        super().__init__()
        self.setSpacing(4)
        self.rows: dict[str, AnswerRow] = {}
        for row in rows:
            self.rows[row.item] = row
            self.addWidget(row)

    def show_answers(self, shown: FramePage) -> None:
        """Show the answers as they stand."""
        for item, row in self.rows.items():
            answer = shown.answers.get(item)
            found = shown.found.get(item, "")
            row.show_answer(
                state_of(shown.answers, item),
                text_of(shown.answers, item),
                f"In this case: {found}" if found else "",
                "" if answer is None else answer.id,
            )

    def commit(self) -> None:
        """Hand over what is half typed."""
        for row in self.rows.values():
            row.commit()

    def stand_on(self, item: str) -> bool:
        """Stand on the question of an item; says whether it is asked here."""
        row = self.rows.get(item)
        if row is not None:
            row.setFocus()
        return row is not None

    @property
    def item_in_hand(self) -> str:
        """The item whose answer has the focus; empty for none."""
        focused = QApplication.focusWidget()
        return next(
            (
                item
                for item, row in self.rows.items()
                if focused is not None and row.isAncestorOf(focused)
            ),
            "",
        )


class QuestionsPart(FramePartPage):
    """A part that holds nothing but questions, below headings where it has several lists."""

    answered = Signal(str, object, str)
    page_wanted = Signal(str)

    def __init__(self, topic: Topic, items: Items) -> None:
        super().__init__(topic)
        self._topic_id = topic.id
        self.lists: list[AnswerRows] = []
        for heading, questions in _asked(topic.id, items):
            if heading:
                self.column.addSpacing(6)
                self.column.addWidget(label(heading, "strong"))
            rows = AnswerRows(AnswerRow(name, question) for name, question in questions)
            for row in rows.rows.values():
                row.answered.connect(self.answered)
            self.lists.append(rows)
            self.column.addLayout(rows)
        if topic.id == "gate":
            more = button(
                "frame-more-support",
                "Whom else to involve",
                partial(self.page_wanted.emit, "support"),
                kind="link",
            )
            self.column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)

    def show_frame(self, shown: FramePage) -> None:
        for rows in self.lists:
            rows.show_answers(shown)
        if self._topic_id == "gate":
            asked = gate_of(shown.settings.origin)
            for item, row in self.lists[0].rows.items():
                row.setVisible(item in asked)

    def commit(self) -> None:
        for rows in self.lists:
            rows.commit()

    def stand_on(self, thing_id: str) -> bool:
        return any(rows.stand_on(thing_id) for rows in self.lists)


def rows_of_fit(items: Items) -> AnswerRows:
    """What speaks for repairing trust; choose what holds."""
    return AnswerRows(
        AnswerRow(
            f"frame-fit-{item}",
            Question(item, items[item].text, items[item].hint, {_YES: "This holds"}),
        )
        for item in frame_topics.FITS
    )


def _asked(topic: str, items: Items) -> Iterable[tuple[str, list[tuple[str, Question]]]]:
    match topic:
        case "gate":
            yield "", [_gate(items[item]) for item in frame_topics.GATE]
        case "feeding":
            yield (
                "What led to it",
                [_chosen("driver", items[item]) for item in frame_topics.DRIVERS],
            )
            yield (
                "What makes it worse",
                [_chosen("worse", items[item]) for item in frame_topics.WORSE],
            )
        case "roles":
            yield "", list(_roles(items))
        case "inputs":
            yield "", [_input(items[item]) for item in frame_topics.INPUTS]


def _gate(item: PlaybookItem) -> tuple[str, Question]:
    passed = f"{item.if_not} You go on all the same, for this reason."
    return f"frame-gate-{item.id}", Question(
        item=item.id,
        words=item.ask or item.text,
        hint=item.hint,
        choices={_YES: "Yes", _NO: "No"},
        says={_NO: _GO_ON, _OVER: _GO_ON},
        then={_NO: item.if_not, _OVER: passed},
    )


def _chosen(kind: str, item: PlaybookItem) -> tuple[str, Question]:
    return f"frame-{kind}-{item.id}", Question(
        item=item.id,
        words=item.text,
        hint=item.hint,
        choices={_YES: "This holds"},
        says={_YES: "What shows it, in a line"},
    )


def _roles(items: Items) -> Iterable[tuple[str, Question]]:
    for item, words in items[frame_topics.ROLES].part_items():
        yield (
            f"frame-role-{item.replace('/', '-')}",
            Question(
                item,
                words,
                choices={_ABSENT: "Nobody here"},
                says={_OPEN: "A role, such as “head of support”"},
            ),
        )


def _input(item: PlaybookItem) -> tuple[str, Question]:
    return f"frame-input-{item.id}", Question(item.id, item.text, item.hint, _GATHERED, _FROM_WHERE)
