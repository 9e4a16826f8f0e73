"""“What could be seen at 02:55”: the page of a decision point, as it would be exported."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.operations import exports
from app.ui.choosers import FileChooser
from app.ui.dialogs.export import ExportDialog
from app.ui.dialogs.sheet import Sheet
from app.ui.session import Session
from app.ui.widgets.buttons import button
from app.ui.widgets.markdown_preview import MarkdownPreview

DOCUMENT = "moment-page"


class MomentPageDialog(Sheet):
    """Shows the page, and leads to writing it."""

    shown = Signal()
    """The page is here."""
    dialog_opened = Signal(object)

    def __init__(
        self, session: Session, chooser: FileChooser, point_id: str, parent: QWidget
    ) -> None:
        super().__init__("moment-page-dialog", "What could be seen then", parent)
        self._session = session
        self._chooser = chooser
        self._point_id = point_id
        self.page = MarkdownPreview()
        self.page.setObjectName("moment-page")
        self.page.setAccessibleName("What could be seen at the moment of the decision")
        self.page.show_markdown("Reading what could be seen …")
        self._build()
        casebook, case_id = session.casebook, session.case.id
        reading = session.tasks.run(
            "Reading what could be seen",
            lambda progress: exports.preview(casebook, case_id, DOCUMENT, progress, point_id),
            self._show,
            quiet=True,
        )
        self.finished.connect(lambda _result: reading.cancel())

    def _build(self) -> None:
        buttons = (
            button("moment-page-close", "Close", self.reject),
            button("moment-page-export", "Export…", self._export, kind="primary"),
        )
        self.lay_out((self.page,), self.page, buttons, (760, 660))

    def _show(self, text: str) -> None:
        self.page.show_markdown(text)
        self.shown.emit()

    def _export(self) -> None:
        dialog = ExportDialog(self._session, self._chooser, self, DOCUMENT, self._point_id)
        self.dialog_opened.emit(dialog)
        dialog.open()
