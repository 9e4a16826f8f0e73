"""What readers outside engineering may get of a case, thing by thing, and what they do get."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.audiences import AudienceChoice
from app.domain.drafts import Entry
from app.domain.practice.action_plan import ActionPlan
from app.domain.practice.action_section import choice_for_action, told_actions
from app.domain.practice.corrective import CorrectiveAction
from app.domain.stakeholders import choice_for, quotes_any
from app.domain.timeline import CitedEntry


@dataclass(frozen=True, slots=True)
class Offered:
    """An entry or an action, and what these readers get of it.

    ``number`` is what an action is called for short. ``chosen`` tells a person's choice from what
    a rule proposes, ``quotes`` that the words they get can be searched for in the evidence.
    """

    thing: Entry | CorrectiveAction
    choice: AudienceChoice
    number: str = ""
    chosen: bool = False
    quotes: bool = False

    @property
    def id(self) -> str:
        """The id of the entry or action."""
        return self.thing.id

    @property
    def words(self) -> str:
        """The words that these readers get, or would get."""
        return self.choice.wording or self.thing.text

    @property
    def state(self) -> str:
        """What was decided, and whether by a person."""
        proposed = "" if self.chosen else "proposed: "
        if not self.choice.shown:
            return f"{proposed}left out, {self.choice.reason or 'no reason stated'}"
        if self.quotes:
            return "quotes the evidence; give it other words"
        return f"{proposed}shown{' in other words' if self.choice.wording else ''}"


def offered_entry(cited: CitedEntry, chosen: Mapping[str, AudienceChoice]) -> Offered:
    """What these readers get of an entry."""
    choice, entry = choice_for(cited, chosen), cited.entry
    return Offered(
        entry,
        choice,
        chosen=entry.id in chosen,
        quotes=choice.shown and quotes_any(cited.citations, choice.wording or entry.text),
    )


def offered_actions(plan: ActionPlan, chosen: Mapping[str, AudienceChoice]) -> list[Offered]:
    """What these readers get of each action that they may get."""
    found: list[Offered] = []
    for action in told_actions(plan):
        choice, cited = choice_for_action(plan, action, chosen), plan.cited.get(action.id, ())
        quotes = choice.shown and quotes_any(cited, choice.wording or action.text)
        found.append(Offered(action, choice, plan.numbers[action.id], action.id in chosen, quotes))
    return found
