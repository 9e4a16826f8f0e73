"""How a review begins: the gate, what stands open, and what documents state of it."""

from __future__ import annotations

import pytest

from app.domain.practice import start
from app.domain.practice.playbook import Part, Place, PlaceKind, PlaybookItem
from app.domain.practice.playbook_answers import AnswerState, PlaybookAnswer
from app.domain.practice.start import TOPICS, Beginning, first_open, gate_state
from app.domain.practice.start_section import RoleLine, StartSection, missing, start_section

YES, NO, OPEN = AnswerState.YES, AnswerState.NO, AnswerState.OPEN
OVERRIDDEN, PARTLY, ABSENT = AnswerState.OVERRIDDEN, AnswerState.PARTLY, AnswerState.ABSENT
PLACE = Place(PlaceKind.PAGE, "start", "anywhere")
WORDS = {
    "IR-G1": "It is over",
    "IR-G2": "The evidence is safe",
    "IR-G3": "Somebody neutral leads",
    "IR-I1": "A timeline",
    "IR-I2": "Logs and graphs",
    "IR-I3": "Deployments",
    "IR-I4": "Chats",
    "IR-I5": "What customers felt",
    "IR-I6": "Earlier incidents",
}
ITEMS = {
    item: PlaybookItem(item, WORDS.get(item, f"Words of {item}"), PLACE)
    for item in (*start.GATE, *start.FIT, *start.INPUTS)
} | {
    "IR-R1": PlaybookItem("IR-R1", "Who", PLACE, parts=(Part("tech-lead", "Tech lead"),)),
    "PM-R1": PlaybookItem(
        "PM-R1", "Who", PLACE, parts=(Part("facilitator", "Facilitator"), Part("scribe", "Scribe"))
    ),
}
ROLES = ("IR-R1/tech-lead", "PM-R1/facilitator", "PM-R1/scribe")


def answers(*given: tuple[str, AnswerState, str]) -> dict[str, PlaybookAnswer]:
    return {item: PlaybookAnswer(item, "case", item, state, text) for item, state, text in given}


def section(*given: tuple[str, AnswerState, str]) -> StartSection:
    return start_section(answers(*given), ITEMS)


def words(topic_id: str, *given: tuple[str, AnswerState, str], facilitator: str = "") -> str:
    begun = Beginning(answers(*given), facilitator, ROLES)
    return next(topic.words(begun) for topic in TOPICS if topic.id == topic_id)


@pytest.mark.parametrize(
    ("chosen", "reason", "expected"),
    [
        (YES, "", YES),
        (YES, "whatever stands there", YES),
        (NO, "", NO),
        (NO, "  ", NO),
        (NO, "Nobody else is free.", OVERRIDDEN),
        (OVERRIDDEN, "Another reason.", OVERRIDDEN),
        (OVERRIDDEN, "", NO),
        (OPEN, "", OPEN),
    ],
)
def test_a_no_with_a_reason_begins_anyway(chosen, reason, expected):
    assert gate_state(chosen, reason) is expected


def test_a_gate_that_was_overridden_is_stated_with_its_reason():
    told = section(("IR-G3", OVERRIDDEN, "Nobody else is free")).overridden
    assert told == (
        "The review began although this did not hold: “Somebody neutral leads”. "
        "The reason given: Nobody else is free.",
    )


def test_a_gate_that_does_not_hold_is_stated_too():
    assert section(("IR-G1", NO, "")).overridden == ("This does not hold yet: “It is over”.",)


def test_a_gate_that_holds_needs_no_sentence():
    assert section(*((item, YES, "") for item in start.GATE)).overridden == ()


def test_missing_inputs_and_unheard_accounts_are_named():
    given = answers(
        ("IR-I1", YES, "from the incident lead"),
        ("IR-I2", PARTLY, "five of six instances"),
        ("IR-I3", NO, ""),
        ("IR-I5", ABSENT, "nobody noticed"),
        (start.UNHEARD, NO, "the night shift\n\nthe vendor"),
    )
    assert missing(given, ITEMS) == (
        "Only in part: logs and graphs (five of six instances).",
        "Missing: deployments.",
        "Not heard: the account of the night shift.",
        "Not heard: the account of the vendor.",
    )


def test_an_unheard_account_without_a_name_is_still_told():
    assert missing(answers((start.UNHEARD, NO, "")), ITEMS) == (
        "Somebody's account was not heard; it is not noted whose.",
    )


def test_nobody_known_to_be_missing_lists_nothing():
    assert missing(answers((start.UNHEARD, YES, "")), ITEMS) == ()


def test_what_nobody_has_said_is_not_taken_for_complete():
    said = section().unsaid
    assert "logs and graphs" in said[0]
    assert said[1] == "Nobody is named yet as: tech lead, scribe."
    assert said[2] == "Nobody has said yet whether an account was not heard."


def test_roles_are_told_and_one_that_nobody_holds_is_told_too():
    told = section(("IR-R1/tech-lead", ABSENT, ""), ("PM-R1/scribe", OPEN, "a web engineer"))
    assert told.roles == (
        RoleLine("Tech lead", "nobody here"),
        RoleLine("Scribe", "a web engineer"),
    )
    assert not any("named yet" in sentence for sentence in told.unsaid)


def test_why_the_review_is_held():
    told = section((start.WHY, OPEN, "It came back."), ("IR-F2", YES, ""))
    assert told.why == ("It came back.", "Words of IR-F2.")


def test_a_beginning_about_which_nothing_was_said_is_no_section():
    assert not section()
    assert section(("IR-I3", NO, ""))


@pytest.mark.parametrize(
    ("topic", "given", "expected"),
    [
        ("gate", [], "3 open questions"),
        ("gate", [("IR-G1", NO, "")], "not met yet"),
        ("gate", [(item, YES, "") for item in start.GATE], "met"),
        (
            "gate",
            [("IR-G1", YES, ""), ("IR-G2", OVERRIDDEN, "lost"), ("IR-G3", YES, "")],
            "begun anyway, with a reason",
        ),
        ("fit", [], "1 open question"),
        ("fit", [("PM-T4", YES, "")], "said"),
        ("roles", [("IR-R1/tech-lead", OPEN, "platform")], "2 roles not named yet"),
        (
            "inputs",
            [("IR-I1", NO, ""), ("IR-I2", YES, "")],
            "1 missing or in part, 4 open questions",
        ),
        ("inputs", [(item, YES, "") for item in start.INPUTS], "each looked at"),
        ("unheard", [], "1 open question"),
        ("unheard", [(start.UNHEARD, YES, "")], "nobody is known to be missing"),
        ("unheard", [(start.UNHEARD, NO, "a\nb")], "2 accounts not heard"),
    ],
)
def test_a_topic_says_how_it_stands(topic, given, expected):
    assert words(topic, *given) == expected


def test_the_facilitator_of_the_case_is_a_role_that_is_held():
    held = words("roles", ("IR-R1/tech-lead", ABSENT, ""), ("PM-R1/scribe", OPEN, "x"))
    assert held == "1 role not named yet"
    assert (
        words(
            "roles",
            ("IR-R1/tech-lead", ABSENT, ""),
            ("PM-R1/scribe", OPEN, "x"),
            facilitator="an engineer of payments",
        )
        == "each named"
    )


def test_a_case_opens_where_something_is_open():
    assert first_open(Beginning({}, "", ROLES)) == "gate"
    met = answers(*((item, YES, "") for item in start.GATE))
    assert first_open(Beginning(met, "", ROLES)) == "fit"


def test_no_topic_ever_calls_anything_complete():
    everything = answers(
        *((item, YES, "said") for item in (*start.GATE, *start.FIT, *start.INPUTS, start.UNHEARD))
    )
    said = " ".join(topic.words(Beginning(everything, "x", ())) for topic in TOPICS)
    assert "complete" not in said
    assert "100" not in said
    assert "done" not in said
