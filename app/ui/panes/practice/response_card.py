"""The Response page, its process card: how incidents are led, the same for every case."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QWidget

from app.domain.practice.response import ProcessCard
from app.domain.practice.response_record import CARD_ID
from app.operations.practice.response import LONGEST_INTERVAL
from app.ui.panes.practice.response_edits import ResponseEdits
from app.ui.panes.practice.response_part import Scrolled, Shown
from app.ui.widgets.buttons import button
from app.ui.widgets.draft_form import DraftForm, Field, Kind
from app.ui.widgets.labels import label

_BLANK = ProcessCard(CARD_ID)
_FIELDS = (
    (
        Field(
            "commander",
            "Who leads",
            Kind.TEXT,
            "Who coordinates, and how they are named. They type no fixes",
        ),
    ),
    (
        Field(
            "diggers",
            "Who digs",
            Kind.TEXT,
            "Who looks for the cause, left in peace; who answers questions instead",
        ),
    ),
    (
        Field("place", "The one place to talk", hint="One channel or call for everything"),
        Field("update_minutes", "Minutes between updates", Kind.NUMBER, most=LONGEST_INTERVAL),
    ),
    (
        Field(
            "decides",
            "Who may decide what",
            Kind.TEXT,
            "Rollback, failover, switching something off, waking somebody: a line each",
        ),
    ),
    (
        Field("reviews", "Where reviews live", hint="A folder, a page"),
        Field("policy", "The policy behind this", hint="A link to your own standard"),
    ),
)


class CardPart(Scrolled):
    """The card as a form; it is written before it is needed, and can be printed."""

    export_wanted = Signal()

    def __init__(self, edits: ResponseEdits) -> None:
        super().__init__("process-card")
        self._edits = edits
        self.form = DraftForm("card-form", _FIELDS)
        if isinstance(minutes := self.form.field("update_minutes"), QSpinBox):
            minutes.setMinimum(1)
        self.form.edited.connect(self._edited)
        self._export = button("card-export", "Export the card…", self.export_wanted.emit)
        self._lay_out()
        self.setFocusProxy(self.form.field("commander"))

    def show_record(self, shown: Shown) -> None:
        """Show the card of the casebook; a blank one where nobody has written it."""
        self.form.show_thing(shown.record.card or _BLANK)

    def show_linked(self, thing_id: str) -> bool:
        """Whether this is the card of that id."""
        return thing_id == CARD_ID

    def commit(self) -> None:
        """Hand over what is half typed."""
        self.form.commit()

    def areas(self) -> list[QWidget]:
        """What F6 goes round."""
        return [self]

    def _edited(self, changes: dict[str, object]) -> None:
        self._edits.change_card(changes)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(label("How incidents are led here", "heading"))
        head.addStretch(1)
        head.addWidget(self._export)
        hint = (
            "Written before it is needed, and the same for all cases of this casebook. "
            "The minutes between updates are what the page “Updates” holds silence against."
        )
        self.content.addLayout(head)
        self.content.addWidget(label(hint, "caption", wrap=True))
        self.content.addWidget(self.form)
        self.content.addStretch(1)
