"""More support: a packet for one person who is to help, put together piece by piece."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SupportPacket:
    """What one person gets to prepare their help. It is not a performance record.

    ``item`` is the condition of the playbook that held. It leaves only with a ``recipient`` and
    a ``purpose``. ``left_out`` says what it leaves out and why. ``prepared_on`` is a day (ISO).
    """

    id: str
    case_id: str
    recipient: str = ""
    item: str = ""
    purpose: str = ""
    left_out: str = ""
    prepared_on: str = ""
    rank: int = 0


@dataclass(frozen=True, slots=True)
class PacketPiece:
    """A drafted thing of the case that was chosen for a packet."""

    id: str
    case_id: str
    packet_id: str
    target_id: str
    rank: int = 0
