"""What people call the parts of the shared account, and what groups answer."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.trust.account import AccountPart, GroupVerdict

PART_WORDS: Mapping[AccountPart, str] = {
    AccountPart.EVENTS: "What happened",
    AccountPart.TECHNICAL: "Technical contributors",
    AccountPart.ORGANISATIONAL: "Organisational contributors",
    AccountPart.MISLED: "Where people were misled",
    AccountPart.OVERLOADED: "Where people were overloaded",
    AccountPart.UNSUPPORTED: "Where people were left unsupported",
    AccountPart.UNKNOWN: "What is not known",
}
"""The parts in the order of the account."""

PART_HINTS: Mapping[AccountPart, str] = {
    AccountPart.EVENTS: "What happened, in the order in which it did",
    AccountPart.TECHNICAL: "Systems, data and tools that contributed",
    AccountPart.ORGANISATIONAL: "Ownership, handoffs, priorities, how things were decided and told",
    AccountPart.MISLED: "What told people something that was not so",
    AccountPart.OVERLOADED: "Where there was more to do than people there to do it",
    AccountPart.UNSUPPORTED: "Who asked for help, or had to do without it",
    AccountPart.UNKNOWN: "What nobody can say yet, and what would tell",
}
"""What belongs into each part."""

VERDICT_WORDS: Mapping[GroupVerdict, str] = {
    GroupVerdict.UNSAID: "not answered yet",
    GroupVerdict.TRUE: "true",
    GroupVerdict.PARTLY: "partly true",
    GroupVerdict.NOT_TRUE: "not true",
    GroupVerdict.DECLINED: "declined to answer",
}
"""What a group says to “is it true?”."""

UNNAMED_GROUP = "An affected group"
"""What a group is called that is not in hand, or too small to be named beside its answer."""
