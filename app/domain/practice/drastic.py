"""Drastic actions: which hypothesis each was to test, and what is not said about it yet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain.drafts import Entry, EntryKind
from app.domain.practice.response import DrasticAction, Outcome
from app.domain.timeline import CitedItem

HYPOTHESIS = "hypothesis"
"""The field that evidence for the hypothesis hangs on, apart from that for the action."""

OUTCOME_WORDS = {
    Outcome.NOT_SEEN: "not seen yet",
    Outcome.AS_EXPECTED: "as expected",
    Outcome.OTHERWISE: "otherwise than expected",
    Outcome.NOT_DONE: "not done after all",
}


@dataclass(frozen=True, slots=True)
class Numbered:
    """A drastic action with the name of its hypothesis in this case, such as H-2."""

    name: str
    action: DrasticAction


def numbered(actions: Iterable[DrasticAction]) -> tuple[Numbered, ...]:
    """The actions by their time, those without one last; numbered from H-1."""
    ordered = sorted(actions, key=lambda one: (one.at_us is None, one.at_us or 0, one.id))
    return tuple(Numbered(f"H-{place}", action) for place, action in enumerate(ordered, 1))


def questions(
    action: DrasticAction, cited: Sequence[CitedItem] = (), entry: Entry | None = None
) -> tuple[str, ...]:
    """What to ask about an action; ``entry`` is the timeline entry it is linked to.

    Nothing here is a fault: a question may stay open, and the review then shows it as not stated.
    """
    asked = []
    if not action.hypothesis.strip():
        asked.append("What did people think was going on when they chose this?")
    elif not action.expected.strip():
        asked.append("What would they have seen, had the hypothesis been right?")
    if not action.way_back.strip():
        asked.append("What was the way back, had it been wrong? “None” is an answer too.")
    if not action.owner.strip():
        tool = ", also where a tool suggested it" if action.tool_suggested else ""
        asked.append(f"Who owned this call? A role is enough; it is a person{tool}.")
    if late := _later_hypothesis(action, cited, entry):
        asked.append(late)
    if action.outcome is Outcome.NOT_SEEN and action.expected.strip() and not action.seen.strip():
        asked.append("What was seen then?")
    return tuple(asked)


def _later_hypothesis(
    action: DrasticAction, cited: Sequence[CitedItem], entry: Entry | None
) -> str:
    """Where all that shows the hypothesis is from after the action."""
    if action.at_us is None:
        return ""
    told = [
        item.item_utc_us
        for item in cited
        if item.citation.part == HYPOTHESIS and item.item_utc_us is not None
    ]
    if entry is not None and entry.kind is EntryKind.HYPOTHESIS and entry.start_us is not None:
        told.append(entry.start_us)
    if told and min(told) > action.at_us:
        return (
            "What is cited for the hypothesis comes after the action. Was it thought of before, "
            "or found afterwards?"
        )
    return ""


def hypotheses_at(actions: Iterable[DrasticAction]) -> dict[str, tuple[str, ...]]:
    """The names of the hypotheses that belong to each timeline entry, by the entry's id."""
    found: dict[str, list[str]] = {}
    for one in numbered(actions):
        if one.action.entry_id:
            found.setdefault(one.action.entry_id, []).append(one.name)
    return {entry_id: tuple(names) for entry_id, names in found.items()}
