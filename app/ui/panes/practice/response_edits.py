"""What is done on the Response page: each a task in the lane of edits, in the order asked."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject

from app.domain.drafts import EntryKind, new_id
from app.domain.practice.response import DrasticAction, MilestoneKind, StatusUpdate
from app.operations import drafting
from app.operations.practice import response
from app.ui.edits import Edits
from app.ui.session import Session

Changes = Mapping[str, object]


class ResponseEdits(Edits):
    """Edits the record of the live phase of the case in hand."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(session, "Saving the response", parent)

    def add_action(self) -> str:
        """Begin a drastic action; returns its id."""
        added = DrasticAction(new_id(), self._session.case.id, "")
        self.run(lambda book, _case: response.add_action(book, added), "Drastic action added.")
        return added.id

    def change_action(self, action: DrasticAction, changes: Changes) -> None:
        """Change fields of a drastic action."""
        label = "Edit drastic action"
        self.run(
            lambda book, case: drafting.change(
                book, DrasticAction, case, action.id, changes, label
            ),
            case_id=action.case_id,
        )

    def remove_action(self, action_id: str) -> None:
        """Remove a drastic action with its citations."""
        label = "Remove drastic action"
        self.run(
            lambda book, case: drafting.remove(book, DrasticAction, case, [action_id], label),
            "Drastic action removed.",
        )

    def link_entry(self, action_id: str, entry_id: str) -> None:
        """Say which timeline entry tells a drastic action; empty for none."""
        self.run(
            lambda book, case: response.link_entry(book, case, action_id, entry_id),
            "Linked." if entry_id else "No longer linked.",
        )

    def add_update(self) -> str:
        """Begin a stakeholder update; returns its id."""
        added = StatusUpdate(new_id(), self._session.case.id, "")
        self.run(lambda book, _case: response.add_update(book, added), "Update added.")
        return added.id

    def change_update(self, update: StatusUpdate, changes: Changes) -> None:
        """Change fields of a stakeholder update."""
        label = "Edit stakeholder update"
        self.run(
            lambda book, case: drafting.change(book, StatusUpdate, case, update.id, changes, label),
            case_id=update.case_id,
        )

    def remove_update(self, update_id: str) -> None:
        """Remove a stakeholder update with its citations."""
        label = "Remove stakeholder update"
        self.run(
            lambda book, case: drafting.remove(book, StatusUpdate, case, [update_id], label),
            "Update removed.",
        )

    def say_absent(self, kind: EntryKind, reason: str) -> None:
        """Say that a part of the timeline was absent, and why; empty takes that back."""
        self.run(lambda book, case: response.say_absent(book, case, kind, reason))

    def unmark(self, kind: MilestoneKind) -> None:
        """Take a marked moment away."""
        self.run(lambda book, case: response.unmark(book, case, kind), "Mark removed.")

    def change_card(self, changes: Changes) -> None:
        """Change fields of the process card."""
        self.run(lambda book, case: response.change_card(book, case, changes))
