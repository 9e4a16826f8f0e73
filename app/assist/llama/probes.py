"""What a model's judgement is worth: measured on a few examples of ours, before it is used.

The examples are fixed. So what a model is trusted never depends on the evidence, and nothing that
is written there can change it.
"""

from __future__ import annotations

from collections.abc import Iterable

from app.assist.llama.prompts import NOTHING
from app.domain.assist.requests import Manner, Shown
from app.domain.drafts import EntryKind

_NO_BETTER_THAN_CHANCE = 0.25
_GOOD = 0.75
"""Shares of right answers between which a model begins to count, and counts fully."""

_EXAMPLES = (
    (EntryKind.DETECTION, Manner.CHAT, "is it only me, or does the basket page stay empty?"),
    (EntryKind.ESCALATION, Manner.TICKET, "Paged the second engineer of the payments team"),
    (EntryKind.SIGNAL, Manner.ALERT, "FIRING: error rate of orders-api above 5 % for 10 minutes"),
    (EntryKind.HYPOTHESIS, Manner.CHAT, "my guess: the new index makes these queries slow"),
    (EntryKind.DECISION, Manner.CHAT, "agreed, we will fail over to the second site now"),
    (EntryKind.MITIGATION, Manner.DOCUMENT, "We doubled the number of workers to drain the queue."),
    (EntryKind.ROLLBACK, Manner.CHANGE, "Revert release 214 of the checkout service"),
    (EntryKind.COMMUNICATION, Manner.STATUS, "We told customers by mail that we are on it."),
    (EntryKind.IMPACT, Manner.DOCUMENT, "About 400 customers could not pay for 25 minutes."),
    (EntryKind.RECOVERY, Manner.CHAT, "all green again, orders are going through"),
    (NOTHING, Manner.CHAT, "haha yes, see you at lunch then"),
)
PROBES = tuple(
    (kind, Shown(number, 0, manner, text)) for number, (kind, manner, text) in enumerate(_EXAMPLES)
)
"""Records that tell of something plain, each with what it tells of."""


def weight_of(answers: Iterable[tuple[str, ...]]) -> tuple[float, int, int]:
    """What a model counts, from 0 to 1, by what it chose of each probe (once, or in some orders).

    With it how often it chose right, and of how many times.
    """
    found = [
        vote == kind for (kind, _), votes in zip(PROBES, answers, strict=True) for vote in votes
    ]
    right = sum(found)
    share = right / max(len(found), 1)
    counts = (share - _NO_BETTER_THAN_CHANCE) / (_GOOD - _NO_BETTER_THAN_CHANCE)
    return min(max(counts, 0.0), 1.0), right, len(found)
