"""A quiet note about severe incidents that imported evidence tells of and no case speaks of."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.changes import Changed
from app.domain.drafts import Case, CaseKind
from app.domain.moments import Precision, clock, day
from app.domain.practice.proposals import ClosedIncident
from app.operations.practice import proposals
from app.ui.edits import Edits
from app.ui.session import Session
from app.ui.tasks import Task
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import label

_WATCHED = {"source_settings", "playbook_answers", "cases"}


class Proposing(QFrame):
    """One incident at a time; a person decides. Hidden while there is none."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("proposed-case")
        self.setProperty("kind", "attention")
        self._session = session
        self._edits = Edits(session, "Saving what was decided", self)
        self._found: list[ClosedIncident] = []
        self._reading: Task | None = None
        self._again = QTimer(self, singleShot=True, interval=0)
        self._again.timeout.connect(self.reload)
        self._text = label("", wrap=True)
        self._text.setObjectName("proposed-case-text")
        self._reason = QLineEdit()
        self._reason.setObjectName("proposed-case-reason")
        self._reason.setAccessibleName("Why no case is needed")
        self._reason.setPlaceholderText("Why is no case needed?")
        self._reason.returnPressed.connect(self._dismiss)
        self._dismissing = button("proposed-case-dismiss", "Not needed…", self._dismiss)
        self._lay_out()
        self.hide()
        session.changed.connect(self._refresh)
        session.case_selected.connect(lambda _id: self._enter_case())
        if session.has_case:
            self.reload()

    def reload(self) -> None:
        """Look anew."""
        if not self._session.has_case or self._session.case.kind is not CaseKind.INCIDENT:
            self._show([])
            return
        casebook, case_id = self._session.casebook, self._session.case.id
        if self._reading is not None:
            self._reading.cancel()
        self._reading = self._session.tasks.run(
            "Looking for severe incidents",
            lambda progress: proposals.proposed(casebook, case_id, progress),
            self._show,
            quiet=True,
        )

    def _refresh(self, change: Changed) -> None:
        if change.tables & _WATCHED:
            self._again.start()

    def _enter_case(self) -> None:
        self._show([])
        self.reload()

    def _show(self, found: list[ClosedIncident]) -> None:
        if [each.key for each in found[:1]] != [each.key for each in self._found[:1]]:
            self._reason.clear()
            self._reason.hide()
        self._found = found
        self.setVisible(bool(found))
        if found:
            self._text.setText(proposal_words(found[0], self._session.zone, len(found) - 1))

    # What a person decides

    def _begin(self) -> None:
        incident = self._found[0]

        def begun(case: Case) -> None:
            self._session.notify(
                f"The case “{case.title}” stands on the Cases page; import its evidence there."
            )

        self._edits.run(lambda book, case: proposals.begin_case(book, case, incident), done=begun)

    def _take(self) -> None:
        incident = self._found[0]
        self._edits.run(
            lambda book, case: proposals.is_this_case(book, case, incident),
            "Noted: this case is about it.",
        )

    def _dismiss(self) -> None:
        if not self._reason.isVisible() or not self._reason.text().strip():
            self._reason.show()
            self._reason.setFocus()
            return
        incident, reason = self._found[0], self._reason.text()
        self._edits.run(
            lambda book, case: proposals.dismiss(book, case, incident, reason),
            "Noted; it is not proposed again.",
        )

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        buttons.addWidget(button("proposed-case-this", "It is this case", self._take))
        buttons.addWidget(button("proposed-case-begin", "Begin a case", self._begin))
        buttons.addWidget(self._dismissing)
        buttons.addWidget(self._reason, 1)
        buttons.addStretch(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        column.addWidget(self._text)
        column.addLayout(buttons)


def proposal_words(incident: ClosedIncident, zone: ZoneInfo, more: int = 0) -> str:
    """What the evidence tells of an incident, and that no case speaks of it."""
    parts = [incident.severity.strip()]
    if incident.ended_us is not None:
        when = f"{day(incident.ended_us, zone)} {clock(incident.ended_us, zone, Precision.MINUTE)}"
        parts.append(f"closed {when} {zone.key}")
    title = f" “{incident.title.strip()}”" if incident.title.strip() else ""
    said = f"{incident.name}{title}, {', '.join(parts)}: no case in this casebook speaks of it."
    if not more:
        return said
    return f"{said} {'One more waits' if more == 1 else f'{more:,} more wait'} after it."
