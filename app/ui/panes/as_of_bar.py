"""The bar over the draft that shows what had happened, and was known, as of a moment."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.moments import MINUTE_US
from app.domain.review_words import counted
from app.domain.timeline import CitedEntry, as_of
from app.ui.session import Session
from app.ui.widgets.as_of_slider import AsOfSlider
from app.ui.widgets.labels import label


class AsOfBar(QFrame):
    """Off until it is opened; then `shown` leaves only what was known at the chosen moment."""

    moment_changed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("as-of-bar")
        self.setProperty("kind", "attention")
        self._session = session
        self.slider = AsOfSlider()
        self._clock = label("", "mono")
        self._sentence = label("", "caption", wrap=True)
        self._sentence.setObjectName("as-of-sentence")
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._clock)
        row.addWidget(self.slider, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._sentence)
        self.slider.moment_changed.connect(self._moved)
        self.hide()

    @property
    def is_on(self) -> bool:
        """Whether only a part of the draft is shown."""
        return not self.isHidden()

    def shown(self, entries: Sequence[CitedEntry]) -> list[CitedEntry]:
        """The entries to show, told in words as well."""
        if not self.is_on:
            return list(entries)
        known = as_of(entries, self.slider.moment_us, self._session.case_zone)
        self._clock.setText(self.slider.words)
        self._sentence.setText(
            f"As of {self.slider.words} — {len(known):,} of "
            f"{counted(len(entries), 'entry', 'entries')}; what happened or was known later, "
            "or at no known time, is hidden."
        )
        return known

    def set_entries(
        self, entries: Sequence[CitedEntry], evidence_span: tuple[int, int] | None
    ) -> None:
        """Span the times of the draft, or of the evidence while nothing in the draft is dated.

        Logs may reach back for months; the minutes that the draft tells of are what matters.
        """
        times = [
            moment
            for cited in entries
            for moment in (cited.entry.start_us, cited.entry.time.latest_us, cited.entry.known_us)
            if moment is not None
        ]
        start, end = (min(times), max(times)) if times else evidence_span or (0, 0)
        starts = [cited.entry.start_us for cited in entries if cited.entry.start_us is not None]
        self.slider.set_span(start - start % MINUTE_US, end + MINUTE_US - end % MINUTE_US, starts)

    def open(self, moment_us: int | None = None) -> None:
        """Show the draft as of a moment, at first the last one."""
        if moment_us is not None:
            self.slider.set_moment(moment_us)
        elif not self.is_on:
            self.slider.setValue(self.slider.maximum())
        self.show()
        self._moved()

    def close_bar(self) -> None:
        """Show the whole draft again."""
        self.hide()
        self.moment_changed.emit()

    def set_zone(self) -> None:
        """Tell the moment in the zone now in use."""
        self.slider.set_zone(self._session.zone)

    def _moved(self) -> None:
        if self.is_on:
            self.moment_changed.emit()
