"""What the fields of a trust case are called, wherever a change of one is told."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.trust.account import GroupStatement, Paragraph
from app.domain.trust.apology import Apology
from app.domain.trust.breaks import TrustBreak
from app.domain.trust.claims import Claim, PublicStatement
from app.domain.trust.follow_through import Checkpoint, UpdateNote
from app.domain.trust.frame import AffectedGroup, FramePiece
from app.domain.trust.repairs import Invitation, Repair
from app.domain.trust.setting import TrustSettings
from app.domain.trust.signals import Signal, SignalReading
from app.domain.trust.support import SupportPacket

FIELD_WORDS: Mapping[type, Mapping[str, str]] = {
    TrustSettings: {
        "about": "What documents call it",
        "origin": "Began with",
        "origin_title": "Begun from",
        "position": "My position",
        "neutral": "Neutral person",
        "partner": "Partner of the checkpoints",
        "look_again": "Looked at again on",
        "repaired_us": "Called repaired",
        "repaired_because": "Called repaired, because",
    },
    FramePiece: {"part": "Part of the frame"},
    AffectedGroup: {
        "name": "Group",
        "side": "Where they stand",
        "size": "How many",
        "harm": "How they were affected",
        "acknowledged": "What is acknowledged to them",
        "said_by": "Who says it",
        "told_on": "Told on",
        "detail": "What they need to know",
    },
    Apology: {
        "recipient": "To whom",
        "act": "What was done",
        "harm": "What harm it did",
        "changes": "What changes",
        "words": "In my words",
        "counsel": "Should counsel see it first?",
        "given_on": "Given on",
    },
    Paragraph: {"part": "Part of the account"},
    GroupStatement: {
        "group_id": "Group",
        "paragraph_id": "Paragraph",
        "verdict": "Is it true?",
        "words": "What the group says",
        "dissent": "Not shared by all",
        "asked_us": "Asked",
        "came_us": "Came back",
    },
    PublicStatement: {"said_by": "Said by", "said_on": "Said on"},
    Claim: {
        "statement_id": "Statement",
        "start": "Begins at",
        "end": "Ends at",
        "quote": "Claim",
        "verdict": "What evidence says",
        "note": "Note",
    },
    TrustBreak: {
        "party": "Who trusts less",
        "toward": "Whom or what",
        "side": "Direction",
        "text": "What broke",
        "fear": "What they fear will happen again",
        "severity": "How deep",
        "trend": "Where it is moving",
    },
    Repair: {
        "text": "What changes",
        "before": "What people could not rely on",
        "after": "What they can rely on then",
        "reach": "In whose hands",
        "asked_of": "Asked of",
        "shown_by": "What will show it",
        "telling": "Told now, or put right first",
        "telling_why": "Why so",
        "state": "How far it is",
        "proof": "What shows it",
        "done_us": "Done",
        "verified_by": "Verified by",
        "verified_us": "Verified",
        "dropped_because": "Dropped because",
        "small": "Small win",
    },
    Invitation: {
        "group_id": "Group",
        "repair_id": "Repair",
        "asked": "Asked to help with",
        "asked_on": "Asked on",
        "answer": "What they answered",
        "changed": "What changed because of it",
    },
    Signal: {
        "name": "What is observed",
        "group_name": "Group",
        "group_size": "How many",
        "scale": "Read as",
        "better": "Better is",
        "baseline": "Before the repair",
        "baseline_words": "Before the repair, in words",
        "baseline_on": "Observed until",
        "source": "Source",
        "note": "Private note",
    },
    SignalReading: {
        "signal_id": "Signal",
        "week": "Week of",
        "value": "Reading",
        "words": "In words",
        "source": "Source",
        "note": "Private note",
    },
    Checkpoint: {
        "due": "On",
        "happened": "Did the repairs happen?",
        "changed": "What changed",
        "people": "How people are with it",
        "next": "What comes next",
        "done_us": "Held",
    },
    UpdateNote: {
        "written_on": "Of",
        "since": "What happened since",
        "changed": "What that changes",
        "not_yet": "Not done, or not known",
        "next_step": "What they hear next",
        "next_on": "Next update on",
        "sent_on": "Sent on",
    },
    SupportPacket: {
        "recipient": "For",
        "purpose": "What for",
        "left_out": "What is left out, and why",
        "prepared_on": "Prepared on",
    },
}
"""By the field; what all drafted things have in common is named elsewhere."""
