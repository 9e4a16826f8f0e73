"""What was read of one signal in one week, as a row to type into."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QWidget

from app.domain.errors import InvalidInputError
from app.domain.trust.signal_readings import Read
from app.domain.trust.signal_rules import SignalStanding, check_value
from app.domain.trust.signal_words import group_words, name_of, reading_words
from app.domain.trust.signals import Scale, SignalReading
from app.domain.trust.signals import Signal as GroupSignal
from app.ui.marking import marker
from app.ui.widgets.figure_field import FigureField
from app.ui.widgets.labels import ElidedLabel, label

_HINTS = {Scale.COUNT: "Count", Scale.LEVEL: "1 to 5"}


class ReadingRow(QWidget):
    """What was read of one signal: a value, words, who says so, a private note."""

    typing = Signal()
    """A person types."""
    through = Signal()
    """A person is through with this row."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.signal_id = ""
        self._signal: GroupSignal | None = None
        self._present: SignalReading | None = None
        self._is_typed = False
        self._name = ElidedLabel("", "strong")
        self._before = ElidedLabel(role="caption")
        self._value = FigureField(f"reading-value-{number}")
        self._words = _line(f"reading-words-{number}", "In words")
        self._source = _line(f"reading-source-{number}", "Source")
        self._note = _line(f"reading-note-{number}", "Private note")
        self._problem = label("", "warning", wrap=True)
        self._build()
        for field in self._fields:
            field.textEdited.connect(self._edited)
            field.returnPressed.connect(self.through)
        for field, part in ((self._words, "words"), (self._source, "source"), (self._note, "note")):
            marker.current().follow(field, lambda: self._present, part)

    @property
    def _fields(self) -> Sequence[QLineEdit]:
        return self._value, self._words, self._source, self._note

    @property
    def first(self) -> QLineEdit:
        """Where typing begins."""
        in_words = self._signal is not None and self._signal.scale is Scale.WORDS
        return self._words if in_words else self._value

    @property
    def is_typed(self) -> bool:
        """Whether there is something that was not handed over."""
        return self._is_typed

    def show_reading(self, standing: SignalStanding, week: str) -> None:
        """Show the reading of a week; what is being typed stays."""
        signal = self._signal = standing.signal
        if signal.id != self.signal_id:
            self.forget()
            self.signal_id = signal.id
        self._present = next((one for one in standing.readings if one.week == week), None)
        self._name.setText(name_of(signal))
        earlier = [one for one in standing.readings if one.week < week]
        last = f" · before: {reading_words(earlier[-1])} ({earlier[-1].week})" if earlier else ""
        self._before.setText(f"{group_words(signal)}{last}")
        self._value.setVisible(signal.scale is not Scale.WORDS)
        self._value.setPlaceholderText(_HINTS.get(signal.scale, ""))
        self._source.setPlaceholderText(signal.source or "Source")
        for field, words in zip(
            self._fields, ("Reading", "In words", "Source", "Note"), strict=True
        ):
            field.setAccessibleName(f"{words}: {name_of(signal)}")
        if not self._is_typed:
            self._fill()

    def forget(self) -> None:
        """What was typed here is saved, or belongs to another week."""
        self._is_typed = False
        self._complain("")

    def typed(self, week: str) -> Read | None:
        """What a person typed and has not handed over; None where there is none, or a fault."""
        if not self._is_typed or self._signal is None:
            return None
        words, source, note = (
            field.text().strip() for field in (self._words, self._source, self._note)
        )
        try:
            value = None if self._signal.scale is Scale.WORDS else self._value.value()
            check_value(self._signal.scale, value)
        except InvalidInputError as error:
            self._complain(str(error))
            return None
        self.forget()
        return Read(self._signal.id, week, value, words, source, note)

    def _fill(self) -> None:
        one = self._present
        self._value.show_value(one.value if one else None)
        for field, words in (
            (self._words, one.words if one else ""),
            (self._source, one.source if one else ""),
            (self._note, one.note if one else ""),
        ):
            if field.text().strip() != words:
                field.setText(words)
                field.setCursorPosition(0)

    def _edited(self) -> None:
        self._is_typed = True
        self._complain("")
        self.typing.emit()

    def _complain(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))

    def _build(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.addWidget(self._name, 0, 0, 1, 4)
        grid.addWidget(self._before, 1, 0, 1, 4)
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self._value, 1)
        first.addWidget(self._words, 4)
        second = QHBoxLayout()
        second.setSpacing(8)
        second.addWidget(self._source, 1)
        second.addWidget(self._note, 1)
        grid.addLayout(first, 2, 0, 1, 4)
        grid.addLayout(second, 3, 0, 1, 4)
        grid.addWidget(self._problem, 4, 0, 1, 4)
        self._problem.hide()


def _line(name: str, hint: str) -> QLineEdit:
    field = QLineEdit()
    field.setObjectName(name)
    field.setPlaceholderText(hint)
    return field
