"""What a file leaves open, as fields to answer it in, each with what the answer would mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QRadioButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.domain.errors import InvalidInputError
from app.domain.evidence import ImportChoices
from app.domain.moments import UTC_ZONE, parse_typed
from app.domain.questions import (
    ColumnMapping,
    ColumnsQuestion,
    DateOrder,
    DateOrderQuestion,
    DayQuestion,
)
from app.ui import theme
from app.ui.evidence_words import date_words

_ORDER_WORDS = {
    DateOrder.YEAR_FIRST: "Year first",
    DateOrder.DAY_FIRST: "Day first",
    DateOrder.MONTH_FIRST: "Month first",
}
_SHOWN = 3
_ELSEWHERE = ZoneInfo("Etc/GMT+5")
"""Any zone but UTC: a time that means the same there names its zone itself."""
_ROLES = ("Kept beside it", "Time", "Who", "Text", "Place")
_KEPT, _TIME, _WHO, _TEXT, _PLACE = range(5)


class DateOrderField(QWidget):
    """The readings that the dates of a file allow, with what they would then mean."""

    def __init__(self, question: DateOrderQuestion, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._question = question
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for number, (order, days) in enumerate(
            zip(question.orders, question.readings, strict=True)
        ):
            words = f"{_ORDER_WORDS[order]}:  {_listed([date_words(day) for day in days])}"
            column.addWidget(self._choice(words, f"date-order-{order}", number))
        column.addWidget(self._choice("Leave these times open", "date-order-none", -2))
        self.setFocusProxy(self._group.buttons()[0])

    def _choice(self, words: str, name: str, number: int) -> QRadioButton:
        button = QRadioButton(words)
        button.setObjectName(name)
        self._group.addButton(button, number)
        return button

    @property
    def words(self) -> str:
        """What is asked."""
        return f"Dates such as {_listed(self._question.examples)}"

    def answer(self, choices: ImportChoices) -> ImportChoices:
        """The choices with the answer. Raises `InvalidInputError` where there is none yet."""
        chosen = self._group.checkedId()
        if chosen == -1:
            raise InvalidInputError(
                "Say how the dates are to be read, or leave these times open: then their items"
                " come in without a time."
            )
        order = self._question.orders[chosen] if chosen >= 0 else None
        return replace(choices, date_order=order)


class DayField(QLineEdit):
    """The day on which times without a date begin, or when a recording began."""

    def __init__(self, question: DayQuestion, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._question = question
        self.setObjectName("import-day")
        self.setPlaceholderText("2024-03-30 02:40" if question.moment else "2024-03-30")
        if question.proposed is not None and not question.moment:
            self.setText(question.proposed.isoformat())

    @property
    def words(self) -> str:
        """What is asked."""
        return "When did the recording begin?" if self._question.moment else "On which day?"

    @property
    def hint(self) -> str:
        """What hangs on it."""
        times = _listed(self._question.examples)
        if self._question.moment:
            return f"Times such as {times} count from its beginning. Empty leaves them open."
        return (
            f"Times such as {times} name no day. Each midnight they pass begins the next one."
            " Empty leaves them open."
        )

    def answer(self, choices: ImportChoices) -> ImportChoices:
        """The choices with the answer. Raises `InvalidInputError` where it is no day."""
        text = self.text().strip()
        if not text:
            return choices
        if self._question.moment:
            return replace(choices, begins_us=self._beginning(text))
        try:
            return replace(choices, day=date.fromisoformat(text))
        except ValueError as error:
            raise InvalidInputError(
                f"“{text}” is not a day; write for example 2024-03-30."
            ) from error

    @staticmethod
    def _beginning(text: str) -> int:
        begins_us, _precision = parse_typed(text, UTC_ZONE)
        if parse_typed(text, _ELSEWHERE)[0] == begins_us:
            raise InvalidInputError("Write this time without a zone; the time zone is asked below.")
        return begins_us


class ColumnsField(QTableWidget):
    """The columns of a table, a row each: its header, what stands in it, and what it is."""

    changed = Signal()

    def __init__(self, question: ColumnsQuestion, parent: QWidget | None = None) -> None:
        super().__init__(len(question.columns), 3, parent)
        self._question = question
        self._roles: list[QComboBox] = []
        self.setObjectName("import-columns")
        self.setHorizontalHeaderLabels(["Column", "Holds, for example", "Is"])
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        for row, name in enumerate(question.columns):
            self._add(row, name)
        self._fit()

    def _add(self, row: int, name: str) -> None:
        cells = dict.fromkeys(cells[row].strip() for cells in self._question.rows)
        examples = [" ".join(cell.split()) for cell in cells if cell]
        self.setItem(row, 0, QTableWidgetItem(name))
        self.setItem(row, 1, QTableWidgetItem(_listed(examples)))
        role = QComboBox()
        role.setObjectName(f"import-column-{row}")
        role.setAccessibleName(f"What the column {name} is")
        role.addItems(_ROLES)
        role.setCurrentIndex(self._proposed(name))
        role.currentIndexChanged.connect(lambda _index: self.changed.emit())
        self._roles.append(role)
        self.setCellWidget(row, 2, role)

    def _proposed(self, name: str) -> int:
        proposed = self._question.proposed
        singles = {_TIME: proposed.time, _WHO: proposed.who, _PLACE: proposed.place}
        found = [index for index, column in singles.items() if column == name]
        return found[0] if found else _TEXT if name in proposed.text else _KEPT

    def _fit(self) -> None:
        look = theme.current()
        rows = self.verticalHeader()
        rows.setDefaultSectionSize(max(look.px(32), self._roles[0].sizeHint().height() + 2))
        shown = min(len(self._roles), 6)
        frame = self.horizontalHeader().sizeHint().height() + 2 * self.frameWidth()
        self.setMinimumHeight(shown * rows.defaultSectionSize() + frame)
        self.setMinimumWidth(look.px(560))

    @property
    def words(self) -> str:
        """What is asked."""
        return "What the columns are"

    def mapping(self) -> ColumnMapping:
        """What is chosen. Raises `InvalidInputError` where two columns are the one time."""
        names = self._question.columns
        chosen = [role.currentIndex() for role in self._roles]
        for index in (_TIME, _WHO, _PLACE):
            if chosen.count(index) > 1:
                raise InvalidInputError(
                    f"Two columns cannot both be “{_ROLES[index]}”; choose one of them."
                )
        texts = tuple(name for name, role in zip(names, chosen, strict=True) if role == _TEXT)
        if not texts:
            raise InvalidInputError("Choose at least one column that is the text.")

        def only(index: int) -> str | None:
            return names[chosen.index(index)] if index in chosen else None

        return ColumnMapping(only(_TIME), only(_WHO), texts, only(_PLACE))

    def answer(self, choices: ImportChoices) -> ImportChoices:
        """The choices with the answer. Raises `InvalidInputError` where it makes no sense."""
        return replace(choices, columns=self.mapping())


QuestionField = DateOrderField | DayField | ColumnsField


def _listed(words: Sequence[str]) -> str:
    return ", ".join(words[:_SHOWN])
