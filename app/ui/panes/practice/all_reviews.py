"""What all reviews of the casebook show together, and texts about them to take along."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.practice.digest import quarter_of
from app.domain.practice.follow_through import Line
from app.domain.practice.metrics import Measure
from app.operations.now import now_us
from app.operations.practice import follow_up, metrics
from app.ui.choosers import FileChooser
from app.ui.dialogs.export import ExportDialog
from app.ui.feed import Feed
from app.ui.session import Session
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import label
from app.ui.widgets.panels import scrolling
from app.ui.widgets.plain_section import PlainSection

_WATCHED = {
    *("cases", "publications", "corrective_actions", "factors", "fair_accounts", "citations"),
    *("playbook_answers", "milestones", "entries"),
}
DIGEST = "digest"


class AllReviews(QFrame):
    """Measures over the incident cases, a heading and a sentence each; none of them by person."""

    def __init__(
        self, session: Session, chooser: FileChooser, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("all-reviews")
        self.setProperty("kind", "panel")
        self._session = session
        self._chooser = chooser
        self._feed = Feed(
            session,
            self,
            "Looking at all reviews",
            _WATCHED,
            lambda casebook, _case_id: metrics.of_casebook(casebook),
            self._show,
            of_any_case=True,
        )
        self._sections: dict[str, PlainSection] = {}
        self._lay_out()
        self.setFocusProxy(self._copy)

    def areas(self) -> list[QWidget]:
        """What F6 goes round."""
        return [self]

    def copy_open_actions(self) -> None:
        """Copy the open actions of all cases, to paste into the notes of a retrospective."""
        casebook, case_id = self._session.casebook, self._session.case.id

        def copied(text: str) -> None:
            QGuiApplication.clipboard().setText(text)
            self._session.notify("The open actions of all incident cases were copied.")

        self._session.tasks.run(
            "Copying open actions",
            lambda _progress: follow_up.open_actions(casebook, case_id),
            copied,
            quiet=True,
        )

    def export_digest(self) -> None:
        """Ask where the digest of the quarter should be written."""
        session = self._session
        quarter = quarter_of(now_us(), session.case_zone)
        ExportDialog(session, self._chooser, self.window(), DIGEST, quarter).open()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._feed.catch_up()

    def _show(self, found: Sequence[Measure]) -> None:
        for number, measure in enumerate(found):
            if measure.title not in self._sections:
                made = PlainSection(f"measure-{number}", measure.title)
                self._sections[measure.title] = made
                self._measures.addWidget(made)
            lines = [Line(line, "") for line in measure.lines]
            self._sections[measure.title].show_words((measure.sentence,), lines, measure.counted_so)

    # How it is made

    def _lay_out(self) -> None:
        self._copy = button("copy-open-actions-button", "Copy open actions", self.copy_open_actions)
        digest = button("export-digest-button", "Digest of the quarter…", self.export_digest)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 12, 0)
        words = "Over all incident cases of this casebook. Nothing is counted by person."
        head.addWidget(label(words, "caption", wrap=True), 1)
        head.addWidget(self._copy)
        head.addWidget(digest)
        inside = QWidget()
        self._measures = QVBoxLayout()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 12, 0)
        column.addLayout(self._measures)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(14, 12, 2, 12)
        whole.setSpacing(10)
        whole.addLayout(head)
        whole.addWidget(scrolling(inside), 1)
