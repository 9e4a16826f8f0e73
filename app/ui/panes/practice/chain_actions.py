"""What can be done on the Failure chain page, with its keys."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from app.ui.actions import Action, Menu

if TYPE_CHECKING:
    from app.ui.panes.practice.chain import ChainPane


def offered(pane: ChainPane) -> list[Action]:
    """The actions; each is done where the person sees it, also from the menu of another page."""
    keys: tuple[tuple[str, str, str, Callable[[], object]], ...] = (
        ("new-factor", "New factor", "N", pane.add),
        ("chain-outline", "Empty outline of factors", "Shift+N", pane.add_outline),
        ("chain-view", "Factors as graph or list", "G", pane.toggle_view),
        ("chain-whys", "Five whys, and back", "W", pane.toggle_side),
        ("new-ladder", "Begin a ladder of whys", "Shift+W", pane.begin_whys),
        ("step-to-factor", "Make a factor of the step", "F", pane.make_factor),
        ("mark-most", "Mark what weighed most", "M", pane.mark),
        ("link-factor", "Link the factor…", "Shift+L", pane.link_on),
        ("close-factor", "Add an action that closes it", "A", pane.add_action),
        ("chain-up", "Move factor or step up", "Alt+Up", partial(pane.reorder, later=False)),
        ("chain-down", "Move factor or step down", "Alt+Down", partial(pane.reorder, later=True)),
        ("arrange-chain", "Arrange the graph anew", "Shift+A", pane.edits.arrange),
        ("remove-from-chain", "Remove factor, link or step", "Del", pane.remove),
    )
    return [
        Action(name, text, key, Menu.REVIEW, partial(_here, pane, slot), True, 2)
        for name, text, key, slot in keys
    ]


def _here(pane: ChainPane, slot: Callable[[], object]) -> None:
    if not pane.isVisible():
        pane.wanted.emit()
    slot()
