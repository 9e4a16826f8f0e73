"""Channels of an archive to choose from: a list with counts, a filter, and a switch for DMs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.evidence import ChannelChoice
from app.ui.evidence_words import counted
from app.ui.widgets.labels import label

_NAME = Qt.ItemDataRole.UserRole + 1
_DIRECT = Qt.ItemDataRole.UserRole + 2
_COUNT = Qt.ItemDataRole.UserRole + 3


class _Shown(QSortFilterProxyModel):
    """Hides direct messages until they are wanted, and what the filter does not name."""

    def __init__(self) -> None:
        super().__init__()
        self.direct = False
        self.needle = ""

    def narrow(self, needle: str) -> None:
        """Show only channels whose name holds this."""
        self.beginFilterChange()
        self.needle = needle
        self.endFilterChange()

    def show_direct(self, wanted: bool) -> None:
        """Show direct messages too, or not."""
        self.beginFilterChange()
        self.direct = wanted
        self.endFilterChange()

    def filterAcceptsRow(self, row: int, parent: object) -> bool:
        index = self.sourceModel().index(row, 0)
        if index.data(_DIRECT) and not self.direct:
            return False
        return self.needle.casefold() in str(index.data(_NAME)).casefold()


class ChannelList(QWidget):
    """All channels are chosen at first, no direct messages."""

    changed = Signal()

    def __init__(self, channels: Sequence[ChannelChoice], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = QStandardItemModel(self)
        self._shown = _Shown()
        self._shown.setParent(self)
        self._shown.setSourceModel(self._model)
        for channel in sorted(channels, key=lambda each: (each.direct, each.name.casefold())):
            self._model.appendRow(self._entry(channel))
        self._model.itemChanged.connect(lambda _item: self._tell())
        self._list = QListView()
        self._list.setObjectName("channels")
        self._list.setAccessibleName("Channels to import")
        self._list.setModel(self._shown)
        self._list.setUniformItemSizes(True)
        self._list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._list.setMinimumHeight(self._list.fontMetrics().height() * 8)
        self._sum = label("", "caption")
        self._sum.setObjectName("channels-chosen")
        self._direct = self._direct_switch([each for each in channels if each.direct])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(self._tools())
        column.addWidget(self._list, 1)
        column.addWidget(self._sum)
        column.addWidget(self._direct)
        self._tell()

    @property
    def with_direct_messages(self) -> bool:
        """Whether direct messages may be imported at all."""
        return self._direct.isChecked()

    def chosen(self) -> tuple[str, ...]:
        """The names of the chosen channels."""
        return tuple(str(entry.data(_NAME)) for entry in self._chosen())

    def _chosen(self) -> list[QStandardItem]:
        rows = (self._model.item(row) for row in range(self._model.rowCount()))
        return [
            entry
            for entry in rows
            if entry.checkState() is Qt.CheckState.Checked
            and (self._direct.isChecked() or not entry.data(_DIRECT))
        ]

    @staticmethod
    def _entry(channel: ChannelChoice) -> QStandardItem:
        entry = QStandardItem(f"{channel.name}   {channel.messages:,}")
        entry.setAccessibleText(f"{channel.name}, {counted(channel.messages, 'message')}")
        entry.setCheckable(True)
        entry.setCheckState(Qt.CheckState.Checked)
        entry.setData(channel.name, _NAME)
        entry.setData(channel.direct, _DIRECT)
        entry.setData(channel.messages, _COUNT)
        return entry

    def _direct_switch(self, direct: Sequence[ChannelChoice]) -> QCheckBox:
        messages = counted(sum(each.messages for each in direct), "message")
        switch = QCheckBox(
            f"Also direct messages ({counted(len(direct), 'conversation')}, {messages})"
        )
        switch.setObjectName("direct-messages")
        switch.setVisible(bool(direct))
        switch.toggled.connect(self._show_direct)
        return switch

    def _tools(self) -> QHBoxLayout:
        search = QLineEdit()
        search.setObjectName("channel-filter")
        search.setProperty("kind", "search")
        search.setPlaceholderText("Filter channels")
        search.setAccessibleName("Filter channels")
        search.setClearButtonEnabled(True)
        search.textChanged.connect(self._narrow)
        row = QHBoxLayout()
        row.addWidget(search, 1)
        for text, state in (("All", Qt.CheckState.Checked), ("None", Qt.CheckState.Unchecked)):
            button = QPushButton(text)
            button.setObjectName(f"channels-{text.lower()}")
            button.setToolTip("For the channels in the list")
            button.setAutoDefault(False)
            button.clicked.connect(lambda _on=False, state=state: self._set_all(state))
            row.addWidget(button)
        return row

    def _narrow(self, text: str) -> None:
        self._shown.narrow(text.strip())

    def _show_direct(self, wanted: bool) -> None:
        self._shown.show_direct(wanted)
        self._tell()

    def _set_all(self, state: Qt.CheckState) -> None:
        for row in range(self._shown.rowCount()):
            index = self._shown.mapToSource(self._shown.index(row, 0))
            self._model.itemFromIndex(index).setCheckState(state)

    def _tell(self) -> None:
        chosen = self._chosen()
        messages = sum(int(entry.data(_COUNT)) for entry in chosen)
        channels = counted(len(chosen), "channel")
        self._sum.setText(f"{channels} chosen, {counted(messages, 'message')}")
        self.changed.emit()
