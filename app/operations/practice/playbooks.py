"""The playbooks: what a practice asks, where each thing has its place, and what people answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import yaml

from app.casebook import Casebook, Drafts, Edit
from app.domain.drafts import new_id
from app.domain.practice.playbook import Part, Place, PlaceKind, Playbook, PlaybookItem
from app.domain.practice.playbook_answers import AnswerState, PlaybookAnswer
from app.paths import RESOURCES

INCIDENT_REVIEW = "incident-review"
POST_MORTEM = "post-mortem"
LEADING = "leading-the-incident"

TRUST_REPAIR = "trust-repair"
LEADER_MISTAKE = "leader-mistake"

PLAYBOOKS = (INCIDENT_REVIEW, POST_MORTEM, LEADING, TRUST_REPAIR, LEADER_MISTAKE)
"""Every playbook, each a file in ``resources/playbooks``: three for incidents, two for trust."""


@cache
def playbook(playbook_id: str) -> Playbook:
    """One playbook as it is shipped."""
    text = (RESOURCES / "playbooks" / f"{playbook_id}.yaml").read_text(encoding="utf-8")
    read = yaml.safe_load(text)
    return Playbook(playbook_id, read["title"], tuple(_item(row) for row in read["items"]))


def items() -> dict[str, PlaybookItem]:
    """Every item of every playbook, by its id."""
    return {item.id: item for each in PLAYBOOKS for item in playbook(each).items}


def _item(row: Mapping[str, Any]) -> PlaybookItem:
    place = row["place"]
    return PlaybookItem(
        id=row["id"],
        text=row["text"],
        place=Place(PlaceKind(place["kind"]), place["at"], place.get("part", "")),
        ask=row.get("ask", ""),
        hint=row.get("hint", ""),
        if_not=row.get("if_not", ""),
        parts=tuple(Part(part["id"], part["text"]) for part in row.get("parts", ())),
    )


# -- answers --------------------------------------------------------------------------------------


def answers(casebook: Casebook, case_id: str) -> dict[str, PlaybookAnswer]:
    """What people answered in a case, by the item."""
    with casebook.drafts() as drafts:
        return answers_in(drafts, case_id)


def answers_in(drafts: Drafts, case_id: str) -> dict[str, PlaybookAnswer]:
    """The same within a transaction."""
    return by_item(drafts.of_case(PlaybookAnswer, case_id))


def by_item(found: Iterable[PlaybookAnswer]) -> dict[str, PlaybookAnswer]:
    """Answers by the item that each is given to."""
    return {answer.item: answer for answer in found}


def answer(
    casebook: Casebook,
    case_id: str,
    item: str,
    state: AnswerState,
    text: str = "",
    target_id: str = "",
    label: str = "Answer a question",
) -> None:
    """Answer an item anew, in one step; what says nothing is taken away again."""
    with casebook.edit(label, case_id) as edit:
        answer_in(edit, PlaybookAnswer("", case_id, item, state, text.strip(), target_id))


def answer_in(edit: Edit, given: PlaybookAnswer) -> None:
    """The same within a transaction; the id of ``given`` does not matter."""
    before = answers_in(edit, given.case_id).get(given.item)
    says_nothing = given.state is AnswerState.OPEN and not given.text and not given.target_id
    if before is None:
        if not says_nothing:
            edit.add(replace(given, id=new_id()))
    elif says_nothing:
        edit.remove(PlaybookAnswer, before.id)
    else:
        edit.save(replace(given, id=before.id))
