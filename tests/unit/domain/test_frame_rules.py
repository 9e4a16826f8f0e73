"""What is asked about the frame, those affected and an apology; and what each position offers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.domain.practice.playbook_answers import AnswerState, PlaybookAnswer
from app.domain.trust import apology_rules, frame_rules
from app.domain.trust.apology import Apology, Counsel
from app.domain.trust.breaks import Side
from app.domain.trust.frame import AffectedGroup, FramePart, FramePiece
from app.domain.trust.frame_topics import GATE, TOPICS, Framed, first_open, gate_of
from app.domain.trust.position import POSITION_WORDS, guidance
from app.domain.trust.setting import Origin, Position

TODAY = date(2026, 3, 2)

WHOLE = AffectedGroup(
    "g",
    "c",
    "support shift",
    Side.INSIDE,
    6,
    harm="They told customers something else than the update did.",
    acknowledged="We left your question open for 21 minutes.",
    said_by="head of the web shop",
    told_on="2026-02-13",
    detail="The times, and who looks after questions now.",
)
SAID = Apology(
    "a",
    "c",
    "support shift",
    act="I let the question stand.",
    harm="You had nothing to tell customers.",
    changes="From Monday one of us answers within five minutes.",
    words="I am sorry that I let your question stand for 21 minutes.",
    counsel=Counsel.NOT_NEEDED,
)


def frame(**texts: str) -> frame_rules.Frame:
    return {
        FramePart(part): FramePiece(part, "c", FramePart(part), text)
        for part, text in texts.items()
    }


def about(group: AffectedGroup) -> dict[str, str]:
    return {one.field: one.words for one in frame_rules.asked_of_group(group, TODAY)}


def of_apology(apology: Apology, position: Position = Position.MADE, *, repairs=True):
    asked = apology_rules.asked_of(apology, position, TODAY, repairs=repairs)
    return {one.field: one.words for one in asked}


def test_of_a_group_it_is_asked_what_is_missing_and_of_a_whole_one_nothing():
    assert about(WHOLE) == {}
    blank = about(AffectedGroup("g", "c"))
    assert list(blank) == ["name", "side", "harm", "acknowledged", "detail"]

    untold = about(replace(WHOLE, told_on=""))
    assert "they do not know" in untold["told_on"]
    assert "addressed to nobody" in about(replace(WHOLE, name=""))["name"]
    assert "Who says it" in about(replace(WHOLE, said_by=""))["said_by"]
    assert "What was it" in about(replace(WHOLE, acknowledged=""))["acknowledged"]
    assert "not a day" in about(replace(WHOLE, told_on="soon"))["told_on"]
    assert "still to come" in about(replace(WHOLE, told_on="2026-03-03"))["told_on"]
    assert "is a person" in about(replace(WHOLE, size=1))["size"]


def test_of_those_affected_together():
    asked = frame_rules.asked_of_groups
    assert "No group" in asked([], {})[0]
    assert "“Support and customers”" in asked([], frame(to_whom="Support and customers"))[0]
    assert asked([WHOLE], {}) == ()
    outside = replace(WHOLE, side=Side.OUTWARD, acknowledged="")
    nothing, nobody_inside = asked([outside], {})
    assert "acknowledged to anybody" in nothing
    assert "inside the team" in nobody_inside
    told = replace(WHOLE, told_on="")
    assert frame_rules.untold([WHOLE, told, outside]) == (told,)
    assert frame_rules.unacknowledged([WHOLE, told, outside]) == (outside,)


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (
            {"happened": "The culture got worse.", "promised": "A", "to_whom": "B"},
            "act or decision",
        ),
        ({"happened": "Nobody answered.", "to_whom": "B"}, "rightly expect"),
        ({"promised": "An answer in five minutes.", "to_whom": "B"}, "instead"),
        ({"promised": "An answer.", "happened": "None came."}, "Whom"),
    ],
)
def test_of_the_gap_it_is_asked_what_is_not_said(texts, words):
    (asked,) = frame_rules.asked_of_gap(frame(**texts))
    assert words in asked


def test_operations_and_talks_about_trust_stay_apart():
    asked = frame_rules.asked_of_two_sides
    assert asked({}) == ()
    apart = frame(operations="The alert is tried on Friday.", talks="Support and I meet on Monday.")
    assert asked(apart) == ()
    assert "same words" in asked(frame(operations="We meet.", talks="we meet."))[0]
    mixed = frame(
        operations="The alert is tried, then we rebuild trust with support.",
        talks="We meet, and go through the runbook.",
    )
    in_operations, in_talks = asked(mixed)
    assert "talk of its own" in in_operations
    assert "came to be heard" in in_talks


def test_of_an_apology_it_is_asked_what_it_names_and_what_changes():
    assert of_apology(SAID) == {}
    assert list(of_apology(Apology("a", "c"))) == [
        *("recipient", "act", "harm", "changes", "words"),
    ]
    assert "words stand alone" in of_apology(replace(SAID, changes=""))["changes"]
    assert "no repair carries it" in of_apology(SAID, repairs=False)["changes"]
    assert "Whose apology" in of_apology(SAID, Position.FACILITATES)["recipient"]
    assert "not yours to own" in of_apology(SAID, Position.LEADS)["recipient"]
    assert "still to come" in of_apology(replace(SAID, given_on="2026-03-09"))["given_on"]
    assert "not a day" in of_apology(replace(SAID, given_on="then"))["given_on"]
    assert "counsel" in of_apology(replace(SAID, counsel=Counsel.UNASKED))["counsel"]


def test_an_apology_leaves_only_with_a_recipient_and_counsel_answered():
    assert apology_rules.refusal(SAID) == ""
    assert apology_rules.refusal(replace(SAID, counsel=Counsel.SEEN)) == ""
    for kept, words in (
        (replace(SAID, recipient=" "), "to whom"),
        (replace(SAID, words=""), "own words"),
        (replace(SAID, counsel=Counsel.UNASKED), "whether counsel"),
        (replace(SAID, counsel=Counsel.FIRST), "not exported now"),
    ):
        assert words in apology_rules.refusal(kept)


def test_each_position_changes_what_is_offered():
    made, leads, carries = (
        guidance(position) for position in (Position.MADE, Position.LEADS, Position.FACILITATES)
    )
    assert made.apologises
    assert made.own_acts
    assert not made.requests
    assert leads.requests
    assert leads.own_acts
    assert "belongs to whoever did it" in leads.apart
    assert not carries.own_acts
    assert not carries.apologises
    pages = {hint.page for hint in leads.hints}
    assert {"repairs", "account"} <= pages
    assert guidance(Position.UNSAID).hints == ()
    assert set(POSITION_WORDS) == set(Position) - {Position.UNSAID}


def test_the_topics_say_how_they_stand_and_the_first_open_one_comes_first():
    words = {topic.id: topic.words for topic in TOPICS}
    nothing = Framed()
    assert first_open(nothing) == "position"
    assert words["gate"](nothing) == f"{len(GATE)} open questions"
    assert GATE[-1] not in gate_of(Origin.INCIDENT)

    yes = {item: PlaybookAnswer("", "c", item, AnswerState.YES) for item in GATE}
    framed = Framed(Position.LEADS, Origin.LEADER, yes)
    assert first_open(framed) == "gap"
    assert words["position"](framed) == "I lead those affected"
    stopped = {**yes, "TR-G6": PlaybookAnswer("", "c", "TR-G6", AnswerState.NO)}
    assert first_open(replace(framed, answers=stopped)) == "gate"
    assert words["gate"](replace(framed, answers=stopped)) == "something else comes first"
    written = frame(promised="A", happened="B", to_whom="C", talks="D")
    whole = replace(framed, frame=written, groups=[WHOLE, replace(WHOLE, told_on="")])
    assert first_open(whole) == "groups"
    assert words["groups"](whole) == "2 groups, 1 not told yet"
    assert words["apart"](whole) == "one of two written"
    assert words["apologies"](replace(whole, apologies=[SAID])) == "1 apology"
