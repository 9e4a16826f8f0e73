"""What a person decides about suggestions: each a step that undo takes back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.domain.assist.answers import Decision
from app.domain.assist.suggestions import Suggestion
from app.domain.drafts import new_id
from app.domain.errors import GoldseamError
from app.domain.practice.chain import Factor
from app.domain.practice.playbook import PlaceKind
from app.operations.assist import deciding
from app.operations.practice import playbooks
from app.ui import suggestion_words
from app.ui.edits import Edits
from app.ui.focus import go_to
from app.ui.session import Session

if TYPE_CHECKING:
    from app.casebook import Casebook

T = TypeVar("T")

_START = "start"
"""The page of the playbook, for what has no page of its own."""


class Deciding(QObject):
    """Keeps decisions, and leads to where an accepted suggestion is worded."""

    def __init__(self, session: Session, parent: QWidget, failed: Callable[[], object]) -> None:
        super().__init__(parent)
        self._session = session
        self._over = parent
        self._failed = failed
        self.edits = Edits(session, "Keeping what was decided", self)

    def decide(self, suggestions: Sequence[Suggestion], decision: Decision) -> None:
        """Keep one decision about all of these, as one step."""
        ids = [each.id for each in suggestions]
        self._run(
            lambda book, case: deciding.decide(book, case, ids, decision),
            f"{_counted(len(ids))} {_DONE[decision]}.",
        )

    def take_back(self, suggestions: Sequence[Suggestion]) -> None:
        """Let these wait again."""
        ids = [each.id for each in suggestions]
        self._run(
            lambda book, case: deciding.take_back(book, case, ids),
            f"{_counted(len(ids))} waiting again.",
        )

    def add_factor(self, suggestion: Suggestion) -> None:
        """Add a factor that cites the passages, and go where a person words it."""
        spans = suggestion_words.spans_of(suggestion)

        def work(casebook: Casebook, case_id: str) -> Factor:
            factor = Factor(new_id(), case_id, "")
            return deciding.accept_factor(casebook, factor, spans, suggestion.id)

        self._run(work, "Factor added, with its evidence.", self._show_factor)

    def go_to_question(self, suggestion: Suggestion) -> None:
        """Go to where the playbook has its place for a question."""
        item, _, part = suggestion.asks.partition("/")
        place = playbooks.items()[item].place
        on_page = place.kind is PlaceKind.PAGE
        self._session.page_wanted.emit(place.at if on_page else _START)
        parts = (f"part-{part}-reason", f"part-{part}") if part else (place.part,)
        window = self._over.window()
        named = (window.findChild(QWidget, part) for part in parts if part and on_page)
        shown = next((each for each in named if each is not None and each.isVisible()), None)
        if shown is not None:
            go_to(shown.focusProxy() or shown)
        self._session.notify("It waits in the suggestions until you say that it is answered.")

    def answered(self, suggestion: Suggestion) -> None:
        """A person says that a question is answered."""
        self._run(
            lambda book, case: deciding.accepted(book, case, suggestion.id, ""),
            "Noted: the question is answered.",
        )

    def _show_factor(self, factor: Factor) -> None:
        self._session.page_wanted.emit("chain")
        self._session.thing_wanted.emit(factor.id)

    def _run(
        self,
        work: Callable[[Casebook, str], T],
        message: str,
        done: Callable[[T], object] | None = None,
    ) -> None:
        self.edits.run(work, message, done, self._give_up)

    def _give_up(self, error: GoldseamError) -> None:
        self._session.fail(error)
        self._failed()


_DONE = {Decision.DISMISSED: "dismissed", Decision.UNSURE: "kept as not sure"}


def _counted(number: int) -> str:
    return "Suggestion" if number == 1 else f"{number:,} suggestions"
