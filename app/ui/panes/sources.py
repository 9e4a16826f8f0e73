"""The Sources page: what was imported, what became of every part, and how its clock is read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.domain.changes import Changed
from app.domain.evidence import Source
from app.operations import erasing, formats, imports
from app.operations.erasing import ErasePlan
from app.ui import theme
from app.ui.actions import Action, Menu
from app.ui.choosers import FileChooser
from app.ui.dialogs.erase_source import EraseSourceDialog
from app.ui.dialogs.source_settings import SourceSettingsDialog
from app.ui.evidence_words import counted, offset_words
from app.ui.focus import has_focus_inside
from app.ui.panes.clock_comparing import ClockComparing
from app.ui.panes.evidence_intake import EvidenceIntake
from app.ui.panes.proposing import Proposing
from app.ui.receipt_words import receipt_rows, receipt_text, short_span_of, zone_words
from app.ui.session import Session
from app.ui.tasks import Lane, Task
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.labels import ElidedLabel, label
from app.ui.widgets.receipt_view import ReceiptView
from app.ui.widgets.tables import read_by_rows

_COLUMNS = ("Title", "Format", "Items", "First – last", "Time zone", "Clock")


def _button(text: str, name: str) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    return button


class SourcesPane(QFrame):
    """Lists the sources of the case in hand with their receipts."""

    dialog_opened = Signal(object)

    def __init__(
        self, session: Session, chooser: FileChooser | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self.intake = EvidenceIntake(session, chooser or FileChooser(), self)
        self.intake.queue.imported.connect(lambda source: self.show_source(source.id))
        self._sources: Sequence[Source] = ()
        self._wanted: int | None = None
        self._reading: Task | None = None
        self.setObjectName("sources-pane")
        self.setProperty("kind", "panel")
        self._count = ElidedLabel(role="caption")
        self._table = QTableWidget(0, len(_COLUMNS))
        self._receipt = ReceiptView()
        self._copy = _button("Copy receipt", "source-copy-receipt")
        self._change = _button("Settings…", "source-change")
        self._erase = _button("Erase for good…", "source-erase")
        self._first = _button("Import files…", "sources-import-first")
        self._add = _button("Import…", "sources-import")
        self._compare = _button("Compare clocks…", "sources-compare-clocks")
        self._pages = QStackedWidget()
        self.clocks = ClockComparing(session, self)
        self._build()
        self.setFocusProxy(self._table)
        menu = Menu.EVIDENCE
        for action in (
            Action(
                "source-settings", "Source settings…", "Ctrl+Alt+S", menu, self.change, section=3
            ),
            Action(
                "erase-source",
                "Erase source for good…",
                "Ctrl+Shift+Delete",
                menu,
                self.erase,
                section=3,
            ),
        ):
            action.build(self)
        session.changed.connect(self._refresh)
        session.case_selected.connect(lambda _id: self.reload())
        session.zone_changed.connect(self._fill)
        theme.current().theme_changed.connect(self._dress)
        self._dress()
        if session.has_case:
            self.reload()

    def _build(self) -> None:
        table = self._table
        table.setObjectName("sources-table")
        table.setAccessibleName("Sources of the case")
        table.setHorizontalHeaderLabels(_COLUMNS)
        read_by_rows(table)
        table.setAlternatingRowColors(True)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        table.itemSelectionChanged.connect(self._show_receipt)
        table.cellActivated.connect(lambda _row, _column: self.change())
        self._receipt.setObjectName("source-receipt")
        self._receipt.setAccessibleName("Receipt of the source")
        self._copy.clicked.connect(self.copy_receipt)
        self._change.clicked.connect(self.change)
        self._erase.clicked.connect(self.erase)
        self._first.setProperty("kind", "primary")
        for button in (self._first, self._add):
            button.clicked.connect(self.intake.files)
        self._compare.clicked.connect(self.clocks.compare)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(table)
        split.addWidget(self._lower())
        split.setSizes([200, 320])
        self._pages.addWidget(split)
        self._pages.addWidget(
            EmptyState(
                "No sources yet",
                "Every imported file gets a receipt here: what was taken, what was skipped and "
                "why, and the fingerprint of each original.",
                [self._first],
            )
        )
        head = QHBoxLayout()
        head.addWidget(label("Sources", "heading"))
        head.addWidget(self._count, 1)
        head.addWidget(self._compare)
        head.addWidget(self._add)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(Proposing(self._session))
        column.addWidget(self._pages, 1)

    def _lower(self) -> QWidget:
        lower = QWidget()
        tools = QHBoxLayout()
        tools.addWidget(label("Receipt", "heading"))
        tools.addStretch(1)
        tools.addWidget(self._copy)
        tools.addWidget(self._erase)
        tools.addWidget(self._change)
        column = QVBoxLayout(lower)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(6)
        column.addLayout(tools)
        column.addWidget(self._receipt, 1)
        return lower

    def _dress(self) -> None:
        self._table.verticalHeader().setDefaultSectionSize(theme.current().px(29))

    # What is shown

    def reload(self) -> None:
        """Read the sources anew."""
        casebook, case_id = self._session.casebook, self._session.case.id
        if self._reading is not None:
            self._reading.cancel()
        self._reading = self._session.tasks.run(
            "Reading sources",
            lambda _progress: imports.sources(casebook, case_id),
            self._show,
            quiet=True,
        )

    def show_source(self, source_id: int) -> None:
        """Stand on a source, with its receipt."""
        self._wanted = source_id
        self._select()

    def _refresh(self, change: Changed) -> None:
        if self._session.has_case and change.tables & {"items", "source_settings", "cases"}:
            self.reload()

    def _show(self, sources: Sequence[Source]) -> None:
        self._sources = sources
        self._fill()

    def _fill(self) -> None:
        table = self._table
        table.blockSignals(True)
        table.setRowCount(len(self._sources))
        for row, source in enumerate(self._sources):
            for column, words in enumerate(self._words(source)):
                table.setItem(row, column, QTableWidgetItem(words))
        table.blockSignals(False)
        items = sum(source.items for source in self._sources)
        self._count.setText(
            f"{counted(len(self._sources), 'source')} · {counted(items, 'item')}"
            if self._sources
            else ""
        )
        self._turn_to()
        self._select()

    def _turn_to(self) -> None:
        """Show the sources, or how to begin; the focus goes along where it was on this page."""
        was_here = has_focus_inside(self)
        self._add.setVisible(bool(self._sources))
        self._compare.setVisible(len(self._sources) > 1)
        proxy = self._table if self._sources else self._first
        turned = proxy is not self.focusProxy()
        self.setFocusProxy(proxy)
        self._pages.setCurrentIndex(0 if self._sources else 1)
        if turned and was_here:
            proxy.setFocus()

    def _words(self, source: Source) -> Sequence[str]:
        return (
            source.title,
            formats.label_of(source.receipt.format),
            f"{source.items:,}",
            short_span_of(source, self._session.zone),
            zone_words(source, self._session.case.zone),
            offset_words(source.clock_offset_us),
        )

    def _select(self) -> None:
        rows = [row for row, source in enumerate(self._sources) if source.id == self._wanted]
        if rows:
            self._table.selectRow(rows[0])
        elif self._sources:
            self._table.selectRow(0)
        self._show_receipt()

    @property
    def source(self) -> Source | None:
        """The source that is selected."""
        row = self._table.currentRow()
        return self._sources[row] if 0 <= row < len(self._sources) else None

    def _show_receipt(self) -> None:
        source = self.source
        self._change.setEnabled(source is not None)
        self._erase.setEnabled(source is not None)
        self._copy.setEnabled(source is not None)
        if source is None:
            self._receipt.show_rows(())
            return
        self._wanted = source.id
        case = self._session.case
        self._receipt.show_rows(receipt_rows(source, case.zone, self._session.zone))

    # What a person does with a source

    def copy_receipt(self) -> None:
        """Copy the whole receipt as text."""
        source = self.source
        if source is None:
            return
        words = receipt_text(source, self._session.case.zone, self._session.zone)
        QGuiApplication.clipboard().setText(words)
        self._session.notify("The receipt was copied.")

    def change(self) -> None:
        """Change its title, zone or clock offset."""
        source = self.source
        if source is None:
            return
        dialog = SourceSettingsDialog(source, self._session.case.zone, self)
        dialog.asked.connect(
            lambda title, zone, offset: self._save(source, title, zone, int(offset))
        )
        self.dialog_opened.emit(dialog)
        dialog.open()

    def _save(self, source: Source, title: str, zone: str | None, offset_us: int) -> None:
        if (title, zone, offset_us) == (source.title, source.zone, source.clock_offset_us):
            return
        casebook = self._session.casebook
        self._session.tasks.run(
            f"Changing {title}",
            lambda progress: imports.change_source(
                casebook,
                source.id,
                title=title,
                zone=zone,
                clock_offset_us=offset_us,
                progress=progress,
            ),
            lambda _none: self._session.notify(f"{title} was changed.", undo=True),
            lane=Lane.IMPORT,
        )

    def erase(self) -> None:
        """Remove it for good, once a person has seen what goes and has typed so."""
        source = self.source
        if source is None:
            return
        casebook = self._session.casebook
        self._session.tasks.run(
            "Looking what would go",
            lambda _progress: erasing.plan_erasing_source(casebook, source.id),
            lambda plan: self._confirm(source, plan),
            quiet=True,
        )

    def _confirm(self, source: Source, plan: ErasePlan) -> None:
        dialog = EraseSourceDialog(plan, self)
        dialog.confirmed.connect(lambda: self._erase_source(source))
        self.dialog_opened.emit(dialog)
        dialog.open()

    def _erase_source(self, source: Source) -> None:
        casebook = self._session.casebook
        self._session.tasks.run(
            f"Erasing {source.title}",
            lambda progress: erasing.erase_source(casebook, source.id, progress),
            lambda _none: self._session.notify(f"{source.title} was erased for good."),
            lane=Lane.IMPORT,
        )

    def take_in(self, paths: Sequence[Path]) -> None:
        """Import these files and folders."""
        self.intake.queue.add_paths(paths)
