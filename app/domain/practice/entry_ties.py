"""What else a case says of its timeline entries: marked moments, hypotheses, hindsight."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from app.domain.practice.context_rules import EntryFlag
from app.domain.practice.drastic import hypotheses_at
from app.domain.practice.incident_times import MILESTONE_WORDS
from app.domain.practice.response import DrasticAction, Milestone, MilestoneKind
from app.domain.timeline import CitedEntry


@dataclass(frozen=True, slots=True)
class EntryTies:
    """What is said of one entry: ``started``, ``H-1``, and the decision it is hindsight for.

    ``readers`` says who may see it in a trust case, such as ``private``; empty in an incident case.
    """

    moments: tuple[str, ...] = ()
    hypotheses: tuple[str, ...] = ()
    flag: EntryFlag | None = None
    readers: str = ""


NO_TIES = EntryTies()


def hypothesis_words(ties: EntryTies) -> str:
    """``hypothesis H-1``, ``hypotheses H-1, H-2``; empty for none."""
    if not ties.hypotheses:
        return ""
    word = "hypothesis" if len(ties.hypotheses) == 1 else "hypotheses"
    return f"{word} {', '.join(ties.hypotheses)}"


def said(
    entries: Iterable[CitedEntry], milestones: Iterable[Milestone], actions: Iterable[DrasticAction]
) -> list[CitedEntry]:
    """The entries with their marks and hypotheses in words, as a review shows them."""
    ties = ties_of(milestones, actions, {})
    return [replace(each, said=_said(ties.get(each.entry.id, NO_TIES))) for each in entries]


def _said(ties: EntryTies) -> tuple[str, ...]:
    words = (*(f"marked as {moment}" for moment in ties.moments), hypothesis_words(ties))
    return tuple(filter(None, words))


def ties_of(
    milestones: Iterable[Milestone],
    actions: Iterable[DrasticAction],
    flags: Mapping[str, EntryFlag],
) -> Mapping[str, EntryTies]:
    """The entries that something is said of, by their ids."""
    hypotheses = hypotheses_at(actions)
    marked = {mark.kind: mark.entry_id for mark in milestones}
    moments: dict[str, list[str]] = {}
    for kind in MilestoneKind:
        if kind in marked:
            moments.setdefault(marked[kind], []).append(MILESTONE_WORDS[kind])
    return {
        entry_id: EntryTies(
            tuple(moments.get(entry_id, ())), hypotheses.get(entry_id, ()), flags.get(entry_id)
        )
        for entry_id in {*moments, *hypotheses, *flags}
    }
