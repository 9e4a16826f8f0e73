"""The packet for one person who is to help: the pieces that were chosen for it, and no others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.casebook import Drafts
from app.domain.drafted import Draft
from app.domain.errors import NotFoundError
from app.domain.moments import day
from app.domain.notes import Notes
from app.domain.practice.ranking import in_rank
from app.domain.trust import packet_document
from app.domain.trust.break_map import BreakMap
from app.domain.trust.document import TrustView
from app.domain.trust.pieces import WORDED, heard
from app.domain.trust.setting import TrustSettings
from app.domain.trust.signals import Signal, SignalReading
from app.domain.trust.support import PacketPiece, SupportPacket
from app.operations.documents.reading import Reading, Subject


def subjects(reading: Reading) -> list[Subject]:
    """The packets that say whom they are for and what for."""
    return [
        Subject(packet.id, f"for {packet.recipient.strip()}")
        for packet in in_rank(reading.of_case(SupportPacket))
    ]


def view_of(reading: Reading, subject_id: str) -> TrustView:
    """The packet as it would leave now. Raises `NotFoundError`."""
    packet = next((one for one in reading.of_case(SupportPacket) if one.id == subject_id), None)
    if packet is None:
        raise NotFoundError("There is no such packet, or it does not say yet who it is for.")
    chosen = {
        each.target_id for each in reading.of_case(PacketPiece) if each.packet_id == packet.id
    }
    pieces = [row for kind in WORDED for row in _rows(reading, kind) if row.id in chosen]
    notes = Notes(reading.zone, reading.people, coarse=True)
    sections = packet_document.sections_of(
        pieces, reading.of_case(SignalReading), reading.cited, notes, reading.zone
    )
    settings = reading.of_case(TrustSettings)
    about = settings[0].about.strip() if settings else ""
    as_of_day = day(reading.now_us, reading.zone)
    return TrustView(
        title=about or packet_document.HEADING,
        preliminary=None,
        status=f"As of {as_of_day}, for {packet.recipient.strip()}",
        as_of_day=as_of_day,
        heading=packet_document.HEADING,
        facts=packet_document.facts_of(packet),
        notices=(packet_document.NOTICE,),
        sections=sections,
        empty="" if sections else "Nothing has been chosen for this packet yet.",
        break_map=BreakMap(),
        charts=(),
        notes=tuple(notes.listed),
        missing_sources=(),
        closing=packet_document.CLOSING,
    )


def heard_by(drafts: Drafts, case_id: str, subject_id: str) -> list[str]:
    """Every text of the case that the reader of a packet gets, for the leak gate."""
    packets = [one for one in drafts.of_case(SupportPacket, case_id) if one.id == subject_id]
    chosen = {
        each.target_id
        for each in drafts.of_case(PacketPiece, case_id)
        if each.packet_id == subject_id
    }
    pieces = [row for kind in WORDED for row in _drafted(drafts, kind, case_id) if row.id in chosen]
    readings = [each for each in drafts.of_case(SignalReading, case_id) if each.signal_id in chosen]
    return [text for row in (*packets, *pieces, *readings) for text in heard(_told(row), "")]


def _told(row: Draft) -> Draft:
    """A signal and its readings without the notes on them, which are private."""
    return replace(row, note="") if isinstance(row, Signal | SignalReading) else row


def _rows(reading: Reading, kind: type[Draft]) -> Sequence[Draft]:
    return reading.of_case(kind)


def _drafted(drafts: Drafts, kind: type[Draft], case_id: str) -> Sequence[Draft]:
    return drafts.of_case(kind, case_id)
