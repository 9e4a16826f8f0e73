"""Filters as a row of chips; what does not fit goes into a menu at its end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from app.ui.evidence_words import counted, plain_hint
from app.ui.widgets.buttons import chip_button

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
    chip = chip_button(name, text)
    chip.setCursor(Qt.CursorShape.PointingHandCursor)
    return chip


def _width_of(buttons: Sequence[QPushButton]) -> int:
    return sum(button.sizeHint().width() + _GAP for button in buttons)


class FilterChips(QWidget):
    """Sources with their counts, people without (nobody is counted), "Uncited only" and more.

    ``changed`` comes when a person chose something; `sources` and `people` are None where all
    are shown, `of_thread` and `at_place` where the list is not narrowed to one.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("evidence-filters")
        self._offered: tuple[SourceChip, ...] = ()
        self._names: tuple[tuple[str, str], ...] = ()
        self.sources: frozenset[int] | None = None
        self.people: frozenset[str] | None = None
        self.of_thread: tuple[int, str] | None = None
        self.at_place: str | None = None
        self._found: Mapping[int, int] | None = None
        self._chips: list[QPushButton] = []
        self._more = _chip("", "evidence-more-sources")
        self._more.setCheckable(False)
        self._more.setMenu(QMenu(self._more))
        self._who = _chip("People", "evidence-people")
        self._who.setMenu(QMenu(self._who))
        self._uncited = _chip("Uncited only", "evidence-uncited")
        self._uncited.toggled.connect(lambda _on: self.changed.emit())
        self._bookmarked = _chip("Bookmarked", "evidence-bookmarked")
        self._bookmarked.toggled.connect(self._bookmarks_toggled)
        self._any_bookmark = False
        self._thread = _chip("Thread  ✕", "evidence-thread")
        self._thread.clicked.connect(self._leave_thread)
        self._at = _chip("", "evidence-place")
        self._at.clicked.connect(self._leave_place)
        for button in (
            self._more,
            self._who,
            self._uncited,
            self._bookmarked,
            self._thread,
            self._at,
        ):
            button.setParent(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._show()

    @property
    def uncited_only(self) -> bool:
        """Whether only items without a citation are shown."""
        return self._uncited.isChecked()

    @property
    def bookmarked_only(self) -> bool:
        """Whether only bookmarked items are shown."""
        return self._bookmarked.isChecked()

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
        bookmarked_only: bool = False,
        thread: tuple[int, str] | None = None,
        place: str | None = None,
    ) -> None:
        """Set all choices without telling anybody."""
        self.sources, self.people, self.of_thread, self.at_place = sources, people, thread, place
        for button, on in ((self._uncited, uncited_only), (self._bookmarked, bookmarked_only)):
            button.blockSignals(True)
            button.setChecked(on)
            button.blockSignals(False)
        self._show()

    def offer_bookmarks(self, *, there_are: bool) -> None:
        """Whether the case has any bookmark to filter by."""
        self._any_bookmark = there_are
        self._show()

    def show_found(self, found: Mapping[int, int] | None) -> None:
        """How many items of each source the search found; None where nothing is searched for."""
        if found != self._found:
            self._found = found
            self._label_sources()
            self._place()

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

    def toggle_bookmarked(self) -> None:
        """Turn "Bookmarked" on or off."""
        self._bookmarked.toggle()

    def _bookmarks_toggled(self) -> None:
        self._show()
        self.changed.emit()

    def _leave_thread(self) -> None:
        self.of_thread = None
        self._show()
        self.changed.emit()

    def _leave_place(self) -> None:
        self.at_place = None
        self._show()
        self.changed.emit()

    # Looks

    def _build(self) -> None:
        for chip in self._chips:
            chip.setParent(None)
            chip.deleteLater()
        self._chips = []
        for source in self._offered:
            chip = _chip("", f"evidence-source-{source.id}")
            chip.setParent(self)
            chip.clicked.connect(lambda _on, key=source.id: self.toggle_source(key))
            self._chips.append(chip)
        self._label_sources()
        self._show()

    def _label_sources(self) -> None:
        for chip, source in zip(self._chips, self._offered, strict=True):
            shown = self._shown_of(source)
            chip.setText(f"{_short(source.title)} {shown:,}".replace("&", "&&"))
            hint = source.title
            if self._found is not None:
                hint += f"\n{shown:,} of {counted(source.items, 'item')} found"
            chip.setToolTip(plain_hint(hint))
            chip.setAccessibleName(f"Source {source.title}, {shown:,} items")

    def _shown_of(self, source: SourceChip) -> int:
        return source.items if self._found is None else self._found.get(source.id, 0)

    def _show(self) -> None:
        for chip, source in zip(self._chips, self._offered, strict=True):
            chip.setChecked(self.sources is None or source.id in self.sources)
        self._who.setChecked(self.people is not None)
        self._who.setVisible(bool(self._names))
        self._thread.setVisible(self.of_thread is not None)
        self._thread.setChecked(True)
        self._thread.setAccessibleName("Thread; press to show the rest again")
        self._at.setVisible(self.at_place is not None)
        self._at.setChecked(True)
        self._at.setText(f"{_short(self.at_place or '')}  ✕".replace("&", "&&"))
        self._at.setAccessibleName(f"Place {self.at_place}; press to show the rest again")
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
        last = (self._thread, self._at, self._who, self._bookmarked, self._uncited)
        for button in last[3:]:
            button.setVisible(self._is_offered(button))
        fixed = [button for button in last if not button.isHidden()]
        room = self.width() - _width_of(fixed)
        if room < _width_of([self._more]):  # they can be reached by their keys as well
            fixed = [one for one in fixed if one not in last[3:] or one.isChecked()]
            room = self.width() - _width_of(fixed)
        for button in last[3:]:
            button.setVisible(button in fixed)
        widths = [chip.sizeHint().width() + _GAP for chip in self._chips]
        shown = len(widths)
        if sum(widths) > room:
            self._more.setText(f"+{len(widths)} sources")
            room -= _width_of([self._more])
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

    def _is_offered(self, button: QPushButton) -> bool:
        return button is self._uncited or self._any_bookmark or self.bookmarked_only

    def _fill_menu(self, shown: int) -> None:
        hidden = self._offered[shown:]
        self._more.setVisible(bool(hidden))
        self._more.setText(f"+{len(hidden)} {'source' if len(hidden) == 1 else 'sources'}")
        menu = self._more.menu()
        menu.clear()
        for source in hidden:
            on = self.sources is None or source.id in self.sources
            self._entry(
                menu, f"{source.title}   {self._shown_of(source):,}", on=on
            ).triggered.connect(lambda _on=False, key=source.id: self.toggle_source(key))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def sizeHint(self) -> QSize:
        return QSize(300, self._uncited.sizeHint().height() + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(180, self.sizeHint().height())
