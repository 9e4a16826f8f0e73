"""The actions of a case as a whole: in their order, with what each closes and what stays open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from app.domain.drafted_rows import Rows
from app.domain.practice.chain import Factor, FactorLink
from app.domain.practice.closing import closed_by, numbers_of
from app.domain.practice.corrective import COMPLETION, ActionState, ActionTarget, CorrectiveAction
from app.domain.practice.failure_chain import FailureChain
from app.domain.practice.playbook_answers import PlaybookAnswer
from app.domain.practice.ranking import in_rank
from app.domain.timeline import CitedItem

TIED = "IR-5.2"
"""The item of the playbook that ties actions to conditions. ``IR-5.2/<factor>`` says why a factor
is left open on purpose."""


@dataclass(frozen=True)
class ActionPlan:
    """All of it as it stands.

    ``targets`` are the ids of the factors and links that an action closes, by the action's id.
    ``cited`` is what each action cites. ``accepted`` says why a factor is left open on purpose.
    """

    actions: tuple[CorrectiveAction, ...] = ()
    targets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    chain: FailureChain = field(default_factory=FailureChain)
    cited: Mapping[str, tuple[CitedItem, ...]] = field(default_factory=dict)
    accepted: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def by_id(self) -> Mapping[str, CorrectiveAction]:
        """The actions by their ids."""
        return {action.id: action for action in self.actions}

    @cached_property
    def numbers(self) -> Mapping[str, str]:
        """What each action is called for short: ``A1`` is the first of the list."""
        return numbers_of(self.actions)

    @cached_property
    def pursued(self) -> tuple[CorrectiveAction, ...]:
        """The actions that were not given up."""
        return tuple(one for one in self.actions if one.state is not ActionState.DROPPED)

    @cached_property
    def closed_by(self) -> Mapping[str, tuple[str, ...]]:
        """Numbers of actions by the factor or link they close."""
        tied = ((one.id, target) for one in self.actions for target in self.closes(one.id))
        return closed_by(self.actions, tied)

    def closes(self, action_id: str) -> tuple[str, ...]:
        """The factors and links that an action closes, as they stand in the chain."""
        return self.targets.get(action_id, ())

    def completion(self, action_id: str) -> tuple[CitedItem, ...]:
        """The evidence that shows that an action was completed."""
        return tuple(
            one for one in self.cited.get(action_id, ()) if one.citation.part == COMPLETION
        )

    def grounds(self, action_id: str) -> tuple[CitedItem, ...]:
        """The evidence that an action cites for anything but its completion."""
        return tuple(
            one for one in self.cited.get(action_id, ()) if one.citation.part != COMPLETION
        )

    @cached_property
    def left_open(self) -> tuple[Factor, ...]:
        """The factors that no action closes, in the order of the chain.

        Links are not among them: a link is open exactly where its factors are.
        """
        return tuple(each for each in self.chain.factors if each.id not in self.closed_by)

    def closed_links_of(self, factor_id: str) -> tuple[FactorLink, ...]:
        """The links of a factor that an action closes."""
        return tuple(link for link in self._closed_links if factor_id in (link.from_id, link.to_id))

    @cached_property
    def _closed_links(self) -> tuple[FactorLink, ...]:
        return tuple(link for link in self.chain.links if link.id in self.closed_by)

    @cached_property
    def _links(self) -> Mapping[str, FactorLink]:
        return {link.id: link for link in self.chain.links}

    def short(self, target_id: str) -> str:
        """What a factor or link is called for short: ``F2``, ``F2 → F3``."""
        link = self._links.get(target_id)
        if link is None:
            return self.chain.number(target_id)
        return f"{self.chain.number(link.from_id)} → {self.chain.number(link.to_id)}"

    def told(self, target_id: str) -> str:
        """A factor or link with its words, for a list to choose from."""
        link = self._links.get(target_id)
        if link is None:
            return f"{self.short(target_id)} {self.chain.by_id[target_id].text.strip()}".strip()
        ends = (self.chain.by_id[link.from_id], self.chain.by_id[link.to_id])
        first, last = (" ".join(each.text.split()) for each in ends)
        return f"{self.short(target_id)} {first} → {last}"


def plan_of(
    rows: Rows, case_id: str, chain: FailureChain, cited: Mapping[str, Sequence[CitedItem]]
) -> ActionPlan:
    """The actions of a case, out of its rows, its chain and what each action cites."""
    actions = in_rank(rows.of_case(CorrectiveAction, case_id))
    things = [*(each.id for each in chain.factors), *(each.id for each in chain.links)]
    order = {thing_id: at for at, thing_id in enumerate(things)}
    targets: dict[str, list[str]] = defaultdict(list)
    for tie in rows.of_case(ActionTarget, case_id):
        if tie.target_id in order:
            targets[tie.action_id].append(tie.target_id)
    accepted = {
        answer.target_id: answer.text.strip()
        for answer in rows.of_case(PlaybookAnswer, case_id)
        if answer.item.startswith(f"{TIED}/") and answer.target_id in chain.by_id
    }
    return ActionPlan(
        actions=tuple(actions),
        targets={one: tuple(sorted(ids, key=order.__getitem__)) for one, ids in targets.items()},
        chain=chain,
        cited={action.id: tuple(cited.get(action.id, ())) for action in actions},
        accepted=accepted,
    )
