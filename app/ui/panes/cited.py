"""The evidence that a drafted thing, or one field of it, cites: lines, and ways to add more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.timeline import CitedItem, Span
from app.operations import drafting
from app.ui.dialogs.pick_evidence import PickEvidenceDialog
from app.ui.edits import Edits
from app.ui.entry_words import citation_words, place_words
from app.ui.evidence_words import short_day
from app.ui.itemmodels.items import ITEMS_MIME
from app.ui.panes.citation_lines import CitationLine, CitationLines
from app.ui.session import Session
from app.ui.widgets.entry_list import dropped_items

_MOVED = "This evidence changed its time since it was cited."
_LATER = "This is later than the moment."
_UNDATED = "This has no time; it cannot be shown to have been known."


class CitedField(QWidget):
    """Shows citations and edits them by itself; its page shows them anew when they changed.

    Items can be dropped on it from a list of evidence.
    """

    dialog_opened = Signal(object)
    way_out_taken = Signal(str)
    """The id of a citation whose way out, as given to `show_target`, a person took."""

    def __init__(
        self, session: Session, name: str, what: str = "", parent: QWidget | None = None
    ) -> None:
        """``what`` says what cites, as the heading of the dialog has it."""
        super().__init__(parent)
        self._session = session
        self._edits = Edits(session, "Saving what is cited", self)
        self._what = what
        self._target_id: str | None = None
        self._part = ""
        self._as_of_us: int | None = None
        self.setObjectName(name)
        self.setAcceptDrops(True)
        self.lines = CitationLines()
        self.lines.setObjectName(f"{name}-lines")
        self._cite = QPushButton("Cite evidence…")
        self._cite.setObjectName(f"{name}-cite")
        self._cite.setProperty("kind", "link")
        self._cite.setAccessibleName(f"Cite evidence: {what}" if what else "Cite evidence")
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._cite)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.lines)
        column.addLayout(row)
        self.setFocusProxy(self._cite)
        self._cite.clicked.connect(self.pick)
        self.lines.activated.connect(lambda line: session.show_evidence(line.span))
        self.lines.removed.connect(self._remove)
        self.lines.settled.connect(lambda line: self.way_out_taken.emit(line.citation_id))
        self.show_target(None, ())

    def show_target(
        self,
        target_id: str | None,
        cited: Sequence[CitedItem],
        part: str = "",
        as_of_us: int | None = None,
        warnings: Mapping[str, str] | None = None,
        way_out: str = "",
    ) -> None:
        """Show what a drafted thing cites, or one part of it; with None there is no thing.

        ``cited`` may hold the citations of all parts. ``as_of_us`` bounds what is offered, and
        marks what is later. ``warnings`` replaces those marks by sentences of one's own, by the
        id of the citation; ``way_out`` names what settles such a one.
        """
        self._target_id, self._part, self._as_of_us = target_id, part, as_of_us
        shown = [item for item in cited if item.citation.part == part]
        self.lines.show_lines([self._line(item, warnings, way_out) for item in shown])
        self._cite.setEnabled(target_id is not None)

    @property
    def target_id(self) -> str | None:
        """The drafted thing whose citations are shown."""
        return self._target_id

    def _line(
        self, item: CitedItem, warnings: Mapping[str, str] | None, way_out: str
    ) -> CitationLine:
        citation, session = item.citation, self._session
        when = self._day_words(item)
        words = citation_words(
            item.item_utc_us,
            place_words(item.place, item.source_title),
            session.who(item),
            item.quote,
            session.zone,
        )
        warned = self._time_warning(item) if warnings is None else warnings.get(citation.id, "")
        warning = f"{warned} {_MOVED}".strip() if item.moved else warned
        offered = way_out if warnings and citation.id in warnings else ""
        span = Span(citation.item_id, citation.start, citation.end)
        return CitationLine(span, f"{when} {words}".strip(), citation.id, warning, offered)

    def _day_words(self, item: CitedItem) -> str:
        """The day of an item, where it is not that of the moment."""
        if self._as_of_us is None or item.item_utc_us is None:
            return ""
        zone = self._session.zone
        that_day = short_day(item.item_utc_us, zone)
        return "" if that_day == short_day(self._as_of_us, zone) else that_day

    def _time_warning(self, item: CitedItem) -> str:
        if self._as_of_us is None:
            return ""
        if item.item_utc_us is None:
            return _UNDATED
        return _LATER if item.item_utc_us > self._as_of_us else ""

    # What a person does

    def pick(self) -> None:
        """Ask which evidence to cite."""
        if self._target_id is None:
            return
        target_id, part = self._target_id, self._part
        dialog = PickEvidenceDialog(self._session, self._what, self._as_of_us, self.window())
        dialog.picked.connect(lambda spans: self._cite_in(target_id, part, spans))
        self.dialog_opened.emit(dialog)
        dialog.open()

    def cite(self, spans: Sequence[Span]) -> None:
        """Cite these places."""
        if self._target_id is not None:
            self._cite_in(self._target_id, self._part, spans)

    def _cite_in(self, target_id: str, part: str, spans: Sequence[Span]) -> None:
        self._edits.run(
            lambda book, case: drafting.cite(book, case, target_id, spans, part),
            "Evidence attached.",
        )

    def _remove(self, line: CitationLine) -> None:
        citation_id = line.citation_id
        if citation_id is not None:
            self._edits.run(
                lambda book, case: drafting.uncite(book, case, citation_id), "Citation removed."
            )

    # Dropping

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(ITEMS_MIME) and self._target_id is not None:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        if ids := dropped_items(event):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.cite([Span(item_id) for item_id in ids])
