"""Publishing a review: what is still open in it, where readers find it, and the text to paste."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.review_words import counted
from app.ui import theme
from app.ui.dialogs.case_fields import line
from app.ui.dialogs.form import FormDialog
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import label
from app.ui.widgets.plain_text import PlainText

_FROZEN = (
    "The review is kept as it stands now: its words, the day, and a hash that shows that nobody "
    "changed them. You can go on writing; what changes later is shown as changes since this "
    "version. Undo takes the publication back."
)


class PublishDialog(FormDialog):
    """Asks where readers find the review; `submitted` when the person wants it published."""

    questions_wanted = Signal()
    """The person wants to see what the candour check asks."""

    def __init__(
        self,
        version: int,
        still_open: Sequence[str],
        zone: str = "UTC",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Publish the review", f"Publish version {version}", parent)
        self.setObjectName("publish-dialog")
        self.setMinimumWidth(theme.current().px(560))
        self.add_widget(label(_FROZEN, "caption", wrap=True))
        self._place = line("publish-place", "", "A link or a place: the wiki, a folder")
        self.add_field("Where readers find it", self._place)
        if still_open:
            told = PlainText()
            told.setObjectName("publish-open")
            told.setAccessibleName("Still open")
            told.show_text("\n".join(f"• {words}" for words in still_open))
            told.setFixedHeight(theme.current().px(170))
            number = counted(len(still_open), "open point")
            self.add_field(f"It says what is open: {number}", told)
            self.add_widget(label(f"Times are in {zone}.", "caption"))
        else:
            self.add_widget(
                label("Nothing was found that the review itself calls open.", "caption")
            )
        self._questions = button("publish-questions", "", self.questions_wanted.emit, kind="link")
        self._questions.hide()
        self.add_widget(self._questions)
        self._place.setFocus()

    def tell_questions(self, number: int) -> None:
        """Say how many questions of the candour check are open; they never hold anything up."""
        stand = "is open" if number == 1 else "are open"
        self._questions.setText(f"{counted(number, 'question')} of the candour check {stand}")
        self._questions.setVisible(number > 0)

    @property
    def place(self) -> str:
        """Where readers find it, as typed."""
        return self._place.text().strip()


class TextDialog(QDialog):
    """A text to paste elsewhere."""

    def __init__(self, title: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paste-dialog")
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        look = theme.current()
        self.resize(look.px(560), look.px(280))
        self._text = text
        shown = PlainText()
        shown.setObjectName("paste-text")
        shown.setAccessibleName(title)
        shown.show_text(text)
        self._told = label("", "caption")
        copy = QPushButton("Copy")
        copy.setObjectName("paste-copy")
        copy.setProperty("kind", "primary")
        copy.setDefault(True)
        copy.clicked.connect(self._copy)
        close = QPushButton("Close")
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addWidget(self._told, 1)
        foot.addWidget(close)
        foot.addWidget(copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addWidget(label(title, "heading"))
        column.addWidget(shown, 1)
        column.addLayout(foot)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text)
        self._told.setText("Copied.")
