"""The frame of a trust case: where one stands, what happened to whom, who was affected."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from app.casebook import Casebook, Drafts, Edit, evidence
from app.domain.drafts import Case, Entry, new_id
from app.domain.practice import start
from app.domain.practice.corrective import CorrectiveAction
from app.domain.practice.playbook_answers import AnswerState, PlaybookAnswer
from app.domain.practice.ranking import in_rank, moved, next_rank
from app.domain.review_words import counted
from app.domain.timeline import CitedItem
from app.domain.trust.apology import Apology
from app.domain.trust.breaks import TrustBreak
from app.domain.trust.frame import AffectedGroup, FramePart, FramePiece
from app.domain.trust.frame_topics import GATE, INPUTS
from app.domain.trust.frame_words import PART_WORDS
from app.domain.trust.repairs import Repair, RepairState
from app.domain.trust.setting import TrustSettings
from app.operations import drafting
from app.operations.now import today_of
from app.operations.practice import playbooks
from app.operations.trust import account, repairs
from app.operations.trust.setting import setting_in


@dataclass(frozen=True, slots=True)
class FramePage:
    """What the Frame page shows.

    ``frame`` holds a text for each part, also where none is stored yet. ``found`` says what the
    casebook holds beside an item. ``repairs`` is whether there is one that was not given up.
    """

    case_id: str
    settings: TrustSettings
    today: date
    answers: Mapping[str, PlaybookAnswer] = field(default_factory=dict)
    frame: Mapping[FramePart, FramePiece] = field(default_factory=dict)
    stored: frozenset[FramePart] = frozenset()
    groups: Sequence[AffectedGroup] = ()
    apologies: Sequence[Apology] = ()
    cited: Mapping[str, Sequence[CitedItem]] = field(default_factory=dict)
    found: Mapping[str, str] = field(default_factory=dict)
    repairs: bool = False


def page_of(casebook: Casebook, case_id: str) -> FramePage:
    """The frame of a case as it stands. Raises `NotFoundError`."""
    with casebook.drafts() as drafts:
        pieces = {piece.part: piece for piece in drafts.of_case(FramePiece, case_id)}
        repairs = drafts.of_case(Repair, case_id)
        return FramePage(
            case_id=case_id,
            settings=setting_in(drafts, case_id),
            today=today_of(drafts.get(Case, case_id)),
            answers=playbooks.answers_in(drafts, case_id),
            frame={part: pieces.get(part) or _blank(case_id, part) for part in FramePart},
            stored=frozenset(pieces),
            groups=in_rank(drafts.of_case(AffectedGroup, case_id)),
            apologies=in_rank(drafts.of_case(Apology, case_id)),
            cited=drafting.cited_in(drafts, case_id),
            found=_found(drafts, case_id),
            repairs=any(one.state is not RepairState.DROPPED for one in repairs),
        )


def _found(drafts: Drafts, case_id: str) -> dict[str, str]:
    """What the casebook holds that may help with an input."""
    entries = len(drafts.of_case(Entry, case_id))
    groups = len(drafts.of_case(AffectedGroup, case_id))
    breaks = len(drafts.of_case(TrustBreak, case_id))
    actions = len(drafts.of_case(CorrectiveAction, case_id))
    sources = len(evidence.sources(drafts.connection, case_id))
    held = (
        ("TR-I1", counted(entries, "entry", "entries") if entries else ""),
        ("TR-I2", counted(sources, "source") if sources else ""),
        ("TR-I4", counted(groups, "group") if groups else ""),
        ("TR-I5", counted(actions, "action") + " of the review" if actions else ""),
        ("TR-I6", counted(breaks, "trust break") if breaks else ""),
    )
    return dict(held)


# -- the texts of the frame -----------------------------------------------------------------------


def write(
    casebook: Casebook, case_id: str, part: FramePart, changes: Mapping[str, object]
) -> FramePiece:
    """Write a part of the frame, or how sure one is of it; it is made where it was not there."""
    fields: dict[str, Any] = dict(changes)
    with casebook.edit(f"Write “{PART_WORDS[part]}”", case_id) as edit:
        held = next((one for one in edit.of_case(FramePiece, case_id) if one.part is part), None)
        piece = replace(held or _blank(case_id, part), **fields)
        if held is None:
            edit.add(piece)
        else:
            edit.save(piece)
    return piece


def _blank(case_id: str, part: FramePart) -> FramePiece:
    """A part that nobody has written yet; its id is the one that it will have."""
    made = uuid.uuid5(uuid.NAMESPACE_OID, f"{case_id}/{part}")
    return FramePiece(str(made), case_id, part)


# -- answers --------------------------------------------------------------------------------------


def answer(casebook: Casebook, case_id: str, item: str, state: AnswerState, text: str = "") -> None:
    """Answer an item of the frame; a stop is passed only with a reason, which stays private."""
    if item in GATE:
        state = start.gate_state(state, text)
    playbooks.answer(casebook, case_id, item, state, text, label=_label(item))


def _label(item: str) -> str:
    if item in GATE:
        return "Answer the gate"
    if item in INPUTS:
        return "Note what was gathered"
    return "Name who takes part" if item.startswith("TR-R1") else "Answer a question"


# -- affected groups ------------------------------------------------------------------------------


def add_group(casebook: Casebook, case_id: str, name: str = "") -> AffectedGroup:
    """Add a group at the end."""
    with casebook.edit("Add group", case_id) as edit:
        rank = next_rank(edit.of_case(AffectedGroup, case_id))
        group = AffectedGroup(new_id(), case_id, name.strip(), rank=rank)
        edit.add(group)
    return group


def change_group(
    casebook: Casebook, case_id: str, group_id: str, changes: Mapping[str, object]
) -> None:
    """Change some fields of a group; a size of 0 is one that nobody knows.

    Raises `NotFoundError`.
    """
    fields = dict(changes)
    if "size" in fields:
        fields["size"] = fields["size"] or None
    drafting.change(casebook, AffectedGroup, case_id, group_id, fields, "Change group")


def remove_group(casebook: Casebook, case_id: str, group_id: str) -> None:
    """Remove a group with its citations.

    What it said and was invited to stands without it. Raises `NotFoundError`.
    """
    with casebook.edit("Remove group", case_id) as edit:
        take_out_group(edit, case_id, group_id)


def take_out_group(edit: Edit, case_id: str, group_id: str) -> None:
    """The same within a transaction."""
    account.forget_groups(edit, case_id, (group_id,))
    repairs.forget_groups(edit, case_id, (group_id,))
    edit.remove(AffectedGroup, group_id)


def move_group(casebook: Casebook, case_id: str, group_id: str, by: int) -> None:
    """Move a group up (negative) or down the list, as far as that goes. Raises `NotFoundError`."""
    with casebook.edit("Move group", case_id) as edit:
        edit.get(AffectedGroup, group_id)
        edit.save_all(moved(edit.of_case(AffectedGroup, case_id), group_id, by))
