"""The trust recovery review for one reader: what was promised, what happened, what has moved.

It never reads rosier than the readings: whoever reads that trust was called repaired reads in the
same breath which signals have not moved, those too that are not shown to them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from zoneinfo import ZoneInfo

from app.domain.moments import day
from app.domain.notes import Notes
from app.domain.review_words import counted
from app.domain.trust.checkpoint_rules import in_order
from app.domain.trust.follow_through import Checkpoint
from app.domain.trust.follow_words import ANSWERS, KIND_WORDS
from app.domain.trust.recovery import Recovery, against, evidence_of
from app.domain.trust.repairs_document import repairs_document
from app.domain.views import Fact, Section, Statement, StatementGroup

HEADING = "Trust recovery review"
QUESTION = "Is it repaired?"
NOBODY = "Nobody has called the trust repaired."
NO_BASIS = "Nothing that is shown here would bear that out."


def recovery_document(
    recovery: Recovery,
    kept_back: int,
    signals: Sequence[Section],
    notes: Notes,
    zone: ZoneInfo,
) -> tuple[Section, ...]:
    """The sections, of a recovery that holds only what these readers may see.

    ``kept_back`` is how many signals that have not moved are not shown to them; ``signals`` tells
    of those that are.
    """
    repairs = repairs_document(recovery.plan, notes, zone, recovery.today)
    return (
        _verdict(recovery, kept_back, zone),
        *(section for section in repairs if section.id != "invited"),
        *signals,
        _changes(recovery.checkpoints),
    )


def _verdict(recovery: Recovery, kept_back: int, zone: ZoneInfo) -> Section:
    settings, basis = recovery.settings, evidence_of(recovery)
    sentences = [NOBODY]
    if settings.repaired_us is not None:
        on = day(settings.repaired_us, zone)
        sentences = [f"Whoever leads this repair called the trust repaired on {on}."]
        sentences += [] if basis else [NO_BASIS]
    if kept_back:
        others = counted(kept_back, "other signal" if recovery.signals else "signal")
        sentences.append(
            f"{others}, not shown here, {'has' if kept_back == 1 else 'have'} not moved."
        )
    if settings.look_again:
        sentences.append(f"All of it is looked at again on {settings.look_again}.")
    groups = (
        _listed("What speaks for it", basis),
        _listed("What speaks against it, or is open", against(recovery, to_readers=True)),
    )
    return Section(
        "repaired", QUESTION, tuple(sentences), tuple(one for one in groups if one.statements), ()
    )


def _listed(heading: str, sentences: Sequence[str]) -> StatementGroup:
    return StatementGroup(heading, tuple(Statement("", each, (), (), ()) for each in sentences))


def _changes(checkpoints: Iterable[Checkpoint]) -> Section:
    rows = tuple(_checkpoint(one) for one in in_order(checkpoints) if _says(one))
    groups = (StatementGroup("", rows),) if rows else ()
    return Section("changes", "What changed, checkpoint by checkpoint", (), groups, ())


def _says(one: Checkpoint) -> bool:
    return any(text.strip() for text in (one.happened, one.changed, one.people, one.next))


def _checkpoint(one: Checkpoint) -> Statement:
    facts = (
        (ANSWERS["happened"], one.happened.strip()),
        (ANSWERS["people"], one.people.strip()),
        (ANSWERS["next"], one.next.strip()),
    )
    return Statement(
        number=one.due,
        text=one.changed.strip() or "No change was written down.",
        facts=tuple(Fact(label, words) for label, words in facts if words),
        marks=(KIND_WORDS[one.kind].lower(),) if one.done_us else ("not held",),
        notes=(),
    )
