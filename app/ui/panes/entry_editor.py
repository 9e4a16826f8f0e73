"""The form of one timeline entry: for a new one, and in the place of its card."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app.domain.drafts import Certainty, Entry, EntryKind, Known
from app.domain.errors import InvalidInputError
from app.domain.moments import (
    EventTime,
    Precision,
    TimeKind,
    day,
    parse_event_time,
    parse_typed,
    write_event_time,
)
from app.domain.review_words import CERTAINTY_WORDS, KIND_WORDS, whole_precision
from app.ui import theme
from app.ui.entry_words import zone_of
from app.ui.marking import marker
from app.ui.panes.citation_lines import CitationLine, CitationLines
from app.ui.reading_order import keep_own_order
from app.ui.widgets.certainty_symbol import certainty_icon
from app.ui.widgets.growing_text import GrowingText
from app.ui.widgets.labels import label
from app.ui.widgets.shortening_button import ShorteningButton

_HINT_FROM = 440
"""A narrower form, in pixels at zoom 1, needs the room of the hint for the time."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the form: an entry of everything that can be used, and what cannot."""

    entry: Entry
    problem: str = ""


class EntryEditor(QFrame):
    """Edits one entry. Enter asks to save, Esc to leave; Alt with a key reaches every field."""

    changed = Signal()
    save_requested = Signal()
    leave_requested = Signal()
    left = Signal()
    """The focus went somewhere else."""
    height_changed = Signal()

    def __init__(
        self,
        name: str,
        save_text: str,
        parent: QWidget | None = None,
        *,
        is_new: bool = False,
    ) -> None:
        super().__init__(parent)
        self._is_new = is_new
        self.setProperty("kind", "attention")
        self.setObjectName(f"{name}-editor")
        self._entry = Entry("", "", "")
        self._zone = self._day_zone = ZoneInfo("UTC")
        self._day_of_us: int | None = None
        self._written_time = self._written_since = self._written_text = ""
        self._filling = False
        self.lines = CitationLines()
        self._make_fields(name)
        self._lay_out(save_text, name)
        self._connect()
        self._marks = marker.current().follow(self.text, self._marked, "text")

    # What it holds

    def hide_private(self, *, hidden: bool) -> None:
        """Where readers are chosen for each piece, nothing is marked private here."""
        self.private.setVisible(not hidden)

    def show_entry(
        self, entry: Entry, zone: ZoneInfo, day_zone: ZoneInfo, day_of_us: int | None
    ) -> None:
        """Fill the form; whole days lie in ``day_zone``, as in `zone_of`.

        A clock typed without a date falls on the day of ``day_of_us``.
        """
        self._filling = True
        self._entry, self._zone, self._day_zone = entry, zone, day_zone
        self._day_of_us = self._day_of(entry.time, day_of_us)
        self._written_time = self._write(entry.time)
        self._written_since = _since_text(entry.known_us, zone)
        self.time.setText(self._written_time)
        self.time.home(False)  # the day is told first, where not all of it is seen
        self.kind.setCurrentIndex(list(EntryKind).index(entry.kind))
        self.certainty.setCurrentIndex(list(Certainty).index(entry.certainty))
        self.later.setChecked(entry.known is Known.LATER)
        self.since.setText(self._written_since)
        self.by.setText(entry.known_by)
        self.private.setChecked(entry.private)
        if self.text.toPlainText() != entry.text:
            self.text.setPlainText(entry.text)
        self._written_text = self.text.toPlainText()
        self._filling = False
        self._check()
        self._marks.look()

    def show_lines(self, lines: Sequence[CitationLine]) -> None:
        """Show what the entry cites."""
        self.lines.show_lines(lines)
        self.height_changed.emit()

    def typed(self) -> Typed:
        """The entry as far as it can be used; a wrong time keeps the one before."""
        problem = ""
        time, known_us = self._entry.time, self._entry.known_us
        try:
            time = self._typed_time()
        except InvalidInputError as error:
            problem = str(error)
        try:
            known_us = self._typed_since()
        except InvalidInputError as error:
            problem = problem or str(error)
        later = self.later.isChecked()
        entry = replace(
            self._entry,
            time_kind=time.kind,
            start_us=time.start_us,
            end_us=time.end_us,
            time_precision=time.precision,
            kind=list(EntryKind)[self.kind.currentIndex()],
            certainty=list(Certainty)[self.certainty.currentIndex()],
            known=Known.LATER if later else Known.AT_THE_TIME,
            known_us=known_us if later else None,
            known_by=self.by.text().strip() if later else "",
            private=self.private.isChecked(),
            text=self._typed_text(),
        )
        return Typed(entry, problem)

    @property
    def time_touched(self) -> bool:
        """Whether a person typed something else into the field of the time."""
        return self.time.text() != self._written_time

    def set_time(self, time: EventTime) -> None:
        """Give the entry a time without touching anything else."""
        self._entry = replace(
            self._entry,
            time_kind=time.kind,
            start_us=time.start_us,
            end_us=time.end_us,
            time_precision=time.precision,
        )
        self._day_of_us = self._day_of(time, self._day_of_us)
        self._written_time = self._write(time)
        self.time.setText(self._written_time)
        self.time.home(False)
        self._check()

    def complain(self, problem: str) -> None:
        """Say in the form what cannot be used; empty takes it back."""
        self._problem.setText(problem)
        if self._problem.isHidden() != (not problem):
            self._problem.setVisible(bool(problem))
            self.height_changed.emit()

    def _marked(self) -> Entry:
        """The entry that is being written; without an id where it is not kept yet."""
        entry = self.typed().entry
        return replace(entry, id="") if self._is_new else entry

    def _typed_time(self) -> EventTime:
        if self.time.text() == self._written_time:
            return self._entry.time
        time = parse_event_time(self.time.text(), self._zone, self._day_of_us)
        zone = zone_of(time, self._zone, self._day_zone)
        return parse_event_time(self.time.text(), zone, self._day_of_us)

    def _day_of(self, time: EventTime, otherwise: int | None) -> int | None:
        """An instant on the day of a time, as days are counted where clocks are read."""
        if time.start_us is None or time.precision is not Precision.DAY:
            return otherwise if time.start_us is None else time.start_us
        return parse_typed(day(time.start_us, self._day_zone), self._zone)[0]

    def _write(self, time: EventTime) -> str:
        return write_event_time(time, zone_of(time, self._zone, self._day_zone))

    def _typed_text(self) -> str:
        text = self.text.toPlainText()
        return self._entry.text if text == self._written_text else text.strip()

    def _typed_since(self) -> int | None:
        text = self.since.text().strip()
        if text == self._written_since:
            return self._entry.known_us
        if not text or not self.later.isChecked():
            return None
        return parse_typed(text, self._zone, self._day_of_us)[0]

    # How it is made

    def _make_fields(self, name: str) -> None:
        self.time = _line(f"{name}-time", "Time", "02:46 · ~02:46 · 02:46/02:58 · unknown")
        self.time.setToolTip("When it happened: 02:46:58, ~02:46 (about), 02:46/02:58 or unknown")
        self.kind = QComboBox()
        self.kind.addItems(list(KIND_WORDS.values()))
        self.certainty = QComboBox()
        for certainty, words in CERTAINTY_WORDS.items():
            self.certainty.addItem(words, certainty)
        self.later = QCheckBox("Known later")
        self.private = QCheckBox("Private")
        self.since = _line(f"{name}-since", "Known since", "known since, e.g. 03:28")
        self.by = _line(f"{name}-by", "Known by which role", "by which role")
        self.text = GrowingText()
        self.text.setPlaceholderText("What happened, as it was seen then")
        self.text.setAccessibleName("What happened")
        self.text.setObjectName(f"{name}-text")
        for combo in (self.kind, self.certainty):
            # The pane must not widen, and move the evidence, when an editor opens in it.
            combo.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            combo.setMinimumContentsLength(9)
        for widget, field, spoken, keys in (
            (self.kind, "kind", "Kind", "Alt+K"),
            (self.certainty, "certainty", "Certainty", "Alt+1 to Alt+5"),
            (self.later, "later", "Known only later", "Alt+L"),
            (self.private, "private", "Private: never leaves the casebook", "Alt+P"),
        ):
            widget.setObjectName(f"{name}-{field}")
            widget.setAccessibleName(spoken)
            widget.setToolTip(f"{spoken} ({keys})")
        self._problem = label("", "warning", wrap=True)
        self._problem.setObjectName(f"{name}-problem")
        self._problem.hide()
        self._dress()

    def _lay_out(self, save_text: str, name: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(7)
        self._hint = label("Enter saves · Esc leaves", "caption")
        column.addLayout(_row((self.time, 1), (self._hint, 0)))
        column.addLayout(_row((self.kind, 1), (self.certainty, 1)))
        self._later_row = QWidget()
        later = _row((self.since, 1), (self.by, 1))
        later.setContentsMargins(0, 0, 0, 0)
        self._later_row.setLayout(later)
        self._later_row.hide()
        column.addWidget(self._later_row)
        column.addWidget(self.text)
        column.addWidget(self._problem)
        column.addWidget(self.lines)
        foot = _row((self.later, 0), (self.private, 0))
        foot.addStretch(1)
        self._save = ShorteningButton(save_text, save_text.split(maxsplit=1)[0])
        self._save.setProperty("kind", "primary")
        self._save.setObjectName(f"{name}-save")
        foot.addWidget(self._save)
        column.addLayout(foot)

    def _connect(self) -> None:
        for field in (self.time, self.since, self.by):
            field.textEdited.connect(self._edited)
            field.returnPressed.connect(self.save_requested)
        for combo in (self.kind, self.certainty):
            combo.currentIndexChanged.connect(self._chosen)
            combo.activated.connect(lambda _index: self.text.setFocus())
        for box in (self.later, self.private):
            box.toggled.connect(self._chosen)
        self.later.toggled.connect(self._show_later)
        self.text.textChanged.connect(self._edited)
        self.text.document().documentLayout().documentSizeChanged.connect(
            lambda _size: self.height_changed.emit()
        )
        self._save.clicked.connect(self.save_requested)
        theme.current().theme_changed.connect(self._dress)
        for widget in self.findChildren(QWidget):
            widget.installEventFilter(self)
        self.setTabOrder(self.text, self.time)
        keep_own_order(self)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        was_here = old is not None and self.isAncestorOf(old)
        if was_here and (new is None or not self.isAncestorOf(new)):
            self.left.emit()

    def _dress(self) -> None:
        """Faces and symbols that a style sheet cannot give."""
        self.time.setFont(theme.current().mono(12))
        colours, side = theme.current().palette, theme.current().px(12)
        for row, certainty in enumerate(CERTAINTY_WORDS):
            icon = certainty_icon(certainty, colours, side, self.devicePixelRatioF())
            self.certainty.setItemIcon(row, icon)

    def _show_later(self, later: bool) -> None:
        self._later_row.setVisible(later)
        self.height_changed.emit()

    def _edited(self) -> None:
        if not self._filling:
            self._check()
            self.changed.emit()

    def _chosen(self) -> None:
        self._edited()
        if not self._filling:
            self._marks.look()  # what is asked about words follows from how sure they are

    def _check(self) -> None:
        """Tell at once about a time that cannot be read, but not while it is still being typed."""
        problem = self.typed().problem
        if not problem or not (self.time.hasFocus() or self.since.hasFocus()):
            self.complain(problem)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hint.setVisible(event.size().width() > theme.current().px(_HINT_FROM))

    # Keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() in (
            QEvent.Type.KeyPress,
            QEvent.Type.ShortcutOverride,
        ):
            return self._key(watched, event)
        if event.type() is QEvent.Type.FocusOut and watched in (self.time, self.since):
            self.complain(self.typed().problem)
        return super().eventFilter(watched, event)

    def _key(self, watched: QObject, event: QKeyEvent) -> bool:
        """Take the keys of the form before the field, and before any menu, gets them."""
        press = event.type() is QEvent.Type.KeyPress
        key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if modifiers == Qt.KeyboardModifier.AltModifier:
            return self._alt_key(Qt.Key(key), event, press=press)
        if key == Qt.Key.Key_Escape and modifiers == Qt.KeyboardModifier.NoModifier:
            return self._take(event, press=press, act=self.leave_requested.emit)
        is_enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        plain = modifiers in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier)
        if is_enter and plain and watched is self.text:
            return self._take(event, press=press, act=self.save_requested.emit)
        return False

    def _alt_key(self, key: Qt.Key, event: QKeyEvent, *, press: bool) -> bool:
        digit = key - Qt.Key.Key_1
        if 0 <= digit < len(Certainty):
            return self._take(event, press=press, act=lambda: self.certainty.setCurrentIndex(digit))
        match key:
            case Qt.Key.Key_T:
                return self._take(event, press=press, act=self._to_time)
            case Qt.Key.Key_K:
                return self._take(event, press=press, act=self._to_kind)
            case Qt.Key.Key_L:
                return self._take(event, press=press, act=self._toggle_later)
            case Qt.Key.Key_P:
                return self._take(event, press=press, act=self._toggle_private)
        return False

    def _take(self, event: QKeyEvent, *, press: bool, act: Callable[[], object]) -> bool:
        event.accept()
        if press:
            act()
        return press

    def _toggle_private(self) -> None:
        if not self.private.isHidden():
            self.private.toggle()

    def _to_time(self) -> None:
        self.time.setFocus()
        self.time.selectAll()

    def _to_kind(self) -> None:
        self.kind.setFocus()
        self.kind.showPopup()

    def _toggle_later(self) -> None:
        self.later.toggle()
        (self.since if self.later.isChecked() else self.text).setFocus()


def _line(name: str, spoken: str, placeholder: str) -> QLineEdit:
    line = QLineEdit()
    line.setObjectName(name)
    line.setAccessibleName(spoken)
    line.setPlaceholderText(placeholder)
    return line


def _row(*parts: tuple[QWidget, int]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget, stretch in parts:
        row.addWidget(widget, stretch)
    return row


def _since_text(known_us: int | None, zone: ZoneInfo) -> str:
    if known_us is None:
        return ""
    time = EventTime(TimeKind.EXACT, known_us, None, whole_precision(known_us))
    return write_event_time(time, zone)
