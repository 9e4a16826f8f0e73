"""Trust breaks: who stands where in the map, what is asked, each break as a sentence."""

from __future__ import annotations

from dataclasses import replace

from app.domain.drafts import Certainty
from app.domain.names import NameFinder
from app.domain.people import AliasKind, KnownName
from app.domain.trust.break_list import BreakList
from app.domain.trust.break_map import BreakMap, break_map
from app.domain.trust.break_rules import asked_of, asked_of_all
from app.domain.trust.break_words import map_told
from app.domain.trust.breaks import BreakKind, Severity, Side, Trend, TrustBreak
from app.domain.trust.frame import AffectedGroup

WHOLE = TrustBreak(
    "b1",
    "case",
    "Support",
    "The channel",
    Side.INSIDE,
    BreakKind.SYSTEM,
    "Questions were not read.",
    "That nobody reads again.",
    Severity.BROKEN,
    Trend.WORSE,
    Certainty.PROBABLE,
)
NOBODY = NameFinder(())


def standing(shown: BreakMap) -> dict[str, Side]:
    return {party.name: party.side for party in shown.parties}


def test_a_party_is_one_card_wherever_it_is_named_and_stands_where_its_group_does() -> None:
    breaks = [
        WHOLE,
        replace(WHOLE, id="b2", party="SUPPORT ", toward="The page", side=Side.OUTWARD),
        replace(WHOLE, id="b3", party="Users", toward="The page", side=Side.OUTWARD),
    ]
    groups = [AffectedGroup("g", "case", "The CHANNEL", side=Side.OUTWARD)]

    shown = break_map(breaks, groups, by_number=True)

    assert standing(shown) == {
        "Support": Side.INSIDE,
        "The channel": Side.OUTWARD,
        "The page": Side.INSIDE,
        "Users": Side.OUTWARD,
    }
    assert [(line.id, line.number) for line in shown.lines] == [
        ("B1", "B1"),
        ("B2", "B2"),
        ("B3", "B3"),
    ]
    assert shown.lines[0].from_id == shown.lines[1].from_id
    assert [line.id for line in break_map(breaks, ()).lines] == ["b1", "b2", "b3"]
    assert not BreakMap()


def test_a_break_upward_leads_away_where_leadership_is_trusted_less() -> None:
    up = replace(WHOLE, party="The team", toward="The head", side=Side.UPWARD)
    leads = standing(break_map([replace(up, kind=BreakKind.LEADERSHIP)], ()))
    assert leads == {"The team": Side.INSIDE, "The head": Side.UPWARD}
    down = replace(up, party="The head", toward="The team", kind=BreakKind.CONDUCT)
    assert standing(break_map([down], ())) == {"The head": Side.UPWARD, "The team": Side.INSIDE}
    inside = [AffectedGroup("g", "case", "The team", side=Side.INSIDE)]
    vendor = replace(WHOLE, party="The team", toward="The host", side=Side.OUTWARD)
    assert standing(break_map([vendor], inside))["The host"] is Side.OUTWARD


def test_the_words_of_the_map_tell_every_break_and_what_nobody_said() -> None:
    bare = TrustBreak("b2", "case", party="Users", side=Side.OUTWARD)
    shown = break_map([WHOLE, bare], ())

    told = map_told(shown)

    assert told.startswith("Trust break map: 4 parties, 2 breaks. Inside: Support, The channel,")
    assert (
        "B1, from Support toward The channel: inside, the system, broken, getting worse, probable. "
        "Feared to happen again: That nobody reads again." in told
    )
    assert "B2, from Users toward not said who: outward, kind not said yet, severity not" in told
    assert map_told(BreakMap()) == "No trust break is written yet."


def test_what_is_asked_of_a_break_follows_from_what_is_missing() -> None:
    whole = BreakList((WHOLE,))
    assert [one.field for one in asked_of(whole, WHOLE, NOBODY)] == ["cited"]
    assert "called broken" in asked_of(whole, WHOLE, NOBODY)[0].words
    bare = TrustBreak("b2", "case")
    assert [one.field for one in asked_of(BreakList((bare,)), bare, NOBODY)] == [
        *("party", "toward", "side", "kind", "fear", "severity", "cited")
    ]
    mira = KnownName("Mira Solberg", AliasKind.NAME, "p", "on-call engineer A")
    named = replace(WHOLE, toward="Mira Solberg")
    asked = asked_of(BreakList((named,)), named, NameFinder([mira]))
    assert "reads as a person's name" in asked[0].words


def test_what_is_asked_of_all_breaks_keeps_system_and_conduct_apart() -> None:
    assert asked_of_all(BreakList()) == ()
    inside = AffectedGroup("g", "case", "Support", side=Side.INSIDE)
    outward = replace(WHOLE, id="b2", side=Side.OUTWARD)
    asked = asked_of_all(BreakList((outward, replace(outward, id="b3")), (inside,)))
    assert len(asked) == 2
    assert "how people acted" in asked[0]
    assert "no break inside is written" in asked[1]
    both = (WHOLE, replace(WHOLE, id="b2", kind=BreakKind.CONDUCT))
    assert asked_of_all(BreakList(both, (inside,))) == ()
