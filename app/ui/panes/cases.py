"""The Cases page: a calm first screen, then the cases of the open casebook."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.ui import theme
from app.ui.settings import Recent
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.icons import mark
from app.ui.widgets.labels import ElidedLabel, label
from app.ui.widgets.recent_list import ChoiceList, RecentList

if TYPE_CHECKING:
    from app.domain.drafts import Case


def _button(text: str, name: str, signal: object, kind: str = "") -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    button.setProperty("kind", kind)
    button.clicked.connect(signal)
    return button


def _panel() -> tuple[QFrame, QVBoxLayout]:
    frame = QFrame()
    frame.setProperty("kind", "panel")
    column = QVBoxLayout(frame)
    column.setContentsMargins(14, 12, 14, 14)
    column.setSpacing(8)
    return frame, column


class CasesPage(QStackedWidget):
    """Shows what can be opened; decides nothing."""

    new_casebook_wanted = Signal()
    open_wanted = Signal()
    sample_wanted = Signal()
    recent_chosen = Signal(object)
    recent_forgotten = Signal(object)
    new_case_wanted = Signal()
    new_trust_case_wanted = Signal()
    case_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("cases-page")
        self._welcome = _Welcome(self)
        self._cases = _CaseList(self)
        self.addWidget(self._welcome)
        self.addWidget(self._cases)

    def show_closed(self, recent: Sequence[Recent]) -> None:
        """No casebook is open."""
        self._welcome.fill(recent)
        self.setCurrentWidget(self._welcome)
        self.setFocusProxy(self._welcome.first)

    def show_casebook(
        self, path: Path, cases: Sequence[Case], open_case: str | None, recent: Sequence[Recent]
    ) -> None:
        """A casebook is open, with these cases."""
        self._cases.fill(path, cases, open_case)
        self._cases.fill_others([known for known in recent if known.path != path])
        self.setCurrentWidget(self._cases)
        self.setFocusProxy(self._cases.list if cases else self._cases.first)


class _Welcome(QWidget):
    """What greets a person before a casebook is open."""

    def __init__(self, page: CasesPage) -> None:
        super().__init__()
        self._picture = QLabel()
        self._new = _button(
            "New casebook…", "new-casebook-button", page.new_casebook_wanted, "primary"
        )
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self._new)
        buttons.addWidget(_button("Open…", "open-casebook-button", page.open_wanted))
        buttons.addWidget(
            _button("New trust case…", "first-trust-case-button", page.new_trust_case_wanted)
        )
        buttons.addWidget(_button("Look at the sample", "sample-button", page.sample_wanted))
        buttons.addStretch(1)
        self._panel, inside = _panel()
        inside.addWidget(label("Recent casebooks", "strong"))
        self._recent = RecentList()
        self._recent.chosen.connect(page.recent_chosen)
        self._recent.forgotten.connect(page.recent_forgotten)
        inside.addWidget(self._recent)
        self._middle = QWidget()
        column = QVBoxLayout(self._middle)
        column.setSpacing(6)
        column.addStretch(2)
        sentence = label(
            "Evidence on the left, the draft on the right, and every sentence traceable. "
            "A casebook is one encrypted file that stays on this computer.",
            "subtitle",
            wrap=True,
        )
        for part in (self._picture, label("Goldseam", "display"), sentence):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(part)
        column.addSpacing(12)
        column.addLayout(buttons)
        column.addSpacing(18)
        column.addWidget(self._panel)
        column.addStretch(3)
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addWidget(self._middle)
        row.addStretch(1)
        theme.current().theme_changed.connect(self._dress)
        self._dress()

    @property
    def first(self) -> QWidget:
        """Where the keyboard begins: at the casebook of last time, where there is one."""
        return self._new if self._panel.isHidden() else self._recent

    def fill(self, recent: Sequence[Recent]) -> None:
        self._recent.fill(recent)
        self._panel.setVisible(bool(recent))

    def _dress(self) -> None:
        look = theme.current()
        self._picture.setPixmap(mark(look.px(64)))
        self._middle.setFixedWidth(look.px(528))


class _CaseList(QWidget):
    """The cases of the open casebook, and other casebooks beside them."""

    def __init__(self, page: CasesPage) -> None:
        super().__init__()
        self._name = label("", "heading")
        self._folder = ElidedLabel("", "caption")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._name)
        head.addWidget(self._folder, 1)
        self._new = _button("New case…", "new-case-button", page.new_case_wanted, "primary")
        trust = _button("New trust case…", "new-trust-case-button", page.new_trust_case_wanted)
        head.addWidget(trust)
        head.addWidget(self._new)
        self.list = ChoiceList("case-list", "Cases")
        self.list.chosen.connect(page.case_chosen.emit)
        self.first = _button("New case…", "first-case-button", page.new_case_wanted, "primary")
        self._empty = EmptyState(
            "No case yet",
            "A case is one incident, or one break of trust, with its evidence and its timeline.",
            [self.first],
        )
        left, column = _panel()
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addWidget(self._empty, 1)
        self._recent = RecentList()
        self._recent.chosen.connect(page.recent_chosen)
        self._recent.forgotten.connect(page.recent_forgotten)
        self._others, other = _panel()
        self._others.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        other_head = QHBoxLayout()
        other_head.addWidget(label("Other casebooks", "heading"), 1)
        other_head.addWidget(_button("Open…", "open-other-button", page.open_wanted))
        other.addLayout(other_head)
        other.addWidget(self._recent)
        other.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 12, 14, 6)
        row.setSpacing(12)
        row.addWidget(left, 5)
        row.addWidget(self._others, 3)

    def fill_others(self, recent: Sequence[Recent]) -> None:
        self._recent.fill(recent)
        self._others.setVisible(bool(recent))

    def fill(self, path: Path, cases: Sequence[Case], open_case: str | None) -> None:
        from app.ui.case_words import day_of, summary_of

        self._name.setText(path.stem)
        count = "1 case" if len(cases) == 1 else f"{len(cases)} cases"
        self._folder.setText(f"{count} · {path.parent}")
        self.list.clear()
        for case in reversed(cases):
            item = self.list.add(case.id, case.title, summary_of(case), day_of(case))
            if case.id == open_case:
                self.list.setCurrentItem(item)
        if cases and self.list.currentRow() < 0:
            self.list.setCurrentRow(0)
        self.list.setVisible(bool(cases))
        self._new.setVisible(bool(cases))
        self._empty.setVisible(not cases)
