"""The fields of a form: what they are, and the widgets in which they are filled in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, QSignalBlocker, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSpinBox, QWidget

from app.domain.moments import UTC_ZONE
from app.ui import theme
from app.ui.dialogs.case_fields import DayField, MomentField, line
from app.ui.widgets.figure_field import FigureField
from app.ui.widgets.growing_text import GrowingText


class Kind(Enum):
    """How a field is filled in."""

    LINE = auto()
    TEXT = auto()
    CHOICE = auto()
    MOMENT = auto()
    DAY = auto()
    FLAG = auto()
    NUMBER = auto()
    FIGURE = auto()
    """A number, or none."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a drafted thing: its name there, what people read, how it is filled in.

    ``hint`` stands in the empty field, or beside it. ``choices`` are values with their words.
    ``most`` bounds a number.
    """

    name: str
    words: str
    kind: Kind = Kind.LINE
    hint: str = ""
    choices: tuple[tuple[Any, str], ...] = ()
    most: int = 600


class ChoiceBox(QComboBox):
    """One of a few values; turning the wheel over it changes nothing unless it has the focus."""

    def __init__(self, field: Field, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setToolTip(field.hint)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # As wide as there is room: long words of one choice must not widen the whole form.
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)
        self._values = [value for value, _ in field.choices]
        self.addItems([words for _, words in field.choices])

    def value(self) -> object:
        """The chosen value."""
        return self._values[self.currentIndex()]

    def show_value(self, value: object) -> None:
        """Show a value; the first where it is none of them."""
        self.setCurrentIndex(self._values.index(value) if value in self._values else 0)

    def offer(self, choices: Sequence[tuple[Any, str]]) -> None:
        """Offer other values; what is chosen stays so where it is among them."""
        chosen = self.value()
        with QSignalBlocker(self):
            self.clear()
            self._values = [value for value, _ in choices]
            self.addItems([words for _, words in choices])
            self.show_value(chosen)

    def wheelEvent(self, event: QWheelEvent) -> None:
        _only_in_focus(self, event, super().wheelEvent)


class NumberBox(QSpinBox):
    """A whole number; the wheel as in `ChoiceBox`."""

    def __init__(self, field: Field, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setToolTip(field.hint)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setRange(0, field.most)
        self._make_room()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._make_room()

    def _make_room(self) -> None:
        """Begin the number where the text of other fields begins; the style sheet cannot."""
        self.lineEdit().setTextMargins(theme.current().px(9), 0, 0, 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        _only_in_focus(self, event, super().wheelEvent)


def _only_in_focus(
    widget: QWidget, event: QWheelEvent, turn: Callable[[QWheelEvent], None]
) -> None:
    """A page that is scrolled by the wheel must not change what it passes over."""
    if widget.hasFocus():
        turn(event)
    else:
        event.ignore()


def field_made(field: Field, name: str) -> QWidget:
    """The widget in which a field is filled in, by the name of an object."""
    makers: Mapping[Kind, Callable[[Field, str], QWidget]] = {
        Kind.LINE: lambda field, name: line(name, "", field.hint),
        Kind.TEXT: _text,
        Kind.CHOICE: ChoiceBox,
        Kind.MOMENT: lambda _field, name: MomentField(name, None, UTC_ZONE),
        Kind.DAY: lambda _field, name: DayField(name),
        Kind.FLAG: _flag,
        Kind.NUMBER: NumberBox,
        Kind.FIGURE: lambda field, name: FigureField(name, field.hint),
    }
    return makers[field.kind](field, name)


def _text(field: Field, name: str) -> GrowingText:
    text = GrowingText(least=1, most=10)
    text.setObjectName(name)
    text.setPlaceholderText(field.hint)
    return text


def _flag(field: Field, name: str) -> QCheckBox:
    box = QCheckBox(field.words)
    box.setObjectName(name)
    box.setToolTip(field.hint)
    return box


def show_in(widget: QWidget, value: Any, zone: ZoneInfo) -> None:  # noqa: ANN401  any field's value
    """Show a value in such a widget, an instant in a zone; what says the same already stays."""
    match widget:
        case MomentField():
            widget.show_instant(value, zone)
        case FigureField():
            widget.show_value(value)
        case QLineEdit():
            if widget.text().strip() != (value or ""):
                widget.setText(value or "")
                widget.setCursorPosition(0)
        case GrowingText():
            if widget.toPlainText().strip() != (value or ""):
                widget.setPlainText(value or "")
        case ChoiceBox():
            widget.show_value(value)
        case QCheckBox():
            widget.setChecked(bool(value))
        case NumberBox():
            widget.setValue(value or 0)


def value_in(widget: QWidget, zone: ZoneInfo) -> object:
    """What is filled in. Raises `InvalidInputError` where it cannot be read."""
    match widget:
        case MomentField():
            return widget.instant(zone)
        case DayField() | ChoiceBox() | NumberBox() | FigureField():
            return widget.value()
        case QLineEdit():
            return widget.text().strip()
        case GrowingText():
            return widget.toPlainText().strip()
        case QCheckBox():
            return widget.isChecked()
    raise TypeError(f"{type(widget).__name__} is no field of a form")
