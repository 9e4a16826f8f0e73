"""What is done to the failure chain: each a task in the lane of edits, in the order asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject

from app.casebook import Casebook
from app.domain.drafts import new_id
from app.domain.practice.chain import Factor, FactorLink, FactorPart, LinkKind, Why
from app.domain.timeline import Span
from app.operations.practice import chain
from app.ui.edits import Edits
from app.ui.session import Session

_OUTLINE = (
    FactorPart.TRIGGER,
    FactorPart.ENABLING,
    FactorPart.AMPLIFIER,
    FactorPart.FRICTION,
)


class ChainEdits(Edits):
    """Edits the chain of the case in hand; the messages offer to take it back."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(session, "Saving the chain", parent)

    # Factors

    def add(self, done: Callable[[Factor], object], spans: Sequence[Span] = ()) -> None:
        """Add a factor whose words are still to be written."""
        factor = Factor(new_id(), self._session.case.id, "")
        self.run(lambda cb, _case: chain.add_factor(cb, factor, spans), "Factor added.", done)

    def add_outline(self, done: Callable[[str], object]) -> None:
        """Add an empty factor for each part; ``done`` gets the id of the first."""
        case_id = self._session.case.id
        outline = [Factor(new_id(), case_id, "", part) for part in _OUTLINE]

        def work(casebook: Casebook, _case: str) -> str:
            chain.add_outline(casebook, outline)
            return outline[0].id

        self.run(work, "Outline added.", done)

    def change(self, factor_id: str, changes: Mapping[str, Any]) -> None:
        """Change some fields of a factor."""
        self.run(lambda cb, case: chain.change_factor(cb, case, factor_id, changes))

    def place(self, factor_id: str, x: int, y: int) -> None:
        """Keep where a person put a factor in the graph."""
        self.run(lambda cb, case: chain.move_factor(cb, case, factor_id, x, y))

    def arrange(self) -> None:
        """Let the layout place all factors again."""
        self.run(chain.lay_out_anew, "Arranged anew.")

    def reorder(self, factor_id: str, *, later: bool) -> None:
        """Move a factor up or down in the list."""
        self.run(lambda cb, case: chain.move_in_list(cb, case, factor_id, later=later))

    def remove(self, factor_id: str) -> None:
        """Remove a factor with what hangs on it."""
        self.run(lambda cb, case: chain.remove_factor(cb, case, factor_id), "Factor removed.")

    def mark(self, factor_id: str, why: str | None = None) -> None:
        """Mark the one condition that weighed most."""
        self.run(lambda cb, case: chain.mark(cb, case, factor_id, why))

    def unmark(self) -> None:
        """Take the mark away."""
        self.run(chain.unmark)

    # Links

    def link(
        self,
        from_id: str,
        to_id: str,
        kind: LinkKind = LinkKind.CAUSE,
        done: Callable[[FactorLink], object] | None = None,
    ) -> None:
        """Let one factor lead to another."""
        self.run(
            lambda cb, case: chain.add_link(cb, case, from_id, to_id, kind),
            "Link added.",
            done,
        )

    def change_link(self, link_id: str, changes: Mapping[str, Any]) -> None:
        """Change some fields of a link."""
        self.run(lambda cb, case: chain.change_link(cb, case, link_id, changes))

    def remove_link(self, link_id: str) -> None:
        """Remove a link."""
        self.run(lambda cb, case: chain.remove_link(cb, case, link_id), "Link removed.")

    # Ladders

    def begin_ladder(self, text: str, factor_id: str, done: Callable[[Why], object]) -> None:
        """Begin a ladder with what is to be explained."""
        self.run(lambda cb, case: chain.begin_ladder(cb, case, text, factor_id), "", done)

    def add_step(self, above_id: str, text: str, done: Callable[[Why], object]) -> None:
        """Answer why a step could be."""
        self.run(lambda cb, case: chain.add_step(cb, case, above_id, text), "", done)

    def change_step(self, step_id: str, text: str) -> None:
        """Put a step into other words."""
        self.run(lambda cb, case: chain.change_step(cb, case, step_id, text))

    def move_step(self, step_id: str, *, later: bool) -> None:
        """Move a step up or down in its ladder."""
        self.run(lambda cb, case: chain.move_step(cb, case, step_id, later=later))

    def remove_step(self, step_id: str) -> None:
        """Remove a step."""
        self.run(lambda cb, case: chain.remove_step(cb, case, step_id), "Step removed.")

    def remove_ladder(self, ladder_id: str) -> None:
        """Remove a ladder."""
        self.run(lambda cb, case: chain.remove_ladder(cb, case, ladder_id), "Ladder removed.")

    def factor_of_step(self, step_id: str) -> None:
        """Make a factor of a step."""
        self.run(lambda cb, case: chain.factor_of_step(cb, case, step_id), "Factor added.")
