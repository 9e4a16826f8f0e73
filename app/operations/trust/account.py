"""The shared account: its paragraphs, the neutral person, and what groups let them bring back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from app.casebook import Casebook, Edit
from app.domain.drafts import new_id
from app.domain.errors import InvalidInputError
from app.domain.names import NameFinder
from app.domain.people import People
from app.domain.practice.ranking import in_rank, moved, next_rank
from app.domain.trust.account import AccountPart, GroupStatement, GroupVerdict, Paragraph
from app.domain.trust.account_rules import NOT_ONESELF, names_oneself
from app.domain.trust.frame import AffectedGroup
from app.domain.trust.setting import Position
from app.domain.trust.shared_account import SharedAccount, account_of, in_account
from app.operations import drafting
from app.operations.people import people_of
from app.operations.trust import setting


def account(casebook: Casebook, case_id: str) -> SharedAccount:
    """The shared account of a case with its evidence, its groups and what these say."""
    with casebook.drafts() as drafts:
        return account_of(drafts, case_id, drafting.cited_in(drafts, case_id))


@dataclass(frozen=True, slots=True)
class Callings:
    """How people are named in a case: what finds their names, and what their roles are called."""

    names: NameFinder
    roles: tuple[str, ...]


def callings(casebook: Casebook, case_id: str) -> Callings:
    """What `account_rules` needs to know a person in a text."""
    return callings_of(people_of(casebook, case_id))


def callings_of(people: People) -> Callings:
    """The same from people at hand."""
    return Callings(
        NameFinder(people.all_names), tuple(people.label(each) for each in people.in_case)
    )


# -- paragraphs -----------------------------------------------------------------------------------


def add(casebook: Casebook, case_id: str, part: AccountPart, text: str = "") -> Paragraph:
    """Add a paragraph after the others of its part."""
    with casebook.edit("Add paragraph", case_id) as edit:
        rank = next_rank(_of_part(edit, case_id, part))
        added = Paragraph(new_id(), case_id, part, text.strip(), rank=rank)
        edit.add(added)
    return added


def change(
    casebook: Casebook, case_id: str, paragraph_id: str, changes: Mapping[str, object]
) -> None:
    """Change some fields; in another part it comes last. Raises `NotFoundError`."""
    fields: dict[str, Any] = dict(changes)
    with casebook.edit("Edit paragraph", case_id) as edit:
        before = edit.get(Paragraph, paragraph_id)
        changed = replace(before, **fields)
        if changed.part is not before.part:
            changed = replace(changed, rank=next_rank(_of_part(edit, case_id, changed.part)))
        edit.save(changed)


def move(casebook: Casebook, case_id: str, paragraph_id: str, by: int) -> None:
    """Move a paragraph up (−1) or down (1) within its part; at an end nothing happens.

    Raises `NotFoundError`.
    """
    with casebook.edit("Move paragraph", case_id) as edit:
        part = edit.get(Paragraph, paragraph_id).part
        edit.save_all(moved(_of_part(edit, case_id, part), paragraph_id, by))


def move_to_part(casebook: Casebook, case_id: str, paragraph_id: str, by: int) -> None:
    """Move a paragraph to the end of the part before (−1) or after (1) its own.

    Raises `NotFoundError`.
    """
    with casebook.edit("Move paragraph to another part", case_id) as edit:
        paragraph = edit.get(Paragraph, paragraph_id)
        parts = list(AccountPart)
        there = parts[min(max(parts.index(paragraph.part) + by, 0), len(parts) - 1)]
        if there is not paragraph.part:
            rank = next_rank(_of_part(edit, case_id, there))
            edit.save(replace(paragraph, part=there, rank=rank))


def remove(casebook: Casebook, case_id: str, paragraph_id: str) -> None:
    """Remove a paragraph with what it cites and who may see it.

    What groups said about it stays, as said about the whole. Raises `NotFoundError`.
    """
    with casebook.edit("Remove paragraph", case_id) as edit:
        take_out(edit, case_id, paragraph_id)


def take_out(edit: Edit, case_id: str, paragraph_id: str) -> None:
    """The same within a transaction.

    What groups said of the paragraph stays in their words; a verdict on it says nothing of the
    whole, so it goes.
    """
    edit.save_all(
        replace(each, paragraph_id="", verdict=GroupVerdict.UNSAID)
        for each in edit.of_case(GroupStatement, case_id)
        if each.paragraph_id == paragraph_id
    )
    edit.remove(Paragraph, paragraph_id)


def _of_part(edit: Edit, case_id: str, part: AccountPart) -> list[Paragraph]:
    return [each for each in in_account(edit.of_case(Paragraph, case_id)) if each.part is part]


# -- is it true? ----------------------------------------------------------------------------------


def name_neutral(casebook: Casebook, case_id: str, neutral: str) -> None:
    """Say who carries the account to the groups, by name or role; private.

    Raises `InvalidInputError` where somebody who made the mistake names themselves.
    """
    with casebook.edit("Name the neutral person", case_id) as edit:
        position = setting.setting_in(edit, case_id).position
        if position is Position.MADE and names_oneself(neutral):
            raise InvalidInputError(NOT_ONESELF)
        setting.change_in(edit, case_id, {"neutral": neutral.strip()})


def ask(
    casebook: Casebook,
    case_id: str,
    group_ids: Iterable[str],
    now_us: int,
    paragraph_id: str = "",
) -> list[GroupStatement]:
    """Note that groups were asked whether it is true: the whole, or one paragraph; one step.

    A group that was asked the same and has not answered is not asked twice. Raises
    `NotFoundError` for an unknown group or paragraph.
    """
    with casebook.edit("Ask whether it is true", case_id) as edit:
        if paragraph_id:
            edit.get(Paragraph, paragraph_id)
        there = edit.of_case(GroupStatement, case_id)
        rank = next_rank(there)
        made: list[GroupStatement] = []
        for group_id in group_ids:
            edit.get(AffectedGroup, group_id)
            if any(_is_open(each, group_id, paragraph_id) for each in there):
                continue
            added = GroupStatement(
                new_id(), case_id, group_id, paragraph_id, asked_us=now_us, rank=rank + len(made)
            )
            edit.add(added)
            made.append(added)
    return made


def _is_open(statement: GroupStatement, group_id: str, paragraph_id: str) -> bool:
    asked = (statement.group_id, statement.paragraph_id) == (group_id, paragraph_id)
    return asked and statement.came_us is None


def note_answer(
    casebook: Casebook,
    case_id: str,
    statement_id: str,
    changes: Mapping[str, object],
    now_us: int,
) -> None:
    """Note what a group said; the first time something comes back, when it did.

    Raises `NotFoundError`.
    """
    fields: dict[str, Any] = dict(changes)
    with casebook.edit("Note what a group says", case_id) as edit:
        changed = replace(edit.get(GroupStatement, statement_id), **fields)
        if changed.came_us is None and fields.keys() & {"verdict", "words"}:
            changed = replace(changed, came_us=now_us)
        edit.save(changed)


def remove_statement(casebook: Casebook, case_id: str, statement_id: str) -> None:
    """Remove what a group was asked and said. Raises `NotFoundError`."""
    label = "Remove group statement"
    drafting.remove(casebook, GroupStatement, case_id, [statement_id], label)


def forget_groups(edit: Edit, case_id: str, group_ids: Iterable[str]) -> None:
    """Let what groups said stand unnamed where the groups are about to be removed."""
    gone = set(group_ids)
    edit.save_all(
        replace(each, group_id="")
        for each in edit.of_case(GroupStatement, case_id)
        if each.group_id in gone
    )


def statements(casebook: Casebook, case_id: str) -> list[GroupStatement]:
    """What groups were asked and said, in order."""
    return in_rank(drafting.of_case(casebook, GroupStatement, case_id))
