"""The Account page: the shared account, whether it is true, claims checked, what each hears."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.audiences import Audience
from app.domain.timeline import Span
from app.operations.trust import account_page
from app.operations.trust.account_page import AccountPage
from app.ui.actions import Action, Menu
from app.ui.choosers import FileChooser
from app.ui.feed import Feed
from app.ui.focus import go_to
from app.ui.panes.trust.account_claims import AccountClaims
from app.ui.panes.trust.account_edits import AccountEdits
from app.ui.panes.trust.account_evidence import AccountEvidence
from app.ui.panes.trust.account_groups import AccountGroups
from app.ui.panes.trust.account_paragraphs import AccountParagraphs
from app.ui.panes.trust.account_versions import AccountVersions
from app.ui.session import Session
from app.ui.widgets.buttons import button, chip_button
from app.ui.widgets.labels import label
from app.ui.widgets.panels import scrolling

_WATCHED = {
    *("account_paragraphs", "group_statements", "affected_groups", "trust_settings", "claims"),
    *("public_statements", "factors", "corrective_actions", "entries", "citations"),
    *("audience_choices", "items", "source_settings", "people", "aliases", "roles"),
}
_SECTION = 9
_VIEWS = (
    ("account", "Account", ""),
    ("true", "Is it true?", "True?"),
    ("claims", "Claim check", "Claims"),
    ("heard", "What each hears", "Heard"),
)
_SHEET = f"shared-account:{Audience.TEAM}"
"""The document that the groups are given, as the Documents page lists it."""
ACCOUNT, TRUE, CLAIMS, HEARD = range(4)


class AccountPane(QFrame):
    """Four views of one account, chosen by chips; evidence stands beside where it is cited."""

    dialog_opened = Signal(object)

    def __init__(
        self, session: Session, _chooser: FileChooser | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("account-pane")
        self.setProperty("kind", "panel")
        self._session = session
        self._edits = AccountEdits(session, self)
        self._wanted = ""
        self.evidence = AccountEvidence(session)
        self.account = AccountParagraphs(session, self._edits)
        self.groups = AccountGroups(session, self._edits)
        self.claims = AccountClaims(session, self._edits)
        self.versions = AccountVersions(session)
        self._views: tuple[QWidget, ...] = (self.account, self.groups, self.claims, self.versions)
        self._feed = Feed(
            session, self, "Reading the account", _WATCHED, account_page.page_of, self._show
        )
        self._feed.wait_for(self._edits)
        self._lay_out()
        self._connect()
        for action in self._offered():
            action.build(self)
        self.choose(ACCOUNT)
        self.setFocusProxy(self.account)

    # How it is made

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        self._stack.setObjectName("account-views")
        for view in self._views:
            self._stack.addWidget(view)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setObjectName("account-split")
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(12)
        self._beside = scrolling(self.evidence)
        self._split.addWidget(self._beside)
        self._split.addWidget(self._stack)
        self._beside.setMinimumWidth(240)
        self._split.setStretchFactor(0, 36)  # both, or the evidence would stay as narrow as it was
        self._split.setStretchFactor(1, 64)
        self._split.setSizes([360, 640])
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        column.addLayout(self._head())
        column.addWidget(self._split, 1)

    def _head(self) -> QHBoxLayout:
        self._chips = QButtonGroup(self)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label("Shared account", "heading"))
        for place, (name, words, short) in enumerate(_VIEWS):
            chip = chip_button(f"account-view-{name}", words, short)
            self._chips.addButton(chip, place)
            head.addWidget(chip)
        head.addStretch(1)
        head.addWidget(
            button("account-sheet-button", "Sheet to hand out…", self.hand_out, short="Sheet…")
        )
        self._chips.idClicked.connect(self.choose)
        return head

    def _connect(self) -> None:
        self.evidence.cite_wanted.connect(self._cite)
        for view in (self.account, self.claims):
            view.target_changed.connect(lambda _words: self._say_target())
            view.cited.dialog_opened.connect(self.dialog_opened)
        self._session.case_selected.connect(lambda _id: self._enter_case())
        self._session.thing_wanted.connect(self._want)
        self._session.zone_changed.connect(self._feed.renew)
        self._session.who_changed.connect(self._feed.renew)

    def _offered(self) -> list[Action]:
        account, groups, claims = self.account, self.groups, self.claims
        keys: tuple[tuple[str, str, str, int | None, Callable[[], object]], ...] = (
            ("account-view-1", "The account", "1", None, partial(self.choose, ACCOUNT)),
            ("account-view-2", "Is it true?", "2", None, partial(self.choose, TRUE)),
            ("account-view-3", "Claim check", "3", None, partial(self.choose, CLAIMS)),
            ("account-view-4", "What each reader hears", "4", None, partial(self.choose, HEARD)),
            ("account-add", "Add paragraph", "N", ACCOUNT, account.add),
            ("account-add-to-part", "Add paragraph to a part…", "P", ACCOUNT, account.choose_part),
            ("account-cite", "Cite what is selected at the left", "C", None, self.evidence.cite),
            ("account-search", "Search evidence to cite", "F", None, self._search),
            ("account-up", "Move paragraph up", "Alt+Up", ACCOUNT, partial(account.shift, -1)),
            ("account-down", "Move paragraph down", "Alt+Down", ACCOUNT, partial(account.shift, 1)),
            (
                "account-part-before",
                "Move paragraph to the part before",
                "Alt+Shift+Up",
                ACCOUNT,
                partial(account.move_to_part, -1),
            ),
            (
                "account-part-after",
                "Move paragraph to the next part",
                "Alt+Shift+Down",
                ACCOUNT,
                partial(account.move_to_part, 1),
            ),
            ("account-ask", "Ask a group whether it is true…", "G", TRUE, groups.choose_group),
            ("account-ask-all", "Ask all groups whether it is true", "A", TRUE, groups.ask_all),
            ("account-sheet", "Sheet to hand out…", "H", None, self.hand_out),
            ("claims-add", "Add public statement", "S", CLAIMS, claims.add),
            ("claims-mark", "Mark the selected words as a claim", "M", CLAIMS, claims.mark),
            (
                "claims-mark-anew",
                "Let the claim stand for the selected words",
                "Shift+M",
                CLAIMS,
                claims.mark_anew,
            ),
            ("claims-words", "Edit the words of the statement", "E", CLAIMS, claims.toggle_words),
        )
        return [
            Action(name, text, key, Menu.REVIEW, partial(self._here, view, slot), True, _SECTION)
            for name, text, key, view, slot in keys
        ]

    def _here(self, view: int | None, slot: Callable[[], object]) -> None:
        """Do something where the person sees it, also from the menu above another page."""
        if not self.isVisible():
            self._session.page_wanted.emit("account")
        if view is not None and view != self.view:
            self.choose(view)
        slot()

    def areas(self) -> list[QWidget]:
        """What F6 goes round."""
        shown = self._views[self.view]
        return [self.evidence, shown] if self._cites else [shown]

    # Keeping up

    def _enter_case(self) -> None:
        self._wanted = ""
        self.evidence.enter_case()
        for view in (self.account, self.groups, self.claims):
            view.forget()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._feed.catch_up()

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page, or the end: nothing typed waits any longer to be kept."""
        super().hideEvent(event)
        self.commit()

    def commit(self) -> None:
        """Keep what is being typed."""
        for view in (self.account, self.groups, self.claims):
            view.commit()

    def _show(self, page: AccountPage) -> None:
        self.evidence.show_page(page)
        for view in (self.account, self.groups, self.claims):
            view.show_page(page)
        self._say_target()
        self._stand()

    def _want(self, thing_id: str) -> None:
        if self.isVisible():
            self._wanted = thing_id
            self._stand()

    def _stand(self) -> None:
        for place, view in ((ACCOUNT, self.account), (TRUE, self.groups), (CLAIMS, self.claims)):
            if self._wanted and view.stand_on(self._wanted):
                self._wanted = ""
                self.choose(place)

    # What a person does

    @property
    def view(self) -> int:
        """Which view is shown."""
        return self._stack.currentIndex()

    def choose(self, place: int) -> None:
        """Show a view; evidence stands beside it where it can be cited."""
        self.commit()
        self._chips.button(place).setChecked(True)
        self._stack.setCurrentIndex(place)
        self._beside.setVisible(self._cites)
        self._say_target()
        self.setFocusProxy(self._views[place])
        if self.isVisible():
            go_to(self._views[place])

    @property
    def _cites(self) -> bool:
        return self.view in (ACCOUNT, CLAIMS)

    @property
    def _citing(self) -> AccountParagraphs | AccountClaims | None:
        if self.view == ACCOUNT:
            return self.account
        return self.claims if self.view == CLAIMS else None

    def _say_target(self) -> None:
        self.evidence.say_target("" if self._citing is None else self._citing.target_words)

    def _cite(self, spans: Sequence[Span]) -> None:
        if self._citing is not None and (target_id := self._citing.target_id):
            self._edits.cite(target_id, spans)
        else:
            self._session.notify("Select a paragraph, or a claim, to cite it in first.")

    def _search(self) -> None:
        if self._cites:
            self.evidence.search()

    def hand_out(self) -> None:
        """Show the account for the team, with the question at its end, as it would leave."""
        self.commit()
        self._session.page_wanted.emit("documents")
        self._session.thing_wanted.emit(_SHEET)

    # Where one was

    def state(self) -> dict[str, Any]:
        """Where the person is."""
        return {
            "view": self.view,
            "paragraph": self.account.list.current_id,
            "statement": self.groups.list.current_id,
            "public": self.claims.statements.current_id,
            "split": self._split.sizes(),
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go back there."""
        view = state.get("view")
        place = view if isinstance(view, int) and 0 <= view < len(_VIEWS) else ACCOUNT
        self.choose(place)
        key = {ACCOUNT: "paragraph", TRUE: "statement", CLAIMS: "public"}.get(place, "")
        self._wanted = str(state.get(key, ""))
        sizes = state.get("split", ())
        if len(sizes) == 2 and all(sizes):
            self._split.setSizes(list(sizes))
        self._stand()
