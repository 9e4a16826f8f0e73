"""What is asked at a checkpoint, and in the outline of an update."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.trust.follow_through import CheckpointKind

KIND_WORDS: Mapping[CheckpointKind, str] = {
    CheckpointKind.WEEKLY: "Weekly checkpoint",
    CheckpointKind.MONTH: "After a month",
    CheckpointKind.QUARTER: "After a quarter",
    CheckpointKind.AGAIN: "Looked at again",
}

CALENDAR_WORDS: Mapping[CheckpointKind, str] = {
    CheckpointKind.WEEKLY: "Checkpoint",
    CheckpointKind.MONTH: "One month",
    CheckpointKind.QUARTER: "One quarter",
    CheckpointKind.AGAIN: "Look again",
}
"""What a calendar says, which others may see: no word of what it is about."""

ANSWERS: Mapping[str, str] = {
    "happened": "What happened",
    "changed": "What changed",
    "people": "How people are with it",
    "next": "What comes next",
}
"""What the answers of a checkpoint are called, by their fields."""

QUESTIONS: Mapping[CheckpointKind, Mapping[str, str]] = {
    CheckpointKind.WEEKLY: {
        "happened": "Which repairs happened this week, and which did not?",
        "changed": "What is different for those affected since last week?",
        "people": "How openly did people speak, and what do they still hold back?",
        "next": "Which small thing can they see by the next checkpoint?",
    },
    CheckpointKind.MONTH: {
        "happened": "Did the repairs happen, and did they help those they were for?",
        "changed": "Which conditions changed, apart from tickets that were closed?",
        "people": "Are people less afraid and less guarded than a month ago? What shows it?",
        "next": "Which repair is missing, and which one was not worth it?",
    },
    CheckpointKind.QUARTER: {
        "happened": "Which promises were kept over the quarter, and which were not?",
        "changed": "Which conditions would stop it from happening again? Where were they changed?",
        "people": "Do people raise concerns early again, without covering themselves?",
        "next": "What goes into ownership, releases, onboarding, or how leaders are taught?",
    },
    CheckpointKind.AGAIN: {
        "happened": "What was done since trust broke, in one look back?",
        "changed": "What can people rely on now that they could not rely on then?",
        "people": "What do they still fear, and what has gone?",
        "next": "Does this end here, or when is it looked at again?",
    },
}
"""The questions of each kind of checkpoint, by the field that holds the answer."""

OUTLINE: Mapping[str, str] = {
    "since": "What happened since the last update",
    "changed": "What that changes for you",
    "not_yet": "What is not done, or not known yet",
    "next_step": "What you hear next",
    "next_on": "The next update",
}
"""The headings of an update. What stands below them is for people to write."""
