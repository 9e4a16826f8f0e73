"""The facts of a case, and the words that its readers get first, editable beside the preview."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
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
from app.ui.marking import marker
from app.ui.widgets.growing_text import GrowingText
from app.ui.widgets.labels import ElidedLabel, badge, label

_FIRST_PAGE = {
    "summary": ("What happened so far", "In a few sentences, without causes"),
    "impact": ("Impact", "Who was affected, and how"),
    "safe_now": ("What is safe now", "What works again, and what does not yet"),
    "changes": ("What changes", "What readers should expect or do differently"),
    "unknowns": ("What we do not know", "A line each"),
}


class ReviewForm(QWidget):
    """The header and the first page of a case.

    `edited` carries the changed fields once typing has rested.
    """

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
            "next_step": line("review-next-step", "", "What readers will hear then"),
        }
        self._moments = {
            "started_us": MomentField("review-started", None, zone),
            "detected_us": MomentField("review-detected", None, zone),
            "contained_us": MomentField("review-contained", None, zone),
            "next_us": MomentField("review-next", None, zone),
        }
        self._texts = {
            name: _text(f"review-{name.replace('_', '-')}", hint)
            for name, (_, hint) in _FIRST_PAGE.items()
        } | {
            "links": _text("review-links", "Tickets, dashboards, your own policy; a line each"),
            "missing_sources": _text(
                "review-missing", "Evidence and accounts not here, a line each"
            ),
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
        for name, field in (self._lines | self._texts).items():
            marker.current().follow(field, lambda: self._base, name)
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

    def field(self, name: str) -> QWidget | None:
        """Where a field of the case is typed; None where that is elsewhere."""
        return self._lines.get(name) or self._texts.get(name)

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
        lines, moments, texts = self._lines, self._moments, self._texts
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 10, 0)
        column.setSpacing(4)
        column.addWidget(self._problem)
        column.addLayout(
            _grid(
                (("Title", lines["title"]),),
                (("Severity", lines["severity"]), ("Class", lines["incident_class"])),
                (("Started", moments["started_us"]), ("Detected", moments["detected_us"])),
                (("Contained", moments["contained_us"]), ("Facilitator", lines["facilitator"])),
            )
        )
        column.addWidget(self._zone)
        _begin_group(column, "First page", "What readers are told before the timeline")
        for name, (words, _) in _FIRST_PAGE.items():
            column.addWidget(_named(words, texts[name]))
            column.addWidget(texts[name])
            column.addSpacing(4)
        column.addLayout(
            _grid(
                (("Next news, when", moments["next_us"]), ("Next news, what", lines["next_step"]))
            )
        )
        column.addSpacing(4)
        column.addWidget(_named("Sources still missing", texts["missing_sources"]))
        column.addWidget(texts["missing_sources"])
        column.addSpacing(4)
        column.addWidget(_named("Links", texts["links"]))
        column.addWidget(texts["links"])
        _begin_group(column, "For you alone", "")
        private = QHBoxLayout()
        private.addWidget(_named("Private notes", texts["private_notes"]))
        private.addWidget(badge("Never exported"))
        private.addStretch(1)
        column.addLayout(private)
        column.addWidget(texts["private_notes"])
        column.addStretch(1)


def _begin_group(column: QVBoxLayout, heading: str, sentence: str) -> None:
    rule = QFrame()
    rule.setProperty("kind", "line")
    column.addSpacing(12)
    column.addWidget(rule)
    column.addSpacing(6)
    head = QHBoxLayout()
    head.setSpacing(8)
    head.addWidget(label(heading, "heading"))
    head.addWidget(ElidedLabel(sentence, "caption"), 1)
    column.addLayout(head)
    column.addSpacing(2)


def _grid(*rows: tuple[tuple[str, QWidget], ...]) -> QGridLayout:
    """Fields under their names, up to two side by side."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(4)
    for place in (0, 1):
        grid.setColumnStretch(place, 1)
    for number, row in enumerate(rows):
        for place, (words, field) in enumerate(row):
            span = 2 if len(row) == 1 else 1
            grid.addWidget(_named(words, field), number * 2, place, 1, span)
            grid.addWidget(field, number * 2 + 1, place, 1, span)
    return grid


def _named(words: str, field: QLineEdit | QPlainTextEdit | QWidget) -> QLabel:
    name = label(words, "strong")
    name.setBuddy(field)
    field.setAccessibleName(words)
    return name


def _text(name: str, placeholder: str) -> GrowingText:
    text = GrowingText(least=1, most=12)
    text.setObjectName(name)
    text.setPlaceholderText(placeholder)
    return text
