"""Whatever is taken out of a trust case, in any order, nothing points at it, and all comes back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from app.casebook import Casebook
from app.domain.drafted import Draft
from app.domain.trust.account import GroupStatement, Paragraph
from app.domain.trust.apology import Apology
from app.domain.trust.breaks import TrustBreak
from app.domain.trust.claims import PublicStatement
from app.domain.trust.follow_through import Checkpoint, UpdateNote
from app.domain.trust.frame import AffectedGroup
from app.domain.trust.repair_plan import RepairPlan
from app.domain.trust.repairs import Invitation, Repair
from app.domain.trust.signals import Signal
from app.domain.trust.support import SupportPacket
from app.operations import drafting, history
from app.operations.trust import (
    account,
    account_page,
    apologies,
    breaks,
    checkpoints,
    claims,
    frame,
    packets,
    repair_page,
    repairs,
    signals,
    updates,
)
from tests.unit.operations.full_trust import add_trust_case, pack_everything, show_everything
from tests.unit.operations.test_undo_of_everything import dangling

REMOVED: Sequence[tuple[type[Draft], Callable[[Casebook, str, str], object]]] = (
    (AffectedGroup, frame.remove_group),
    (Apology, apologies.remove),
    (Paragraph, account.remove),
    (GroupStatement, account.remove_statement),
    (PublicStatement, claims.remove),
    (TrustBreak, breaks.remove),
    (Repair, repairs.remove),
    (Invitation, repairs.remove_invitation),
    (Signal, signals.remove),
    (Checkpoint, checkpoints.remove),
    (UpdateNote, updates.remove),
    (SupportPacket, packets.remove),
)


def test_in_whatever_order_things_go_nothing_points_at_them(casebook: Casebook) -> None:
    case = add_trust_case(casebook, lambda kind, field: f"{kind.__name__} {field}")
    show_everything(casebook, case.id)
    pack_everything(casebook, case.id)
    repairs.accept(
        casebook, case.id, drafting.of_case(casebook, TrustBreak, case.id)[0].id, "not now"
    )
    whole = read(casebook, case.id)

    @settings(max_examples=3, deadline=None, database=None, phases=[Phase.generate])
    @given(st.permutations(REMOVED))
    def take_away(order: Sequence[Any]) -> None:
        taken = 0
        for kind, remove in order:
            for row in drafting.of_case(casebook, kind, case.id):
                remove(casebook, case.id, row.id)
                taken += 1
            assert dangling(casebook) == []
            read(casebook, case.id)
        assert repairs.plan(casebook, case.id) == RepairPlan()
        for _ in range(taken):
            history.undo(casebook, case.id)
        assert read(casebook, case.id) == whole

    take_away()


def read(casebook: Casebook, case_id: str) -> tuple[object, ...]:
    """What the pages show."""
    page = repair_page.page_of(casebook, case_id)
    board = signals.board(casebook, case_id).standings
    account_read = account_page.page_of(casebook, case_id).account
    return (
        page.plan,
        page.shown,
        page.helps,
        board,
        account_read,
        packets.packets(casebook, case_id),
    )
