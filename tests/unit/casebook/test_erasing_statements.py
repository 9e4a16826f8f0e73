"""Whatever people state can be forgotten and erased, proved on the bytes; and told in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any, get_args, get_type_hints

import pytest

from app.casebook import Casebook
from app.domain.audiences import Audience, AudienceChoice
from app.domain.candour.dismissals import Dismissal
from app.domain.drafted import Draft, Statement
from app.domain.drafts import Case, CaseKind, Certainty, Entry, new_id
from app.domain.errors import InvalidInputError
from app.domain.moments import UTC_ZONE
from app.domain.practice import history_words
from app.domain.practice.chain import Factor, FactorLink, Why
from app.domain.practice.corrective import ActionTarget, CorrectiveAction
from app.domain.practice.lessons import CaseLink, Lesson, LessonKind
from app.domain.practice.meetings import Meeting, MeetingNote
from app.domain.practice.playbook_answers import PlaybookAnswer
from app.domain.timeline import Span
from app.domain.trust.account import GroupStatement
from app.domain.trust.claims import Claim, PublicStatement
from app.domain.trust.frame import AffectedGroup, FramePart, FramePiece
from app.domain.trust.signals import Signal, SignalReading
from app.operations import audiences, casebooks, cases, drafting, erasing, history
from app.operations.practice import chain, corrective
from tests.unit.casebook.conftest import PASSPHRASE, Stored, record
from tests.unit.casebook.pages import plain_bytes

SECRET = "quixotically"

KINDS = [kind for kind in get_args(Statement) if kind is not Case]


def said_in(kind: type[Draft], case_id: str, /, **given: Any) -> Any:
    """A row with the secret in every text that people write."""
    hints = get_type_hints(kind)
    texts = {
        each.name: f"{each.name} {SECRET}"
        for each in fields(kind)
        if hints[each.name] is str and each.name not in {"id", "case_id", "zone"}
        if not each.name.endswith("_id")
    }
    return kind(**{**texts, "id": new_id(), "case_id": case_id, **given})


@dataclass
class Stated:
    """A statement that people changed, with what it needs beside it."""

    it: Any
    beside: Sequence[Draft] = field(default_factory=tuple)


def stated(casebook: Casebook, case: Case, kind: type[Draft]) -> Stated:
    """A statement with the secret in it, cited, chosen, linked and closed by others."""
    factors = [Factor(new_id(), case.id, "no limit"), Factor(new_id(), case.id, "no alert")]
    meeting = Meeting(new_id(), case.id)
    beside: list[Draft] = [*factors, meeting]
    given: dict[type, dict[str, str]] = {
        FactorLink: {"from_id": factors[0].id, "to_id": factors[1].id},
        Why: {"ladder_id": new_id()},
        MeetingNote: {"meeting_id": meeting.id},
        PlaybookAnswer: {"item": "IR-G1"},
        Lesson: {"kind": LessonKind.IMPROVE},
        FramePiece: {"part": FramePart.HAPPENED},
        GroupStatement: {"group_id": new_id()},
        Claim: {"statement_id": new_id(), "start": 0, "end": 4},
        SignalReading: {"signal_id": new_id()},
    }
    if kind is CaseLink:
        other = cases.add_case(casebook, CaseKind.INCIDENT, "Earlier")
        given[CaseLink] = {"other_id": other.id}
    it = said_in(kind, case.id, **given.get(kind, {}))
    action = CorrectiveAction(new_id(), case.id, "Add a limit")
    if kind is Factor:
        beside += [
            said_in(FactorLink, case.id, from_id=it.id, to_id=factors[0].id),
            action,
            ActionTarget(new_id(), case.id, action.id, it.id),
        ]
    if kind is Meeting:
        beside.append(said_in(MeetingNote, case.id, meeting_id=it.id))
    if kind is PublicStatement:
        claim = said_in(Claim, case.id, statement_id=it.id, start=0, end=4)
        beside.append(claim)
    if kind is Signal:
        beside.append(said_in(SignalReading, case.id, signal_id=it.id))
    if kind is CorrectiveAction:
        beside.append(ActionTarget(new_id(), case.id, it.id, factors[0].id))
    with casebook.edit("State it", case.id) as edit:
        for row in (it, *beside):
            edit.add(row)
    return Stated(it, beside)


def holds_secret(casebook: Casebook) -> bool:
    files = [casebook.path, *casebook.copies()]
    return any(SECRET[3:].encode() in plain_bytes(path, PASSPHRASE).lower() for path in files)


def test_every_kind_of_statement_is_erased_to_the_last_byte(
    casebook: Casebook, case: Case, store: Stored
) -> None:
    store([record("pool exhausted", 1)])
    every = [stated(casebook, case, kind).it for kind in KINDS]
    for it in every:
        with casebook.edit("Attach evidence", case.id) as edit:
            drafting.cite_in(edit, case.id, it.id, [Span(1)])
        for _ in range(2):
            set_aside(casebook, case, it.id, taken_back=True)
        if isinstance(it, Entry | CorrectiveAction):
            readers, why = Audience.STAKEHOLDERS, f"it is {SECRET}"
            choice = audiences.choose(casebook, case.id, it.id, readers, shown=False, reason=why)
            set_aside(casebook, case, choice.id)
            audiences.unchoose(casebook, case.id, it.id, readers)
        if isinstance(it, Factor):
            chain.mark(casebook, case.id, it.id, f"it weighed {SECRET}")
            corrective.accept_open(casebook, case.id, it.id, f"left {SECRET}")
            [link] = [
                one
                for one in drafting.of_case(casebook, FactorLink, case.id)
                if one.from_id == it.id
            ]
            set_aside(casebook, case, link.id)
            chain.remove_link(casebook, case.id, link.id)
    casebooks.back_up(casebook)
    assert holds_secret(casebook)

    for it in every:
        plan = erasing.plan_erasing(casebook, type(it), it.id)
        assert "1 citation (the evidence itself stays)" in plan.what
        assert "2 dismissed findings about it, with the reason" in plan.what
        erasing.erase(casebook, type(it), it.id)
        assert it.id not in {one.id for one in drafting.of_case(casebook, type(it), case.id)}

    assert not holds_secret(casebook)
    assert drafting.cited(casebook, case.id) == {}
    assert history.undo_label(casebook, case.id) is None
    assert casebooks.verify(casebook).problems == ()


def set_aside(
    casebook: Casebook, case: Case, target_id: str, *, taken_back: bool = False
) -> Dismissal:
    """A finding about it set aside, and another that is asked again."""
    about = Dismissal(
        new_id(), case.id, "a-rule", target_id, "text", f"had {SECRET}", "", f"it was {SECRET}", 0
    )
    with casebook.edit("Dismiss a finding", case.id) as edit:
        edit.add(about)
    if taken_back:
        again = replace(about, id=new_id())
        with casebook.edit("Dismiss a finding", case.id) as edit:
            edit.add(again)
        drafting.remove(casebook, Dismissal, case.id, [again.id], "Ask again")
    return about


def test_forgetting_keeps_every_kind_as_it_is_now(casebook: Casebook, case: Case) -> None:
    held: list[Any] = [replace(case, summary=f"It was {SECRET}")]
    cases.update_case(casebook, held[0])
    for kind in KINDS:
        made = stated(casebook, case, kind)
        held += [made.it, *(row for row in made.beside if SECRET in str(row))]
    for it in held:
        set_aside(casebook, case, it.id, taken_back=True)
    now = [reworded(it) for it in held]
    with casebook.edit("Word it better", case.id) as edit:
        edit.save_all(now)
    casebooks.back_up(casebook)
    assert holds_secret(casebook)

    for it in now:
        plan = erasing.plan_forgetting(casebook, type(it), it.id)
        assert f"of {erasing.the(type(it))}" in plan.what[0]
        erasing.forget_earlier_versions(casebook, type(it), it.id)

    assert not holds_secret(casebook)
    assert drafting.of_case(casebook, Dismissal, case.id) == []
    for it in now:
        assert drafting.one(casebook, type(it), it.id) == it
        assert history.of_statement(casebook, it) == []
    assert casebooks.verify(casebook).problems == ()


def reworded(it: Any) -> Any:
    """The same with other words."""
    texts = {
        name: value.replace(SECRET, "otherwise")
        for name in (each.name for each in fields(it))
        if isinstance(value := getattr(it, name), str) and SECRET in value
    }
    return replace(it, **texts)


def test_what_hangs_on_a_factor_goes_with_it_and_the_rest_stays(
    casebook: Casebook, case: Case
) -> None:
    factor = stated(casebook, case, Factor).it
    step = chain.begin_ladder(casebook, case.id, "Orders failed", factor.id)
    assert "1 link with other factors" in erasing.plan_erasing(casebook, Factor, factor.id).what

    erasing.erase(casebook, Factor, factor.id)

    assert {each.text for each in drafting.of_case(casebook, Factor, case.id)} == {
        "no limit",
        "no alert",
    }
    assert drafting.of_case(casebook, FactorLink, case.id) == []
    assert drafting.of_case(casebook, ActionTarget, case.id) == []
    assert [each.text for each in drafting.of_case(casebook, CorrectiveAction, case.id)] == [
        "Add a limit"
    ]
    assert drafting.one(casebook, Why, step.id).factor_id == ""


def test_what_was_dismissed_about_other_things_stays(casebook: Casebook, case: Case) -> None:
    erased, kept = (stated(casebook, case, Entry).it for _ in range(2))
    choice = AudienceChoice(new_id(), case.id, erased.id, Audience.STAKEHOLDERS, True, "softer")
    with casebook.edit("Choose for readers", case.id) as edit:
        edit.add(choice)
    for target in (erased.id, choice.id):
        set_aside(casebook, case, target)
    others = [set_aside(casebook, case, target) for target in (kept.id, case.id, "")]
    erasing.erase(casebook, Entry, erased.id)
    left = drafting.of_case(casebook, Dismissal, case.id)
    assert {one.id for one in left} == {one.id for one in others}
    assert casebooks.verify(casebook).problems == ()


def test_a_legal_hold_keeps_every_kind(casebook: Casebook, case: Case) -> None:
    every = [stated(casebook, case, kind).it for kind in KINDS]
    cases.update_case(casebook, replace(case, legal_hold=True))
    for it in every:
        for remove in (erasing.erase, erasing.forget_earlier_versions):
            with pytest.raises(InvalidInputError, match="legal hold"):
                remove(casebook, type(it), it.id)
        assert drafting.one(casebook, type(it), it.id) == it
        assert history.of_statement(casebook, it)


def test_a_case_is_not_left_without_its_header(casebook: Casebook, case: Case) -> None:
    for refused in (erasing.plan_erasing, erasing.erase):
        with pytest.raises(InvalidInputError, match="without its header"):
            refused(casebook, Case, case.id)
    assert cases.case(casebook, case.id) == case


@pytest.mark.parametrize("kind", [*KINDS, Case], ids=lambda kind: kind.__name__)
def test_each_field_that_people_fill_in_has_words(kind: Any) -> None:
    if kind is Entry:
        return  # its card has words of its own
    named = {each.name for each in fields(kind)} - history_words.SILENT
    without = {name for name in named if history_words.field_words(kind, name) is None}
    assert without == set()


def test_the_history_tells_from_what_to_what(casebook: Casebook, case: Case) -> None:
    factor = chain.add_factor(casebook, Factor(new_id(), case.id, "No limit on the export"))
    changes = {"why_open": "Nobody owned it", "certainty": Certainty.CONFIRMED}
    chain.change_factor(casebook, case.id, factor.id, changes)
    chain.move_factor(casebook, case.id, factor.id, 10, 20)
    told = [
        history_words.change_words(Factor, change, UTC_ZONE)
        for change in history.of_statement(casebook, factor)
    ]
    assert told == [
        ["Text: No limit on the export"],
        [
            "Why was this path open? nothing → Nobody owned it",
            "Certainty: not yet judged → confirmed",
        ],
        ["Its place changed."],
    ]


def test_what_hangs_on_a_signal_or_a_public_statement_goes_with_it(
    casebook: Casebook, case: Case
) -> None:
    for kind, hanging, words in (
        (Signal, SignalReading, "1 reading"),
        (PublicStatement, Claim, "1 claim marked in it"),
    ):
        it = stated(casebook, case, kind).it
        assert words in erasing.plan_erasing(casebook, kind, it.id).what
        erasing.erase(casebook, kind, it.id)
        assert drafting.of_case(casebook, hanging, case.id) == []
    assert not holds_secret(casebook)
    group = stated(casebook, case, AffectedGroup).it
    said = GroupStatement(new_id(), case.id, group.id, words="It was so")
    with casebook.edit("State it", case.id) as edit:
        edit.add(said)
    erasing.erase(casebook, AffectedGroup, group.id)
    assert drafting.one(casebook, GroupStatement, said.id) == replace(said, group_id="")
    assert not holds_secret(casebook)
