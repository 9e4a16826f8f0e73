"""What can be done in the evidence pane: each with its key and its place in the menu."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from app.ui.actions import Action, Menu

if TYPE_CHECKING:
    from app.ui.panes.evidence import EvidencePane

_MENU = Menu.EVIDENCE


def build(pane: EvidencePane) -> None:
    """Make the actions of the pane."""
    offered = (_with_items(pane), _finding(pane), _ways(pane), pane.groups.offered())
    for action in (*pane.intake.offered(), *chain.from_iterable(offered)):
        action.build(pane)


def _with_items(pane: EvidencePane) -> list[Action]:
    kept = pane.bookmarks
    return [
        Action("add-to-timeline", "Add to timeline", "T", _MENU, pane.capture, True, 1),
        Action("attach-to-entry", "Attach to…", "A", _MENU, pane.attach, True, 1),
        Action("quote-span", "Quote in timeline", "Q", _MENU, pane.quote, True, 1),
        Action("copy-items", "Copy items", "Ctrl+C", _MENU, pane.copy, True, 1),
        Action("bookmark", "Bookmark", "B", _MENU, kept.toggle, True, 7),
        Action("bookmark-note", "Note at a bookmark…", "Shift+B", _MENU, kept.ask_note, True, 7),
        Action("bookmarks", "Bookmarks…", "Ctrl+Shift+B", _MENU, kept.show_all, section=7),
    ]


def _finding(pane: EvidencePane) -> list[Action]:
    chips, finding = pane.parts.chips, pane.finding
    return [
        Action("find-evidence", "Find in evidence", "Ctrl+F", _MENU, pane.search, section=2),
        Action("next-match", "Next match", "F3", _MENU, finding.next_match, section=2),
        Action(
            "previous-match",
            "Previous match",
            "Shift+F3",
            _MENU,
            finding.previous_match,
            section=2,
        ),
        Action(
            "mark-only",
            "Show all, mark what is found",
            "Ctrl+M",
            _MENU,
            pane.toggle_marks_only,
            section=2,
        ),
        Action("go-to-time", "Go to time…", "Ctrl+J", _MENU, finding.ask_time, section=2),
        Action("item-detail", "Item in full", "Ctrl+D", _MENU, pane.toggle_detail, section=2),
        Action("uncited-only", "Uncited only", "Ctrl+U", _MENU, chips.toggle_uncited, section=2),
        Action(
            "bookmarked-only",
            "Bookmarked only",
            "Ctrl+Shift+Y",
            _MENU,
            chips.toggle_bookmarked,
            section=2,
        ),
        Action("all-items", "Clear filters", "Ctrl+Shift+F", _MENU, pane.clear_filters, section=2),
    ]


def _ways(pane: EvidencePane) -> list[Action]:
    ways = pane.ways
    return [
        Action("alike", "More like this…", "O", _MENU, ways.ask_alike, True, 6),
        Action("this-thread", "This thread, and back", "Shift+T", _MENU, ways.show_thread, True, 6),
        Action("go-back", "Back", "Alt+Left", _MENU, ways.back, section=6),
        Action("go-forward", "Forward", "Alt+Right", _MENU, ways.forward, section=6),
        Action(
            "side-by-side",
            "Two sources side by side",
            "Ctrl+B",
            _MENU,
            pane.pair.toggle,
            section=5,
        ),
        Action("other-list", "The other list", "F7", _MENU, pane.pair.switch, section=5),
    ]
