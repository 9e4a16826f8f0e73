"""What is done to people: each a task in the lane of edits, in the order asked."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.operations import people
from app.ui.edits import Edits
from app.ui.session import Session


class PeopleEdits(Edits):
    """Edits the people of the case in hand; the messages offer to take it back."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(session, "Saving people", parent)

    def set_role(self, person_id: str, label: str) -> None:
        """Call somebody so in this case."""
        self.run(lambda book, case: people.set_role(book, case, person_id, label), "Role changed.")

    def rename(self, person_id: str, name: str) -> None:
        """Call somebody by another name."""
        self.run(lambda book, case: people.rename(book, case, person_id, name), "Name changed.")

    def name_in_documents(self, person_id: str, because: str) -> None:
        """Show the name in documents for a reason; without one, the role."""
        self.run(
            lambda book, case: people.name_in_documents(book, case, person_id, because),
            "Documents show the name." if because.strip() else "Documents show the role.",
        )

    def merge(self, person_id: str, into: str) -> None:
        """Two are one."""
        self.run(lambda book, case: people.merge(book, case, person_id, into), "Merged.")

    def split(self, person_id: str) -> None:
        """Two again."""
        self.run(lambda book, case: people.split(book, case, person_id), "Split again.")

    def add_name(self, person_id: str, text: str) -> None:
        """One more name."""
        self.run(lambda book, case: people.add_alias(book, case, person_id, text), "Name added.")

    def remove_name(self, alias_id: str) -> None:
        """One name less."""
        self.run(lambda book, case: people.remove_alias(book, case, alias_id), "Name removed.")
