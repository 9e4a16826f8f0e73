"""The frame and apologies: each step is undone, and only what was released leaves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.audiences import Audience
from app.domain.drafts import CaseKind, Certainty
from app.domain.errors import GoldseamError, InvalidInputError
from app.domain.leaks import LeakKind
from app.domain.practice.playbook_answers import AnswerState
from app.domain.trust.apology import Apology, Counsel
from app.domain.trust.breaks import Side
from app.domain.trust.frame import FramePart
from app.domain.trust.repairs import Invitation
from app.domain.trust.setting import Position
from app.lint.checker import Checker
from app.lint.rule_files import shipped
from app.operations import cases, drafting, exports, history
from app.operations.candour.texts import scope_of
from app.operations.practice import playbooks
from app.operations.trust import apologies, frame, repairs, setting, showing

HARM = "They heard three different stories in one morning."
SAID = "We left your question open for 21 minutes."
WORDS = "I let your question stand for 21 minutes, and I am sorry for that."


@pytest.fixture
def case(casebook):
    return cases.add_case(casebook, CaseKind.TRUST, "What broke between us", "Europe/Berlin")


def text_of(casebook, case_id, document, subject):
    rendered = exports.render(casebook, case_id, document, "md", subject_id=subject)
    assert not rendered.leaks
    return rendered.data.decode("utf-8")


def test_position_and_answers_are_steps_that_can_be_undone(casebook, case):
    setting.take_position(casebook, case.id, Position.LEADS)
    setting.take_position(casebook, case.id, Position.LEADS)  # the same: no step
    frame.answer(casebook, case.id, "TR-G6", AnswerState.NO)
    assert playbooks.answers(casebook, case.id)["TR-G6"].state is AnswerState.NO
    frame.answer(casebook, case.id, "TR-G6", AnswerState.NO, "Each was asked alone first.")
    assert playbooks.answers(casebook, case.id)["TR-G6"].state is AnswerState.OVERRIDDEN

    assert [history.undo(casebook, case.id) for _ in range(3)] == [
        *("Answer the gate", "Answer the gate", "Say my position"),
    ]
    assert setting.setting(casebook, case.id).position is Position.UNSAID


def test_a_part_of_the_frame_is_made_once_and_keeps_its_id(casebook, case):
    blank = frame.page_of(casebook, case.id).frame[FramePart.HAPPENED]
    piece = frame.write(casebook, case.id, FramePart.HAPPENED, {"text": "Nobody answered."})
    frame.write(casebook, case.id, FramePart.HAPPENED, {"certainty": Certainty.CONFIRMED})

    shown = frame.page_of(casebook, case.id)
    assert shown.frame[FramePart.HAPPENED].text == "Nobody answered."
    assert shown.frame[FramePart.HAPPENED].certainty is Certainty.CONFIRMED
    assert shown.stored == {FramePart.HAPPENED}
    assert blank.id == piece.id

    assert history.undo(casebook, case.id) == "Write “What happened”"
    assert history.undo(casebook, case.id) == "Write “What happened”"
    assert frame.page_of(casebook, case.id).stored == frozenset()


def test_groups_are_kept_in_order_and_each_step_is_undone(casebook, case):
    first = frame.add_group(casebook, case.id, "support shift")
    second = frame.add_group(casebook, case.id, "customers")
    frame.move_group(casebook, case.id, second.id, -1)
    frame.change_group(casebook, case.id, first.id, {"side": Side.INSIDE, "size": 6})
    assert [one.name for one in frame.page_of(casebook, case.id).groups] == [
        *("customers", "support shift"),
    ]
    invited = repairs.invite(casebook, case.id, second.id)
    frame.remove_group(casebook, case.id, second.id)
    assert drafting.one(casebook, Invitation, invited.id).group_id == ""
    assert history.undo(casebook, case.id) == "Remove group"
    assert drafting.one(casebook, Invitation, invited.id).group_id == second.id
    history.undo(casebook, case.id)
    assert [history.undo(casebook, case.id) for _ in range(4)] == [
        *("Change group", "Move group", "Add group", "Add group"),
    ]


def test_the_frame_leaves_piece_by_piece_in_the_words_for_its_reader(casebook, case):
    frame.write(casebook, case.id, FramePart.OPERATIONS, {"text": "The alert is tried."})
    talks = frame.write(casebook, case.id, FramePart.TALKS, {"text": "We meet on Monday."})
    group = frame.add_group(casebook, case.id, "support shift")
    changes = {"harm": HARM, "acknowledged": SAID, "told_on": "2026-02-13"}
    frame.change_group(casebook, case.id, group.id, changes)

    nothing = text_of(casebook, case.id, "repair-frame", "leadership")
    assert "Nothing has been chosen" in nothing
    assert case.title not in nothing

    frame.change_group(casebook, case.id, group.id, {"said_by": "head of support"})
    item = "TR-R1/stakeholder-leads"
    frame.answer(casebook, case.id, item, AnswerState.OPEN, "head of support")  # no secret
    showing.show(casebook, case.id, group.id, Audience.TEAM)
    showing.show(casebook, case.id, group.id, Audience.LEADERSHIP, "Support waited 21 minutes.")
    showing.show(casebook, case.id, talks.id, Audience.TEAM)
    team = text_of(casebook, case.id, "repair-frame", "team")
    assert SAID in team
    assert HARM in team
    assert "support shift" in team
    assert "We meet" in team
    assert "no evidence cited" in team
    assert "not yet judged" in team
    assert "The alert is tried" not in team
    above = text_of(casebook, case.id, "repair-frame", "leadership")
    assert "Support waited 21 minutes." in above
    assert SAID not in above
    assert "We meet" not in above
    assert "Nothing has been chosen" in text_of(casebook, case.id, "repair-frame", "outside")


def test_an_apology_leaves_only_when_recipient_and_counsel_are_answered(casebook, case):
    apology = apologies.add(casebook, case.id)
    fields = {
        "act": "I let it stand.",
        "harm": HARM,
        "changes": "One of us answers.",
        "words": WORDS,
    }
    apologies.change(casebook, case.id, apology.id, fields)
    with pytest.raises(GoldseamError, match="There is"):
        text_of(casebook, case.id, "apology", apology.id)
    with pytest.raises(InvalidInputError, match="to whom"):
        apologies.release(casebook, case.id, apology.id, " ", Counsel.NOT_NEEDED)
    with pytest.raises(InvalidInputError, match="whether counsel"):
        apologies.release(casebook, case.id, apology.id, "support shift", Counsel.UNASKED)
    apologies.release(casebook, case.id, apology.id, "support shift", Counsel.FIRST)
    with pytest.raises(GoldseamError, match="There is"):
        text_of(casebook, case.id, "apology", apology.id)

    apologies.release(casebook, case.id, apology.id, "support shift", Counsel.SEEN)
    said = text_of(casebook, case.id, "apology", apology.id)
    assert WORDS in said
    assert "support shift" in said
    assert "One of us answers." in said
    assert case.title not in said
    group = frame.add_group(casebook, case.id, "support shift")
    showing.show(casebook, case.id, group.id, Audience.TEAM)
    assert "sorry" not in text_of(casebook, case.id, "repair-frame", "team")

    apologies.change(casebook, case.id, apology.id, {"words": f"{WORDS} It was mine to answer."})
    assert apologies.apologies(casebook, case.id)[0].counsel is Counsel.UNASKED
    with pytest.raises(GoldseamError, match="There is"):
        text_of(casebook, case.id, "apology", apology.id)
    assert [history.undo(casebook, case.id) for _ in range(2)] == [
        "Change apology",
        "Show to the team",
    ]


def test_words_of_an_apology_stop_every_other_document_that_holds_them(casebook, case):
    apology = apologies.add(casebook, case.id, "support shift")
    apologies.change(casebook, case.id, apology.id, {"words": WORDS})
    apologies.release(casebook, case.id, apology.id, "support shift", Counsel.NOT_NEEDED)
    incident = cases.add_case(casebook, CaseKind.INCIDENT, "Orders API unavailable")
    cases.update_case(casebook, replace(incident, impact=f"No orders. {WORDS}"))

    for document in ("incident-review", "stakeholder-page"):
        rendered = exports.render(casebook, incident.id, document, "md")
        assert [leak.kind for leak in rendered.leaks] == [LeakKind.PRIVATE], document
    offered = exports.choices(casebook, case.id)
    assert {one.template.id for one in offered if one.subject and one.subject.id == apology.id} == {
        "apology"
    }


def test_conditions_and_excuses_of_an_apology_are_asked_about_in_each_field():
    checker = Checker(shipped())
    for field in ("act", "harm", "changes", "words"):
        scope = scope_of(Apology("a", "c"), field)
        assert scope is not None
        for words in (
            "I am sorry if anybody felt left alone.",
            "I am sorry, but the deadline was not mine.",
            "Mistakes were made.",
        ):
            assert checker.check(words, scope), f"{field}: {words}"
