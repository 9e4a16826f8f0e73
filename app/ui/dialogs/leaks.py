"""What keeps a finished document from being written, and one key to answer each of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.errors import GoldseamError
from app.domain.leaks import FILE_NAME, Leak, LeakKind
from app.domain.names import folded
from app.domain.people import NameAnswer, Verdict
from app.domain.review_words import counted
from app.operations import answers
from app.operations.standing import Standing, standing
from app.ui.dialogs.mentions import MentionsDialog, answer_button
from app.ui.itemmodels.mentions import Fate, MentionRow
from app.ui.session import Session


class LeakDialog(MentionsDialog):
    """Asks for an answer to every leak; then closes and calls ``then``, which tries again.

    Closing it before leaves everything as it is: nothing was written.
    """

    left_for = Signal(object)
    """The person went to a `Standing` in the draft to change it; whoever asked is to close too."""

    def __init__(
        self,
        session: Session,
        leaks: Sequence[Leak],
        then: Callable[[], object],
        parent: QWidget | None = None,
        accept_text: str = "Export again",
    ) -> None:
        kinds = {leak.kind for leak in leaks}
        all_text = "Use roles for all"
        if LeakKind.PRIVATE in kinds:
            all_text = "Use roles and leave out" if LeakKind.NAME in kinds else "Leave all out"
        all_text += f", {accept_text.partition(' ')[0].lower()}"
        super().__init__(session, "leak-dialog", "Not written yet", accept_text, parent, all_text)
        self._leaks = list(leaks)
        self._given: dict[int, NameAnswer] = {}
        self._pending: set[int] = set()
        self._order: list[tuple[int, ...]] = []
        self._then = then
        self._show()

    def use_instead(self, row: int) -> None:
        self._replace(row, None)

    def put_instead(self, row: int, words: str) -> None:
        self._replace(row, words)

    def keep(self, row: int, reason: str, *, everywhere: bool) -> None:
        leak, casebook, case_id = self._leaks[row], self._session.casebook, self._session.case.id
        self._answer(
            self._same(row) if everywhere else (row,),
            lambda: answers.keep(casebook, case_id, leak, reason, everywhere=everywhere),
        )

    def use_all(self) -> None:
        casebook, case_id = self._session.casebook, self._session.case.id
        rest = [leak for row, leak in enumerate(self._leaks) if row not in self._given]

        self.write(
            "Using roles for the rest",
            lambda: answers.replace_all(casebook, case_id, rest),
            lambda _none: self._try_again(),
        )

    def finish(self) -> None:
        """Try again, once every answer given is kept."""
        self.when_kept(self._finish)

    def _finish(self) -> None:
        if len(self._given) < len(self._leaks):
            self.list.setFocus()
            self.go_on()
        else:
            self._try_again()

    def key(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_G and not event.modifiers():
            self.go_there()
            event.accept()
        else:
            super().key(event)

    def more_buttons(self) -> Sequence[QPushButton]:
        go = answer_button("mention-go", "Go to where it stands  G", "Go there  G")
        go.clicked.connect(self.go_there)
        return (go,)

    def go_there(self) -> None:
        """Leave, and show the place in the draft that holds the words."""
        if self.list.row < 0:
            return
        casebook, case_id = self._session.casebook, self._session.case.id
        words = self._leaks[self.list.row].words
        if self._leaks[self.list.row].place == FILE_NAME:
            self.tell("The words stand in the file name; use the role, or go back and change it.")
            return
        self._session.tasks.run(
            "Looking for the words",
            lambda _progress: standing(casebook, case_id, words),
            self._go,
            self.refuse,
            quiet=True,
        )

    def _go(self, found: Standing | None) -> None:
        if found is None:
            self.tell(
                "The words stand in cited evidence and nowhere in the draft; leave them out here."
            )
            return
        self.reject()
        self.left_for.emit(found)
        self._session.page_wanted.emit(found.page)
        self._session.thing_wanted.emit(found.thing)
        self._session.notify(f"The words stand in {found.place}.")

    def follow(self) -> None:
        if self._order:
            for row in self._order.pop():
                del self._given[row]
        self._show()

    def _replace(self, row: int, words: str | None) -> None:
        leak, casebook, case_id = self._leaks[row], self._session.casebook, self._session.case.id
        self._answer((row,), lambda: answers.replace_with(casebook, case_id, leak, words))

    def _answer(self, rows: tuple[int, ...], work: Callable[[], NameAnswer]) -> None:
        """Keep an answer for these rows; who is faster than the disk need not wait for it."""
        if not self._pending.isdisjoint(rows):
            return
        self._pending |= set(rows)
        self.write("Keeping the answer", work, lambda answer: self._took(answer, rows))
        self._show()
        self.go_on()

    def _same(self, row: int) -> tuple[int, ...]:
        """The rows of the same words that nobody has answered yet, this one among them."""
        words = folded(self._leaks[row].words)
        return tuple(
            other
            for other, leak in enumerate(self._leaks)
            if other == row or (other not in self._given and folded(leak.words) == words)
        )

    def _took(self, answer: NameAnswer, rows: tuple[int, ...]) -> None:
        self._pending -= set(rows)
        self._given |= dict.fromkeys(rows, answer)
        self._order.append(rows)
        self._show()

    def refuse(self, error: GoldseamError) -> None:
        super().refuse(error)
        self._pending.clear()
        self._show()

    def _try_again(self) -> None:
        self.accept()
        self._then()

    def _show(self) -> None:
        private = sum(leak.kind is LeakKind.PRIVATE for leak in self._leaks)
        names = len(self._leaks) - private
        parts = []
        if names:
            parts.append(f"{counted(names, 'name')} in the finished document")
        if private:
            parts.append(f"private text in {counted(private, 'place')}")
        self.heading.setText("Nothing was written: " + ", and ".join(parts))
        self.sentence.setText(
            "Answer each place; then the document can be written."
            + (
                " Private text cannot pass: leave it out, or change where it stands."
                * bool(private)
            )
        )
        self.show_rows([self._row(row, leak) for row, leak in enumerate(self._leaks)])

    def _row(self, row: int, leak: Leak) -> MentionRow:
        fate, note, instead = Fate.OPEN, "", leak.instead
        answer = self._given.get(row)
        private = leak.kind is LeakKind.PRIVATE
        if answer is not None and answer.verdict is Verdict.KEEP:
            fate, note = Fate.KEPT, f"Stays: {answer.reason}"
        elif answer is not None:
            fate, instead = Fate.REPLACED, f"[{answer.instead}]"
            note = "Left out" if private else "Replaced"
        elif row in self._pending:
            fate = Fate.REPLACED
        elif private:
            note = f"Private: {leak.source}"
        return MentionRow(
            leak.place, leak.before, leak.words, leak.after, instead, fate, note, private
        )
