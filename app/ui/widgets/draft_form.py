"""A form over one drafted thing: its fields in words, saved once typing has rested."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.domain.drafted import Draft
from app.domain.errors import InvalidInputError
from app.domain.moments import UTC_ZONE
from app.ui import theme
from app.ui.dialogs.case_fields import DayField, MomentField, line
from app.ui.marking import marker
from app.ui.widgets.figure_field import FigureField
from app.ui.widgets.growing_text import GrowingText
from app.ui.widgets.labels import ElidedLabel, label


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


Rows = Sequence[tuple[Field, ...]]
"""The fields by row; those of one row stand side by side."""


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


class DraftForm(QWidget):
    """Shows a thing, and hands over what a person changed in it.

    `edited` carries the changed fields by name once typing has rested, at the end of a line or
    text, and at once where something was chosen. What cannot be read yet stays in its field, with
    one sentence above.
    """

    edited = Signal(object)

    settle_ms = 800
    """How long typing must rest before it is handed over."""

    def __init__(self, name: str, rows: Rows, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._rows = rows
        self._fields = {field.name: field for row in rows for field in row}
        self._widgets = {
            field.name: _made(field, f"{name}-{field.name.replace('_', '-')}")
            for field in self._fields.values()
        }
        self._thing: Draft | None = None
        self._zone = UTC_ZONE
        self._filling = False
        self._problem = label("", "warning", wrap=True)
        self._problem.setObjectName(f"{name}-problem")
        self._problem.hide()
        self._settle = QTimer(self, singleShot=True)
        self._settle.timeout.connect(self._hand_over)
        self._above: dict[str, QVBoxLayout] = {}
        self._below: dict[str, QVBoxLayout] = {}
        self._names: dict[str, ElidedLabel] = {}
        self._lay_out()
        self._connect()
        self._marks = [
            marker.current().follow(widget, lambda: self._thing, name)
            for name, widget in self._widgets.items()
            if self._fields[name].kind in (Kind.LINE, Kind.TEXT)
            and isinstance(widget, QLineEdit | GrowingText)
        ]
        self.setEnabled(False)

    @property
    def thing(self) -> Draft | None:
        """What is shown, with everything handed over so far."""
        return self._thing

    def field(self, name: str) -> QWidget:
        """The widget of a field."""
        return self._widgets[name]

    def offer(self, name: str, choices: Sequence[tuple[Any, str]]) -> None:
        """Offer other values in a field to choose from, before a thing is shown that has them."""
        box = self._widgets[name]
        if isinstance(box, ChoiceBox):
            box.offer(choices)

    def add_above(self, name: str, widget: QWidget) -> None:
        """Put a widget between the name of a field and the field, such as what it asks."""
        self._above[name].addWidget(widget)

    def add_below(self, name: str, widget: QWidget) -> None:
        """Put a widget below a field, such as the evidence it cites."""
        self._below[name].addWidget(widget)

    def show_thing(self, thing: Draft | None, zone: ZoneInfo = UTC_ZONE) -> None:
        """Show a thing as it stands, except for what is being typed into it; None for nothing.

        What was half typed into another is handed over first.
        """
        same = self._thing is not None and thing is not None and thing.id == self._thing.id
        if not same:
            self.commit()
        elif self._settle.isActive():
            return
        self._filling = True
        before, self._thing = self._thing, thing
        elsewhere = not same or zone.key != self._zone.key
        self._zone = zone
        self._name_zone()
        for name, widget in self._widgets.items():
            value = None if thing is None else getattr(thing, name)
            if elsewhere or before is None or value != getattr(before, name):
                _show(widget, value, zone)
        self.setEnabled(thing is not None)
        self._complain(self._typed()[1])
        self._filling = False
        self._look_again()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves the form for the list that it belongs to."""
        if event.key() == Qt.Key.Key_Escape:
            self.commit()
            _go_back_from(self)
        else:
            super().keyPressEvent(event)

    def commit(self) -> None:
        """Hand over what was typed and can be used."""
        if self._settle.isActive():
            self._settle.stop()
            self._hand_over()

    def _hand_over(self) -> None:
        self._settle.stop()
        if self._thing is None:
            return
        typed, problem = self._typed()
        self._complain(problem)
        changed = {
            name: value for name, value in typed.items() if value != getattr(self._thing, name)
        }
        if changed:
            self._thing = _changed(self._thing, changed)
            self._look_again()
            self.edited.emit(changed)

    def _look_again(self) -> None:
        """What is asked about words may follow from what was chosen beside them."""
        for marks in self._marks:
            marks.look()

    def _typed(self) -> tuple[dict[str, Any], str]:
        values: dict[str, Any] = {}
        problem = ""
        for name, widget in self._widgets.items():
            try:
                values[name] = _value(widget, self._zone)
            except InvalidInputError as error:
                problem = f"{self._fields[name].words}: {error}"
        return values, problem

    def _name_zone(self) -> None:
        """Say at each moment of which zone its clock is."""
        for name, widget in self._widgets.items():
            if isinstance(widget, MomentField):
                words = f"{self._fields[name].words} ({self._zone.key})"
                self._names[name].setText(words)
                widget.setAccessibleName(words)

    def _complain(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))

    # Following what a person does

    def _typing(self) -> None:
        if not self._filling:
            self._settle.start(self.settle_ms)

    def _chosen(self) -> None:
        if not self._filling:
            self._hand_over()

    def _connect(self) -> None:
        for widget in self._widgets.values():
            match widget:
                case QLineEdit():
                    widget.textEdited.connect(self._typing)
                    widget.editingFinished.connect(self.commit)
                case GrowingText():
                    widget.textChanged.connect(self._typing)
                case ChoiceBox():
                    widget.currentIndexChanged.connect(self._chosen)
                case QCheckBox():
                    widget.toggled.connect(self._chosen)
                case NumberBox():
                    widget.valueChanged.connect(self._typing)
                    widget.editingFinished.connect(self.commit)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    def _focus_moved(self, old: QWidget | None, _new: QWidget | None) -> None:
        if isinstance(old, GrowingText) and old in self._widgets.values():
            self.commit()

    # How it is made

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._problem)
        for row in self._rows:
            grid = QGridLayout()
            grid.setHorizontalSpacing(12)
            grid.setVerticalSpacing(4)
            for place, field in enumerate(row):
                grid.setColumnStretch(place, 1)
                self._add(grid, place, field)
            column.addLayout(grid)

    def _add(self, grid: QGridLayout, place: int, field: Field) -> None:
        widget = self._widgets[field.name]
        widget.setAccessibleName(field.words)
        above = self._above[field.name] = QVBoxLayout()
        below = self._below[field.name] = QVBoxLayout()
        below.setSpacing(2)
        if not isinstance(widget, QCheckBox):
            name = self._names[field.name] = ElidedLabel(field.words, "strong")
            name.setBuddy(widget)
            grid.addWidget(name, 0, place)
        grid.addLayout(above, 1, place)
        grid.addWidget(widget, 2, place, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(below, 3, place)


def _go_back_from(form: QWidget) -> None:
    """Put the focus where the pane around a form begins."""
    around = form.parentWidget()
    while around is not None:
        first = _first_of(around)
        # The ground of a scrolling column hands its focus to the column itself.
        if first is not None and not _is_in_form(first) and not first.isAncestorOf(form):
            first.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        around = around.parentWidget()


def _first_of(widget: QWidget) -> QWidget | None:
    """Where the focus goes that a widget is given; None where it keeps it."""
    first = widget.focusProxy()
    while first is not None and first.focusProxy() is not None:
        first = first.focusProxy()
    return first


def _is_in_form(widget: QWidget | None) -> bool:
    while widget is not None:
        if isinstance(widget, DraftForm):
            return True
        widget = widget.parentWidget()
    return False


def _made(field: Field, name: str) -> QWidget:
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


def _show(widget: QWidget, value: Any, zone: ZoneInfo) -> None:  # noqa: ANN401  any field's value
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


def _value(widget: QWidget, zone: ZoneInfo) -> object:
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


def _changed(thing: Draft, changes: Mapping[str, object]) -> Draft:
    fields: dict[str, Any] = dict(changes)
    return replace(thing, **fields)
