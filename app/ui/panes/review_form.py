"""The facts of a case that open its review, editable beside the preview."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.domain.drafts import Case
from app.domain.errors import InvalidInputError
from app.domain.moments import zone_named
from app.ui.dialogs.case_fields import MomentField, line
from app.ui.widgets.growing_text import GrowingText
from app.ui.widgets.labels import ElidedLabel, badge, label


class ReviewForm(QWidget):
    """The header of a case. `edited` carries the changed fields once typing has rested."""

    edited = Signal(object)

    settle_ms = 800
    """How long typing must rest before it is committed."""

    def __init__(self, case: Case, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._base = case
        self._filling = False
        zone = zone_named(case.zone)
        self._lines = {
            "title": line("review-title"),
            "severity": line("review-severity", "", "SEV-1"),
            "incident_class": line("review-class", "", "Capacity"),
            "facilitator": line("review-facilitator", "", "A role: incident lead"),
        }
        self._moments = {
            "started_us": MomentField("review-started", None, zone),
            "detected_us": MomentField("review-detected", None, zone),
            "contained_us": MomentField("review-contained", None, zone),
        }
        self._texts = {
            "summary": _text("review-summary", "What happened, in a few sentences"),
            "missing_sources": _text("review-missing", "Which evidence is missing, a line each"),
            "private_notes": _text("review-private", "For you alone"),
        }
        self._problem = label("", "warning", wrap=True)
        self._problem.setObjectName("review-problem")
        self._problem.hide()
        self._zone = ElidedLabel(role="caption")
        self._settle = QTimer(self, singleShot=True)
        self._settle.timeout.connect(self._hand_over)
        self._lay_out()
        self._connect()
        self.show_case(case)

    def show_case(self, case: Case) -> None:
        """Show the case as it stands, except for what is being typed."""
        if self._settle.isActive() and case.id == self._base.id:
            return
        self._filling = True
        before, self._base = self._base, case
        zone = zone_named(case.zone)
        self._zone.setText(f"Times are in {case.zone}.")
        for name, field in self._lines.items():
            if field.text().strip() != (value := getattr(case, name)):
                field.setText(value)
                field.setCursorPosition(0)
        for name, text in self._texts.items():
            if text.toPlainText().strip() != (value := getattr(case, name)):
                text.setPlainText(value)
        elsewhere = case.id != before.id or case.zone != before.zone or not self.isVisible()
        for name, moment in self._moments.items():
            # What cannot be read yet stays in its field until a person changes it.
            if elsewhere or getattr(case, name) != getattr(before, name):
                moment.show_instant(getattr(case, name), zone)
        self._complain(self._typed()[1])
        self._filling = False

    def commit(self) -> None:
        """Hand over what was typed and can be used."""
        if self._settle.isActive():
            self._settle.stop()
            self._hand_over()

    def _hand_over(self) -> None:
        typed, problem = self._typed()
        self._complain(problem)
        names = [field.name for field in fields(Case)]
        changed: Mapping[str, object] = {
            name: getattr(typed, name)
            for name in names
            if getattr(typed, name) != getattr(self._base, name)
        }
        if changed:
            self._base = typed
            self.edited.emit(changed)

    def _typed(self) -> tuple[Case, str]:
        zone = zone_named(self._base.zone)
        values: dict[str, Any] = {name: field.text().strip() for name, field in self._lines.items()}
        values |= {name: text.toPlainText().strip() for name, text in self._texts.items()}
        problem = ""
        if not values["title"]:
            values["title"] = self._base.title
            problem = "A case needs a title; it stays as it was."
        for name, moment in self._moments.items():
            try:
                values[name] = moment.instant(zone)
            except InvalidInputError as error:
                problem = str(error)
        return replace(self._base, **values), problem

    def _complain(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))

    def _edited(self) -> None:
        if not self._filling:
            self._settle.start(self.settle_ms)

    def _connect(self) -> None:
        for field in (*self._lines.values(), *self._moments.values()):
            field.textEdited.connect(self._edited)
            field.editingFinished.connect(self.commit)
        for text in self._texts.values():
            text.textChanged.connect(self._edited)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    def _focus_moved(self, old: QWidget | None, _new: QWidget | None) -> None:
        if old in self._texts.values():
            self.commit()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 10, 0)
        column.setSpacing(4)
        column.addWidget(self._problem)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        for place in (0, 1):
            grid.setColumnStretch(place, 1)
        lines, moments = self._lines, self._moments
        rows: tuple[tuple[tuple[str, QWidget], ...], ...] = (
            (("Title", lines["title"]),),
            (("Severity", lines["severity"]), ("Class", lines["incident_class"])),
            (("Started", moments["started_us"]), ("Detected", moments["detected_us"])),
            (("Contained", moments["contained_us"]), ("Facilitator", lines["facilitator"])),
        )
        for number, row in enumerate(rows):
            for place, (words, field) in enumerate(row):
                span = 2 if len(row) == 1 else 1
                grid.addWidget(_named(words, field), number * 2, place, 1, span)
                grid.addWidget(field, number * 2 + 1, place, 1, span)
        column.addLayout(grid)
        column.addWidget(self._zone)
        for words, name in (("Summary", "summary"), ("Sources still missing", "missing_sources")):
            column.addWidget(_named(words, self._texts[name]))
            column.addWidget(self._texts[name])
        private = QHBoxLayout()
        private.addWidget(_named("Private notes", self._texts["private_notes"]))
        private.addWidget(badge("Never exported"))
        private.addStretch(1)
        column.addSpacing(6)
        column.addLayout(private)
        column.addWidget(self._texts["private_notes"])
        column.addStretch(1)


def _named(words: str, field: QLineEdit | QPlainTextEdit | QWidget) -> QLabel:
    name = label(words, "strong")
    name.setBuddy(field)
    field.setAccessibleName(words)
    return name


def _text(name: str, placeholder: str) -> GrowingText:
    text = GrowingText(least=3, most=12)
    text.setObjectName(name)
    text.setPlaceholderText(placeholder)
    return text
