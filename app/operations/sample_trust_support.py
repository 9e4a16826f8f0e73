"""More support in the sample's trust case: one condition holds, and a packet is begun for it.

Thin on purpose: the packet does not say what it leaves out, so its page asks.
"""

from __future__ import annotations

from app.casebook import Casebook
from app.domain.practice.playbook_answers import AnswerState
from app.domain.trust.breaks import Side, TrustBreak
from app.domain.trust.frame import FramePart, FramePiece
from app.operations import drafting
from app.operations.trust import packets, support

_PURPOSE = (
    "To facilitate one talk between support and the engineers on call, without the people who "
    "lead them."
)


def add_support(casebook: Casebook, case_id: str) -> None:
    """Answer about more support, in a case that holds the sample's frame and breaks."""
    heard = "Support and the shop report to different heads, and both asked me, each alone."
    support.answer(casebook, case_id, "LM-X1", AnswerState.YES, heard)
    support.answer(casebook, case_id, "LM-X2", AnswerState.NO)
    packet = packets.add(casebook, case_id, "LM-X1")
    said = {"recipient": "colleague from the warehouse team", "purpose": _PURPOSE}
    packets.change(casebook, case_id, packet.id, {**said, "prepared_on": "2026-03-02"})
    frame = drafting.of_case(casebook, FramePiece, case_id)
    breaks = drafting.of_case(casebook, TrustBreak, case_id)
    held = [one.id for one in frame if one.part in (FramePart.PROMISED, FramePart.HAPPENED)]
    held += [one.id for one in breaks if one.side is Side.INSIDE]
    packets.hold(casebook, case_id, packet.id, held)
