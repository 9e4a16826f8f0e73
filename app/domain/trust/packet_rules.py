"""What is asked about a packet before it leaves."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.domain.trust.support import SupportPacket

MANY = 12
"""With more pieces, a packet is asked about."""

_PERFORMANCE = re.compile(
    r"\b(?:(?:under-?)?perform(?:ance|er|ers|s|ed|ing)?|appraisals?|ratings?|disciplin\w+|"
    r"dismissals?|warning letters?|improvement plans?)\b",
    re.IGNORECASE,
)


def asked(packet: SupportPacket, pieces: int) -> tuple[str, ...]:
    """The questions, each one sentence; ``pieces`` is how many were chosen."""
    return tuple(_asked(packet, pieces))


def may_leave(packet: SupportPacket) -> bool:
    """Whether it says whom it is for and what for."""
    return bool(packet.recipient.strip() and packet.purpose.strip())


def _asked(packet: SupportPacket, pieces: int) -> Iterator[str]:
    if not packet.recipient.strip():
        yield "Who is it for? A role is enough. Until then it cannot leave."
    if not packet.purpose.strip():
        yield "What is it for? Until then it cannot leave."
    if found := _PERFORMANCE.search(f"{packet.purpose}\n{packet.left_out}"):
        yield (f"“{found[0]}”: this is no performance record. What help is wanted, whoever it was?")
    if not pieces:
        yield "Which pieces does this person need to help? Choose the few."
    if pieces > MANY:
        yield f"{pieces} pieces are many. Which of them does this person need to help?"
    if not packet.left_out.strip():
        yield "What is left out, and why? Said here, nobody takes the packet for the whole."
