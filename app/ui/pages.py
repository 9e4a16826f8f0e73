"""The pages of the window, as data, and how those of a case are built."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.domain.drafts import CaseKind
from app.ui.choosers import FileChooser
from app.ui.widgets.rail import Page

if TYPE_CHECKING:
    from app.domain.drafted import Statement
    from app.ui.session import Session

_ANY = tuple(CaseKind)

CASES = Page("cases", "Cases", "cases", "Ctrl+1")
START = Page("start", "Start", "start", "Ctrl+2", (CaseKind.INCIDENT,))
TIMELINE = Page("timeline", "Timeline", "timeline", "Ctrl+3", _ANY)
RESPONSE = Page("response", "Response", "response", "Ctrl+4", (CaseKind.INCIDENT,))
CHAIN = Page("chain", "Chain", "chain", "Ctrl+5", (CaseKind.INCIDENT,))
CONTEXT = Page("context", "Context", "context", "Ctrl+6", (CaseKind.INCIDENT,))
ACTIONS = Page("actions", "Actions", "actions", "Ctrl+7", (CaseKind.INCIDENT,))
MEETING = Page("meeting", "Meeting", "meeting", "Ctrl+8", (CaseKind.INCIDENT,))
REVIEW = Page("review", "Review", "review", "Ctrl+9", (CaseKind.INCIDENT,))
FRAME = Page("frame", "Frame", "frame", "Ctrl+2", (CaseKind.TRUST,))
ACCOUNT = Page("account", "Account", "account", "Ctrl+4", (CaseKind.TRUST,))
BREAKS = Page("breaks", "Breaks", "breaks", "Ctrl+5", (CaseKind.TRUST,))
REPAIRS = Page("repairs", "Repairs", "repairs", "Ctrl+6", (CaseKind.TRUST,))
SIGNALS = Page("signals", "Signals", "signals", "Ctrl+7", (CaseKind.TRUST,))
TRUST_FOLLOW = Page("trust-follow", "Follow-up", "follow-up", "Ctrl+8", (CaseKind.TRUST,))
DOCUMENTS = Page("documents", "Documents", "documents", "Ctrl+9", (CaseKind.TRUST,))
SUPPORT = Page("support", "Support", "support", "Ctrl+Alt+1", (CaseKind.TRUST,))
FOLLOW_UP = Page("follow-up", "Follow-up", "follow-up", "Ctrl+Alt+1", (CaseKind.INCIDENT,))
CANDOUR = Page("candour", "Candour", "candour", "Ctrl+Alt+4", _ANY)
SOURCES = Page("sources", "Sources", "sources", "Ctrl+Alt+2", _ANY)
PEOPLE = Page("people", "People", "people", "Ctrl+Alt+3", _ANY)

PAGES = (
    CASES,
    START,
    FRAME,
    TIMELINE,
    ACCOUNT,
    BREAKS,
    REPAIRS,
    SIGNALS,
    TRUST_FOLLOW,
    DOCUMENTS,
    SUPPORT,
    RESPONSE,
    CHAIN,
    CONTEXT,
    ACTIONS,
    MEETING,
    REVIEW,
    FOLLOW_UP,
    CANDOUR,
    SOURCES,
    PEOPLE,
)
"""In the order of the rail."""


@runtime_checkable
class Remembering(Protocol):
    """A pane that knows where a person was, as plain values that JSON can hold."""

    def state(self) -> Mapping[str, Any]:
        """Where the person is."""

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go back there."""


@runtime_checkable
class Divided(Protocol):
    """A pane of several areas that F6 goes round."""

    def areas(self) -> list[QWidget]:
        """The areas, left to right."""


@runtime_checkable
class Receiving(Protocol):
    """A pane that takes evidence in."""

    def take_in(self, paths: Sequence[Path]) -> None:
        """Import these files and folders."""


@runtime_checkable
class Stating(Protocol):
    """A pane on which a person may stand on a statement that no form shows."""

    def statement_in_hand(self) -> Statement | None:
        """The statement; None where there is none, or a form shows it."""


class CasePage(QWidget):
    """One pane of a case on the ground of the window, built when it is first needed."""

    def __init__(self, page: Page, make: Callable[[], QWidget]) -> None:
        super().__init__()
        self.page = page
        self._make = make
        self._pane: QWidget | None = None
        self._state: Mapping[str, Any] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(14, 12, 14, 6)

    @property
    def is_built(self) -> bool:
        """Whether its pane is there."""
        return self._pane is not None

    @property
    def pane(self) -> QWidget:
        """The pane, where the person was on it last."""
        return self.build()

    def build(self) -> QWidget:
        """Make the pane, unless it is there."""
        if self._pane is None:
            self._pane = self._make()
            self._column.addWidget(self._pane)
            self.setFocusProxy(self._pane)
            self.restore(self._state)
        return self._pane

    def areas(self) -> list[QWidget]:
        """What F6 goes round on this page."""
        return self.pane.areas() if isinstance(self.pane, Divided) else [self.pane]

    def action_owners(self) -> list[QWidget]:
        """The widgets whose actions belong into the menus."""
        if not self.is_built:
            return []
        return [self.pane, *(area for area in self.areas() if area is not self.pane)]

    def take_in(self, paths: Sequence[Path]) -> bool:
        """Import these files and folders; False where this page takes none."""
        if not isinstance(self.pane, Receiving):
            return False
        self.pane.take_in(paths)
        return True

    def statement_in_hand(self) -> Statement | None:
        """The statement that the person stands on; None where there is none."""
        if isinstance(self.pane, Stating) and (found := self.pane.statement_in_hand()) is not None:
            return found
        return statement_shown(self)

    def state(self) -> Mapping[str, Any]:
        """Where the person is, as far as the pane remembers it."""
        if self._pane is None:
            return self._state
        return self._pane.state() if isinstance(self._pane, Remembering) else {}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go back there, once the pane is built."""
        self._state = state
        if self._pane is not None and isinstance(self._pane, Remembering):
            self._pane.restore(state)


def statement_shown(page: QWidget) -> Statement | None:
    """The statement in a form of a page: in the one that is typed in, else in the first.

    The header of a case is in hand on its own page only, not where one of its fields stands.
    """
    from app.domain.drafted import Statement
    from app.domain.drafts import Case
    from app.ui.widgets.draft_form import DraftForm

    shown = {
        form: form.thing
        for form in page.findChildren(DraftForm)
        if form.isVisible()
        and isinstance(form.thing, Statement)
        and not isinstance(form.thing, Case)
    }
    focused = QApplication.focusWidget()
    for form, thing in shown.items():
        if focused is not None and form.isAncestorOf(focused):
            return thing
    return next(iter(shown.values()), None)


def _start(session: Session, chooser: FileChooser) -> QWidget:
    from app.ui.panes.practice.start import StartPane

    return StartPane(session, chooser)


def _timeline(session: Session, chooser: FileChooser) -> QWidget:
    from app.ui.panes.workbench import Workbench

    return Workbench(session, chooser)


def _chain(session: Session, _chooser: FileChooser) -> QWidget:
    from app.ui.panes.practice.chain import ChainPane

    return ChainPane(session)


def _context(session: Session, chooser: FileChooser) -> QWidget:
    from app.ui.panes.practice.context import ContextPane

    return ContextPane(session, chooser)


def _actions(session: Session, chooser: FileChooser) -> QWidget:
    from app.ui.panes.practice.corrective import CorrectivePane

    return CorrectivePane(session, chooser)


def _meeting(session: Session, chooser: FileChooser) -> QWidget:
    from app.ui.panes.practice.meeting import MeetingPane

    return MeetingPane(session, chooser)


def _response(session: Session, chooser: FileChooser) -> QWidget:
    from app.ui.panes.practice.response import ResponsePane

    return ResponsePane(session, chooser)


def _review(session: Session, chooser: FileChooser) -> QWidget:
    from app.ui.panes.review import ReviewPane

    return ReviewPane(session, chooser)


def _follow_up(session: Session, chooser: FileChooser) -> QWidget:
    from app.ui.panes.practice.follow_up import FollowUpPane

    return FollowUpPane(session, chooser)


def _candour(session: Session, _chooser: FileChooser) -> QWidget:
    from app.ui.panes.candour import CandourPane

    return CandourPane(session, PAGES)


def _sources(session: Session, chooser: FileChooser) -> QWidget:
    from app.ui.panes.sources import SourcesPane

    return SourcesPane(session, chooser)


def _people(session: Session, _chooser: FileChooser) -> QWidget:
    from app.ui.panes.people import PeoplePane

    return PeoplePane(session)


def _frame(session: Session, chooser: FileChooser) -> QWidget:
    from app.ui.panes.trust.frame import FramePane

    return FramePane(session, chooser)


def _account(session: Session, chooser: FileChooser) -> QWidget:
    from app.ui.panes.trust.account import AccountPane

    return AccountPane(session, chooser)


def _breaks(session: Session, chooser: FileChooser) -> QWidget:
    from app.ui.panes.trust.breaks import BreaksPane

    return BreaksPane(session, chooser)


def _repairs(session: Session, chooser: FileChooser) -> QWidget:
    from app.ui.panes.trust.repairs import RepairsPane

    return RepairsPane(session, chooser)


def _signals(session: Session, chooser: FileChooser) -> QWidget:
    from app.ui.panes.trust.signals import SignalsPane

    return SignalsPane(session, chooser)


def _trust_follow(session: Session, chooser: FileChooser) -> QWidget:
    from app.ui.panes.trust.follow import FollowThroughPane

    return FollowThroughPane(session, chooser)


def _documents(session: Session, chooser: FileChooser) -> QWidget:
    from app.ui.panes.trust.documents import DocumentsPane

    return DocumentsPane(session, chooser)


def _support(session: Session, chooser: FileChooser) -> QWidget:
    from app.ui.panes.trust.support import SupportPane

    return SupportPane(session, chooser)


_MAKERS: Mapping[Page, Callable[[Session, FileChooser], QWidget]] = {
    START: _start,
    TIMELINE: _timeline,
    RESPONSE: _response,
    CHAIN: _chain,
    CONTEXT: _context,
    ACTIONS: _actions,
    MEETING: _meeting,
    REVIEW: _review,
    FOLLOW_UP: _follow_up,
    CANDOUR: _candour,
    SOURCES: _sources,
    PEOPLE: _people,
    FRAME: _frame,
    ACCOUNT: _account,
    BREAKS: _breaks,
    REPAIRS: _repairs,
    SIGNALS: _signals,
    TRUST_FOLLOW: _trust_follow,
    DOCUMENTS: _documents,
    SUPPORT: _support,
}
"""How the pane of each page is made; its code is loaded with it."""


def build(session: Session, chooser: FileChooser) -> dict[str, CasePage]:
    """Every page of a case, by its id; each pane is made when it is needed."""
    return {
        page.id: CasePage(page, partial(make, session, chooser)) for page, make in _MAKERS.items()
    }
