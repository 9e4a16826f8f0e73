"""The window: rail, case header, the page in hand, messages. It joins parts and holds no rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent
from PySide6.QtGui import QAction, QCloseEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from app.domain.drafts import CaseKind
from app.domain.errors import GoldseamError
from app.ui import lock, menus, pages, reading_order, window_place
from app.ui.actions import listed
from app.ui.case_pages import CasePages
from app.ui.choosers import FileChooser
from app.ui.commands.case import CaseCommands
from app.ui.commands.casebook import CasebookCommands
from app.ui.commands.documents import DocumentCommands
from app.ui.commands.findings import FindingCommands
from app.ui.commands.help import HelpCommands
from app.ui.commands.journal import JournalCommands
from app.ui.commands.statements import StatementCommands
from app.ui.commands.steps import StepCommands
from app.ui.commands.templates import TemplateCommands
from app.ui.commands.trust import TrustCommands
from app.ui.commands.view import ViewCommands
from app.ui.drops import Drops
from app.ui.enter_presses import EnterPresses
from app.ui.focus import focus_first
from app.ui.hiding import Hiding
from app.ui.leaving import Leaving
from app.ui.settings import Settings
from app.ui.tasks import Tasks
from app.ui.text_focus import ShortcutsFirst
from app.ui.window_layout import WindowLayout

if TYPE_CHECKING:
    from app.casebook import Casebook
    from app.domain.changes import Changed
    from app.domain.drafted import Statement
    from app.ui.memory import Memory, State
    from app.ui.session import Session


class MainWindow(QMainWindow):
    """One window, at most one open casebook, at most one case in hand."""

    def __init__(
        self,
        settings: Settings,
        chooser: FileChooser | None = None,
        relaunch: Callable[[Path], None] = lock.relaunch,
    ) -> None:
        super().__init__()
        self.settings = settings
        self.chooser = chooser or FileChooser()
        self.tasks = Tasks(self)
        self.session: Session | None = None
        self._memory: Memory | None = None
        self._relaunch = relaunch
        self._locking = False
        self.hiding = Hiding(self)
        self._build_parts()
        self._build_commands()
        self._watch()
        self._show_closed()

    # -- parts --------------------------------------------------------------------------------

    def _build_parts(self) -> None:
        self.setObjectName("main-window")
        self.setWindowTitle("Goldseam")
        self.setMinimumSize(window_place.SMALLEST_SIZE)
        parts = WindowLayout(self.tasks)
        self.rail, self.header, self.messages = parts.rail, parts.header, parts.messages
        self._stack = parts.stack
        self.case_pages = CasePages(parts.stack, self.chooser, self)
        self._cases, self._unlock, self._closing = parts.cases, parts.unlock, parts.closing
        self._page: QWidget = self._closing
        self._left_from: QWidget = self._cases
        self.setCentralWidget(parts.whole)

    def _build_commands(self) -> None:
        self._file = CasebookCommands(self)
        TemplateCommands(self)
        self._documents = DocumentCommands(self)
        self._journal = JournalCommands(self)
        StatementCommands(self)
        self._view = ViewCommands(self, pages.PAGES)
        self.trust = TrustCommands(self)
        self._case = CaseCommands(self)
        self._steps = StepCommands(self)
        self._findings = FindingCommands(self)
        HelpCommands(self, self._view.palette)
        own = frozenset(
            shortcut.toString()
            for action in listed([self])
            for shortcut in action.shortcuts()
            if action.objectName() != "quit"
        )
        ShortcutsFirst(own, self)
        EnterPresses(self)
        Drops(self, lambda: bool(self.case_pages.by_id), self._take_in)
        self.rail.chosen.connect(self.show_page)
        self.header.names_wanted.connect(self._toggle_names)
        self.header.review_wanted.connect(self._show_documents)
        self.header.export_wanted.connect(self._export)
        self.messages.bar.undo_wanted.connect(self._journal.undo_change)
        self._cases.new_casebook_wanted.connect(self._file.new)
        self._cases.open_wanted.connect(self._file.open)
        self._cases.sample_wanted.connect(self._file.open_sample)
        self._cases.recent_chosen.connect(self.ask_to_unlock)
        self._cases.recent_forgotten.connect(self._forget_recent)
        self._cases.new_case_wanted.connect(self._case.new)
        self._cases.new_trust_case_wanted.connect(self.trust.new)
        self._cases.case_chosen.connect(self.open_case)
        self._unlock.asked.connect(self._file.unlock)
        self._unlock.elsewhere_wanted.connect(self._file.open)

    def _watch(self) -> None:
        self._idle = lock.IdleWatch(self.settings.lock_minutes, self)
        self._idle.idle.connect(self.lock)
        activity = lock.Activity(self)
        activity.touched.connect(self._touched)
        self.case_pages.built.connect(self._refresh_commands)
        self._leaving = Leaving(self.tasks, self._let_go, self)

    def action_owners(self) -> list[QWidget]:
        """Everything whose ``actions()`` belong into the menus."""
        return [self, *self.case_pages.action_owners()]

    def trigger(self, action_id: str) -> None:
        """Do an action by its id, whichever page it belongs to."""
        found = self._actions_called(action_id)
        if not found:  # then its page is one that nobody has asked for yet
            self.build_all()
            found = self._actions_called(action_id)
        for action in found:
            action.trigger()

    def _actions_called(self, action_id: str) -> list[QAction]:
        return [each for each in listed(self.action_owners()) if each.objectName() == action_id]

    def areas(self) -> list[QWidget]:
        """What F6 goes round: the rail, then the areas of the page."""
        page = self._page
        return [self.rail, *(page.areas() if isinstance(page, pages.CasePage) else [page])]

    def focusNextPrevChild(self, forward: bool) -> bool:
        ground = self.centralWidget()
        gone = ground is not None and reading_order.go_on(ground, forward=forward)
        return gone or super().focusNextPrevChild(forward)

    def statement_in_hand(self) -> Statement | None:
        """The statement that the person stands on, on the page that is shown."""
        return self._page.statement_in_hand() if isinstance(self._page, pages.CasePage) else None

    # -- pages --------------------------------------------------------------------------------

    def show_page(self, page_id: str) -> None:
        """Show a page; one of a case only while a case is in hand."""
        if page_id == pages.CASES.id:
            self._show_cases()
        elif (page := self._page_of_case(page_id)) is not None:
            if not page.is_built:
                page.build()
                self._refresh_commands()
            self._show(page_id, page)
        self._touched()

    def _page_of_case(self, page_id: str) -> pages.CasePage | None:
        if self.session is None or not self.session.has_case:
            return None
        return self.case_pages.of_kind(page_id, self.session.case.kind)

    def _take_in(self, paths: Sequence[Path]) -> None:
        page = self._page
        if not isinstance(page, pages.CasePage) or not page.take_in(paths):
            self.show_page(pages.TIMELINE.id)
            self.case_pages.take_in(paths)

    def _show(self, page_id: str, page: QWidget) -> None:
        self.rail.show_page(page_id)
        self.header.setVisible(self.session is not None and self.session.has_case)
        if self._page is not page:
            self._page = page
            self._stack.setCurrentWidget(page)
            focus_first(page)

    def _show_cases(self) -> None:
        from_casebook = self.session
        if from_casebook is None:
            self._cases.show_closed(self.settings.recent)
        else:
            from app.operations import cases

            self._cases.show_casebook(
                from_casebook.casebook.path,
                cases.cases(from_casebook.casebook),
                from_casebook.case.id if from_casebook.has_case else None,
                self.settings.recent,
            )
        self._show(pages.CASES.id, self._cases)

    def _show_closed(self) -> None:
        self.setWindowTitle("Goldseam")
        self.messages.show_place("")
        self.rail.show_pages_of(None)
        self._refresh_commands()
        self._show_cases()

    def _forget_recent(self, path: Path) -> None:
        self.settings.forget(path)
        self._show_cases()

    # -- casebooks ----------------------------------------------------------------------------

    def ask_to_unlock(self, path: Path) -> None:
        """Leave the open casebook, if any, and ask for the passphrase of another."""
        self.leave_then(lambda: self._ask_to_unlock(path))

    def _ask_to_unlock(self, path: Path) -> None:
        self._unlock.ask_for(path)
        self._show(pages.CASES.id, self._unlock)
        self._unlock.ask_for(path)

    def refuse_unlock(self, error: GoldseamError) -> None:
        """The casebook did not open."""
        self._unlock.refuse(error)

    def enter(self, casebook: Casebook) -> None:
        """Work in this casebook from now on, where the person left it."""
        from app.ui.memory import Memory
        from app.ui.session import Session

        session = Session(casebook, self.tasks, self)
        session.notified.connect(self.messages.bar.say)
        session.failed.connect(self._complain)
        session.changed.connect(self._changed)
        session.who_changed.connect(self._show_who)
        session.page_wanted.connect(self.show_page)
        self.session = session
        self._findings.enter(session)
        self._memory = Memory(session, self._collect, self)
        self._unlock.forget()
        self.settings.remember(casebook.path)
        self.setWindowTitle(casebook.path.stem)
        self.messages.show_place(casebook.path.name)
        self._idle.start()
        self._file.tidy(casebook)
        self._go_back_to(self._memory.recall("place"))

    def _go_back_to(self, place: State) -> None:
        case_id = place.get("case")
        if self.session is not None:
            self.session.show_names(shown=bool(place.get("names")))
        if case_id is None:
            self._refresh_commands()
            self._show_cases()
            return
        try:
            self.open_case(case_id)
        except GoldseamError as error:
            self._show_cases()
            self.messages.bar.complain(error)
            return
        if self.session is not None and place.get("local"):
            self.session.toggle_zone()
        self.show_page(place.get("page", pages.TIMELINE.id))

    def open_case(self, case_id: str) -> None:
        """Take a case in hand, where the person left it. Raises `NotFoundError`."""
        session, memory = self.session, self._memory
        if session is None or memory is None:
            return
        memory.save()
        session.select_case(case_id)
        self.case_pages.make(session)
        self.case_pages.restore(memory.recall(f"case {case_id}"))
        self.rail.show_pages_of(session.case.kind)
        self.header.show_case(session.case)
        self._show_who()
        self._refresh_commands()
        is_trust = session.case.kind is CaseKind.TRUST
        self.show_page((pages.FRAME if is_trust else pages.TIMELINE).id)

    def build_all(self) -> None:
        """Let every page be there, with all that can be done on it."""
        self.case_pages.build_all()

    def _changed(self, change: Changed) -> None:
        session = self.session
        if session is None:
            return
        if session.has_case:
            self.header.show_case(session.case)
        if "cases" in change.tables and self._page is self._cases:
            self._show_cases()
        self.messages.bar.forget_undo()
        self._case.refresh()
        self._journal.refresh()
        self._touched()

    def _show_documents(self) -> None:
        if self.session is not None and self.session.has_case:
            is_trust = self.session.case.kind is CaseKind.TRUST
            self.show_page((pages.DOCUMENTS if is_trust else pages.REVIEW).id)

    def _export(self) -> None:
        if self.session is not None and self.session.case.kind is CaseKind.TRUST:
            self._show_documents()  # what leaves is chosen there first
        else:
            self.trigger("export-review")

    def _toggle_names(self) -> None:
        if self.session is not None:
            self.session.toggle_names()

    def _show_who(self) -> None:
        if self.session is not None:
            found = self.session.people
            self.header.show_people(by_name=self.session.by_name, any_people=bool(found.in_case))
        self._touched()

    def _refresh_commands(self) -> None:
        parts = (self._file, self._documents, self._case, self._journal, self._view, self._steps)
        for commands in (*parts, self.trust, self._findings):
            commands.refresh()
        menus.fill(self.menuBar(), {"": listed([self]), **self.case_pages.offered()})

    def _collect(self) -> Mapping[str, Mapping[str, Any]]:
        session = self.session
        if session is None or not session.has_case:
            return {"place": {} if session is None else {"names": session.by_name}}
        place = {
            "case": session.case.id,
            "page": self.case_pages.id_of(self._page),
            "local": not session.in_utc,
            "names": session.by_name,
        }
        return {"place": place, f"case {session.case.id}": self.case_pages.states()}

    # -- leaving and locking ------------------------------------------------------------------

    def leave(self) -> None:
        """Close the casebook; the first screen comes back."""
        self.leave_then(self._show_closed)

    def leave_then(self, afterwards: Callable[[], object]) -> None:
        """Close the casebook once every task is done, then go on."""
        if self.session is None:
            afterwards()
            return
        if self._memory is not None:
            self._memory.save()
        self.session.leaving.emit()
        self._left_from = self._page
        self._page = self._closing
        self._stack.setCurrentWidget(self._closing)
        self.header.hide()
        self._leaving.begin(afterwards)

    def lock(self) -> None:
        """Save, close, and execute the program again at its unlock screen."""
        if self.session is None:
            return
        path = self.session.casebook.path
        self._locking = True
        self.leave_then(lambda: self._leave_process(path))

    def set_lock_minutes(self, minutes: int) -> None:
        """Change after how many idle minutes the casebook locks itself; 0 for never."""
        self._idle.set_minutes(minutes)

    def _leave_process(self, path: Path) -> None:
        window_place.keep(self, self.settings)
        self.tasks.close()
        self._relaunch(path)

    def _let_go(self) -> None:
        session, self.session = self.session, None
        if self._memory is not None:
            self._memory.stop()
            self._memory = None
        if session is not None:
            self._findings.leave()
        self._idle.stop()
        self.case_pages.clear()
        self.messages.bar.clear()
        if session is not None:
            session.close()
            session.deleteLater()
        self.rail.show_pages_of(None)
        self._refresh_commands()

    def event(self, event: QEvent) -> bool:
        window_place.take_keys_back(self, event)
        return super().event(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._leaving.under_way:
            self.tasks.cancel_all()
        if self.session is not None:
            self.leave_then(self.close)
        if self.session is not None:
            event.ignore()
            return
        window_place.keep(self, self.settings)
        self.tasks.close()
        event.accept()

    def _complain(self, error: GoldseamError) -> None:
        self.messages.bar.complain(error)
        if self._leaving.under_way and not self._locking:
            # What could not be saved would be lost without a word.
            self._leaving.stop()
            self.show_page(self.case_pages.id_of(self._left_from))

    def close_message(self) -> None:
        """Close the message now shown."""
        self.messages.bar.dismiss()

    # -- where the person is ------------------------------------------------------------------

    def _touched(self) -> None:
        self._idle.touch()
        if self._memory is not None and not self._leaving.under_way:
            self._memory.touch()
