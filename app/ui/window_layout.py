"""The widgets of the window and where they stand; what they do is wired in the window."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.ui import pages
from app.ui.panes.cases import CasesPage
from app.ui.panes.unlock import UnlockPage
from app.ui.tasks import Tasks
from app.ui.widgets.case_header import CaseHeader
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.message_line import MessageLine
from app.ui.widgets.progress_strip import ProgressStrip
from app.ui.widgets.rail import Rail


class WindowLayout:
    """Rail at the left; case header, page, progress and messages beside it."""

    def __init__(self, tasks: Tasks) -> None:
        self.rail = Rail(pages.PAGES)
        self.header = CaseHeader()
        self.messages = MessageLine()
        self.stack = QStackedWidget()
        self.stack.setObjectName("pages")
        self.cases = CasesPage()
        self.unlock = UnlockPage()
        self.closing = EmptyState("Closing", "Finishing what is still running.")
        for page in (self.cases, self.unlock, self.closing):
            self.stack.addWidget(page)
        self.whole = QWidget()
        self.whole.setObjectName("ground")
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.header)
        right.addWidget(self.stack, 1)
        right.addWidget(ProgressStrip(tasks))
        right.addWidget(self.messages)
        row = QHBoxLayout(self.whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(right, 1)
