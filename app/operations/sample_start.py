"""How the review of the sample began: what was gathered, what is missing, who was not heard.

The gate was not met in one part: whoever leads the review works in a team that buys from the
service, and the reason to begin anyway is written down.
"""

from __future__ import annotations

from app.casebook import Casebook
from app.domain.practice.playbook_answers import AnswerState
from app.domain.practice.start import UNHEARD, WHY
from app.operations.practice import start

_YES, _NO, _PARTLY = AnswerState.YES, AnswerState.NO, AnswerState.PARTLY
_OPEN, _ABSENT = AnswerState.OPEN, AnswerState.ABSENT

ANSWERS = (
    ("IR-G1", _YES, ""),
    ("IR-G2", _YES, ""),
    (
        "IR-G3",
        _NO,
        "The facilitator's own team sells through slots-api. Nobody farther away is free before "
        "the logs are deleted.",
    ),
    ("IR-F1", _YES, ""),
    ("IR-F3", _YES, ""),
    ("PM-T1", _YES, ""),
    (WHY, _OPEN, "Support asks how they can tell customers sooner next time."),
    ("IR-R1/incident-lead", _OPEN, "incident lead of the day"),
    ("IR-R1/service-owner", _OPEN, "owner of slots-api"),
    ("IR-R1/responders", _OPEN, "on-call engineer, web engineer, database engineer"),
    ("IR-R1/stakeholder-representative", _OPEN, "support lead"),
    ("IR-R1/tech-lead", _ABSENT, ""),
    ("IR-I1", _NO, "nobody kept notes; the timeline is built here"),
    ("IR-I2", _PARTLY, "logs of one instance of six; graphs of capacity-db are kept for 14 days"),
    ("IR-I3", _YES, "deploys.log"),
    ("IR-I4", _YES, "the Slack export"),
    ("IR-I5", _PARTLY, "mails of customers; the number of orders not placed is not known"),
    (UNHEARD, _NO, "those who planned CR-5521\nthe colleague on call for capacity-db"),
)
"""Item, state and words of each answer; what is not here is left open."""


def add_start(casebook: Casebook, case_id: str) -> None:
    """Answer what was known when the review of the sample began."""
    for item, state, text in ANSWERS:
        start.answer(casebook, case_id, item, state, text)
