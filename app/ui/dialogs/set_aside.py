"""Setting a finding of the candour check aside, with the reason."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.domain.candour.case_findings import CaseFinding
from app.domain.candour.dismissals import Dismissal
from app.domain.errors import GoldseamError
from app.operations.candour import dismissing
from app.ui.dialogs.case_fields import line
from app.ui.dialogs.form import FormDialog
from app.ui.edits import Edits
from app.ui.session import Session
from app.ui.widgets.labels import label

_LONGEST = 160


class SetAsideDialog(FormDialog):
    """Asks for the reason, and keeps it. It closes once that has worked."""

    def __init__(
        self, session: Session, finding: CaseFinding, parent: QWidget | None = None
    ) -> None:
        super().__init__("Set aside", "Set aside", parent)
        self.setObjectName("set-aside")
        self._finding = finding
        self._edits = Edits(session, "Setting the question aside", self)
        self._reason = line("set-aside-reason")
        about = label(_about(finding), "caption", wrap=True)
        about.setObjectName("set-aside-about")
        self.add_widget(about)
        self.add_field(
            "Why does it not apply here?",
            self._reason,
            "Kept for you alone; no document shows it. The question comes back once the sentence "
            "changes.",
        )
        self._reason.setFocus()

    def submit(self) -> None:
        reason = self._reason.text()
        self.set_busy(busy=True)
        self._edits.run(
            lambda book, case: dismissing.dismiss(book, case, self._finding, reason),
            "Set aside; it is not asked again while the words stay.",
            self._kept,
            self._refused,
        )

    def _kept(self, _dismissal: Dismissal) -> None:
        self.accept()

    def _refused(self, error: GoldseamError) -> None:
        self.refuse(str(error))


def _about(finding: CaseFinding) -> str:
    words = " ".join(finding.words.split())
    if len(words) > _LONGEST:
        words = f"{words[:_LONGEST]}…"
    said = finding.message if not words else f"“{words}” — {finding.message}"
    return f"{said}\n{finding.question}"
