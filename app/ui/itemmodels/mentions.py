"""Words of a document that stand out, such as names, each in its context: one row a place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_CONTEXT = 55
"""Context of this length was cut, give or take white space; a shorter one begins or ends a text."""
_WORDS_SHOWN = 160
"""More of the found words than anybody reads; private text may be pages long."""


class Fate(Enum):
    """What becomes of the words of a row."""

    OPEN = "open"
    """Nobody has looked at it yet."""
    REPLACED = "replaced"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class MentionRow:
    """One place: the words in their context, what would stand for them, and what was decided.

    ``note`` says the decision in words. ``private`` marks text that never leaves.
    """

    place: str
    before: str
    words: str
    after: str
    instead: str
    fate: Fate = Fate.OPEN
    note: str = ""
    private: bool = False

    @property
    def shown_before(self) -> str:
        """What stands before the words, on one line."""
        if len(self.before) < _CONTEXT:
            return _flat(self.before)
        return f"… {_flat(_after_space(self.before))}"

    @property
    def shown_after(self) -> str:
        """What stands after the words, on one line."""
        if len(self.after) < _CONTEXT:
            return _flat(self.after)
        return f"{_flat(_after_space(self.after[::-1])[::-1])} …"

    @property
    def shown_words(self) -> str:
        """The words on one line, their middle left out where they are very long."""
        flat = _flat(self.words).strip()
        half = _WORDS_SHOWN // 2
        return flat if len(flat) <= _WORDS_SHOWN else f"{flat[:half]} … {flat[-half:]}"

    @property
    def spoken(self) -> str:
        """The whole row in words, for a screen reader."""
        context = f"{self.shown_before}{self.shown_words}{self.shown_after}"
        fate = {
            Fate.OPEN: f"“{self.instead}” would stand for “{self.shown_words}”; not looked at yet",
            Fate.REPLACED: self.note or f"“{self.instead}” stands for “{self.shown_words}”",
            Fate.KEPT: self.note or f"“{self.shown_words}” stays",
        }[self.fate]
        return f"{self.place}: {context}. {fate}"


def _after_space(cut: str) -> str:
    """Without the rest of a word that it begins with, where it has further ones."""
    return cut.partition(" ")[2] or cut


def _flat(text: str) -> str:
    """The text with every run of white space as one space, at its ends too."""
    inner = " ".join(text.split())
    if not inner:
        return ""
    return f"{' ' if text[0].isspace() else ''}{inner}{' ' if text[-1].isspace() else ''}"


class MentionsModel(QAbstractListModel):
    """The rows in the order of the document."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[MentionRow] = []

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.shown_words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        return None

    @property
    def rows(self) -> Sequence[MentionRow]:
        """All rows; not to be changed."""
        return self._rows

    def show(self, rows: Sequence[MentionRow]) -> None:
        """Show these rows; where their number is as before, the selection stays."""
        if len(rows) == len(self._rows):
            self._rows = list(rows)
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()
