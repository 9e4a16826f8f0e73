"""Begins a trust case: with an incident or with a leader's mistake, in a file of its own or not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.drafts import Case
from app.domain.trust.beginning import Beginning, FromIncident, Gap
from app.ui import theme
from app.ui.dialogs.case_fields import line
from app.ui.dialogs.form import FormDialog
from app.ui.widgets.labels import label

APART = (
    "It gets a file and a passphrase that nobody else needs to know. Next you choose them.",
    "Whoever can open this casebook can read the trust case in it.",
)
_PUBLISHED = (
    "Timeline, factors and actions come along as version {} shows them, each as sure as it is "
    "there. What is private stays where it is."
)
_NOT_PUBLISHED = (
    "Not published yet. Timeline, factors and actions come along as they could be shared now, "
    "each as sure as it is there. What is private stays where it is."
)
_NOT_KEPT = "What you wrote here is kept nowhere yet. Cancel once more to let it go."
_NO_INCIDENT = "To begin with an incident, open the casebook that holds it."
_MORALE = (
    "Low spirits in general, or a culture of long standing, need other means than these. Name one "
    "act or decision and begin with that, or leave it here."
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person chose; ``incident`` is the case it follows, None for a leader's mistake."""

    title: str
    beginning: Beginning
    incident: Case | None
    apart: bool


class BeginTrustDialog(FormDialog):
    """Emits `asked` with what is `Wanted`; the window answers by `refuse` or `accept`."""

    asked = Signal(object)

    def __init__(
        self,
        incidents: Sequence[tuple[Case, int]],
        after: str = "",
        title: str = "",
        *,
        may_stay: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        """``incidents`` come with the version that is published, or 0; ``after`` is the id of one.

        Where no casebook is open, it cannot stay in it (``may_stay``).
        """
        super().__init__("New trust case", "Begin", parent)
        self.setObjectName("begin-trust")
        self._incidents = incidents
        self._title = line("trust-title", title, "The release in March, and what came after")
        self.add_field(
            "Title",
            self._title,
            "It stands inside the casebook only, in no document and no window title.",
        )
        self._from_incident, self._from_leader = self._choice(
            "It begins with",
            ("from-incident", "An incident"),
            ("from-leader", "A leader's mistake"),
        )
        self._no_incident = label(_NO_INCIDENT, "caption", wrap=True)
        self._no_incident.setObjectName("no-incident")
        self.add_widget(self._no_incident)
        self._incident = _Incident(incidents, after)
        self._gap = _GapFields()
        self.add_widget(self._incident)
        self.add_widget(self._gap)
        self._apart, self._here = self._choice(
            "Where it is kept",
            ("keep-apart", "In a casebook of its own"),
            ("keep-here", "In this casebook"),
        )
        self._consequence = label("", "caption", wrap=True)
        self._consequence.setObjectName("keep-consequence")
        self.add_widget(self._consequence)
        self._warned = False
        self._from_incident.setEnabled(bool(incidents))
        self._no_incident.setVisible(not incidents)
        self._here.setEnabled(may_stay)
        (self._from_incident if incidents else self._from_leader).setChecked(True)
        self._apart.setChecked(True)
        self._from_leader.toggled.connect(self._show_beginning)
        self._apart.toggled.connect(self._say_consequence)
        self._show_beginning()
        self._say_consequence()

    def submit(self) -> None:
        title = self._title.text().strip()
        if not title:
            self.refuse("Give the case a title.")
            self._title.setFocus()
            return
        if self._from_leader.isChecked():
            self._ask_with_gap(title)
            return
        incident = self._incident.chosen
        self._ask(Wanted(title, FromIncident(incident.title), incident, self._apart.isChecked()))

    def reject(self) -> None:
        """Leave it; where something was written about the act, only when asked twice."""
        if self._gap.is_written and self._from_leader.isChecked() and not self._warned:
            self._warned = True
            self.refuse(_NOT_KEPT)
            return
        super().reject()

    def _ask_with_gap(self, title: str) -> None:
        problem = self._gap.problem
        if problem:
            self.refuse(problem)
            return
        self._ask(Wanted(title, self._gap.value, None, self._apart.isChecked()))

    def _ask(self, wanted: Wanted) -> None:
        self.set_busy(busy=True)
        self.asked.emit(wanted)

    def _choice(
        self, text: str, first: tuple[str, str], second: tuple[str, str]
    ) -> tuple[QRadioButton, QRadioButton]:
        whole, buttons = _radios(text, (first, second))
        self.add_field(text, whole)
        return buttons[0], buttons[1]

    def _show_beginning(self) -> None:
        with_gap = self._from_leader.isChecked()
        self._gap.setVisible(with_gap)
        self._incident.setVisible(not with_gap)

    def _say_consequence(self) -> None:
        self._consequence.setText(APART[0] if self._apart.isChecked() else APART[1])


class _Incident(QFrame):
    """Which incident, and what of it comes along."""

    def __init__(self, incidents: Sequence[tuple[Case, int]], after: str) -> None:
        super().__init__()
        self._incidents = incidents
        self._box = QComboBox()
        self._box.setObjectName("after-incident")
        self._box.setAccessibleName("Incident")
        self._box.setMinimumContentsLength(24)
        self._box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._box.addItems([case.title for case, _ in incidents])
        ids = [case.id for case, _ in incidents]
        self._box.setCurrentIndex(ids.index(after) if after in ids else min(0, len(ids) - 1))
        self._brings = label("", "caption", wrap=True)
        self._brings.setObjectName("after-incident-brings")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._box)
        column.addWidget(self._brings)
        self._box.currentIndexChanged.connect(self._say)
        self._say()

    @property
    def chosen(self) -> Case:
        """The incident."""
        return self._incidents[self._box.currentIndex()][0]

    def _say(self) -> None:
        if self._incidents:
            version = self._incidents[self._box.currentIndex()][1]
            self._brings.setText(_PUBLISHED.format(version) if version else _NOT_PUBLISHED)


class _GapFields(QFrame):
    """What was promised or expected, what happened, to whom; and whether that can be named."""

    def __init__(self) -> None:
        super().__init__()
        asked = "Is it one act or decision that can be named?"
        gate, (self._one, self._morale) = _radios(
            asked, (("gap-one", "Yes"), ("gap-morale", "No, it is morale or culture"))
        )
        self._stop = label(_MORALE, "question", wrap=True)
        self._stop.setObjectName("gap-stop")
        self._stop.hide()
        self._happened = _lines("gap-happened", "What happened")
        self._promised = _lines("gap-promised", "What was promised or expected")
        self._to_whom = _lines("gap-to-whom", "To whom")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        column.addWidget(label(asked, "strong"))
        column.addWidget(gate)
        column.addWidget(self._stop)
        for field in (self._promised, self._happened, self._to_whom):
            column.addWidget(label(field.accessibleName(), "strong"))
            column.addWidget(field)
        self._morale.toggled.connect(self._stop.setVisible)

    @property
    def value(self) -> Gap:
        """What was written."""
        return Gap(
            happened=self._happened.toPlainText().strip(),
            promised=self._promised.toPlainText().strip(),
            to_whom=self._to_whom.toPlainText().strip(),
        )

    @property
    def is_written(self) -> bool:
        """Whether something was written that is kept nowhere else."""
        return self.value != Gap("")

    @property
    def problem(self) -> str:
        """What is missing; empty where nothing is."""
        if self._morale.isChecked():
            return "It begins with one act or decision that can be named."
        if not self._one.isChecked():
            return "Say whether it is one act or decision that can be named."
        if not self.value.happened:
            return "Say what happened, in a few plain words."
        return ""


def _radios(
    called: str, choices: Sequence[tuple[str, str]]
) -> tuple[QWidget, tuple[QRadioButton, ...]]:
    whole = QWidget()
    whole.setAccessibleName(called)
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(14)
    group = QButtonGroup(whole)
    buttons = []
    for name, text in choices:
        button = QRadioButton(text)
        button.setObjectName(name)
        group.addButton(button)
        row.addWidget(button)
        buttons.append(button)
    row.addStretch(1)
    whole.setFocusProxy(buttons[0])
    return whole, tuple(buttons)


def _lines(name: str, called: str) -> QPlainTextEdit:
    field = QPlainTextEdit()
    field.setObjectName(name)
    field.setAccessibleName(called)
    field.setTabChangesFocus(True)
    field.setFixedHeight(theme.current().px(50))
    return field
