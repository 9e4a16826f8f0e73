"""Those affected who were invited to design a repair: a list, and one invitation below it."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.trust.repair_plan import RepairPlan
from app.domain.trust.repairs import Invitation
from app.operations.trust.repair_page import RepairPage
from app.ui.focus import go_to
from app.ui.panes.trust.repair_edits import RepairEdits
from app.ui.panes.trust.repair_rows import invitation_rows
from app.ui.panes.trust.shown_to import ShownTo
from app.ui.session import Session
from app.ui.widgets.buttons import button
from app.ui.widgets.draft_form import DraftForm, Field, Kind
from app.ui.widgets.headed_list import HeadedList
from app.ui.widgets.labels import label

_UNSAID = (("", "Not said yet"),)
_FORM = (
    (
        Field("group_id", "Who was invited", Kind.CHOICE, choices=_UNSAID),
        Field("repair_id", "To which repair", Kind.CHOICE, choices=_UNSAID),
    ),
    (
        Field("asked", "Asked to help with", hint="What they could shape"),
        Field("asked_on", "Asked on", Kind.DAY),
    ),
    (Field("answer", "What they answered", Kind.TEXT, "As a group, with nobody's name"),),
    (Field("changed", "What changed because of it", Kind.TEXT, "Or that nothing did, and why"),),
)
_ASKED = (
    "Who was asked to help design the repair, and what changed because of it? People believe in "
    "what they shaped."
)


class InvitationsPart(QWidget):
    """Shows and edits invitations."""

    def __init__(self, session: Session, edits: RepairEdits, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("invitations-part")
        self._session = session
        self._edits = edits
        self._page = RepairPage()
        self._invitation: Invitation | None = None
        self._begun = ""
        self.list = HeadedList("invitation-list", "Invitations")
        self.list.setSizeAdjustPolicy(HeadedList.SizeAdjustPolicy.AdjustToContents)
        self._form = DraftForm("invitation-form", _FORM)
        self._shown_to = ShownTo(session, "invitation-shown-to")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(label(_ASKED, "caption", wrap=True), 1)
        head.addWidget(button("add-invitation-button", "Add invitation", self.add, short="Add"))
        self._below = QWidget()
        below = QVBoxLayout(self._below)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(8)
        below.addWidget(self._form)
        below.addWidget(self._shown_to)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.list)
        column.addWidget(self._below)
        column.addStretch(1)
        self.setFocusProxy(self.list)

    def _connect(self) -> None:
        self.list.stood_on.connect(lambda _id: self._show_one())
        self.list.activated.connect(lambda _index: go_to(self._form.field("asked")))
        self.list.unwanted.connect(self._edits.remove_invitation)
        self._form.edited.connect(self._change)

    # What is shown

    def show_page(self, page: RepairPage) -> None:
        """Show the invitations as they stand."""
        self._page = page
        self.list.show_rows(invitation_rows(page.plan))
        if self._begun and self.list.stand_on(self._begun):
            self._begun = ""
            self._show_one()
            go_to(self._form.field("group_id"))
        else:
            self._show_one()

    def _show_one(self) -> None:
        plan = self._page.plan
        by_id = {one.id: one for one in plan.invitations}
        self._invitation = invitation = by_id.get(self.list.current_id)
        self.list.setVisible(bool(plan.invitations))
        self._below.setVisible(invitation is not None)
        self._offer(plan)
        self._form.show_thing(invitation, self._session.zone)
        self._shown_to.show_target(invitation.id if invitation else None, Invitation)

    def _offer(self, plan: RepairPlan) -> None:
        """Groups and repairs come and go."""
        groups = [(one.id, one.name.strip() or "A group without a name") for one in plan.groups]
        repairs = [(one.id, plan.numbers[one.id]) for one in plan.repairs]
        self._form.offer("group_id", [*_UNSAID, *groups])
        self._form.offer("repair_id", [*_UNSAID, *repairs])

    # What a person does

    def commit(self) -> None:
        """Hand over what is half typed."""
        self._form.commit()

    def add(self, repair_id: str = "") -> None:
        """Add an invitation and say whom."""
        self.commit()
        self._edits.invite(self._write, repair_id)

    def _write(self, invitation: Invitation) -> None:
        self._begun = invitation.id

    def _change(self, changes: dict[str, Any]) -> None:
        if self._invitation is not None:
            self._edits.change_invitation(self._invitation, changes)
