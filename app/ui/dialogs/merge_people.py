"""Two people of a case turned out to be one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from app.domain.people import People
from app.ui.dialogs.form import FormDialog
from app.ui.people_words import choice_words
from app.ui.widgets.labels import label


class MergePeopleDialog(FormDialog):
    """Emits `asked` with the person who goes into the other, and that other, who stays."""

    asked = Signal(str, str)

    def __init__(
        self, people: People, person_id: str, into: str | None, parent: QWidget | None = None
    ) -> None:
        super().__init__("Merge people", "Merge", parent)
        self.setObjectName("merge-people")
        self._people = people
        self._one = self._choice("merge-one", person_id)
        self._other = self._choice("merge-into", into)
        self.add_field("Person", self._one)
        self.add_field("is the same as", self._other)
        self._outcome = label("", "caption", wrap=True)
        self._outcome.setObjectName("merge-outcome")
        self.add_widget(self._outcome)
        for box in (self._one, self._other):
            box.currentIndexChanged.connect(lambda _index: self._tell())
        self._other.setFocus()
        self._tell()

    def _choice(self, name: str, chosen: str | None) -> QComboBox:
        box = QComboBox()
        box.setObjectName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for person_id in self._people.in_case:
            box.addItem(choice_words(self._people, person_id), person_id)
        place = -1 if chosen is None else box.findData(chosen, Qt.ItemDataRole.UserRole)
        box.setCurrentIndex(place)
        box.setPlaceholderText("Choose a person")
        return box

    def _tell(self) -> None:
        into = self._other.currentData()
        if into is None:
            self._outcome.setText("Both keep their names, and they can be split again.")
            return
        self._outcome.setText(
            f"Both go on as “{self._people.label(into)}”. They keep all their names, and can be "
            "split again."
        )

    def submit(self) -> None:
        one, other = self._one.currentData(), self._other.currentData()
        if one is None or other is None or one == other:
            self.refuse("Choose two different people.")
            return
        self.asked.emit(one, other)
        self.accept()
