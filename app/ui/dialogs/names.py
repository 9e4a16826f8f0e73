"""The names in a document, one by one, before it is written: which role stands for each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.domain.people import NameAnswer
from app.domain.review_words import counted
from app.domain.wording import NameSeen
from app.operations import answers, exports
from app.ui.dialogs.mentions import MentionsDialog
from app.ui.itemmodels.mentions import Fate, MentionRow
from app.ui.session import Session
from app.ui.tasks import Lane, Task


class NamesDialog(MentionsDialog):
    """Roles stand for all names already; a person looks, and says where that is wrong.

    Accepted once the person goes on. What was answered stays with the case.
    """

    def __init__(
        self,
        session: Session,
        document_id: str,
        seen: Sequence[NameSeen],
        accept_text: str = "Export",
        parent: QWidget | None = None,
        subject_id: str = "",
    ) -> None:
        all_text = f"Use roles for all, {accept_text.lower()}"
        super().__init__(
            session, "names-dialog", "Names in the document", accept_text, parent, all_text
        )
        self._document, self._subject = document_id, subject_id
        self._seen = list(seen)
        self._looked = set(answers.looked_at(session.casebook, session.case.id))
        self._reading: Task | None = None
        self._show()

    def use_instead(self, row: int) -> None:
        seen = self._seen[row]
        self._looked.add(answers.place_of(seen))
        if seen.answer is not None:
            answer_id, casebook = seen.answer.id, self._session.casebook
            self.write(
                "Withdrawing the answer",
                lambda: answers.withdraw(casebook, answer_id),
                lambda _none: self.follow(),
            )
        self._show()
        self.go_on()

    def keep(self, row: int, reason: str, *, everywhere: bool) -> None:
        seen, casebook, case_id = self._seen[row], self._session.casebook, self._session.case.id
        self.write(
            "Keeping the words",
            lambda: answers.keep(casebook, case_id, seen, reason, everywhere=everywhere),
            self._answered_with,
        )
        self._looked.add(answers.place_of(seen))
        self._show()
        self.go_on()

    def put_instead(self, row: int, words: str) -> None:
        seen, casebook, case_id = self._seen[row], self._session.casebook, self._session.case.id
        self.write(
            "Replacing the words",
            lambda: answers.replace_with(casebook, case_id, seen, words),
            self._answered_with,
        )
        self._looked.add(answers.place_of(seen))
        self._show()
        self.go_on()

    def done(self, result: int) -> None:
        """Remember what the person looked at: everything, where they went on."""
        casebook, case_id = self._session.casebook, self._session.case.id
        seen = [
            each
            for each in self._seen
            if result == NamesDialog.DialogCode.Accepted or answers.place_of(each) in self._looked
        ]
        self._session.tasks.run(
            "Remembering what was looked at",
            lambda _progress: answers.look_at(casebook, case_id, seen),
            lambda _none: None,
            quiet=True,
            lane=Lane.WRITE,
        )
        super().done(result)

    def use_all(self) -> None:
        self.finish()

    def finish(self) -> None:
        """Go on, once every answer given is kept."""
        self.when_kept(self.accept)

    def follow(self) -> None:
        """Read the names anew: an answer can concern more places than one."""
        casebook, case_id = self._session.casebook, self._session.case.id
        document, subject = self._document, self._subject
        self._reading = reading = self._session.tasks.run(
            "Looking for names",
            lambda _progress: exports.names(casebook, case_id, document, subject),
            lambda seen: self._read(reading, seen),
            self.refuse,
            quiet=True,
        )
        self.finished.connect(lambda _result: reading.cancel())

    def _answered_with(self, _answer: NameAnswer) -> None:
        self.follow()

    def _read(self, reading: Task, seen: list[NameSeen]) -> None:
        if reading is self._reading:
            self._seen = seen
            self._show()

    def _show(self) -> None:
        number = len(self._seen)
        self.heading.setText(
            f"{counted(number, 'place')} {'names' if number == 1 else 'name'} a person"
            if number
            else "Nobody is named in this document"
        )
        self.sentence.setText(
            "In the document a role stands for each name. Say so where the words are not "
            "this person."
            if number
            else "No known name stands in its drafted text or in its quotes."
        )
        self.all_button.setEnabled(number > 0)
        self.show_rows([self._row(seen) for seen in self._seen])

    def _row(self, seen: NameSeen) -> MentionRow:
        fate, note = Fate.OPEN, ""
        if seen.kept and seen.answer is not None:
            fate, note = Fate.KEPT, f"Stays: {seen.answer.reason}"
        elif seen.answer is not None:
            fate, note = Fate.REPLACED, "Replaced as answered"
        elif answers.place_of(seen) in self._looked:
            fate, note = Fate.REPLACED, "Role used"
        return MentionRow(seen.place, seen.before, seen.words, seen.after, seen.instead, fate, note)
