"""The ways that evidence gets into a case: chosen files, a folder, the clipboard, a drop."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.domain.evidence import Source
from app.ui.actions import Action, Menu
from app.ui.choosers import FileChooser
from app.ui.dialogs.receipt import ReceiptDialog
from app.ui.drops import dropped_paths
from app.ui.import_queue import ImportQueue
from app.ui.receipt_words import receipt_text
from app.ui.session import Session


class EvidenceIntake(QObject):
    """Asks for evidence in front of ``host`` and hands it to the import queue."""

    def __init__(self, session: Session, chooser: FileChooser, host: QWidget) -> None:
        super().__init__(host)
        self._session = session
        self._chooser = chooser
        self._host = host
        self.queue = ImportQueue(session, host)

    def offered(self) -> list[Action]:
        """What a person can do about it."""
        menu = Menu.EVIDENCE
        return [
            Action("import-evidence", "Import files…", "Ctrl+I", menu, self.files),
            Action("import-as", "Import files as…", "Ctrl+Alt+I", menu, self.files_as),
            Action("import-folder", "Import folder…", "Ctrl+Shift+I", menu, self.folder),
            Action("paste-evidence", "Paste as evidence", "Ctrl+Shift+V", menu, self.paste),
        ]

    def files(self) -> None:
        """Choose files to import."""
        self._come_into_view()
        self._chooser.to_open_many(self._host, "Import evidence", self.queue.add_paths)

    def files_as(self) -> None:
        """Choose files to import, and be asked of each what to read it as."""
        self._come_into_view()
        self._chooser.to_open_many(
            self._host, "Import evidence", lambda paths: self.queue.add_paths(paths, ask=True)
        )

    def folder(self) -> None:
        """Choose a folder to import, such as an unpacked Slack export."""
        self._come_into_view()
        self._chooser.to_open_folder(
            self._host, "Import a folder", lambda path: self.queue.add_paths([path])
        )

    def paste(self) -> None:
        """Import what the clipboard holds: files, else text."""
        self._come_into_view()
        clipboard = QGuiApplication.clipboard()
        data: QMimeData | None = clipboard.mimeData()
        if data is not None and (paths := dropped_paths(data)):
            self.queue.add_paths(paths)
        else:
            self.queue.add_text(clipboard.text())

    def _come_into_view(self) -> None:
        """Whoever begins on another page sees the evidence come in."""
        if not self._host.isVisible():
            self._session.page_wanted.emit("timeline")

    def show_receipts(self, sources: Sequence[Source]) -> None:
        """Show what became of every part of these sources."""
        case_zone, zone = self._session.case.zone, self._session.zone
        text = "\n\n\n".join(receipt_text(source, case_zone, zone) for source in sources)
        ReceiptDialog(text, self._host).open()
