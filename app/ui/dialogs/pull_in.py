"""What the review of an incident shows and a trust case does not have, to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from app.domain.drafts import Case
from app.domain.errors import GoldseamError
from app.domain.progress import Progress
from app.domain.trust.pulled import Offer, SharedReview
from app.operations.trust import pulling
from app.ui import pulled_words, theme
from app.ui.choosers import FileChooser
from app.ui.dialogs.other_casebook import OtherCasebookDialog
from app.ui.dialogs.sheet import Sheet
from app.ui.session import Session
from app.ui.tasks import Lane
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import label
from app.ui.widgets.offer_list import OfferList

if TYPE_CHECKING:
    from app.casebook import Casebook

_KINDS = "Casebooks (*.casebook);;All files (*)"


class PullInDialog(Sheet):
    """Reads the review of a chosen incident, of this casebook or another, and lists what is new.

    What is new is ticked. What stands otherwise in the case is not: it is replaced only where a
    person ticks it.
    """

    def __init__(self, session: Session, chooser: FileChooser, parent: QWidget) -> None:
        super().__init__("pull-in-dialog", "Pull in from an incident review", parent)
        self._session = session
        self._chooser = chooser
        self._case_id = session.case.id
        self._from: Casebook = session.casebook
        self._incidents: Sequence[tuple[Case, int]] = ()
        self._review: SharedReview | None = None
        self._box = QComboBox()
        self._box.setObjectName("pull-in-incident")
        self._box.setAccessibleName("Incident")
        self._state = label("", "caption", wrap=True)
        self._state.setObjectName("pull-in-state")
        self._list = OfferList("pull-in-list", "What can be pulled in")
        self._whole = label("", wrap=True)
        self._whole.setObjectName("pull-in-whole")
        self._whole.setMinimumHeight(theme.current().px(84))
        self._whole.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._accept = button("pull-in-accept", "Pull in", self._pull, kind="primary")
        cancel = button("pull-in-cancel", "Cancel", self.reject)
        heading = label("Pull in from an incident review", "heading")
        parts = (heading, self._source(), self._state, self._list, self._whole)
        self.lay_out(parts, self._list, (cancel, self._accept), (640, 520))
        self._box.currentIndexChanged.connect(self._read)
        self._list.ticked_changed.connect(self._say_accept)
        self._list.stood_on.connect(self._whole.setText)
        self.finished.connect(self._let_go)
        session.leaving.connect(self.reject)
        self._show_incidents(pulling.incidents(session.casebook))

    def _source(self) -> QWidget:
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._box, 1)
        row.addWidget(button("pull-in-other", "Another casebook…", self._ask_for_other))
        return whole

    # -- where from ---------------------------------------------------------------------------

    def _show_incidents(self, incidents: Sequence[tuple[Case, int]]) -> None:
        self._incidents = incidents
        self._box.blockSignals(True)
        self._box.clear()
        self._box.addItems([case.title for case, _ in incidents])
        self._box.setEnabled(bool(incidents))
        self._box.blockSignals(False)
        self._read()

    def _ask_for_other(self) -> None:
        self._chooser.to_open(self, "Another casebook", _KINDS, self._ask_passphrase)

    def _ask_passphrase(self, path: Path) -> None:
        dialog = OtherCasebookDialog(path.name, self)

        def open_it(passphrase: str) -> None:
            def work(_progress: Progress) -> tuple[Casebook, list[tuple[Case, int]]]:
                from app.operations import casebooks

                opened = casebooks.open_casebook(path, passphrase)
                return opened, pulling.incidents(opened)

            def opened(found: tuple[Casebook, list[tuple[Case, int]]]) -> None:
                dialog.accept()
                self._let_go()
                self._from = found[0]
                self._show_incidents(found[1])

            self._session.tasks.run(
                "Opening the other casebook",
                work,
                opened,
                lambda error: dialog.refuse(str(error)),
                lane=Lane.WRITE,
            )

        dialog.asked.connect(open_it)
        dialog.open()

    def _let_go(self) -> None:
        """Close the other casebook, where one was opened."""
        if self._from is not self._session.casebook:
            self._from.close()
            self._from = self._session.casebook

    # -- what there is ------------------------------------------------------------------------

    def _read(self) -> None:
        self._review = None
        self._list.show_lines(())
        at = self._box.currentIndex()
        if at < 0:
            self._state.setText("There is no incident in this casebook; open another one.")
            return
        self._state.setText("Reading the review…")
        source, incident = self._from, self._incidents[at][0]
        casebook, case_id = self._session.casebook, self._case_id

        def work(progress: Progress) -> tuple[SharedReview, tuple[Offer, ...]]:
            found = pulling.review(source, incident.id, progress)
            return found, pulling.offered(casebook, case_id, found)

        self._session.tasks.run("Reading the review", work, self._show, self._complain)

    def _show(self, read: tuple[SharedReview, tuple[Offer, ...]]) -> None:
        self._review, offers = read
        self._list.show_lines([pulled_words.line_of(one, self._session.zone) for one in offers])
        self._state.setText(pulled_words.state_of(self._review, offers))
        self._list.setEnabled(bool(offers))
        (self._list if offers else self._box).setFocus()

    def _complain(self, error: GoldseamError) -> None:
        self._state.setText(str(error))

    def _say_accept(self) -> None:
        ticked = len(self._list.ticked)
        self._accept.setEnabled(ticked > 0)
        self._accept.setText(f"Pull in {ticked}" if ticked else "Pull in")

    # -- taking over --------------------------------------------------------------------------

    def _pull(self) -> None:
        found, chosen = self._review, self._list.ticked
        if found is None or not chosen:
            return
        session, case_id = self._session, self._case_id
        self._accept.setEnabled(False)

        def work(progress: Progress) -> int:
            return pulling.pull(session.casebook, case_id, found, chosen, progress)

        def pulled(number: int) -> None:
            self.accept()
            what = "1 statement" if number == 1 else f"{number} statements"
            session.notify(f"Pulled in {what}, with the document as evidence.", undo=True)

        session.tasks.run("Pulling in the review", work, pulled, self._complain, lane=Lane.WRITE)
