"""One short question: what can be chosen, a line to say more, and what follows from an answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QCompleter,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.domain.practice.playbook_answers import AnswerState, PlaybookAnswer
from app.ui.marking import marker
from app.ui.widgets.buttons import chip_button
from app.ui.widgets.growing_text import GrowingText
from app.ui.widgets.labels import ElidedLabel, label


@dataclass(frozen=True, slots=True)
class Question:
    """What a row asks.

    ``choices`` are states with their words. ``says`` gives, for each state in which more can be
    said, what stands in the empty field. ``then`` is a quiet sentence below, for some states.
    """

    item: str
    words: str
    hint: str = ""
    choices: Mapping[AnswerState, str] = field(default_factory=dict)
    says: Mapping[AnswerState, str] = field(default_factory=dict)
    then: Mapping[AnswerState, str] = field(default_factory=dict)
    lines: bool = False


class AnswerRow(QFrame):
    """Shows a question with its answer; a second press on what is chosen takes it back.

    `answered` carries the item, the state and the text: at once where something was chosen, and
    once typing has rested.
    """

    answered = Signal(str, object, str)

    settle_ms = 800
    """How long typing must rest before it is handed over."""

    def __init__(self, name: str, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(question.words)
        self._question = question
        self._state = AnswerState.OPEN
        self._before = (AnswerState.OPEN, "")
        self._answer_id = ""
        self._buttons = {
            state: self._chip(f"{name}-{state.value}", state, words)
            for state, words in question.choices.items()
        }
        self._text = self._text_field(f"{name}-text")
        self._found = ElidedLabel("", "caption")
        self._found.hide()
        self._then = label("", "caption", wrap=True)
        self._then.setObjectName(f"{name}-then")
        self._settle = QTimer(self, singleShot=True)
        self._settle.timeout.connect(self.commit)
        self._lay_out()
        self._show_state()
        self._marks = marker.current().follow(self._text, self._answer, "text")

    @property
    def item(self) -> str:
        """The item that is asked."""
        return self._question.item

    def show_answer(
        self, state: AnswerState, text: str, found: str = "", answer_id: str = ""
    ) -> None:
        """Show the answer as it stands, except for what is being typed.

        ``found`` says what there is to help with it; ``answer_id`` is empty while nobody answered.
        """
        self._found.setText(found)
        self._found.setVisible(bool(found))
        self._answer_id = answer_id
        if self._settle.isActive():
            return
        self._before = (state, text)
        self._state = state
        if self._typed() != text:
            self._write(text)
        self._show_state()

    def offer(self, texts: Sequence[str]) -> None:
        """Offer texts to complete what is typed, such as the roles that people hold already."""
        if isinstance(self._text, QLineEdit):
            completer = QCompleter(list(texts), self._text)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.activated.connect(self._typing)
            self._text.setCompleter(completer)

    def commit(self) -> None:
        """Hand over what was chosen and typed, where it is new."""
        self._settle.stop()
        now = (self._state, self._typed())
        if now != self._before:
            self._before = now
            self.answered.emit(self._question.item, *now)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._settle.isActive():
            self.commit()

    def _answer(self) -> PlaybookAnswer:
        return PlaybookAnswer(self._answer_id, "", self._question.item, self._state, self._typed())

    # What a person does

    def _choose(self, state: AnswerState) -> None:
        self._state = AnswerState.OPEN if self._is_shown(state) else state
        self._show_state()
        self.commit()
        if self._state in self._question.says and self._text.isVisible():
            self._text.setFocus()

    def _typing(self) -> None:
        self._settle.start(self.settle_ms)

    # How it is shown

    def _is_shown(self, state: AnswerState) -> bool:
        """Whether a choice stands for the state: what was overridden is still a no."""
        overridden = self._state is AnswerState.OVERRIDDEN and state is AnswerState.NO
        return self._state is state or overridden

    def _show_state(self) -> None:
        question = self._question
        for state, button in self._buttons.items():
            button.setChecked(self._is_shown(state))
        self._text.setVisible(self._state in question.says or bool(self._typed()))
        self._text.setPlaceholderText(question.says.get(self._state, ""))
        then = question.then.get(self._state, "")
        self._then.setText(then)
        self._then.setVisible(bool(then))

    def _typed(self) -> str:
        text = self._text
        return (text.text() if isinstance(text, QLineEdit) else text.toPlainText()).strip()

    def _write(self, text: str) -> None:
        if isinstance(self._text, QLineEdit):
            self._text.setText(text)
            self._text.setCursorPosition(0)
        else:
            self._text.blockSignals(True)  # what is shown is not typed
            self._text.setPlainText(text)
            self._text.blockSignals(False)
            self._marks.look()

    # How it is made

    def _chip(self, name: str, state: AnswerState, words: str) -> QPushButton:
        chip = chip_button(name, words)
        chip.setAccessibleName(f"{self._question.words} {words}")
        chip.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        chip.clicked.connect(lambda _on=False: self._choose(state))
        return chip

    def _text_field(self, name: str) -> QLineEdit | GrowingText:
        made: QLineEdit | GrowingText
        if self._question.lines:
            made = GrowingText(least=2, most=8)
            made.textChanged.connect(self._typing)
        else:
            made = QLineEdit()
            made.textEdited.connect(self._typing)
            made.editingFinished.connect(self.commit)
        made.setObjectName(name)
        made.setAccessibleName(self._question.words)
        return made

    def _lay_out(self) -> None:
        question = self._question
        head = QHBoxLayout()
        head.setSpacing(6)
        words = label(question.words, "strong", wrap=True)
        words.setBuddy(self._text)
        head.addWidget(words, 1)
        for button in self._buttons.values():
            head.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 10)
        column.setSpacing(3)
        column.addLayout(head)
        if question.hint:
            column.addWidget(label(question.hint, "caption", wrap=True))
        column.addWidget(self._found)
        column.addWidget(self._text)
        column.addWidget(self._then)
