"""The receipt of an import, to read and to copy."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.widgets.plain_text import PlainText


class ReceiptDialog(QDialog):
    """Shows receipts as plain text."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("receipt-dialog")
        self.setWindowTitle("Receipt")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        look = theme.current()
        self.resize(look.px(640), look.px(420))
        receipt = PlainText(mono=True)
        receipt.setObjectName("receipt")
        receipt.setAccessibleName("Receipt")
        receipt.show_text(text)
        close = QPushButton("Close")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addWidget(receipt, 1)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
