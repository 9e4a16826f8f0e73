"""Which document to print."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QWidget

from app.domain.errors import GoldseamError
from app.domain.leaks import LeakError
from app.domain.progress import Progress
from app.operations import exports
from app.ui.dialogs.export import left_out_words
from app.ui.dialogs.form import FormDialog
from app.ui.dialogs.leaks import LeakDialog
from app.ui.printing import Paper, PrintPreview
from app.ui.session import Session

_FORMAT = "html"


class PrintDialog(FormDialog):
    """Makes the document as a task, then shows its pages; what must not leave is asked first."""

    def __init__(
        self,
        session: Session,
        parent: QWidget,
        document_id: str = exports.INCIDENT_REVIEW,
        subject_id: str = "",
    ) -> None:
        super().__init__("Print", "Show pages", parent)
        self.setObjectName("print-dialog")
        self._session = session
        self._document = QComboBox()
        self._document.setObjectName("print-document")
        self._offered = [
            choice
            for choice in exports.choices(session.casebook, session.case.id)
            if _FORMAT in choice.template.formats
        ]
        for choice in self._offered:
            self._document.addItem(choice.words, choice.template.id)
        ids = [_asked(choice) for choice in self._offered]
        asked = (document_id, subject_id)
        self._document.setCurrentIndex(ids.index(asked) if asked in ids else 0)
        self.add_field(
            "Document",
            self._document,
            f"{left_out_words(session.case.kind)} Names are shown as roles.",
        )

    def submit(self) -> None:
        self.set_busy(busy=True)
        casebook, case_id = self._session.casebook, self._session.case.id
        asked = _asked(self._offered[self._document.currentIndex()])

        def work(_progress: Progress) -> Paper:
            document, subject = asked
            return Paper(
                html=exports.printable(casebook, case_id, document, subject),
                name=exports.suggested_name(casebook, case_id, document, _FORMAT, subject),
                foot=exports.view(casebook, case_id, document, subject).status,
            )

        self._session.tasks.run("Preparing the pages", work, self._show, self._refuse)

    def _show(self, paper: Paper) -> None:
        parent = self.parentWidget()
        self.accept()
        PrintPreview(paper, parent).open()

    def _refuse(self, error: GoldseamError) -> None:
        if isinstance(error, LeakError):
            self.set_busy(busy=False)
            dialog = LeakDialog(self._session, error.leaks, self.submit, self, "Try again")
            dialog.left_for.connect(self.reject)
            dialog.open()
        else:
            self.refuse(str(error))


def _asked(choice: exports.Choice) -> tuple[str, str]:
    """A document by its id, and what it is about by its id, or nothing."""
    return choice.template.id, "" if choice.subject is None else choice.subject.id
