"""What encryption is not: said once, before a private case is written, and again when asked for."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.dialogs.sheet import Sheet
from app.ui.widgets.labels import label

SAID = (
    (
        "What it does",
        "The casebook is encrypted. Somebody who finds the file, or the computer, cannot read it "
        "without the passphrase.",
    ),
    (
        "What it does not do",
        "Encryption is not legal privilege. In a dispute you can be asked for what you wrote, and "
        "for the passphrase. A legal hold, in the Case menu, keeps anything from being erased.",
    ),
    (
        "Before you write about blame, law or anybody's job",
        "Talk to counsel first. They can tell you what to write down, and how.",
    ),
    (
        "What does not belong here",
        "Notes on how well a named person does their work. A trust case is about acts, "
        "conditions and repairs.",
    ),
    (
        "On this screen",
        "F12 hides everything at once. What you copy stays in the clipboard of the desktop, where "
        "other programs can read it.",
    ),
)
"""Headings, each with what is said below it."""


class NotPrivilegeDialog(Sheet):
    """A calm page with one button."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("not-privilege", "What encryption is not", parent)
        parts: list[QWidget] = [label("Private is not privileged", "title")]
        parts += (_passage(heading, words) for heading, words in SAID)
        close = QPushButton("I have read this")
        close.setObjectName("not-privilege-read")
        close.setProperty("kind", "primary")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        rest = QWidget()
        self.lay_out((*parts, rest), rest, (close,), (520, 440))
        close.setFocus()


def _passage(heading: str, words: str) -> QWidget:
    told = label(words, wrap=True)
    told.setMinimumWidth(theme.current().px(430))
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(label(heading, "strong"))
    column.addWidget(told)
    return whole
