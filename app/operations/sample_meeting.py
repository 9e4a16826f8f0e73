"""The sample's meeting, planned and not yet held, and the pages of those who responded."""

from __future__ import annotations

from dataclasses import replace

from app.casebook import Casebook
from app.domain.moments import parse_typed, zone_named
from app.domain.practice import agenda
from app.domain.practice.accounts import FairAccount, Verdict
from app.operations import sample_story as story
from app.operations.practice import fair_accounts, meetings

STARTS = "2026-02-12 14:00"
SCRIBE = "release manager"
OUTSIDERS = "an engineer from the payments team, who leads\nsomebody from the warehouse systems"
INVITED = """\
incident lead
on-call engineer A
database engineer
web engineer
support lead
head of the web shop"""

ASKED, ANSWERED = "2026-02-11 15:30", "2026-02-11 17:10"
ANSWERS = {
    "incident lead": Verdict.FAIR,
    "on-call engineer A": Verdict.OWN_WORDS,
    "database engineer": Verdict.ASKED,
    "web engineer": Verdict.ASKED,
    "support lead": Verdict.NOT_ASKED,
}
WORDS = {
    "on-call engineer A": "It is right as far as it goes. It does not say that I had two windows "
    "with the same graph open, and looked at the wrong one for ten minutes."
}
"""What a responder said of their page; nobody has agreed to show it."""


def add_meeting(casebook: Casebook, case_id: str) -> None:
    """Plan the meeting of the sample's incident, and ask some responders."""
    meetings.plan(
        casebook,
        case_id,
        {
            "starts_us": _instant(STARTS),
            "scribe": SCRIBE,
            "outsiders": OUTSIDERS,
            "invited": INVITED,
            "agenda": agenda.text_of(agenda.OUTLINE),
        },
    )
    for role, verdict in ANSWERS.items():
        account = fair_accounts.add(casebook, case_id, role)
        _answer(casebook, account, verdict)


def _answer(casebook: Casebook, account: FairAccount, verdict: Verdict) -> None:
    if verdict is Verdict.NOT_ASKED:
        return
    waiting = verdict is Verdict.ASKED
    answered = replace(
        account,
        verdict=verdict,
        words=WORDS.get(account.role, ""),
        asked_us=_instant(ASKED),
        answered_us=None if waiting else _instant(ANSWERED),
    )
    with casebook.edit("Answer of a responder", account.case_id) as edit:
        edit.save(answered)


def _instant(text: str) -> int:
    return parse_typed(text, zone_named(story.ZONE))[0]
