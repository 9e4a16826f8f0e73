"""The failure chain of a case as a whole: factors in order, links, loops, ladders of whys."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from app.domain.drafted_rows import Rows
from app.domain.practice.chain import Factor, FactorLink, Sign, Why
from app.domain.practice.chain_cards import FactorCard, LinkCard
from app.domain.practice.closing import closed_by_rows
from app.domain.practice.playbook_answers import PlaybookAnswer
from app.domain.practice.ranking import in_rank
from app.domain.timeline import CitedItem

MARKED = "IR-Q3"
"""The item of the playbook whose answer points at the one condition that weighed most."""


@dataclass(frozen=True, slots=True)
class Ladder:
    """A ladder of whys: each step is why the one before it could be."""

    id: str
    steps: tuple[Why, ...]


@dataclass(frozen=True, slots=True)
class Loop:
    """Links that lead from a factor back to itself, in their order.

    A loop *feeds* itself where an even number of its links say "less", and steadies itself
    otherwise. Source: causal loop diagrams, as in J. Sterman, Business Dynamics, chapter 5.
    """

    links: tuple[FactorLink, ...]

    @property
    def factor_ids(self) -> tuple[str, ...]:
        """The factors it goes through, each once."""
        return tuple(link.from_id for link in self.links)

    @property
    def feeds_itself(self) -> bool:
        """Whether more of any of them leads to still more of it."""
        return sum(link.sign is Sign.LESS for link in self.links) % 2 == 0


@dataclass(frozen=True)
class FailureChain:
    """All of it as it stands. ``closed_by`` are numbers of actions, by a factor's or link's id.

    ``cited`` is what each factor cites, by its id.
    """

    factors: tuple[Factor, ...] = ()
    links: tuple[FactorLink, ...] = ()
    ladders: tuple[Ladder, ...] = ()
    marked: PlaybookAnswer | None = None
    cited: Mapping[str, Sequence[CitedItem]] = field(default_factory=dict)
    closed_by: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def by_id(self) -> Mapping[str, Factor]:
        """The factors by their ids."""
        return {factor.id: factor for factor in self.factors}

    @cached_property
    def _numbers(self) -> Mapping[str, str]:
        return {factor.id: f"F{at}" for at, factor in enumerate(self.factors, 1)}

    def number(self, factor_id: str) -> str:
        """What a factor is called for short: ``F1`` is the first of the list."""
        return self._numbers[factor_id]

    def is_marked(self, factor_id: str) -> bool:
        """Whether it is the one condition that weighed most."""
        return self.marked is not None and self.marked.target_id == factor_id

    def closing(self, thing_id: str) -> tuple[str, ...]:
        """The actions that close a factor or a link: ``("A2",)``."""
        return self.closed_by.get(thing_id, ())

    def links_of(self, factor_id: str) -> list[FactorLink]:
        """The links that begin or end at a factor, those that begin there first."""
        mine = [link for link in self.links if factor_id in (link.from_id, link.to_id)]
        return sorted(mine, key=lambda link: link.from_id != factor_id)

    def proposed(self, ladder: Ladder) -> list[tuple[str, str]]:
        """Pairs of factors that a ladder puts one above the other, and no link joins yet.

        Cause first: the lower step is why the upper one could be.
        """
        joined = {(link.from_id, link.to_id) for link in self.links}
        pairs = [
            (below.factor_id, above.factor_id)
            for above, below in pairwise(ladder.steps)
            if above.factor_id and below.factor_id and above.factor_id != below.factor_id
        ]
        return [pair for pair in dict.fromkeys(pairs) if pair not in joined]

    def factor_cards(self) -> tuple[FactorCard, ...]:
        """The factors as a graph shows them."""
        return tuple(
            FactorCard(
                id=factor.id,
                number=self.number(factor.id),
                text=factor.text,
                part=factor.part,
                side=factor.side,
                certainty=factor.certainty,
                closed_by=self.closing(factor.id),
                marked=self.is_marked(factor.id),
                x=factor.x,
                y=factor.y,
            )
            for factor in self.factors
        )

    def link_cards(self) -> tuple[LinkCard, ...]:
        """The links as a graph shows them."""
        return tuple(
            LinkCard(
                id=link.id,
                from_id=link.from_id,
                to_id=link.to_id,
                kind=link.kind,
                sign=link.sign,
                certainty=link.certainty,
                note=link.note,
                closed_by=self.closing(link.id),
                in_loop=link.id in self._in_loops,
            )
            for link in self.links
        )

    @cached_property
    def loops(self) -> tuple[Loop, ...]:
        """For each link that is part of a loop, the shortest one through it; each loop once."""
        after: dict[str, list[FactorLink]] = defaultdict(list)
        for link in self.links:
            after[link.from_id].append(link)
        found: dict[frozenset[str], Loop] = {}
        for link in self.links:
            way_back = _shortest_way(after, link.to_id, link.from_id)
            if way_back is not None:
                loop = self._from_its_first(Loop((link, *way_back)))
                found.setdefault(frozenset(one.id for one in loop.links), loop)
        return tuple(found.values())

    @cached_property
    def _in_loops(self) -> frozenset[str]:
        return frozenset(link.id for loop in self.loops for link in loop.links)

    def _from_its_first(self, loop: Loop) -> Loop:
        """The same loop, told from that of its factors that stands first in the list."""
        order = {factor.id: at for at, factor in enumerate(self.factors)}
        first = min(range(len(loop.links)), key=lambda at: order[loop.links[at].from_id])
        return Loop(loop.links[first:] + loop.links[:first])


def _shortest_way(
    after: Mapping[str, Sequence[FactorLink]], start: str, goal: str
) -> tuple[FactorLink, ...] | None:
    """The fewest links that lead from one factor to another; None where none do."""
    ways: dict[str, tuple[FactorLink, ...]] = {start: ()}
    waiting = deque([start])
    while waiting:
        here = waiting.popleft()
        if here == goal:
            return ways[here]
        for link in after.get(here, ()):
            if link.to_id not in ways:
                ways[link.to_id] = (*ways[here], link)
                waiting.append(link.to_id)
    return None


def chain_of(rows: Rows, case_id: str, cited: Mapping[str, Sequence[CitedItem]]) -> FailureChain:
    """The chain of a case, out of its rows and of what they cite."""
    factors = in_rank(rows.of_case(Factor, case_id))
    known = {factor.id for factor in factors}
    order = {factor.id: at for at, factor in enumerate(factors)}
    links = [
        link
        for link in rows.of_case(FactorLink, case_id)
        if link.from_id in known and link.to_id in known
    ]
    links.sort(key=lambda link: (order[link.from_id], order[link.to_id], link.kind, link.id))
    marked = [
        answer
        for answer in rows.of_case(PlaybookAnswer, case_id)
        if answer.item == MARKED and answer.target_id in known
    ]
    return FailureChain(
        factors=tuple(factors),
        links=tuple(links),
        ladders=_ladders(rows.of_case(Why, case_id)),
        marked=marked[0] if marked else None,
        cited={factor.id: tuple(cited.get(factor.id, ())) for factor in factors},
        closed_by=closed_by_rows(rows, case_id),
    )


def _ladders(whys: Iterable[Why]) -> tuple[Ladder, ...]:
    """The ladders in the order in which they were begun, which their ids keep."""
    steps: dict[str, list[Why]] = defaultdict(list)
    for why in in_rank(whys):
        steps[why.ladder_id].append(why)
    ladders = [Ladder(ladder_id, tuple(each)) for ladder_id, each in steps.items()]
    return tuple(sorted(ladders, key=lambda ladder: ladder.id))
