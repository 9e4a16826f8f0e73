"""What this program is."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app import crash
from app.ui import theme
from app.ui.widgets.icons import mark
from app.ui.widgets.labels import label


def installed_version() -> str:
    """The version of this program; empty where it runs without being installed."""
    try:
        return version("goldseam")
    except PackageNotFoundError:
        return ""


class AboutDialog(QDialog):
    """Name, version, promise, licences, and where the local log is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("about")
        self.setWindowTitle("About Goldseam")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        look = theme.current()
        picture = label("")
        picture.setPixmap(mark(look.px(56)))
        head = QVBoxLayout()
        head.setSpacing(2)
        head.addWidget(label("Goldseam", "title"))
        head.addWidget(label(f"Version {installed_version()}".strip(), "subtitle"))
        top = QHBoxLayout()
        top.setSpacing(14)
        top.addWidget(picture)
        top.addLayout(head, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 16)
        column.setSpacing(10)
        column.addLayout(top)
        for text, role in (
            (
                "An offline workbench for incident timelines, blameless reviews and trust repair. "
                "It opens no connection, and keeps every case in an encrypted file of yours.",
                "",
            ),
            (
                "Goldseam is under the MIT licence, Inter and JetBrains Mono under the SIL Open "
                "Font License. Qt is used under the LGPL.",
                "caption",
            ),
            (
                "Encryption keeps a file from somebody who finds it; it is not legal privilege. "
                "The Help menu says more.",
                "caption",
            ),
            (f"Problems are written to {crash.log_path()}; evidence never is.", "caption"),
        ):
            text_label = label(text, role, wrap=True)
            text_label.setMinimumWidth(look.px(400))
            text_label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(text_label)
        close = QPushButton("Close")
        close.clicked.connect(self.accept)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        close.setFocus()
