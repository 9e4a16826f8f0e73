"""My position: asked first, and what it offers, with a way to each page that holds it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from app.domain.trust.frame_topics import Topic
from app.domain.trust.position import POSITION_WORDS, Hint, guidance
from app.domain.trust.setting import Position
from app.operations.trust.frame import FramePage
from app.ui.panes.trust.frame_edits import FrameEdits
from app.ui.panes.trust.frame_part import FramePartPage
from app.ui.widgets.buttons import button
from app.ui.widgets.draft_form import DraftForm, Field
from app.ui.widgets.labels import label

_PAGE_WORDS: Mapping[str, str] = {
    "frame": "Frame",
    "repairs": "Repairs",
    "account": "Account",
    "breaks": "Breaks",
    "trust-follow": "Follow-up",
}
_ABOUT = (
    (
        Field(
            "about",
            "What documents call this matter",
            hint="Such as “the week of the outage”; the title of the case stays private",
        ),
    ),
)


class PositionPart(FramePartPage):
    """Three positions, one of which is taken."""

    page_wanted = Signal(str)

    def __init__(self, topic: Topic, edits: FrameEdits) -> None:
        super().__init__(topic)
        self._edits = edits
        self._position: Position | None = None
        self._case_id = ""
        self._choices = QButtonGroup(self)
        self._radios: dict[Position, QRadioButton] = {}
        self.column.addWidget(self._three())
        self._means = label("", "", wrap=True)
        self._means.setObjectName("frame-position-means")
        self._offers = QFrame()
        self._offers.setObjectName("frame-position-offers")
        self._rows = QVBoxLayout(self._offers)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(2)
        self._apart = label("", "caption", wrap=True)
        self._apart.setObjectName("frame-position-apart")
        self.column.addSpacing(6)
        self.column.addWidget(self._means)
        self.column.addWidget(self._offers)
        self.column.addWidget(self._apart)
        self.column.addSpacing(14)
        self.form = DraftForm("frame-matter-form", _ABOUT)
        self.form.edited.connect(lambda changes: edits.name_matter(self._case_id, changes))
        self.column.addWidget(self.form)
        self.column.addStretch(1)

    def show_frame(self, shown: FramePage) -> None:
        settings = shown.settings
        if self._case_id != shown.case_id:  # settings that nobody made yet have no id to tell them
            self.form.show_thing(None)
            self._case_id = shown.case_id
        self.form.show_thing(settings)
        if settings.position is not self._position:
            self._show(settings.position)

    def commit(self) -> None:
        self.form.commit()

    def _show(self, position: Position) -> None:
        self._position = position
        with QSignalBlocker(self._choices):
            self._choices.setExclusive(False)
            for each, radio in self._radios.items():
                radio.setChecked(each is position)
            self._choices.setExclusive(True)
        told = guidance(position)
        self._means.setText(told.means)
        self._apart.setText(told.apart)
        self._apart.setVisible(bool(told.apart))
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for place, hint in enumerate(told.hints):
            self._rows.addWidget(self._line(place, hint))

    def _line(self, place: int, hint: Hint) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 2, 0, 2)
        line.setSpacing(10)
        line.addWidget(label(f"•  {hint.words}", "", wrap=True), 1)
        if hint.page != "frame":
            words = _PAGE_WORDS[hint.page]
            go = button(
                f"frame-offer-{place}",
                words,
                partial(self.page_wanted.emit, hint.page),
                kind="link",
            )
            go.setAccessibleName(f"{hint.words} Go to {words}")
            line.addWidget(go, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _three(self) -> QWidget:
        group = QWidget()
        group.setObjectName("frame-position")
        group.setAccessibleName("How I stand to what happened")
        column = QVBoxLayout(group)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for position, words in POSITION_WORDS.items():
            radio = QRadioButton(words)
            radio.setObjectName(f"frame-position-{position.value}")
            radio.clicked.connect(partial(self._take, position))
            self._choices.addButton(radio)
            self._radios[position] = radio
            column.addWidget(radio)
        return group

    def _take(self, position: Position, _on: bool = True) -> None:
        self._show(position)
        self._edits.take_position(position)
