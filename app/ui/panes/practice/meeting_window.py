"""The meeting view: this case, page by page, for everybody in the room; notes taken in place."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.practice import agenda
from app.domain.practice.meeting_pages import MeetingPage, Part, first_of
from app.domain.practice.meeting_words import OPENNESS_WORDS
from app.domain.practice.meetings import Meeting, MeetingNote, Openness
from app.operations.practice.meetings import Room
from app.ui import theme
from app.ui.dialogs.case_fields import line
from app.ui.marking import marker
from app.ui.panes.presenting import ALLOWED
from app.ui.widgets.buttons import chip_button
from app.ui.widgets.labels import ElidedLabel, label
from app.ui.widgets.meeting_page_view import MeetingPageView
from app.ui.widgets.slide_strip import SlideStrip

TICK_MS = 10_000
"""How often the clock is looked at; it tells whole minutes, and never blinks."""

_EARLY_S, _LATE_S = 15 * 60, 3 * 3600
"""Opened so near its stated beginning, a meeting is measured from there."""

_ON = frozenset({Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_PageDown})
_BACK = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Backspace, Qt.Key.Key_PageUp})
_ACROSS = frozenset({Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Backspace})
_NUMBERS = {str(number) for number, _ in enumerate(Part, 1)}
_FOOT = "→ on · 1–5 part · N note · F11 whole screen · Esc leaves"


class MeetingWindow(QWidget):
    """Shows a `Room` and nothing else; it reads nothing itself."""

    left = Signal()
    noted = Signal(str, str, str)
    """A note, the part it was taken in, and the id of what it is about."""
    answered = Signal(object)
    """The `Openness` that the group gave."""

    def __init__(
        self,
        room: Room,
        actions: Sequence[QAction],
        now_s: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setObjectName("meeting-window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.addActions([action for action in actions if action.objectName() in ALLOWED])
        self._room = room
        self._now_s = now_s
        self._began_s = now_s()
        self._at = 0
        self._view = MeetingPageView()
        self._title = ElidedLabel()
        self._clock = label("")
        self._clock.setObjectName("meeting-clock")
        self._notes = label("", wrap=True)
        self._notes.setObjectName("meeting-page-notes")
        self._line = line("meeting-note", "", "A note to this page; Enter keeps it, Esc leaves it")
        self._line.setAccessibleName("A note to this page")
        marker.current().follow(self._line, lambda: MeetingNote("", "", "", ""), "text")
        self._line.hide()
        self._group = _group_row(self)
        self._place = label("")
        self._place.setObjectName("meeting-place")
        self._keys = label(_FOOT)
        self._parts = tuple(_chip(part) for part in Part)
        self._foot = QHBoxLayout()
        self._strip = SlideStrip(len(room.shown.pages))
        self._lay_out()
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self._tell_time)
        self._tick.start()
        self._line.returnPressed.connect(self._keep_note)
        theme.current().theme_changed.connect(self._dress)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.show_room(room)

    @property
    def page(self) -> MeetingPage:
        """What is shown."""
        return self._room.shown.pages[self._at]

    @property
    def place(self) -> str:
        """What is shown, to come back to: what it is about, or its part."""
        return self.page.target_id or self.page.part.name

    def stand_on(self, place: str) -> None:
        """Show the page that was called so; nothing happens where it is gone."""
        for at, page in enumerate(self._room.shown.pages):
            if place in (page.target_id, page.part.name) and place:
                self.show_number(at)
                return

    def show_room(self, room: Room) -> None:
        """Show the case as it stands now, on the same page where that is still there.

        A note that is being typed stays with its page, and is kept where the page has gone.
        """
        before = self.page
        pages = room.shown.pages
        ids = [page.target_id for page in pages]
        at = min(self._at, len(pages) - 1)
        if before.target_id in ids and before.target_id:
            at = ids.index(before.target_id)
        elif before.target_id:
            self._put_line_away()
        elif pages[at].part is not before.part or pages[at].target_id:
            at = first_of(room.shown, before.part)
        self._room, self._at = room, at
        self._strip.show_total(len(pages))
        self.setWindowTitle(f"Meeting – {room.shown.title}")
        self._title.setText(room.shown.title)
        self.show_number(at)
        self._tell_time()

    def show_number(self, number: int) -> None:
        """Show a page, counted from 0; beyond the ends nothing happens."""
        pages = self._room.shown.pages
        number = max(0, min(number, len(pages) - 1))
        if number != self._at:
            self._put_line_away()
        self._at = number
        self._view.show_page(self.page)
        self.setAccessibleName(self._view.accessibleName())  # the window has the focus
        self._strip.show_number(number + 1)
        self._place.setText(f"{number + 1:,} of {len(pages):,}")
        self._parts[list(Part).index(self.page.part)].setChecked(True)
        self._group.setVisible(self.page.part is Part.TOGETHER)
        self._notes_shown()

    def show_part(self, part: Part) -> None:
        """Show the first page of a part."""
        self.show_number(first_of(self._room.shown, part))

    def begin_note(self) -> None:
        """Write a note to this page."""
        self._line.show()
        self._line.setFocus()

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        number = int(event.text()) if event.text() in _NUMBERS else 0
        if key == Qt.Key.Key_Escape:
            self._leave()
        elif key == Qt.Key.Key_N:
            self.begin_note()
        elif key == Qt.Key.Key_F11:
            self._whole_screen()
        elif number:
            self.show_part(list(Part)[number - 1])
        elif key == Qt.Key.Key_Home:
            self.show_number(0)
        elif key == Qt.Key.Key_End:
            self.show_number(len(self._room.shown.pages) - 1)
        elif key in _ON or key in _BACK:
            self._go(1 if key in _ON else -1, scrolling=key not in _ACROSS)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._view.scroll_on(-1 if event.angleDelta().y() > 0 else 1)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._keep_note()  # what was typed is not lost
        self._tick.stop()
        event.accept()
        self.left.emit()

    def _leave(self) -> None:
        if self._line.isVisible():
            self._put_line_away()
        else:
            self.close()

    def _go(self, step: int, *, scrolling: bool) -> None:
        if not (scrolling and self._view.scroll_on(step)):
            self.show_number(self._at + step)

    def _whole_screen(self) -> None:
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()

    # Notes and the group's answer

    def _keep_note(self) -> None:
        text = self._line.text().strip()
        if text:
            self._line.clear()
            self.noted.emit(text, self.page.part.value, self.page.target_id)

    def _put_line_away(self) -> None:
        self._keep_note()
        self._line.hide()
        self.setFocus()

    def _notes_shown(self) -> None:
        page = self.page
        here = [
            note.text
            for note in self._room.notes
            if note.target_id == page.target_id and (page.target_id or note.part == page.part.value)
        ]
        self._notes.setText("\n".join(f"– {text}" for text in here))
        self._notes.setVisible(bool(here))
        for button, openness in zip(self._group_buttons(), OPENNESS_WORDS, strict=True):
            button.setChecked(self._room.meeting.openness is openness)

    def _group_buttons(self) -> list[QPushButton]:
        return self._group.findChildren(QPushButton)

    # The clock

    def _tell_time(self) -> None:
        meeting = self._room.meeting
        since_s = self._now_s() - _start_s(meeting, self._began_s)
        now = agenda.elapsed(agenda.points_of(meeting.agenda), meeting.minutes, since_s)
        self._clock.setText(" · ".join(part for part in (now.elapsed, now.point) if part))

    # How it is made

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addSpacing(20)
        head.addWidget(self._clock)
        parts = QHBoxLayout()
        parts.setSpacing(6)
        group = QButtonGroup(self)
        for part, chip in zip(Part, self._parts, strict=True):
            chip.clicked.connect(lambda _on=False, part=part: self.show_part(part))
            group.addButton(chip)
            parts.addWidget(chip)
        parts.addStretch(1)
        self._foot.addWidget(self._strip, 1)
        self._foot.addSpacing(20)
        self._foot.addWidget(self._keys)
        self._foot.addSpacing(20)
        self._foot.addWidget(self._place)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 18, 32, 18)
        column.setSpacing(10)
        column.addLayout(head)
        column.addLayout(parts)
        column.addWidget(self._view, 1)
        for widget in (self._group, self._notes, self._line):
            column.addWidget(widget)
        column.addLayout(self._foot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._dress()

    def _dress(self) -> None:
        look = theme.current()
        px = max(12, min(self.height(), self.width() * 0.62) * 0.021)
        font = look.font(px / look.zoom)  # it grows with the screen already
        for words in (self._title, self._clock, self._place, self._keys, self._notes, self._line):
            words.setFont(font)


def _start_s(meeting: Meeting, began_s: float) -> float:
    """When the clock began: at the stated time if the view was opened around it."""
    if meeting.starts_us is None:
        return began_s
    stated_s = meeting.starts_us / 1_000_000
    return stated_s if -_EARLY_S <= began_s - stated_s <= _LATE_S else began_s


def _chip(part: Part) -> QPushButton:
    chip = chip_button(f"meeting-part-{part.name.lower()}", part.value)
    chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return chip


def _group_row(window: MeetingWindow) -> QWidget:
    """The answers that a group can give, side by side."""
    row = QWidget()
    row.setObjectName("meeting-group")
    line_up = QHBoxLayout(row)
    line_up.setContentsMargins(0, 0, 0, 0)
    for openness, words in OPENNESS_WORDS.items():
        button = chip_button(f"group-{openness.value}", words)
        button.setAutoExclusive(True)
        button.setVisible(openness is not Openness.NOT_ASKED)
        button.clicked.connect(lambda _on=False, given=openness: window.answered.emit(given))
        line_up.addWidget(button)
    line_up.addStretch(1)
    return row
