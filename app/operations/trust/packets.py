"""Packets for those who are to help: whom for, what for, and which pieces they hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from app.casebook import Casebook, Drafts, Edit
from app.domain.drafted import Draft
from app.domain.drafts import Case, Entry, new_id
from app.domain.errors import NotFoundError
from app.domain.moments import zone_named
from app.domain.practice.ranking import in_rank, next_rank
from app.domain.trust.piece_words import (
    HEADINGS,
    all_words,
    first_words,
    in_reading_order,
)
from app.domain.trust.pieces import WORDED
from app.domain.trust.support import PacketPiece, SupportPacket
from app.operations import drafting
from app.operations.now import today_of


@dataclass(frozen=True, slots=True)
class PieceLine:
    """A piece of a case to choose from: its id, its kind in words, and words to know it by.

    ``whole`` is all there is to say of it, for who stands on it.
    """

    id: str
    heading: str
    words: str
    whole: str = ""


def line_of(piece: Draft, zone: ZoneInfo) -> PieceLine:
    """A piece as it is offered."""
    heading = HEADINGS[type(piece)]
    return PieceLine(piece.id, heading, first_words(piece, zone), all_words(piece, zone))


@dataclass(frozen=True, slots=True)
class Packets:
    """The packets of a case in order, what each holds, and the pieces there are."""

    packets: tuple[SupportPacket, ...] = ()
    held: Mapping[str, frozenset[str]] | None = None
    pieces: tuple[PieceLine, ...] = ()

    def held_by(self, packet_id: str) -> frozenset[str]:
        """The ids of the pieces that a packet holds."""
        return (self.held or {}).get(packet_id, frozenset())


def packets(casebook: Casebook, case_id: str) -> Packets:
    """The packets of a case."""
    with casebook.drafts() as drafts:
        held: dict[str, set[str]] = {}
        for piece in drafts.of_case(PacketPiece, case_id):
            held.setdefault(piece.packet_id, set()).add(piece.target_id)
        return Packets(
            tuple(in_rank(drafts.of_case(SupportPacket, case_id))),
            {packet_id: frozenset(ids) for packet_id, ids in held.items()},
            tuple(_lines(drafts, case_id)),
        )


def _lines(drafts: Drafts, case_id: str) -> Iterable[PieceLine]:
    zone: ZoneInfo = zone_named(drafts.get(Case, case_id).zone)
    found = [row for kind in WORDED for row in _rows(drafts, kind, case_id)]
    for piece in in_reading_order(found):
        yield line_of(piece, zone)


def _rows(drafts: Drafts, kind: type[Draft], case_id: str) -> list[Draft]:
    return drafts.of_case(kind, case_id)


def add(casebook: Casebook, case_id: str, item: str = "", recipient: str = "") -> SupportPacket:
    """Begin a packet, dated today; ``item`` is the condition that held."""
    with casebook.edit("Begin a packet", case_id) as edit:
        rank = next_rank(edit.of_case(SupportPacket, case_id))
        today = today_of(edit.get(Case, case_id)).isoformat()
        packet = SupportPacket(new_id(), case_id, recipient, item, prepared_on=today, rank=rank)
        edit.add(packet)
        return packet


def change(casebook: Casebook, case_id: str, packet_id: str, changes: Mapping[str, object]) -> None:
    """Change what a packet says of itself. Raises `NotFoundError`."""
    drafting.change(casebook, SupportPacket, case_id, packet_id, changes, "Change a packet")


def hold(casebook: Casebook, case_id: str, packet_id: str, target_ids: Iterable[str]) -> None:
    """Let a packet hold exactly these pieces, private ones too; one step.

    An entry that a packet holds is not marked private any more: who gets it decides from now on.

    Raises `NotFoundError` for a packet or a piece that is not in the case any more.
    """
    wanted = tuple(dict.fromkeys(target_ids))
    with casebook.edit("Choose what a packet holds", case_id) as edit:
        edit.get(SupportPacket, packet_id)
        present = {
            each.target_id: each
            for each in edit.of_case(PacketPiece, case_id)
            if each.packet_id == packet_id
        }
        for target_id, piece in present.items():
            if target_id not in wanted:
                edit.remove(PacketPiece, piece.id)
        for rank, target_id in enumerate(wanted):
            if target_id in present:
                continue
            if not edit.holds(tuple(WORDED), case_id, target_id):
                raise NotFoundError("A piece chosen for the packet is not in the case any more.")
            edit.add(PacketPiece(new_id(), case_id, packet_id, target_id, rank))
        for entry in edit.of_case(Entry, case_id):
            if entry.id in wanted and entry.private:
                edit.save(replace(entry, private=False))


def remove(casebook: Casebook, case_id: str, packet_id: str) -> None:
    """Remove a packet; the pieces it held stay where they are. Raises `NotFoundError`."""
    with casebook.edit("Remove a packet", case_id) as edit:
        take_out(edit, case_id, packet_id)


def take_out(edit: Edit, case_id: str, packet_id: str) -> None:
    """The same within a transaction."""
    for piece in edit.of_case(PacketPiece, case_id):
        if piece.packet_id == packet_id:
            edit.remove(PacketPiece, piece.id)
    edit.remove(SupportPacket, packet_id)
