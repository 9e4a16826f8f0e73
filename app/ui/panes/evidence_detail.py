"""One item in full: its text, the facts about it, its raw record and its thread."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.errors import CancelledError, EvidenceError, GoldseamError
from app.domain.evidence import Item
from app.domain.moments import clock
from app.domain.progress import Progress
from app.domain.timeline import Span
from app.operations import evidence, reading
from app.ui import pictures, search_matches
from app.ui.evidence_words import (
    PRECISION_WORDS,
    ZONE_BASIS_WORDS,
    counted,
    full_time,
    place_in_source,
    where_words,
)
from app.ui.pictures import Pixels
from app.ui.session import Session
from app.ui.tasks import Task
from app.ui.widgets.labels import ElidedLabel
from app.ui.widgets.picture_view import PictureView
from app.ui.widgets.plain_text import PlainText
from app.ui.widgets.shortening_button import ShorteningButton

_ID = Qt.ItemDataRole.UserRole


class EvidenceDetail(QWidget):
    """Shows an item; a span selected in its text can be quoted."""

    quote_requested = Signal(int, int, int)
    item_wanted = Signal(int)
    """A person chose another item of the thread."""
    closed = Signal()
    picture_offered = Signal(bool)
    """The item is a picture, which needs more room; or it is none again."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._item: Item | None = None
        self._pattern: re.Pattern[str] | None = None
        self._raw_of: int | None = None
        self._readings: list[Task] = []
        self._members: Sequence[Item] = ()
        self.setObjectName("evidence-detail")
        self._where = ElidedLabel(role="heading")
        self._where.setObjectName("detail-where")
        self._facts = self._label("caption", "detail-facts")
        self._facts.setWordWrap(True)
        self._picture = PictureView()
        self._text = PlainText()
        self._raw = PlainText(mono=True)
        self._thread = QListWidget()
        self._tabs = QTabWidget()
        self._quote = ShorteningButton("Quote in timeline  Q", "Quote  Q")
        self._build()

    @staticmethod
    def _label(role: str, name: str) -> QLabel:
        label = QLabel()
        label.setProperty("role", role)
        label.setObjectName(name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label

    def _build(self) -> None:
        for text, name, words in (
            (self._text, "detail-text", "Text of the item"),
            (self._raw, "detail-raw", "Raw record"),
        ):
            text.setObjectName(name)
            text.setAccessibleName(words)
        self._thread.setObjectName("detail-thread")
        self._thread.setAccessibleName("Messages of the thread")
        self._thread.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._thread.itemActivated.connect(self._go_to)
        self._thread.itemClicked.connect(self._go_to)
        self._tabs.setObjectName("detail-tabs")
        self._tabs.setDocumentMode(True)
        self._picture.setObjectName("detail-picture")
        self._picture.setAccessibleName("Picture")
        self._tabs.addTab(self._text, "Text")
        self._tabs.addTab(self._raw, "Raw record")
        self._tabs.addTab(self._thread, "Thread")
        self._tabs.setTabVisible(self._tabs.addTab(self._picture, "Picture"), False)
        self._tabs.currentChanged.connect(lambda _tab: self._read_raw())
        self._quote.setObjectName("quote-in-timeline")
        self._quote.setEnabled(False)
        self._quote.setToolTip("Select the words to quote first")
        self._quote.clicked.connect(self.quote)
        self._text.span_selected.connect(self._quote.setEnabled)
        close = QToolButton()
        close.setText("✕")
        close.setProperty("kind", "quiet")
        close.setObjectName("detail-close")
        close.setAccessibleName("Close the detail")
        close.setToolTip("Close (Esc)")
        close.clicked.connect(self.closed)
        top = QHBoxLayout()
        top.addWidget(self._where, 1)
        top.addWidget(self._quote)
        top.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(top)
        layout.addWidget(self._facts)
        layout.addWidget(self._tabs, 1)
        self._session.zone_changed.connect(self._show_again)
        self._session.who_changed.connect(self._show_again)

    def _show_again(self) -> None:
        self._show_facts()
        self._list_thread()

    @property
    def item(self) -> Item | None:
        """The item that is shown."""
        return self._item

    def show_item(self, item: Item, span: tuple[int, int] | None = None) -> None:
        """Show an item; ``span`` (code points) is marked and brought into view."""
        if self._item is None or self._item != item:
            self._item = item
            self._drop_readings()
            self._raw.show_text("")
            self._text.show_text(item.text, search_matches.spans(self._pattern, item.text))
            self._show_facts()
            self._read_thread()
            self._read_picture(item)
            self._read_raw()
        if span is not None:
            self._tabs.setCurrentWidget(self._text)
            self._text.highlight(*span)

    def clear(self) -> None:
        """Show nothing."""
        self._item = None
        self._drop_readings()
        self._where.clear()
        self._facts.clear()
        self._text.show_text("")
        self._raw.show_text("")
        self._offer_picture(offered=False)
        self._show_thread(())

    def mark_matches(self, pattern: re.Pattern[str] | None) -> None:
        """Mark what a search found."""
        self._pattern = pattern
        if self._item is not None:
            self._text.show_matches(search_matches.spans(pattern, self._item.text))

    @property
    def selected(self) -> Span | None:
        """The words of the item that are selected; None where none are, or none can be seen."""
        span = self._text.span()
        if self._item is None or span is None or not self._text.isVisible():
            return None
        return Span(self._item.id, *span)

    @property
    def selected_text(self) -> str:
        """The selected words themselves; empty where none are."""
        span = self.selected
        return "" if span is None or self._item is None else self._item.text[span.start : span.end]

    def quote(self) -> bool:
        """Ask to quote the selected span; False where nothing is selected."""
        span = self.selected
        if span is not None:
            self.quote_requested.emit(span.item_id, span.start, span.end)
        return span is not None

    def focus_text(self) -> None:
        """Put the focus into the text."""
        self._tabs.setCurrentWidget(self._text)
        self._text.setFocus()

    # Facts

    def _show_facts(self) -> None:
        item = self._item
        if item is None:
            return
        who = self._session.who(item)
        self._where.setText(" · ".join(filter(None, (where_words(item), who))))
        self._facts.setText("\n".join(filter(None, (self._time_facts(item), self._other(item)))))

    def _time_facts(self, item: Item) -> str:
        if item.utc_us is None:
            written = f", written as “{item.time_text}”" if item.time_text else ""
            return f"No time{written}"
        parts = [
            full_time(item.utc_us, self._session.zone, item.precision),
            f"written as “{item.time_text}”" if item.time_text else "",
            PRECISION_WORDS[item.precision],
            ZONE_BASIS_WORDS[item.zone_basis],
        ]
        return " · ".join(filter(None, parts))

    def _other(self, item: Item) -> str:
        edited = ""
        if item.edited_us is not None:
            edited = f"edited later, {full_time(item.edited_us, self._session.zone)}"
        elif item.edited_text is not None:
            edited = f"edited later, written as “{item.edited_text}”"
        times = f"stands for {item.weight:,} occurrences" if item.weight > 1 else ""
        return " · ".join(filter(None, (place_in_source(item), times, edited)))

    # Raw record and thread, read only when somebody looks

    def _read_raw(self) -> None:
        item = self._item
        if item is None or self._tabs.currentWidget() is not self._raw or self._raw_of == item.id:
            return
        self._raw_of = item.id
        casebook = self._session.casebook
        self._read(
            self._session.tasks.run(
                "Reading the record",
                lambda _progress: evidence.raw_record(casebook, item.id),
                self._raw.show_text,
                quiet=True,
            ),
        )

    def _read_picture(self, item: Item) -> None:
        """Look whether the item is a picture; what has a line or a time is none."""
        self._offer_picture(offered=False)
        if item.line is not None or item.time_text is not None:
            return
        casebook = self._session.casebook

        def work(progress: Progress) -> Pixels | None:
            data = reading.picture(casebook, item.id, progress)
            return None if data is None else pictures.decoded(data, progress)

        def done(pixels: Pixels | None) -> None:
            if pixels is not None:
                self._picture.show_image(pixels.image())
                self._offer_picture(offered=True)

        def failed(error: GoldseamError) -> None:
            if isinstance(error, EvidenceError):
                self._picture.say(str(error))
                self._offer_picture(offered=True)
            elif not isinstance(error, CancelledError):
                self._session.fail(error)

        tasks = self._session.tasks
        self._read(tasks.run("Reading the picture", work, done, failed, quiet=True))

    def _offer_picture(self, *, offered: bool) -> None:
        if not offered and self._tabs.currentWidget() is self._picture:
            self._tabs.setCurrentWidget(self._text)
        tab = self._tabs.indexOf(self._picture)
        if offered != self._tabs.isTabVisible(tab):
            self._tabs.setTabVisible(tab, offered)
            self.picture_offered.emit(offered)
        if offered:
            self._tabs.setCurrentWidget(self._picture)

    def _read_thread(self) -> None:
        item = self._item
        if item is None or item.thread is None:
            self._show_thread(())
            return
        casebook = self._session.casebook
        self._read(
            self._session.tasks.run(
                "Reading the thread",
                lambda _progress: evidence.thread(casebook, item.id),
                self._show_thread,
                quiet=True,
            ),
        )

    def _read(self, task: Task) -> None:
        self._readings.append(task)

    def _drop_readings(self) -> None:
        """What is still being read belongs to the item shown before."""
        for task in self._readings:
            task.cancel()
        self._readings.clear()
        self._raw_of = None

    def _show_thread(self, items: Sequence[Item]) -> None:
        self._members = items
        tab = self._tabs.indexOf(self._thread)
        self._tabs.setTabText(tab, f"Thread · {counted(len(items), 'message')}")
        self._tabs.setTabVisible(tab, len(items) > 1)
        self._list_thread()

    def _list_thread(self) -> None:
        self._thread.clear()
        for item in self._members:
            entry = QListWidgetItem(self._thread_line(item))
            entry.setData(_ID, item.id)
            self._thread.addItem(entry)
            if self._item is not None and item.id == self._item.id:
                self._thread.setCurrentItem(entry)

    def _thread_line(self, item: Item) -> str:
        time = "no time"
        if item.utc_us is not None:
            time = clock(item.utc_us, self._session.zone, item.precision)
        who = self._session.who(item)
        return "   ".join(filter(None, (time, who, " ".join(item.text.split())[:300])))

    def _go_to(self, entry: QListWidgetItem) -> None:
        item_id = int(entry.data(_ID))
        if self._item is None or item_id != self._item.id:
            self.item_wanted.emit(item_id)
