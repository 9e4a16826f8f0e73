"""What helps to repair trust: which of it is there in a case, where, and what is missing.

Nothing is added up: each stands for itself. What the case shows is read from it; the rest people
answer, also that something is not for them, and why.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from app.domain.practice.playbook_answers import AnswerState, PlaybookAnswer
from app.domain.trust.apology import Apology
from app.domain.trust.follow_through import Checkpoint, CheckpointKind, UpdateNote
from app.domain.trust.frame import FramePart, FramePiece
from app.domain.trust.repair_plan import RepairPlan
from app.domain.trust.repair_words import due_day
from app.domain.trust.repairs import Repair, RepairKind, RepairState
from app.domain.trust.setting import TrustSettings
from app.domain.trust.signals import Signal, SignalReading


class Presence(Enum):
    """Whether something that helps is there."""

    PRESENT = auto()
    MISSING = auto()
    NOT_FOR_US = auto()


@dataclass(frozen=True, slots=True)
class Help:
    """One thing that helps: its item in the playbook, what it is, and how it stands.

    ``where`` says where it is, or what is missing of it; ``page`` is the id of that page.
    ``by_hand`` marks what a person answered rather than what the case shows.
    """

    item: str
    words: str
    presence: Presence
    where: str
    page: str
    by_hand: bool = False


@dataclass(frozen=True)
class HelpRecord:
    """A trust case as far as it shows what helps.

    ``shown`` are the ids of what is shown to any readers, ``answers`` are by their item.
    """

    settings: TrustSettings
    plan: RepairPlan = field(default_factory=RepairPlan)
    frame: Sequence[FramePiece] = ()
    apologies: Sequence[Apology] = ()
    signals: Sequence[Signal] = ()
    readings: Sequence[SignalReading] = ()
    checkpoints: Sequence[Checkpoint] = ()
    updates: Sequence[UpdateNote] = ()
    shown: Collection[str] = frozenset()
    answers: Mapping[str, PlaybookAnswer] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a rule sees: ``there`` where it is, else what is ``missing``."""

    there: str = ""
    missing: str = ""


def helps(record: HelpRecord) -> tuple[Help, ...]:
    """Everything that helps, in the order of the playbook."""
    return tuple(_help(record, *row) for row in _HELPS)


def _help(
    record: HelpRecord, item: str, words: str, page: str, look: Callable[[HelpRecord], _Seen]
) -> Help:
    seen, answer = look(record), record.answers.get(item)
    said = answer.text.strip() if answer is not None else ""
    match answer.state if answer is not None else AnswerState.OPEN:
        case AnswerState.ABSENT:
            return Help(item, words, Presence.NOT_FOR_US, said, page, by_hand=True)
        case AnswerState.YES if said and not seen.there:
            return Help(item, words, Presence.PRESENT, said, page, by_hand=True)
    if seen.there:
        return Help(item, words, Presence.PRESENT, seen.there, page)
    return Help(item, words, Presence.MISSING, seen.missing, page)


def _named(record: HelpRecord) -> _Seen:
    told = any(one.part is FramePart.HAPPENED and one.text.strip() for one in record.frame)
    if told:
        return _Seen("The frame says what happened.")
    if any(one.act.strip() for one in record.apologies):
        return _Seen("An apology names the act.")
    return _Seen(missing="Neither the frame nor an apology names the act or decision yet.")


def _apology(record: HelpRecord) -> _Seen:
    if any(one.words.strip() for one in record.apologies):
        return _Seen("An apology is written; its words are questioned as they are typed.")
    return _Seen(missing="No apology is written.")


def _planned(record: HelpRecord) -> _Seen:
    plan = record.plan
    if not plan.pursued:
        return _Seen(missing="There is no repair yet.")
    lacking = [one for one in plan.pursued if not one.owner.strip() or due_day(one) is None]
    if lacking:
        return _Seen(missing=f"{_numbers(plan, lacking)}: an owner or a day is missing.")
    return _Seen(f"{_numbers(plan, plan.pursued)}: each has an owner and a day.")


def _predictable(record: HelpRecord) -> _Seen:
    return _of_kind(record.plan, RepairKind.PROCESS, "No repair is about procedure.")


def _incentives(record: HelpRecord) -> _Seen:
    return _of_kind(record.plan, RepairKind.INCENTIVES, "No repair is about incentives.")


def _of_kind(plan: RepairPlan, kind: RepairKind, missing: str) -> _Seen:
    found = [one for one in plan.pursued if one.kind is kind]
    return _Seen(f"{_numbers(plan, found)} is about it.") if found else _Seen(missing=missing)


def _invited(record: HelpRecord) -> _Seen:
    invited = [one for one in record.plan.invitations if one.group_id]
    names = record.plan.group_names
    shaped = [one for one in invited if one.changed.strip()]
    if shaped:
        groups = dict.fromkeys(names.get(one.group_id, "") or "a group" for one in shaped)
        return _Seen(f"{', '.join(groups)}: what changed because of it is written.")
    if invited:
        return _Seen(missing="Those affected were invited; what changed because of it is open.")
    return _Seen(missing="Nobody affected was invited to design a repair.")


def _rhythm(record: HelpRecord) -> _Seen:
    lacking = (
        ("" if record.settings.partner.strip() else "a named partner"),
        ("" if _weekly(record) else "weekly checkpoints"),
        ("" if any(one.sent_on for one in record.updates) else "an update that was sent"),
    )
    missing = ", ".join(each for each in lacking if each)
    return _Seen(missing=f"Missing: {missing}.") if missing else _Seen("Checkpoints and updates.")


def _weekly(record: HelpRecord) -> bool:
    return any(one.kind is CheckpointKind.WEEKLY for one in record.checkpoints)


def _small(record: HelpRecord) -> _Seen:
    small = [one for one in record.plan.pursued if one.small]
    verified = [one for one in small if one.state is RepairState.VERIFIED]
    if verified:
        return _Seen(f"{_numbers(record.plan, verified)}: somebody affected has seen it.")
    if small:
        numbers = _numbers(record.plan, small)
        return _Seen(missing=f"{numbers}: nobody affected has verified it yet.")
    return _Seen(missing="No repair is a small win.")


def _measured(record: HelpRecord) -> _Seen:
    read = {reading.signal_id for reading in record.readings}
    if any(one.id in record.shown for one in record.signals if one.id in read):
        return _Seen("A signal with readings is shown.")
    if read:
        return _Seen(missing="Signals are read; none is shown to anybody.")
    return _Seen(missing="No signal has a reading yet.")


def _handed_on(_record: HelpRecord) -> _Seen:
    return _Seen(missing="The case does not show this. Where is it?")


def _neutral(record: HelpRecord) -> _Seen:
    neutral = record.settings.neutral.strip()
    return _Seen(f"{neutral}.") if neutral else _Seen(missing="No neutral person is named.")


def _again(record: HelpRecord) -> _Seen:
    on = record.settings.look_again.strip()
    return _Seen(f"On {on}.") if on else _Seen(missing="No day is agreed.")


def _numbers(plan: RepairPlan, repairs: Sequence[Repair]) -> str:
    return ", ".join(plan.numbers[one.id] for one in repairs)


_HELPS: tuple[tuple[str, str, str, Callable[[HelpRecord], _Seen]], ...] = (
    ("LM-H1", "It is named quickly and exactly", "frame", _named),
    ("LM-H2", "An apology without excuse and condition", "frame", _apology),
    ("LM-H3", "A plan with steps, owners and days", "repairs", _planned),
    ("LM-H4", "A process that can be predicted again", "repairs", _predictable),
    ("LM-H5", "Those affected help to design the repair", "repairs", _invited),
    ("LM-H6", "Short updates, and weekly checkpoints with a partner", "trust-follow", _rhythm),
    ("LM-H7", "Small wins that others can verify", "repairs", _small),
    ("LM-H8", "Signals that those affected can see", "signals", _measured),
    ("LM-H9", "What was learned goes into onboarding and leading", "repairs", _handed_on),
    ("LM-H10", "Incentives that no longer pull the other way", "repairs", _incentives),
    ("LM-H11", "A neutral person for hard talks", "account", _neutral),
    ("LM-H12", "A day on which all of it is looked at again", "trust-follow", _again),
)
"""Item, words, page, and the rule that looks for it."""
