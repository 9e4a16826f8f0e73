"""A form over one drafted thing: its fields in words, saved once typing has rested."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QGridLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app.domain.drafted import Draft
from app.domain.errors import InvalidInputError
from app.domain.moments import UTC_ZONE
from app.ui.dialogs.case_fields import MomentField
from app.ui.marking import marker
from app.ui.widgets.draft_fields import (
    ChoiceBox,
    Field,
    Kind,
    NumberBox,
    field_made,
    show_in,
    value_in,
)
from app.ui.widgets.growing_text import GrowingText
from app.ui.widgets.labels import ElidedLabel, label

__all__ = ["ChoiceBox", "DraftForm", "Field", "Kind"]

Rows = Sequence[tuple[Field, ...]]
"""The fields by row; those of one row stand side by side."""


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
            field.name: field_made(field, f"{name}-{field.name.replace('_', '-')}")
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
                show_in(widget, value, zone)
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
                values[name] = value_in(widget, self._zone)
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


def _changed(thing: Draft, changes: Mapping[str, object]) -> Draft:
    fields: dict[str, Any] = dict(changes)
    return replace(thing, **fields)
