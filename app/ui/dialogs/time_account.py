"""How the time of an item came about: from what stood there to the instant that is shown."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.domain.errors import InvalidInputError
from app.domain.moments import zone_named
from app.domain.time_account import TimeAccount, account_lines
from app.operations import time_accounts
from app.ui import theme
from app.ui.dialogs.case_fields import ZoneField
from app.ui.session import Session
from app.ui.tasks import Task
from app.ui.widgets.labels import label

_DOUBT = "Two readings"


class TimeAccountDialog(QDialog):
    """Shows the account of one item; a person may ask for further zones."""

    def __init__(
        self, session: Session, item_id: int, zones: list[ZoneInfo], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("time-account")
        self.setWindowTitle("How this time came about")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session = session
        self._item_id = item_id
        self._zones = zones
        """Shared with whoever opens the next one: a person asks for a zone once."""
        self._reading: Task | None = None
        self._lines = QGridLayout()
        self._zone = ZoneField("")
        self._zone.setObjectName("time-account-zone")
        self._zone.setAccessibleName("Show it in this zone too")
        self._problem = label("", "warning", wrap=True)
        self._problem.setObjectName("problem")
        self._problem.hide()
        self._build()
        self.finished.connect(self._stop)
        self._read()

    def _build(self) -> None:
        inside = QWidget()
        inside.setLayout(self._lines)
        self._lines.setContentsMargins(0, 0, 8, 0)
        self._lines.setHorizontalSpacing(14)
        self._lines.setVerticalSpacing(7)
        self._lines.setColumnStretch(1, 1)
        self._lines.setAlignment(Qt.AlignmentFlag.AlignTop)
        area = QScrollArea()
        area.setObjectName("time-account-lines")
        area.setAccessibleName("How this time came about")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        add = QPushButton("Show in this zone")
        add.setObjectName("time-account-add")
        add.setAutoDefault(False)
        add.clicked.connect(self._add_zone)
        if (line := self._zone.lineEdit()) is not None:
            line.setPlaceholderText("Another time zone")
            line.returnPressed.connect(self._add_zone)
        close = QPushButton("Close")
        close.setObjectName("time-account-close")
        close.setAutoDefault(False)  # Enter asks for the zone that was typed
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addWidget(self._zone, 1)
        foot.addWidget(add)
        foot.addStretch(1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addWidget(area, 1)
        column.addWidget(self._problem)
        column.addLayout(foot)
        look = theme.current()
        self.resize(QSize(look.px(620), look.px(400)))
        close.setFocus()

    def _read(self) -> None:
        casebook, item_id, zones = self._session.casebook, self._item_id, list(self._zones)
        self._stop()
        self._reading = self._session.tasks.run(
            "Reading the time",
            lambda _progress: time_accounts.account(casebook, item_id, zones),
            self._show,
            quiet=True,
        )

    def _stop(self, _result: int = 0) -> None:
        if self._reading is not None:
            self._reading.cancel()

    def _show(self, account: TimeAccount) -> None:
        while (row := self._lines.takeAt(0)) is not None:
            if (widget := row.widget()) is not None:
                widget.deleteLater()
        for number, (name, words) in enumerate(account_lines(account)):
            said = label(words, "warning" if name == _DOUBT else "", wrap=True)
            said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            said.setAccessibleName(f"{name}: {words}")
            top = Qt.AlignmentFlag.AlignTop
            self._lines.addWidget(label(name, "caption"), number, 0, top)
            self._lines.addWidget(said, number, 1, top)

    def _add_zone(self) -> None:
        text = self._zone.currentText().strip()
        try:
            zone = zone_named(text)
        except InvalidInputError as error:
            self._problem.setText(str(error))
            self._problem.show()
            return
        self._problem.hide()
        if zone.key not in {one.key for one in self._zones}:
            self._zones.append(zone)
        self._zone.setCurrentText("")
        self._read()
