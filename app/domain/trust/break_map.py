"""The trust break map as it is drawn: a card for each party and a line for each break.

The window draws lines with the ids of the casebook. The picture of a document is drawn from the
same lines, which have the numbers of the breaks for ids there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from app.domain.drafts import Certainty
from app.domain.folding import folded
from app.domain.practice.chain_cards import Place, Point
from app.domain.trust.breaks import BreakKind, Severity, Side, Trend, TrustBreak
from app.domain.trust.frame import AffectedGroup


@dataclass(frozen=True, slots=True)
class PartyCard:
    """A group, a role or a system at an end of a break."""

    PLACE: ClassVar[str] = "the break map"

    id: str
    """What lines name it by."""
    name: str
    """What it is called; empty where nobody has said."""
    side: Side
    """Where it stands: inside, above the team, or outside."""


@dataclass(frozen=True, slots=True)
class BreakLine:
    """A break as a line from who trusts less to who, or what, is trusted less."""

    PLACE: ClassVar[str] = "break {number}"

    id: str
    """What tells it from other breaks."""
    number: str
    """Its number in the table, such as B1."""
    from_id: str
    """The party that trusts less."""
    to_id: str
    """Whom or what it trusts less."""
    side: Side
    """The direction that it runs in."""
    kind: BreakKind
    """What is trusted less: the system, conduct, leadership, what users are told."""
    severity: Severity
    """How deep it is."""
    trend: Trend
    """Where it is moving."""
    certainty: Certainty
    """How sure people are."""
    fear: str
    """What the party fears will happen again; empty where nobody has said."""


@dataclass(frozen=True, slots=True)
class BreakMap:
    """The parties and the breaks between them. False where there is no break."""

    parties: tuple[PartyCard, ...] = ()
    """The cards, in the order in which breaks name them."""
    lines: tuple[BreakLine, ...] = ()
    """The breaks, in the order of the table."""

    def __bool__(self) -> bool:
        """Whether there is anything to draw."""
        return bool(self.lines)


@dataclass(frozen=True, slots=True)
class MapLayout:
    """Where the cards stand and which way the lines go, by id, in units of the map.

    ``label_at`` is where the number of a break stands. ``regions`` are the bands in which cards
    stand: those above, the team, those outside.
    """

    places: dict[str, Place]
    paths: dict[str, tuple[Point, ...]]
    label_at: dict[str, Point]
    regions: dict[Side, Place]


def break_map(
    breaks: Sequence[TrustBreak], groups: Iterable[AffectedGroup], *, by_number: bool = False
) -> BreakMap:
    """The map of breaks that are in their order; lines have numbers for ids where asked.

    A party is the same one wherever its name is, without regard to case. It stands where the
    group of its name does; otherwise where its breaks say.
    """
    standing = {folded(group.name).strip(): group.side for group in groups if group.side}
    parties: dict[str, PartyCard] = {}

    def card(name: str, usual: Side) -> str:
        known = folded(name).strip()
        key = known or f"nobody said who, {usual}"
        if key not in parties:
            side = standing.get(known, usual)
            parties[key] = PartyCard(f"p{len(parties) + 1}", name.strip(), side)
        return parties[key].id

    lines = []
    for each, number in zip(breaks, numbers_of(breaks).values(), strict=True):
        near, far = _ends(each, standing)
        lines.append(
            BreakLine(
                number if by_number else each.id,
                number,
                card(each.party, near),
                card(each.toward, far),
                each.side,
                each.kind,
                each.severity,
                each.trend,
                each.certainty,
                each.fear.strip(),
            )
        )
    return BreakMap(tuple(parties.values()), tuple(lines))


def numbers_of(breaks: Iterable[TrustBreak]) -> Mapping[str, str]:
    """What breaks are called for short, such as B1, by id, in the order given."""
    return {each.id: f"B{place}" for place, each in enumerate(breaks, start=1)}


def _ends(each: TrustBreak, standing: Mapping[str, Side]) -> tuple[Side, Side]:
    """Where party and toward stand as far as the break itself says.

    A break inside has both ends inside. Of another, one end is inside: the one whose group is
    there, otherwise the one that is trusted, except where leadership is trusted less.
    """
    if each.side in {Side.UNSAID, Side.INSIDE}:
        return Side.INSIDE, Side.INSIDE
    party = standing.get(folded(each.party).strip())
    toward = standing.get(folded(each.toward).strip())
    leads_away = each.kind is BreakKind.LEADERSHIP and each.side is Side.UPWARD
    if toward is Side.INSIDE or (party is not Side.INSIDE and toward is None and not leads_away):
        return each.side, Side.INSIDE
    return Side.INSIDE, each.side
