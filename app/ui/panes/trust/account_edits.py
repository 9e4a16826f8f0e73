"""What is done to the shared account and to claims: each a task in the lane of edits, in order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QObject, Signal

from app.domain.timeline import Span
from app.domain.trust.account import AccountPart, GroupStatement
from app.domain.trust.claims import Claim
from app.operations import drafting
from app.operations.now import now_us
from app.operations.trust import account, claims
from app.ui.edits import Edits
from app.ui.session import Session

_LOST = "The words of {} are not in the text any more: “{}”. Mark them anew, or remove the claim."


class AccountEdits(Edits):
    """Edits the case in hand; what takes something away offers to take it back."""

    paragraph_added = Signal(str)
    asked = Signal(str)
    """The id of a group statement that was begun."""
    statement_added = Signal(str)
    claim_marked = Signal(str)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(session, "Saving the account", parent)
        self._told = session

    # The account

    def add(self, part: AccountPart) -> None:
        """Begin a paragraph of a part."""
        self.run(
            lambda book, case: account.add(book, case, part).id, done=self.paragraph_added.emit
        )

    def change(self, paragraph_id: str, changes: Mapping[str, object]) -> None:
        """Change some fields of a paragraph."""
        self.run(lambda book, case: account.change(book, case, paragraph_id, changes))

    def move(self, paragraph_id: str, by: int) -> None:
        """Move a paragraph within its part."""
        self.run(lambda book, case: account.move(book, case, paragraph_id, by))

    def move_to_part(self, paragraph_id: str, by: int) -> None:
        """Move a paragraph to the part before or after."""
        self.run(lambda book, case: account.move_to_part(book, case, paragraph_id, by))

    def remove(self, paragraph_id: str) -> None:
        """Remove a paragraph."""
        self.run(lambda book, case: account.remove(book, case, paragraph_id), "Paragraph removed.")

    def cite(self, target_id: str, spans: Sequence[Span]) -> None:
        """Let a paragraph or claim cite these places."""
        self.run(
            lambda book, case: drafting.cite(book, case, target_id, spans), "Evidence attached."
        )

    # Is it true?

    def name_neutral(self, words: str) -> None:
        """Say who carries the account to the groups."""
        self.run(lambda book, case: account.name_neutral(book, case, words))

    def ask(self, group_ids: Iterable[str], paragraph_id: str = "") -> None:
        """Note that groups are asked now."""
        ids = list(group_ids)
        self.run(
            lambda book, case: account.ask(book, case, ids, now_us(), paragraph_id),
            done=self._begun,
        )

    def note_answer(self, statement_id: str, changes: Mapping[str, object]) -> None:
        """Note what a group says."""
        self.run(
            lambda book, case: account.note_answer(book, case, statement_id, changes, now_us())
        )

    def remove_statement(self, statement_id: str) -> None:
        """Remove what a group was asked and said."""
        self.run(
            lambda book, case: account.remove_statement(book, case, statement_id),
            "Group statement removed.",
        )

    def _begun(self, statements: list[GroupStatement]) -> None:
        if statements:
            self.asked.emit(statements[0].id)
        else:
            self._told.notify("They were asked already; their answer is still to come.")

    # Claims

    def add_public(self) -> None:
        """Begin a public statement."""
        self.run(lambda book, case: claims.add(book, case).id, done=self.statement_added.emit)

    def change_public(self, statement_id: str, changes: Mapping[str, object]) -> None:
        """Change a public statement; claims follow their words, and those that cannot are named."""
        self.run(
            lambda book, case: claims.change(book, case, statement_id, changes), done=self._lost
        )

    def remove_public(self, statement_id: str) -> None:
        """Remove a public statement with its claims."""
        self.run(
            lambda book, case: claims.remove(book, case, statement_id),
            "Public statement removed, with its claims.",
        )

    def mark(self, statement_id: str, start: int, end: int) -> None:
        """Mark words as a claim."""
        self.run(
            lambda book, case: claims.mark(book, case, statement_id, start, end).id,
            done=self.claim_marked.emit,
        )

    def mark_anew(self, claim_id: str, start: int, end: int) -> None:
        """Let a claim stand for other words."""
        self.run(lambda book, case: claims.mark_anew(book, case, claim_id, start, end))

    def judge(self, claim_id: str, changes: Mapping[str, object]) -> None:
        """Say what evidence says to a claim."""
        self.run(lambda book, case: claims.judge(book, case, claim_id, changes))

    def unmark(self, claim_id: str) -> None:
        """Remove a claim."""
        self.run(lambda book, case: claims.unmark(book, case, claim_id), "Claim removed.")

    def _lost(self, lost: list[Claim]) -> None:
        if lost:
            which = "a claim" if len(lost) == 1 else f"{len(lost)} claims"
            self._told.notify(_LOST.format(which, "”, “".join(each.quote for each in lost)))
