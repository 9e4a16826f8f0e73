"""The trust recovery review for one reader: from what was chosen for them, and nothing rosier."""

from __future__ import annotations

from app.domain.moments import in_zone
from app.domain.trust.account import GroupStatement
from app.domain.trust.document import TrustView
from app.domain.trust.follow_through import Checkpoint
from app.domain.trust.recovery import Recovery
from app.domain.trust.recovery_document import HEADING, recovery_document
from app.domain.trust.signals import Signal, SignalReading
from app.domain.trust.signals_document import signals_told
from app.operations.documents.reading import Reading
from app.operations.documents.repair_actions import plan_shown
from app.operations.documents.trust_reading import Content, Shown, of_reader, view_for
from app.operations.trust.setting import setting_in


def view_of(reading: Reading, subject_id: str) -> TrustView:
    """The review as the reader ``subject_id`` may see it."""
    shown = Shown(reading, of_reader(subject_id))
    today = in_zone(reading.now_us, reading.zone).date()
    signals, plan = shown.of(Signal), plan_shown(shown)
    told = signals_told(signals, reading.of_case(SignalReading), plan.repairs, today, reading.zone)
    recovery = Recovery(
        settings=setting_in(reading.shared, reading.case.id),
        plan=plan,
        signals=told.standings,
        statements=tuple(shown.of(GroupStatement)),
        checkpoints=tuple(shown.of(Checkpoint)),
        today=today,
    )
    kept_back = len(reading.unmoved - {signal.id for signal in signals})
    sections = recovery_document(recovery, kept_back, told.sections, shown.notes, reading.zone)
    return view_for(shown, Content(HEADING, sections, charts=told.charts))
