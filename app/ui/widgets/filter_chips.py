"""Filters as a row of chips; what does not fit goes into a menu at its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from app.ui.evidence_words import plain_hint

T = TypeVar("T")

_GAP = 6
_LONGEST_TITLE = 24


@dataclass(frozen=True, slots=True)
class SourceChip:
    """A source to filter by, and how many items it has."""

    id: int
    title: str
    items: int


def _short(title: str) -> str:
    return title if len(title) <= _LONGEST_TITLE else title[: _LONGEST_TITLE - 1] + "…"


def _still(chosen: frozenset[T] | None, offered: frozenset[T]) -> frozenset[T] | None:
    return (chosen & offered or None) if chosen is not None else None


def _chip(text: str, name: str) -> QPushButton:
    chip = QPushButton(text)
    chip.setProperty("kind", "chip")
    chip.setCheckable(True)
    chip.setObjectName(name)
    chip.setCursor(Qt.CursorShape.PointingHandCursor)
    return chip


class FilterChips(QWidget):
    """Sources with their counts, people without (nobody is counted), and "Uncited only".

    ``changed`` comes when a person chose something; `sources` and `people` are None where all
    are shown.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("evidence-filters")
        self._offered: tuple[SourceChip, ...] = ()
        self._names: tuple[tuple[str, str], ...] = ()
        self.sources: frozenset[int] | None = None
        self.people: frozenset[str] | None = None
        self._chips: list[QPushButton] = []
        self._more = _chip("", "evidence-more-sources")
        self._more.setCheckable(False)
        self._more.setMenu(QMenu(self._more))
        self._who = _chip("People", "evidence-people")
        self._who.setMenu(QMenu(self._who))
        self._uncited = _chip("Uncited only", "evidence-uncited")
        self._uncited.toggled.connect(lambda _on: self.changed.emit())
        for button in (self._more, self._who, self._uncited):
            button.setParent(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._show()

    @property
    def uncited_only(self) -> bool:
        """Whether only items without a citation are shown."""
        return self._uncited.isChecked()

    def offer(self, sources: Sequence[SourceChip], people: Sequence[tuple[str, str]]) -> None:
        """What can be chosen: sources, and people as (id, name).

        A choice that is not offered any more is dropped silently: what it showed is gone.
        """
        self.offer_people(people)
        sources = tuple(sources)
        if sources != self._offered:
            self._offered = sources
            self.sources = _still(self.sources, frozenset(chip.id for chip in sources))
            self._build()

    def offer_people(self, people: Sequence[tuple[str, str]]) -> None:
        """The same for people alone, who may have got other words."""
        people = tuple(people)
        if people != self._names:
            self._names = people
            self.people = _still(self.people, frozenset(key for key, _ in people))
            self._show()

    def choose(
        self,
        sources: frozenset[int] | None,
        people: frozenset[str] | None,
        *,
        uncited_only: bool,
    ) -> None:
        """Set all choices without telling anybody."""
        self.sources, self.people = sources, people
        self._uncited.blockSignals(True)
        self._uncited.setChecked(uncited_only)
        self._uncited.blockSignals(False)
        self._show()

    # What a person does

    def toggle_source(self, source_id: int) -> None:
        """Show this source alone, or one more, or one less; none left means all again."""
        everything = frozenset(chip.id for chip in self._offered)
        chosen = frozenset[int]() if self.sources is None else self.sources
        chosen ^= {source_id}
        self.sources = None if not chosen or chosen == everything else chosen
        self._show()
        self.changed.emit()

    def toggle_person(self, key: str) -> None:
        """The same for a person."""
        chosen = (self.people or frozenset()) ^ {key}
        self.people = chosen or None
        self._show()
        self.changed.emit()

    def toggle_uncited(self) -> None:
        """Turn "Uncited only" on or off."""
        self._uncited.toggle()

    # Looks

    def _build(self) -> None:
        for chip in self._chips:
            chip.setParent(None)
            chip.deleteLater()
        self._chips = []
        for source in self._offered:
            text = f"{_short(source.title)} {source.items:,}".replace("&", "&&")
            chip = _chip(text, f"evidence-source-{source.id}")
            chip.setParent(self)
            chip.setToolTip(plain_hint(source.title))
            chip.setAccessibleName(f"Source {source.title}, {source.items:,} items")
            chip.clicked.connect(lambda _on, key=source.id: self.toggle_source(key))
            self._chips.append(chip)
        self._show()
        self._place()

    def _show(self) -> None:
        for chip, source in zip(self._chips, self._offered, strict=True):
            chip.setChecked(self.sources is None or source.id in self.sources)
        self._who.setChecked(self.people is not None)
        self._who.setVisible(bool(self._names))
        menu = self._who.menu()
        menu.clear()
        for key, name in self._names:
            on = self.people is not None and key in self.people
            self._entry(menu, name, on=on).triggered.connect(
                lambda _on=False, key=key: self.toggle_person(key)
            )
        names = [name for key, name in self._names if self.people and key in self.people]
        self._who.setText(_short(", ".join(names)).replace("&", "&&") if names else "People")
        self._place()

    @staticmethod
    def _entry(menu: QMenu, text: str, *, on: bool) -> QAction:
        entry = menu.addAction(text.replace("&", "&&"))
        entry.setCheckable(True)
        entry.setChecked(on)
        return entry

    def _place(self) -> None:
        fixed = [button for button in (self._who, self._uncited) if not button.isHidden()]
        room = self.width() - sum(button.sizeHint().width() + _GAP for button in fixed)
        widths = [chip.sizeHint().width() + _GAP for chip in self._chips]
        shown = len(widths)
        if sum(widths) > room:
            self._more.setText(f"+{len(widths)} sources")
            room -= self._more.sizeHint().width() + _GAP
            while shown and sum(widths[:shown]) > room:
                shown -= 1
        self._fill_menu(shown)
        x = 0
        for chip in self._chips[shown:]:
            chip.hide()
        for button in [
            *self._chips[:shown],
            *([self._more] if shown < len(widths) else []),
            *fixed,
        ]:
            size = button.sizeHint()
            button.setGeometry(x, (self.height() - size.height()) // 2, size.width(), size.height())
            button.show()
            x += size.width() + _GAP

    def _fill_menu(self, shown: int) -> None:
        hidden = self._offered[shown:]
        self._more.setVisible(bool(hidden))
        self._more.setText(f"+{len(hidden)} {'source' if len(hidden) == 1 else 'sources'}")
        menu = self._more.menu()
        menu.clear()
        for source in hidden:
            on = self.sources is None or source.id in self.sources
            self._entry(menu, f"{source.title}   {source.items:,}", on=on).triggered.connect(
                lambda _on=False, key=source.id: self.toggle_source(key)
            )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def sizeHint(self) -> QSize:
        return QSize(300, self._uncited.sizeHint().height() + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(180, self.sizeHint().height())
