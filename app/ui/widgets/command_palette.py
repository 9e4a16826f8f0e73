"""Every command by its name: Ctrl+K, a few letters, Enter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.actions import menu_of, shortcut_text
from app.ui.widgets.labels import label
from app.ui.widgets.two_lines import ASIDE, TwoLines

_HEIGHT = 11


def fits(query: str, text: str) -> int | None:
    """How well the letters of ``query`` are found in ``text`` in order; None where not.

    Higher is better: whole words and word beginnings before scattered letters.
    """
    wanted, seen = query.casefold().replace(" ", ""), text.casefold()
    if query.casefold().strip() in seen:
        return 1000 - seen.index(query.casefold().strip())
    score, at = 0, -1
    for letter in wanted:
        found = seen.find(letter, at + 1)
        if found < 0:
            return None
        starts_word = found == 0 or not seen[found - 1].isalnum()
        score += 8 if starts_word else (4 if found == at + 1 else 0)
        at = found
    return score


class CommandPalette(QDialog):
    """Lists the actions that can be done now; the one chosen is done after it has closed."""

    def __init__(self, actions: Sequence[QAction], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("command-palette")
        self.setWindowTitle("All commands")
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._actions = [action for action in actions if action.isEnabled()]
        self._field = QLineEdit()
        self._field.setObjectName("palette-field")
        self._field.setPlaceholderText("Type a command")
        self._field.setAccessibleName("Command")
        self._field.installEventFilter(self)
        self._list = QListWidget()
        self._list.setObjectName("palette-list")
        self._list.setAccessibleName("Commands")
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setItemDelegate(TwoLines(self._list))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._none = label("No command is called so.", "subtitle")
        self._none.setContentsMargins(8, 4, 0, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.setSpacing(8)
        column.addWidget(self._field)
        column.addWidget(self._none)
        column.addWidget(self._list)
        self._field.textChanged.connect(self._filter)
        self._field.returnPressed.connect(self._choose)
        self._list.itemClicked.connect(self._choose)
        self._filter("")
        self._place(parent)

    @property
    def offered(self) -> list[QAction]:
        """The actions now listed, the best first."""
        return [
            self._list.item(row).data(Qt.ItemDataRole.UserRole) for row in range(self._list.count())
        ]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self._field
            and isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
        ):
            steps = {
                Qt.Key.Key_Down: 1,
                Qt.Key.Key_Up: -1,
                Qt.Key.Key_PageDown: 8,
                Qt.Key.Key_PageUp: -8,
            }.get(Qt.Key(event.key()))
            if steps is not None:
                self._move(steps)
                return True
        return super().eventFilter(watched, event)

    def _move(self, steps: int) -> None:
        last = self._list.count() - 1
        self._list.setCurrentRow(min(max(self._list.currentRow() + steps, 0), last))

    def _filter(self, query: str) -> None:
        scored = [(fits(query, action.text()), action) for action in self._actions]
        found = [(score, action) for score, action in scored if score is not None]
        if query.strip():
            found.sort(key=lambda pair: -pair[0])
        self._list.clear()
        for _, action in found:
            item = QListWidgetItem(action.text())
            item.setData(Qt.ItemDataRole.UserRole, action)
            menu = menu_of(action)
            item.setData(ASIDE, f"{menu}   {shortcut_text(action)}" if menu else "")
            self._list.addItem(item)
        self._list.setCurrentRow(0)
        self._none.setVisible(not found)

    def _choose(self) -> None:
        if self._list.currentRow() < 0:
            return
        action: QAction = self._list.currentItem().data(Qt.ItemDataRole.UserRole)
        self.finished.connect(action.trigger, Qt.ConnectionType.QueuedConnection)
        self.accept()

    def _place(self, parent: QWidget) -> None:
        look = theme.current()
        width = min(look.px(560), parent.width() - 40)
        row = max(1, self._list.sizeHintForRow(0))
        self._list.setFixedHeight(min(row * _HEIGHT, parent.height() - 160))
        self.setFixedWidth(width)
        corner = parent.mapToGlobal(parent.rect().topLeft())
        self.move(corner.x() + (parent.width() - width) // 2, corner.y() + look.px(70))
