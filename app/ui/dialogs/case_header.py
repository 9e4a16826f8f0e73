"""The header of a case: what every review starts with."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from app.domain.drafts import Case
from app.domain.errors import GoldseamError
from app.domain.moments import zone_named
from app.ui import theme
from app.ui.dialogs.case_fields import MomentField, Paragraph, ZoneField, line
from app.ui.dialogs.form import FormDialog
from app.ui.widgets.labels import label


class CaseHeaderDialog(FormDialog):
    """Emits `asked` with the case as it should be."""

    asked = Signal(object)

    def __init__(self, case: Case, parent: QWidget | None = None) -> None:
        super().__init__("Case header", "Save", parent)
        self.setObjectName("case-header-dialog")
        self._case = case
        zone = zone_named(case.zone)
        self._title = line("title", case.title)
        self._severity = line("severity", case.severity, "SEV-1")
        self._class = line("class", case.incident_class, "Capacity")
        self._zone = ZoneField(case.zone)
        self._started = MomentField("started", case.started_us, zone)
        self._detected = MomentField("detected", case.detected_us, zone)
        self._contained = MomentField("contained", case.contained_us, zone)
        self._facilitator = line("facilitator", case.facilitator, "A role: incident lead")
        self._summary = Paragraph("summary", case.summary)
        self._missing = Paragraph("missing-sources", case.missing_sources)
        self._private = Paragraph("private-notes", case.private_notes)
        self.add_widget(_scrolling(self._grid()))
        look = theme.current()
        self.resize(look.px(620), look.px(620))
        self._title.setFocus()

    def submit(self) -> None:
        try:
            case = self._changed()
        except GoldseamError as error:
            self.refuse(str(error))
            return
        self.set_busy(busy=True)
        self.asked.emit(case)

    def _changed(self) -> Case:
        zone = zone_named(self._zone.currentText().strip())
        return replace(
            self._case,
            title=self._title.text().strip() or self._case.title,
            zone=zone.key,
            severity=self._severity.text().strip(),
            incident_class=self._class.text().strip(),
            started_us=self._started.instant(zone),
            detected_us=self._detected.instant(zone),
            contained_us=self._contained.instant(zone),
            facilitator=self._facilitator.text().strip(),
            summary=self._summary.toPlainText().strip(),
            missing_sources=self._missing.toPlainText().strip(),
            private_notes=self._private.toPlainText().strip(),
        )

    def _grid(self) -> QWidget:
        whole = QWidget()
        grid = QGridLayout(whole)
        grid.setContentsMargins(2, 2, 12, 2)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(3)
        rows: tuple[tuple[tuple[str, QWidget], ...], ...] = (
            (("Title", self._title),),
            (("Severity", self._severity), ("Class", self._class)),
            (("Time zone", self._zone), ("Facilitator", self._facilitator)),
            (("Started", self._started), ("Detected", self._detected)),
            (("Contained", self._contained),),
            (("Summary", self._summary),),
            (("Sources still missing", self._missing),),
            (("Private notes, never exported", self._private),),
        )
        for index, fields in enumerate(rows):
            alone = len(fields) == 1 and fields[0][1] is not self._contained
            for column, (text, field) in enumerate(fields):
                field.setAccessibleName(text)
                name = label(text, "strong")
                name.setBuddy(field)
                span = 2 if alone else 1
                grid.addWidget(name, index * 3, column, 1, span)
                grid.addWidget(field, index * 3 + 1, column, 1, span)
            grid.setRowMinimumHeight(index * 3 + 2, 6)
        grid.setRowStretch(len(rows) * 3, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        return whole


def _scrolling(content: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(content)
    return area
