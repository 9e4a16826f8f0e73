"""The frame of the sample's trust case: a manager who leads those affected, some weeks after.

Thin on purpose: nothing is acknowledged to the customers yet, the engineers on call were not told
what is acknowledged to them, one question of the gate was passed with a reason, and the apology
still waits for counsel.
"""

from __future__ import annotations

from app.casebook import Casebook
from app.domain.audiences import Audience
from app.domain.drafts import Certainty
from app.domain.practice.playbook_answers import AnswerState
from app.domain.trust.breaks import Side
from app.domain.trust.frame import FramePart
from app.domain.trust.setting import Origin, Position
from app.operations import sample_story as story
from app.operations.trust import apologies, frame, setting, showing

ABOUT = "The morning without delivery times, and what it did to support and on-call"

_YES, _NO = AnswerState.YES, AnswerState.NO
_ANSWERS = (
    ("TR-F1", _YES, ""),
    ("TR-F2", _YES, ""),
    ("TR-F4", _YES, ""),
    ("TR-G1", _YES, ""),
    ("TR-G2", _YES, ""),
    ("TR-G3", _NO, "I was not there, and a colleague from another team asks the questions."),
    ("TR-G4", _YES, ""),
    ("TR-G6", _YES, ""),
    ("LM-V1", _YES, "One person had the incident, the chat and the updates."),
    ("LM-V6", _YES, "Questions went into a busy channel, between alerts."),
    ("LM-B8", _YES, "The update said “some customers” while support saw nearly everybody."),
    ("TR-R1/engineering-manager", AnswerState.OPEN, "head of the web shop"),
    ("TR-R1/incident-lead", AnswerState.OPEN, "incident lead"),
    ("TR-R1/stakeholder-leads", AnswerState.OPEN, "support lead"),
    ("TR-I1", _YES, "The published review"),
    ("TR-I3", AnswerState.PARTLY, "The mails are here; what was said on the phone is not."),
)
_PIECES = (
    (
        FramePart.PROMISED,
        "Since the autumn our handbook says that whoever asks in the incident channel hears "
        "something within five minutes, even if it is “we do not know yet”.",
        Certainty.CONFIRMED,
    ),
    (
        FramePart.HAPPENED,
        "On 10 February support asked at 10:19 what to tell customers, and heard nothing until "
        "10:41. The update in between named fewer customers than support could see.",
        Certainty.CONFIRMED,
    ),
    (
        FramePart.TO_WHOM,
        "The support shift of that morning, and the two engineers on call.",
        Certainty.PROBABLE,
    ),
    (
        FramePart.OPERATIONS,
        "The alert for a full pool is tried each month. The incident channel has somebody who "
        "reads questions and nothing else.",
        Certainty.CONFIRMED,
    ),
    (
        FramePart.TALKS,
        "Support and on-call meet once without me and without an agenda of fixes. A colleague "
        "from the warehouse team facilitates.",
        Certainty.UNJUDGED,
    ),
)
_SHIFT = {
    "side": Side.INSIDE,
    "size": 6,
    "harm": "They stood between customers and silence for 21 minutes, and then read an update "
    "that made what they had reported look smaller.",
    "acknowledged": "You asked at 10:19, and nobody answered until 10:41. The update said “some "
    "customers” when you had told us that it was nearly all of them.",
    "said_by": "head of the web shop",
    "told_on": "2026-02-16",
    "detail": "The times, who reads questions now, and how the words of the update came about.",
    "certainty": Certainty.CONFIRMED,
}
_ON_CALL = {
    "side": Side.INSIDE,
    "size": 2,
    "harm": "A sentence about the release was heard as being about one of them.",
    "acknowledged": "The release was one condition among several, and it followed the process "
    "that we all had agreed.",
    "said_by": "head of the web shop",
    "certainty": Certainty.PROBABLE,
}
_FOR_LEADERSHIP = (
    "Support waited 21 minutes for an answer, and our update understated what they had reported."
)
_APOLOGY = {
    "act": "I approved the update of 10:36 without asking support what they saw.",
    "harm": "You had to explain to customers why our words and your chats did not match.",
    "changes": "From 2 March no update goes out before the support shift has read it.",
    "words": "On 10 February I let an update go out at 10:36 and did not ask you first. It said "
    "less than you had told us, and you had to stand for it in front of customers. I am sorry. "
    "From 2 March you read each update before it goes out.",
}


def add_frame(casebook: Casebook, case_id: str) -> None:
    """Draft the frame in the sample's trust case."""
    changes = {"position": Position.LEADS, "origin": Origin.INCIDENT, "about": ABOUT}
    changes["origin_title"] = story.TITLE
    setting.change(casebook, case_id, changes, "Begin the trust case")
    for item, state, text in _ANSWERS:
        frame.answer(casebook, case_id, item, state, text)
    for part, text, certainty in _PIECES:
        piece = frame.write(casebook, case_id, part, {"text": text, "certainty": certainty})
        if part is FramePart.OPERATIONS:
            showing.show(casebook, case_id, piece.id, Audience.TEAM)
            showing.show(casebook, case_id, piece.id, Audience.LEADERSHIP)
    shift = frame.add_group(casebook, case_id, "Support shift")
    frame.change_group(casebook, case_id, shift.id, _SHIFT)
    showing.show(casebook, case_id, shift.id, Audience.TEAM)
    showing.show(casebook, case_id, shift.id, Audience.LEADERSHIP, _FOR_LEADERSHIP)
    on_call = frame.add_group(casebook, case_id, "Engineers on call")
    frame.change_group(casebook, case_id, on_call.id, _ON_CALL)
    customers = frame.add_group(casebook, case_id, "Customers at checkout")
    harm = {"side": Side.OUTWARD, "harm": "They could not finish an order for about an hour."}
    frame.change_group(casebook, case_id, customers.id, harm)
    apology = apologies.add(casebook, case_id, "Support shift")
    apologies.change(casebook, case_id, apology.id, _APOLOGY)
