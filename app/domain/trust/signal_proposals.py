"""Signals that can be added with one key: what is counted, how it is read, which way is better."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.trust.signals import Better, Scale


@dataclass(frozen=True, slots=True)
class Proposal:
    """A signal that the playbook proposes; ``how`` says what to look for, week by week."""

    item: str
    name: str
    how: str
    scale: Scale
    better: Better


_FEWER = (Scale.COUNT, Better.LOWER)
_MORE = (Scale.COUNT, Better.HIGHER)
_LEVEL_UP = (Scale.LEVEL, Better.HIGHER)
_LEVEL_DOWN = (Scale.LEVEL, Better.LOWER)

_CAUTION = (
    Proposal(
        "LM-S1",
        "Asked to have it in writing, or approved twice",
        "Count how often the group asked for a written confirmation, or for a second approval, "
        "where a word was enough before.",
        *_FEWER,
    ),
    Proposal(
        "LM-S2",
        "Agendas that guard",
        "Look at this week's agendas: long status, risks that were settled, few proposals. "
        "1 is hardly any of it, 5 is little else.",
        *_LEVEL_DOWN,
    ),
    Proposal(
        "LM-S3",
        "Offers to take on work that stretches",
        "Count offers from within the group to take on new or difficult work.",
        *_MORE,
    ),
    Proposal(
        "LM-S4",
        "News that got milder on its way up",
        "Count reports that said less, or came later, above than what the group knew.",
        *_FEWER,
    ),
    Proposal(
        "LM-S5",
        "Opinions from outside on routine work",
        "Count how often the group had somebody outside look at work that it used to decide alone.",
        *_FEWER,
    ),
    Proposal(
        "LM-S6",
        "Formal escalations where a word used to do",
        "Count matters that were escalated by form or letter and were settled in talk before.",
        *_FEWER,
    ),
    Proposal(
        "LM-S7",
        "How open the talk is",
        "Think of this week's meetings. 1 is short and only about the task, 5 is open discussion "
        "with doubts and other views.",
        *_LEVEL_UP,
    ),
    Proposal(
        "LM-S8",
        "Talks about performance that turn on rules",
        "Of the group as a whole, from somebody who hears of these talks: 1 is about outcomes, "
        "5 is about whether rules were kept.",
        *_LEVEL_DOWN,
    ),
)

_RETURN = (
    Proposal(
        "TR-K1",
        "Talk of the incident stays with the matter",
        "When the incident came up this week: 1 is blame or denial, 5 is plain talk about what "
        "happened and why.",
        *_LEVEL_UP,
    ),
    Proposal(
        "TR-K2",
        "People who can say what changed because of it",
        "Ask a few of those who depend on you, and count who can name a change tied to the "
        "incident. Write only how many.",
        *_MORE,
    ),
    Proposal(
        "TR-K3",
        "Status that had to be corrected",
        "Count status messages of this week that later turned out better-sounding than the truth.",
        *_FEWER,
    ),
    Proposal(
        "TR-K4",
        "Incidents of the same kind",
        "Count incidents of this category that began in the week.",
        *_FEWER,
    ),
    Proposal(
        "TR-K5",
        "Confidence of those who depend on us",
        "What they say of the weeks to come: 1 is that they make other plans, 5 is that they "
        "rely on you.",
        *_LEVEL_UP,
    ),
    Proposal(
        "TR-K6",
        "Doubts raised early",
        "Count doubts and problems that the group raised before they had consequences.",
        *_MORE,
    ),
)

PROPOSALS = (*_CAUTION, *_RETURN)
"""What is proposed: first signs of caution, then signs that trust comes back."""

HOW = {proposal.item: proposal.how for proposal in PROPOSALS}
"""What to look for, by the item of the playbook."""
