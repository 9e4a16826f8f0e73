"""What people answered to the items of a playbook: gate, fit, roles, inputs, and the like."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class AnswerState(StrEnum):
    """Where an item stands. What each means follows from the item: an input is gathered or not."""

    OPEN = "open"
    YES = "yes"
    NO = "no"
    PARTLY = "partly"
    OVERRIDDEN = "overridden"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class PlaybookAnswer:
    """The answer to one item (``IR-G1``, or a part of one: ``IR-R1/service-owner``) in a case.

    ``text`` is the reason, the place, the person by role: what the item asks for. ``target_id``
    is the drafted thing it points at, empty for none: of ``IR-Q3`` the factor.
    """

    id: str
    case_id: str
    item: str
    state: AnswerState = AnswerState.OPEN
    text: str = ""
    target_id: str = ""
