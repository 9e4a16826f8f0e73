"""What the templates of a document can show: every variable, in words."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.exporters.reference import Variable
from app.operations import templates
from app.ui import theme
from app.ui.widgets.labels import label
from app.ui.widgets.tables import read_by_rows

_USE = (
    "Write {{ view.title }} where the title is to stand. Lists are gone through: "
    "{% for day in view.timeline %} {{ day.heading }} {% endfor %}; [] stands for each of a list. "
    "Texts are escaped for the format by themselves; the filters at the end of the list say how."
)


class TemplateVariablesDialog(QDialog):
    """A table of name, kind and meaning, with a field to find one; rows can be copied."""

    def __init__(self, document_id: str, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("template-variables-dialog")
        self.setWindowTitle(f"Variables of “{title}”")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        look = theme.current()
        self._find = QLineEdit()
        self._find.setObjectName("find-variable")
        self._find.setProperty("kind", "search")
        self._find.setPlaceholderText("Find a variable")
        self._find.setAccessibleName("Find a variable")
        self._find.textChanged.connect(self._show_found)
        self._table = _table(templates.variables(document_id))
        close = QPushButton("Close")
        close.setObjectName("variables-close")
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        use = label(_USE, "caption", wrap=True)
        use.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(use)
        column.addWidget(self._find)
        column.addWidget(self._table, 1)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        size = QSize(look.px(860), look.px(560))
        window = parent.parentWidget() or parent  # a dialog over a dialog fits into the window, too
        self.resize(size.boundedTo(window.size()))
        self._find.setFocus()

    def _show_found(self, words: str) -> None:
        wanted = words.casefold().split()
        for row in range(self._table.rowCount()):
            texts = [item.text() for item in map(self._table.item, [row] * 3, range(3)) if item]
            text = " ".join(texts).casefold()
            self._table.setRowHidden(row, not all(word in text for word in wanted))


def _table(variables: list[Variable]) -> QTableWidget:
    table = QTableWidget(len(variables), 3)
    table.setObjectName("variables")
    table.setAccessibleName("Variables")
    table.setHorizontalHeaderLabels(["Variable", "What it is", "What it tells"])
    read_by_rows(table)
    table.setWordWrap(True)
    for row, variable in enumerate(variables):
        for place, text in enumerate((variable.path, variable.kind, variable.meaning)):
            item = QTableWidgetItem(text)
            item.setToolTip(text)
            if not place:
                item.setFont(theme.current().mono())
            table.setItem(row, place, item)
    header = table.horizontalHeader()
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
    header.resizeSection(1, theme.current().px(130))
    header.sectionResized.connect(lambda *_: table.resizeRowsToContents())
    return table
