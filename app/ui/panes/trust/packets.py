"""Packets for those who are to help: whom for and what for, the pieces, and what leaves."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.casebook import Casebook
from app.domain.review_words import counted
from app.domain.trust import packet_rules
from app.domain.trust.support import SupportPacket
from app.domain.trust.support_words import ASKED, STOPS
from app.operations.trust import packets
from app.operations.trust.leaving import PACKET
from app.operations.trust.packets import Packets
from app.ui import theme
from app.ui.actions import Action, Menu
from app.ui.choosers import FileChooser
from app.ui.edits import Edits
from app.ui.feed import Feed
from app.ui.focus import go_to, type_ahead
from app.ui.panes.trust.leaving_view import LeavingView
from app.ui.session import Session
from app.ui.widgets.buttons import button, chip_button
from app.ui.widgets.draft_form import DraftForm, Field, Kind
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.headed_list import HeadedList, HeadedRow
from app.ui.widgets.labels import label
from app.ui.widgets.panels import scrolling
from app.ui.widgets.piece_list import PieceList

_WATCHED = {
    *("support_packets", "packet_pieces", "entries", "factors", "corrective_actions"),
    *("frame_pieces", "affected_groups", "account_paragraphs", "group_statements"),
    *("public_statements", "trust_breaks", "repairs", "invitations", "trust_signals"),
    *("checkpoints", "update_notes"),
}
_REASONS = (("", "another reason"), *((each.item, each.told) for each in (*ASKED, *STOPS)))
_FIELDS = (
    (
        Field("recipient", "For", hint="A role or a person, such as the mediator"),
        Field("prepared_on", "Prepared on", Kind.DAY),
    ),
    (Field("item", "Because of", Kind.CHOICE, choices=_REASONS),),
    (Field("purpose", "What for", Kind.TEXT, "What this person is to help with"),),
    (
        Field(
            "left_out",
            "What is left out, and why",
            Kind.TEXT,
            "In your own words; the packet states it",
        ),
    ),
)
_PARTS = (("purpose", "What for", "For"), ("pieces", "Pieces", ""), ("leaves", "What leaves", ""))
_IN_SIGHT = 3
_NOT_A_RECORD = "Each packet says of itself that it is not a performance record."


class PacketsPane(QWidget):
    """The packets above, the one in hand below in three parts."""

    def __init__(self, session: Session, chooser: FileChooser) -> None:
        super().__init__()
        self.setObjectName("packets-pane")
        self._session = session
        self._edits = Edits(session, "Saving the packet", self)
        self._read = Packets()
        self._feed = Feed(session, self, "Reading the packets", _WATCHED, _read, self._show)
        self._feed.wait_for(self._edits)
        self._begun = ""
        self.list = HeadedList("packets-list", "Packets")
        self.form = DraftForm("packet-form", _FIELDS)
        self.pieces = PieceList("packet-pieces", "What the packet holds")
        self.view = LeavingView(session, chooser, "packet-leaving")
        self._question = label("", "question", wrap=True)
        self._question.setObjectName("packet-question")
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.list)

    def offered(self) -> list[Action]:
        """What can be done, for the page that holds this."""
        rows = (
            ("packet-new", "New packet for somebody who helps", "P", self.add),
            ("packet-pieces-choose", "Choose what the packet holds", "C", self.choose_pieces),
            ("packet-leaves", "Show what leaves with the packet", "L", self.show_leaving),
        )
        return [
            Action(name, text, key, Menu.REVIEW, slot, local=True, section=9)
            for name, text, key, slot in rows
        ]

    @property
    def packet(self) -> SupportPacket | None:
        """The packet in hand."""
        here = self.list.current_id
        return next((each for each in self._read.packets if each.id == here), None)

    def commit(self) -> None:
        """Keep what is being typed."""
        self.form.commit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._feed.catch_up()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.commit()

    # What a person does

    def add(self, item: str = "") -> None:
        """Begin a packet because of a condition, and say whom it is for."""
        self.commit()
        type_ahead(self)
        self._edits.run(lambda book, case: packets.add(book, case, item).id, done=self._begin)

    def choose_pieces(self) -> None:
        """Go to the pieces of the packet in hand."""
        if self.packet is not None:
            self._show_part("pieces")
            go_to(self.pieces)

    def show_leaving(self) -> None:
        """Go to what leaves with the packet in hand."""
        if self.packet is not None:
            self.commit()
            self._show_part("leaves")
            go_to(self.view.list)

    def remove(self, packet_id: str) -> None:
        """Remove a packet; the pieces it held stay."""
        self._edits.run(lambda book, case: packets.remove(book, case, packet_id), "Packet removed.")

    def stand_on(self, packet_id: str) -> None:
        """Go into a packet, as soon as it is read."""
        self._begin(packet_id)

    def _change(self, changes: Mapping[str, object]) -> None:
        if (packet := self.form.thing) is not None:
            packet_id = packet.id
            self._edits.run(lambda book, case: packets.change(book, case, packet_id, changes))

    def _hold(self, ids: tuple[str, ...]) -> None:
        if (packet := self.packet) is not None:
            packet_id = packet.id
            self._edits.run(lambda book, case: packets.hold(book, case, packet_id, ids))
            self._ask(packet, len(ids))

    # Keeping up

    def _enter_case(self, _case_id: str) -> None:
        self._begun = ""
        self._show(Packets())
        self._empty.tell(known=False)

    def _show(self, found: Packets) -> None:
        self._read = found
        self._empty.tell(known=True)
        self._pages.setCurrentWidget(self._filled if found.packets else self._empty)
        self.list.show_rows([_row(found, packet) for packet in found.packets])
        self._fit_list()
        self._show_packet()
        if self._begun and self.list.stand_on(self._begun):
            self._begun = ""
            self._show_part("purpose")
            go_to(self.form.field("recipient"))

    def _fit_list(self) -> None:
        """As high as the packets, of which three are in sight."""
        rows = min(max(self.list.count(), 1), _IN_SIGHT)
        row = max(self.list.sizeHintForRow(0), self.list.fontMetrics().lineSpacing() * 2)
        self.list.setFixedHeight(rows * row + 2 * self.list.frameWidth() + 6)

    def _begin(self, packet_id: str) -> None:
        self._begun = packet_id
        self._show(self._read)

    def _show_packet(self) -> None:
        packet = self.packet
        self.form.show_thing(packet, self._session.zone)
        held = self._read.held_by(packet.id) if packet else frozenset()
        self.pieces.show_pieces(self._read.pieces if packet else (), held)
        self._ask(packet, len(held))
        leaves = packet is not None and packet_rules.may_leave(packet)
        self.view.show_document(PACKET if leaves else "", packet.id if packet else "")
        self._remove.setEnabled(packet is not None)

    def _ask(self, packet: SupportPacket | None, pieces: int) -> None:
        asked = () if packet is None else packet_rules.asked(packet, pieces)
        self._question.setText("\n".join(asked))
        self._question.setVisible(bool(asked))

    def _show_part(self, part: str) -> None:
        names = [name for name, _, _ in _PARTS]
        self._stack.setCurrentIndex(names.index(part))
        self._chips[part].setChecked(True)

    # How it is made

    def _lay_out(self) -> None:
        self._remove: QPushButton = button(
            "packet-remove", "Remove", lambda: self.remove(self.list.current_id), kind="quiet"
        )
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(label("Packets", "heading"))
        head.addStretch(1)
        head.addWidget(self._remove)
        head.addWidget(button("packet-add", "New packet", self.add))
        self._empty = EmptyState(
            "No packet yet",
            "A packet is for one person who is to help. You choose the pieces it holds, also "
            f"private ones, and see what leaves before it leaves. {_NOT_A_RECORD}",
            width=380,
        )
        self._empty.tell(known=False)
        self._filled = QWidget()
        column = QVBoxLayout(self._filled)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.list)
        column.addLayout(self._chip_row())
        column.addWidget(self._question)
        self._stack = QStackedWidget()
        for part in (self._form_part(), self.pieces, self.view):
            self._stack.addWidget(part)
        column.addWidget(self._stack, 1)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._filled)  # first: it takes the focus until all is read
        self._pages.addWidget(self._empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addLayout(head)
        whole.addWidget(self._pages, 1)

    def _chip_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        group = QButtonGroup(self)
        self._chips: dict[str, QPushButton] = {}
        for part, words, short in _PARTS:
            chip = self._chips[part] = chip_button(f"packet-part-{part}", words, short)
            group.addButton(chip)
            chip.clicked.connect(partial(self._part_chosen, part))
            row.addWidget(chip)
        self._chips["purpose"].setChecked(True)
        row.addStretch(1)
        return row

    def _part_chosen(self, part: str, _on: bool = False) -> None:
        self.commit()
        self._show_part(part)

    def _form_part(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 10, 0)
        column.addWidget(self.form)
        column.addWidget(label(_NOT_A_RECORD, "caption", wrap=True))
        column.addStretch(1)
        return scrolling(inside)

    def _connect(self) -> None:
        self.list.stood_on.connect(lambda _id: self._show_packet())
        self.list.unwanted.connect(self.remove)
        self.form.edited.connect(self._change)
        self.pieces.chosen.connect(self._hold)
        self._session.case_selected.connect(self._enter_case)
        theme.current().theme_changed.connect(self._fit_list)


def _read(casebook: Casebook, case_id: str) -> Packets:
    return packets.packets(casebook, case_id)


def _row(found: Packets, packet: SupportPacket) -> HeadedRow:
    said = [counted(len(found.held_by(packet.id)), "piece")]
    if packet.prepared_on:
        said.append(f"prepared on {packet.prepared_on}")
    if not packet_rules.may_leave(packet):
        said.append("cannot leave yet")
    return HeadedRow(packet.id, packet.recipient.strip() or "For nobody yet", " · ".join(said))
