"""“What could be seen at 02:55”: the page of a decision point, as it would be exported."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.operations import exports
from app.ui import theme
from app.ui.choosers import FileChooser
from app.ui.dialogs.export import ExportDialog
from app.ui.session import Session
from app.ui.widgets.markdown_preview import MarkdownPreview

DOCUMENT = "moment-page"


class MomentPageDialog(QDialog):
    """Shows the page, and leads to writing it."""

    shown = Signal()
    """The page is here."""
    dialog_opened = Signal(object)

    def __init__(
        self, session: Session, chooser: FileChooser, point_id: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("moment-page-dialog")
        self.setWindowTitle("What could be seen then")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session = session
        self._chooser = chooser
        self._point_id = point_id
        self.page = MarkdownPreview()
        self.page.setObjectName("moment-page")
        self.page.setAccessibleName("What could be seen at the moment of the decision")
        self.page.show_markdown("Reading what could be seen …")
        self._build()
        casebook, case_id = session.casebook, session.case.id
        session.tasks.run(
            "Reading what could be seen",
            lambda progress: exports.preview(casebook, case_id, DOCUMENT, progress, point_id),
            self._show,
            quiet=True,
        )

    def _build(self) -> None:
        foot = QHBoxLayout()
        foot.addStretch(1)
        for text, name, kind, slot in (
            ("Close", "moment-page-close", "", self.reject),
            ("Export…", "moment-page-export", "primary", self._export),
        ):
            button = QPushButton(text)
            button.setObjectName(name)
            button.setProperty("kind", kind)
            button.setAutoDefault(False)
            button.clicked.connect(slot)
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addWidget(self.page, 1)
        column.addLayout(foot)
        look = theme.current()
        parent = self.parentWidget()
        wanted = QSize(look.px(760), look.px(660))
        self.resize(wanted if parent is None else wanted.boundedTo(parent.window().size()))

    def _show(self, text: str) -> None:
        self.page.show_markdown(text)
        self.shown.emit()

    def _export(self) -> None:
        dialog = ExportDialog(self._session, self._chooser, self, DOCUMENT, self._point_id)
        self.dialog_opened.emit(dialog)
        dialog.open()
