"""Which findings are shown: all, those in words or in the structure, or those of one group."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QWidget

from app.domain.candour.findings import GROUP_WORDS, Group
from app.ui.finding_rows import Asked
from app.ui.widgets.buttons import chip_button

_WORDS = {Asked.ALL: "All", Asked.WORDS: "Words", Asked.STRUCTURE: "Structure"}
_HINTS = {
    Asked.ALL: "Everything that is asked",
    Asked.WORDS: "What is asked about words",
    Asked.STRUCTURE: "What is asked about how the parts stand together",
}
_ANY = "Any group"


class FindingFilter(QWidget):
    """``changed`` comes when a person chose something."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.asked = Asked.ALL
        self.group: Group | None = None
        self._offered: tuple[Group, ...] = ()
        self._chips = QButtonGroup(self)
        self._chips.setExclusive(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for place, asked in enumerate(Asked):
            chip = chip_button(f"candour-chip-{asked.value}", _WORDS[asked])
            chip.setToolTip(_HINTS[asked])
            chip.setAccessibleName(_HINTS[asked])
            self._chips.addButton(chip, place)
            row.addWidget(chip)
        self._of_group = chip_button("candour-chip-group", _ANY)
        self._of_group.setMenu(QMenu(self._of_group))
        row.addWidget(self._of_group)
        self._chips.idClicked.connect(lambda place: self.choose(list(Asked)[place]))
        self._show()

    def offer(self, groups: Sequence[Group]) -> None:
        """Offer these groups, and the one that is chosen."""
        chosen = [] if self.group is None else [self.group]
        self._offered = tuple(group for group in Group if group in {*groups, *chosen})
        self._show()

    def choose(self, asked: Asked, group: Group | None = None) -> None:
        """Show these from now on."""
        is_new = (asked, group) != (self.asked, self.group)
        self.asked, self.group = asked, group
        self._show()
        if is_new:
            self.changed.emit()

    def choose_group(self) -> None:
        """Let a person choose one of the groups."""
        if self._of_group.isVisible():
            self._of_group.showMenu()

    def _show(self) -> None:
        for place, asked in enumerate(Asked):
            chosen = asked is self.asked and self.group is None
            self._chips.button(place).setChecked(chosen)
        words = _ANY if self.group is None else GROUP_WORDS[self.group]
        self._of_group.setText(words)
        self._of_group.setAccessibleName(f"Group: {words}")
        self._of_group.setChecked(self.group is not None)
        self._of_group.setVisible(bool(self._offered))
        menu = self._of_group.menu()
        menu.clear()
        menu.addAction(_ANY).triggered.connect(lambda _on=False: self.choose(Asked.ALL))
        for group in self._offered:
            offered = menu.addAction(GROUP_WORDS[group])
            offered.triggered.connect(partial(self._take, group))

    def _take(self, group: Group, _on: bool = False) -> None:
        self.choose(Asked.WORDS, group)
