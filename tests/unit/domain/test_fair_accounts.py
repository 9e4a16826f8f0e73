"""The page of a responder: only what speaks of their role, wherever the draft says it."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.drafts import Case, CaseKind, Entry, Known
from app.domain.leaks import Secrets
from app.domain.people import Alias, AliasKind, People, Person, Role
from app.domain.practice.accounts import FairAccount
from app.domain.practice.chain import Factor
from app.domain.practice.context import DecisionPoint
from app.domain.practice.fair_accounts import Passage, Told, passages_about, proposed
from app.domain.practice.lessons import Lesson, LessonKind
from app.domain.practice.response import DrasticAction
from app.domain.practice.role_words import RoleFinder
from app.domain.timeline import CitedEntry
from app.domain.wording import Wording

ZONE = ZoneInfo("Europe/Copenhagen")
CASE = Case("c", CaseKind.INCIDENT, "Orders down", zone=ZONE.key)
LEAD, ENGINEER, DATABASE = "incident lead", "engineer A", "database engineer"
ROLES = (LEAD, ENGINEER, DATABASE, "engineer", "support lead")


def as_it_is(text: str) -> str:
    return text


def about(role: str, told: Told) -> tuple[Passage, ...]:
    return passages_about(role, told, RoleFinder(ROLES), as_it_is, ZONE)


def entry(number: int, text: str, **fields: Any) -> CitedEntry:
    return CitedEntry(Entry(f"e{number}", "c", text, rank=number, **fields))


def texts(passage: Passage) -> list[str]:
    return [line.text for line in passage.lines]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("The [incident lead] paged the Database Engineer.", (LEAD, DATABASE)),
        ("The database engineer restarted it.", (DATABASE,)),
        ("An engineer a floor above heard it.", ("engineer",)),
        ("Engineer A's guess", (ENGINEER,)),
        ("Two engineers looked.", ()),
        ("[incident lead or support lead] wrote it", (LEAD, "support lead")),
        ("Nobody", ()),
    ],
)
def test_a_text_speaks_of_whole_roles_only(text: str, roles: tuple[str, ...]) -> None:
    assert RoleFinder(ROLES).roles_in(text) == roles


def test_a_page_gathers_every_kind_of_passage_about_the_role() -> None:
    told = Told(
        case=Case(
            "c",
            CaseKind.INCIDENT,
            "Orders down",
            summary="Orders failed for an hour.\n\nThe incident lead rolled back.",
        ),
        entries=[
            entry(1, "The incident lead rolled back."),
            entry(2, "The pool was empty."),
            entry(3, "The incident lead slept badly.", private=True),
            entry(4, "A mail came.", known=Known.LATER, known_by=LEAD),
        ],
        decisions=[
            DecisionPoint("d1", "c", "Roll back", role=LEAD, saw="Errors", believed="The release"),
            DecisionPoint("d2", "c", "Wait", role=DATABASE, saw="A call by the incident lead"),
        ],
        actions=[
            DrasticAction("a1", "c", "Restart all", owner="Incident Lead", risk="Lost carts"),
            DrasticAction("a2", "c", "Drop the table", owner=DATABASE),
        ],
        factors=[Factor("f1", "c", "No runbook", why_open="The incident lead had asked for one")],
        lessons=[Lesson("l1", "c", LessonKind.WENT_WELL, "The incident lead kept one channel")],
    )

    found = about(LEAD, told)

    page, first, later, own, other, drastic, factor, lesson = found
    assert [passage.where for passage in found] == [
        "First page",
        "Timeline: other",
        "Timeline: other",
        "Decision in its context",
        "Decision in its context",
        "Drastic action",
        "Contributing factor",
        "Went well",
    ]
    assert texts(page) == ["The incident lead rolled back."]
    assert texts(first) == ["The incident lead rolled back."]
    assert texts(later) == ["A mail came."]
    assert [line.label for line in own.lines] == ["What was decided", "Who", "Saw", "Believed"]
    assert texts(other) == ["A call by the incident lead"]
    assert texts(drastic) == ["Incident Lead", "Restart all", "Lost carts"]
    assert texts(factor) == ["The incident lead had asked for one"]
    assert texts(lesson) == ["The incident lead kept one channel"]
    assert {"not yet judged", "no evidence cited"} <= set(first.marks)


_WORDS = st.sampled_from(
    [LEAD, "[incident lead]", ENGINEER, DATABASE, "engineer", "the pool", "waited.", "a", "\n\n"]
)
_TEXT = st.lists(_WORDS, max_size=6).map(" ".join)
_ROLE = st.sampled_from(["", *ROLES])


@given(st.data())
def test_no_passage_is_without_the_role(data: st.DataObject) -> None:
    def text() -> str:
        return data.draw(_TEXT)

    told = Told(
        case=Case("c", CaseKind.INCIDENT, "Orders", summary=text(), impact=text()),
        entries=[
            entry(number, text(), known=Known.LATER, known_by=data.draw(_ROLE))
            for number in range(2)
        ],
        decisions=[DecisionPoint("d", "c", text(), role=data.draw(_ROLE), saw=text())],
        actions=[DrasticAction("a", "c", text(), owner=data.draw(_ROLE), risk=text())],
        factors=[Factor("f", "c", text(), why_open=text())],
        lessons=[Lesson("l", "c", LessonKind.IMPROVE, text())],
    )
    role = data.draw(st.sampled_from(ROLES))
    finder = RoleFinder(ROLES)

    for passage in about(role, told):
        texts = [*(line.text for line in passage.lines), *passage.marks]
        assert any(finder.speaks_of(each, role) for each in texts)


def test_a_person_is_found_by_every_name_and_shown_by_role() -> None:
    people = People(
        [Person("p1", "Mira Olsen"), Person("p2", "Tomas Brandt")],
        [
            Alias("n1", "p1", AliasKind.NAME, "Mira Olsen"),
            Alias("n2", "p2", AliasKind.NAME, "Tomas Brandt"),
        ],
        [Role("r1", "c", "p1", ENGINEER), Role("r2", "c", "p2", LEAD)],
    )
    told = Told(CASE, [entry(1, "Mira Olsen restarted it."), entry(2, "Tomas Brandt paged.")])
    wording = Wording(Secrets(people.all_names))

    found = passages_about(ENGINEER, told, RoleFinder(ROLES), wording.text, ZONE)

    assert [line.text for passage in found for line in passage.lines] == [
        "[engineer A] restarted it."
    ]


def test_who_has_a_role_and_no_page_is_proposed() -> None:
    people = People(
        [Person("p1", "Mira"), Person("p2", "Tomas"), Person("p3", "Aiko")],
        [],
        [Role("r1", "c", "p1", ENGINEER), Role("r2", "c", "p2", LEAD), Role("r3", "c", "p3", "")],
    )
    accounts = [FairAccount("x", "c", "Incident lead")]

    assert proposed(people, accounts) == [("p1", ENGINEER)]
