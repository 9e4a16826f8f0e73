"""People: who wrote the evidence, in which role; observed once, edited by people, undone."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.casebook import Casebook, schema
from app.domain.drafts import Case, CaseKind, new_id
from app.domain.errors import ConflictError, EvidenceError, InvalidInputError
from app.domain.people import Alias, NameAnswer, People, Verdict
from app.domain.query import EvidenceFilter
from app.operations import casebooks, cases, erasing, evidence, history, imports, people
from tests.unit.casebook.pages import plain_bytes
from tests.unit.operations.chat import BOTH, MIRA, TakeIn, author, take_in_with
from tests.unit.operations.conftest import PASSPHRASE


@pytest.fixture
def take_in(monkeypatch: pytest.MonkeyPatch, casebook: Casebook) -> TakeIn:
    return take_in_with(monkeypatch, casebook)


@pytest.fixture
def other(casebook: Casebook) -> Case:
    return cases.add_case(casebook, CaseKind.INCIDENT, "Another")


def labels(casebook: Casebook, case: Case) -> dict[str, str]:
    found = people.people_of(casebook, case.id)
    return {found.persons[one].name: found.label(one) for one in found.in_case}


def named(casebook: Casebook, case: Case, name: str) -> str:
    found = people.people_of(casebook, case.id)
    [person_id] = [one for one in found.persons if found.persons[one].name == name]
    return person_id


def texts(found: People, person_id: str) -> set[str]:
    return {alias.text for alias in found.names_of(person_id)}


# Observed


def test_who_wrote_the_evidence_is_known_with_every_name(
    casebook: Casebook, case: Case, take_in: TakeIn
) -> None:
    source = take_in(case)
    assert labels(casebook, case) == {"mira": "participant A", "Mark": "participant B"}
    found = people.people_of(casebook, case.id)
    mira = named(casebook, case, "mira")
    assert texts(found, mira) == {"U1", "mira", "Mira Olsen", "@mira", "mira.olsen@example.test"}
    assert found.author(source.id, "U1") == mira
    assert found.author(source.id, "B1") is None  # a machine is nobody
    assert history.undo_label(casebook, case.id) == "Import evidence"
    assert casebooks.verify(casebook).problems == ()


def test_a_name_that_only_the_messages_show_is_known_too(
    casebook: Casebook, case: Case, take_in: TakeIn
) -> None:
    take_in(case, [("U1", "mira (on call)", "hello")], [MIRA])
    found = people.people_of(casebook, case.id)
    assert "mira (on call)" in texts(found, found.in_case[0])


def test_one_id_of_one_format_is_one_person(
    casebook: Casebook, case: Case, other: Case, take_in: TakeIn
) -> None:
    first = take_in(case)
    take_in(case, title="the same export again")
    take_in(other)
    assert len(people.people_of(casebook, case.id).persons) == 2
    assert labels(casebook, other) == {"mira": "participant A", "Mark": "participant B"}
    take_in(case, [("U1", "someone", "x")], [author("U1", "someone")], format_id="another-chat")
    assert "someone" in labels(casebook, case)  # the same id of another format is somebody else
    assert people.people_of(casebook, case.id).author(first.id, "U1") is not None


def test_an_id_is_the_same_person_in_the_tables_of_a_tool_and_in_an_archive(
    casebook: Casebook, case: Case, take_in: TakeIn
) -> None:
    take_in(case, [("p1", "Mira", "x")], [author("p1", "Mira")], format_id="paging")
    take_in(case, [("p1", "M. Olsen", "x")], [author("p1", "M. Olsen")], format_id="paging-csv")
    inside = author("paging:p1", "mira")
    take_in(case, [("paging:p1", "mira", "x")], [inside], format_id="bundle")
    assert list(labels(casebook, case)) == ["Mira"]
    other = author("chat:p1", "somebody")
    take_in(case, [("chat:p1", "somebody", "x")], [other], format_id="bundle")
    assert list(labels(casebook, case)) == ["Mira", "somebody"]


def test_one_address_is_one_person_whatever_its_capitals(
    casebook: Casebook, case: Case, take_in: TakeIn
) -> None:
    take_in(case)
    mail = author("Mira.Olsen@example.test", "M. Olsen", "Mira.Olsen@example.test")
    take_in(case, [(mail.key, "M. Olsen", "x")], [mail], format_id="mbox")
    assert len(people.people_of(casebook, case.id).persons) == 2
    assert "M. Olsen" in texts(people.people_of(casebook, case.id), named(casebook, case, "mira"))


def test_equal_names_are_proposed_and_never_merged(
    casebook: Casebook, case: Case, take_in: TakeIn
) -> None:
    take_in(case)
    twin = author("U9", "MIRA  Olsén")
    take_in(case, [("U9", "MIRA  Olsén", "x")], [twin])
    named_only = author("Mark Hale", "Mark Hale")  # the id is nothing but a name
    take_in(case, [("Mark Hale", "Mark Hale", "x")], [named_only])
    found = people.people_of(casebook, case.id)
    assert len(found.persons) == 4
    called = found.persons
    assert {(called[one].name, called[two].name) for one, two in people.same_names(found)} == {
        ("MIRA  Olsén", "mira"),
        ("Mark Hale", "Mark"),
    }


def test_a_person_merged_earlier_is_recognised_and_labelled_once(
    casebook: Casebook, case: Case, other: Case, take_in: TakeIn
) -> None:
    take_in(case)
    people.merge(casebook, case.id, named(casebook, case, "Mark"), named(casebook, case, "mira"))
    take_in(other)
    assert labels(casebook, other) == {"mira": "participant A"}


def test_labels_go_on_after_the_alphabet_and_are_not_given_twice(
    casebook: Casebook, case: Case, take_in: TakeIn
) -> None:
    crowd = [author(f"U{number}", f"Person {number}") for number in range(30)]
    take_in(case, [(one.key, one.names[0].text, "x") for one in crowd], crowd)
    assert list(labels(casebook, case).values())[-2:] == ["participant AC", "participant AD"]
    people.set_role(casebook, case.id, named(casebook, case, "Person 29"), "incident lead")
    take_in(case, [("U99", "Late", "x")], [author("U99", "Late")])
    assert labels(casebook, case)["Late"] == "participant AE"


def test_undoing_an_import_takes_the_roles_and_redoing_brings_them_back(
    casebook: Casebook, case: Case, take_in: TakeIn
) -> None:
    take_in(case)
    history.undo(casebook, case.id)
    assert labels(casebook, case) == {}
    assert len(people.people_of(casebook, case.id).persons) == 2
    history.redo(casebook, case.id)
    assert list(labels(casebook, case).values()) == ["participant A", "participant B"]


def test_observing_ends_no_redo_of_another_case(
    casebook: Casebook, case: Case, other: Case, take_in: TakeIn
) -> None:
    cases.update_case(casebook, replace(case, summary="half-written"))
    history.undo(casebook, case.id)
    take_in(other)
    assert history.redo_label(casebook, case.id) == "Edit case header"


def test_an_import_that_breaks_leaves_nobody(
    casebook: Casebook, case: Case, take_in: TakeIn
) -> None:
    with pytest.raises(EvidenceError):
        take_in(case, fails=EvidenceError("The file ends too early."))
    assert people.people_of(casebook, case.id).persons == {}
    assert imports.sources(casebook, case.id) == []


def test_an_undone_import_that_nobody_can_redo_takes_its_people_along(
    casebook: Casebook, case: Case, take_in: TakeIn
) -> None:
    take_in(case)
    history.undo(casebook, case.id)
    cases.update_case(casebook, replace(case, summary="something else"))
    assert casebooks.remove_leftovers(casebook) == 1
    found = people.people_of(casebook, case.id)
    assert (dict(found.persons), found.aliases) == ({}, ())
    assert casebooks.verify(casebook).problems == ()


def test_a_chat_of_an_earlier_schema_has_its_people_once_it_is_opened(
    casebook: Casebook, case: Case, take_in: TakeIn
) -> None:
    said = [*BOTH, ("USLACKBOT", "Slackbot", "reminder"), (None, "somebody", "x")]
    source = take_in(case, said, [])
    assert labels(casebook, case) == {}
    casebooks.tidy(casebook)
    casebooks.tidy(casebook)
    assert labels(casebook, case) == {"mira": "participant A", "Mark": "participant B"}
    assert people.people_of(casebook, case.id).author(source.id, "B1") is None
    assert history.undo_label(casebook, case.id) == "Import evidence"


# Found


def matching(
    casebook: Casebook, case: Case, query: str = "", people: frozenset[str] | None = None
) -> list[str]:
    ids = evidence.item_ids(casebook, case.id, EvidenceFilter(query, people=people))
    return [item.text for item in evidence.items(casebook, ids)]


@pytest.mark.parametrize(
    "query", ["from:on-call", 'from:"On-Call engineer"', "from:mira", "from:OLSÉN", "from:miri"]
)
def test_people_are_found_by_role_name_and_further_names(
    query: str, casebook: Casebook, case: Case, take_in: TakeIn
) -> None:
    take_in(case)
    mira = named(casebook, case, "mira")
    people.set_role(casebook, case.id, mira, "on-call engineer A")
    people.add_alias(casebook, case.id, mira, "Miri")
    assert matching(casebook, case, query) == ["pool exhausted"]
    assert matching(casebook, case, f"-{query}") == ["rolling back", "fired"]


def test_people_are_filtered_by_id_and_machines_by_name(
    casebook: Casebook, case: Case, take_in: TakeIn
) -> None:
    take_in(case)
    take_in(case, [("U9", "mira", "another Mira")], [author("U9", "mira")])
    found_people = people.people_of(casebook, case.id)
    first = next(alias.person_id for alias in found_people.aliases if alias.text == "U1")
    assert matching(casebook, case, people=frozenset({first})) == ["pool exhausted"]
    assert matching(casebook, case, people=frozenset({first, "Pager"})) == [
        "pool exhausted",
        "fired",
    ]
    assert matching(casebook, case, people=frozenset({"mira"})) == [
        "pool exhausted",
        "another Mira",
    ]
    assert matching(casebook, case, "from:pager") == ["fired"]


# Edited


def test_a_person_is_called_as_people_say_and_the_old_name_stays_known(
    casebook: Casebook, case: Case, take_in: TakeIn
) -> None:
    take_in(case)
    mira = named(casebook, case, "mira")
    people.rename(casebook, case.id, mira, "  Mira   O. ")
    found = people.people_of(casebook, case.id)
    assert found.persons[mira].name == "Mira O."
    assert {"mira", "Mira O."} <= texts(found, mira)
    history.undo(casebook, case.id)
    found = people.people_of(casebook, case.id)
    assert found.persons[mira].name == "mira"
    assert "Mira O." not in texts(found, mira)
    with pytest.raises(InvalidInputError, match="needs a name"):
        people.rename(casebook, case.id, mira, " ")


def test_a_role_is_of_one_case(
    casebook: Casebook, case: Case, other: Case, take_in: TakeIn
) -> None:
    take_in(case)
    take_in(other)
    mira = named(casebook, case, "mira")
    people.set_role(casebook, case.id, mira, "incident lead", "she signs the report")
    role = people.people_of(casebook, case.id).role(mira)
    assert role is not None
    assert (role.label, role.named_because) == ("incident lead", "she signs the report")
    assert labels(casebook, other)["mira"] == "participant A"
    with pytest.raises(InvalidInputError, match="needs a label"):
        people.set_role(casebook, case.id, mira, "")


def test_two_become_one_and_two_again(casebook: Casebook, case: Case, take_in: TakeIn) -> None:
    source = take_in(case)
    mira, mark = named(casebook, case, "mira"), named(casebook, case, "Mark")
    people.set_role(casebook, case.id, mira, "incident lead")
    people.merge(casebook, case.id, mark, mira)
    found = people.people_of(casebook, case.id)
    assert found.in_case == (mira,)
    assert found.in_document(source.id, "U2", "Mark") == "incident lead"
    assert {"Mark Hale", "Mira Olsen"} <= texts(found, mira)
    with pytest.raises(InvalidInputError, match="one person already"):
        people.merge(casebook, case.id, mira, mark)
    people.split(casebook, case.id, mark)
    assert labels(casebook, case) == {"mira": "incident lead", "Mark": "participant B"}
    with pytest.raises(InvalidInputError, match="not merged"):
        people.split(casebook, case.id, mark)


def test_a_further_name_is_added_and_removed_by_hand_only(
    casebook: Casebook, case: Case, take_in: TakeIn
) -> None:
    take_in(case)
    mira = named(casebook, case, "mira")
    added = people.add_alias(casebook, case.id, mira, "Miri")
    with pytest.raises(InvalidInputError, match="already"):
        people.add_alias(casebook, case.id, mira, "Miri")
    people.remove_alias(casebook, case.id, added.id)
    found = people.people_of(casebook, case.id)
    assert "Miri" not in texts(found, mira)
    with pytest.raises(InvalidInputError, match="stands in the evidence"):
        people.remove_alias(casebook, case.id, found.names_of(mira)[0].id)
    history.undo(casebook, case.id)
    assert "Miri" in texts(people.people_of(casebook, case.id), mira)


# Undo across cases


def test_undo_does_not_overwrite_what_another_case_changed_since(
    casebook: Casebook, case: Case, other: Case, take_in: TakeIn
) -> None:
    take_in(case)
    mira = named(casebook, case, "mira")
    people.rename(casebook, case.id, mira, "Mira O.")
    people.rename(casebook, other.id, mira, "M. Olsen")
    before = people.people_of(casebook, case.id).persons
    with pytest.raises(ConflictError, match=r"Rename person.*cannot be undone.*another case"):
        history.undo(casebook, case.id)
    assert people.people_of(casebook, case.id).persons == before
    assert history.undo_label(casebook, case.id) == "Rename person"
    history.undo(casebook, other.id)
    history.undo(casebook, case.id)
    assert people.people_of(casebook, case.id).persons[mira].name == "mira"


def test_two_cases_cannot_merge_two_people_into_each_other(
    casebook: Casebook, case: Case, other: Case, take_in: TakeIn
) -> None:
    take_in(case)
    mira, mark = named(casebook, case, "mira"), named(casebook, case, "Mark")
    people.merge(casebook, case.id, mira, mark)
    history.undo(casebook, case.id)
    people.merge(casebook, other.id, mark, mira)
    with pytest.raises(ConflictError, match="other way round"):
        history.redo(casebook, case.id)
    assert people.people_of(casebook, case.id).head(mark) == mira
    assert history.redo_label(casebook, case.id) == "Merge people"


def drafted(casebook: Casebook) -> dict[str, dict[str, dict[str, object]]]:
    with casebook.read() as connection:
        return {
            table.name: {
                row["id"]: dict(row) for row in connection.execute(select(table)).mappings()
            }
            for table in (schema.people, schema.aliases, schema.roles)
        }


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(seed=st.integers(0, 2**32), steps=st.integers(1, 10))
def test_any_edits_of_people_undone_and_redone_come_back_exactly(
    seed: int, steps: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(seed)  # noqa: S311  a repeatable walk, no secret
    crowd = [author(f"U{number}", f"Person {number}") for number in range(5)]
    with (
        TemporaryDirectory() as folder,
        Casebook.create(Path(folder) / "any.casebook", PASSPHRASE) as casebook,
    ):
        case = cases.add_case(casebook, CaseKind.TRUST, "Any")
        said = [(one.key, "x", "y") for one in crowd]
        take_in_with(monkeypatch, casebook)(case, said, crowd)
        images = [drafted(casebook)]
        for _ in range(steps):
            change(casebook, case, chance)
            if (now := drafted(casebook)) != images[-1]:
                images.append(now)
        for image in reversed(images[:-1]):
            assert history.undo(casebook, case.id) is not None
            assert drafted(casebook) == image
        for image in images[1:]:
            assert history.redo(casebook, case.id) is not None
            assert drafted(casebook) == image


def change(casebook: Casebook, case: Case, chance: random.Random) -> None:
    found = people.people_of(casebook, case.id)
    one, two = chance.sample(sorted(found.persons), 2)
    merged = [person.id for person in found.persons.values() if person.merged_into]
    match chance.choice(["rename", "role", "merge", "split", "add", "remove"]):
        case "rename":
            people.rename(casebook, case.id, one, chance.choice(["Ada", "Bo", "Cy"]))
        case "role":
            people.set_role(casebook, case.id, one, chance.choice(["lead", "owner"]), "so agreed")
        case "merge" if found.head(one) != found.head(two):
            people.merge(casebook, case.id, one, two)
        case "split" if merged:
            people.split(casebook, case.id, chance.choice(merged))
        case "add":
            name = f"Nick {chance.random()}"
            people.add_alias(casebook, case.id, one, name)
        case "remove":
            added = [alias.id for alias in found.aliases if alias.source_id is None]
            for alias_id in added[:1]:
                people.remove_alias(casebook, case.id, alias_id)


# Erased

GONE = "quixotic"


def holds(casebook: Casebook, word: str) -> bool:
    # The word index stores words without the start they share.
    found = [plain_bytes(path, PASSPHRASE) for path in (casebook.path, *casebook.copies())]
    return any(word[3:].encode() in each.lower() for each in found)


@pytest.fixture
def somebody(casebook: Casebook, case: Case, take_in: TakeIn) -> Callable[[], int]:
    """Imports a source that alone knows one person, and edits that person."""

    def come() -> int:
        one = author("U7", f"{GONE} Q", f"@{GONE}", f"{GONE}@example.test")
        source = take_in(case, [("U7", f"{GONE} Q", "x"), BOTH[0]], [one, MIRA])
        person = named(casebook, case, f"{GONE} Q")
        people.add_alias(casebook, case.id, person, f"{GONE}ally")
        people.rename(casebook, case.id, person, f"The {GONE} one")
        people.set_role(casebook, case.id, person, "owner", f"known as {GONE}")
        return source.id

    return come


def test_an_erased_source_takes_its_people_along_and_no_name_stays(
    casebook: Casebook, case: Case, take_in: TakeIn, somebody: Callable[[], int]
) -> None:
    take_in(case)
    source_id = somebody()
    for before, words in (("", GONE), (f"then{GONE}", "went"), ("then", "mira")):
        with casebook.edit(f"Keep “{words}”", case.id) as edit:
            edit.add(NameAnswer(new_id(), case.id, Verdict.KEEP, words, before, reason="a word"))
    casebooks.back_up(casebook)
    assert holds(casebook, GONE)
    plan = erasing.plan_erasing_source(casebook, source_id)
    assert any(line.startswith("1 person known from nowhere else") for line in plan.what)
    erasing.erase_source(casebook, source_id)
    assert not holds(casebook, GONE)
    assert labels(casebook, case) == {"mira": "participant A", "Mark": "participant B"}
    assert {alias.source_id for alias in aliases(casebook)} == {1}
    with casebook.drafts() as drafts:
        assert [answer.words for answer in drafts.of_case(NameAnswer, case.id)] == ["mira"]
    assert casebooks.verify(casebook).problems == ()


def aliases(casebook: Casebook) -> list[Alias]:
    with casebook.drafts() as drafts:
        return drafts.all(Alias)


def test_a_name_that_only_the_erased_source_gave_is_nobodys_any_more(
    casebook: Casebook, case: Case, take_in: TakeIn
) -> None:
    known_as = author("U1", f"{GONE} Olsen")
    source = take_in(case, [("U1", f"{GONE} Olsen", "x")], [known_as])
    take_in(case)
    erasing.erase_source(casebook, source.id)
    assert not holds(casebook, GONE)
    assert set(labels(casebook, case)) == {"mira", "Mark"}


def test_who_was_merged_with_an_erased_person_keeps_the_role_that_was_shown(
    casebook: Casebook, case: Case, take_in: TakeIn, somebody: Callable[[], int]
) -> None:
    take_in(case)
    source_id = somebody()
    erased = named(casebook, case, f"The {GONE} one")
    people.add_alias(casebook, case.id, erased, "Kiki")
    mira, mark = named(casebook, case, "mira"), named(casebook, case, "Mark")
    people.merge(casebook, case.id, mira, erased)
    people.merge(casebook, case.id, mark, erased)
    people.set_role(casebook, case.id, erased, "incident lead")
    erasing.erase_source(casebook, source_id)
    found = people.people_of(casebook, case.id)
    [head] = found.in_case
    assert head in {mira, mark}
    assert found.label(head) == "incident lead"
    assert set(found.members(head)) == {mira, mark}
    assert "Kiki" in texts(found, head)
    assert casebooks.verify(casebook).problems == ()


def test_no_case_can_undo_what_it_did_to_an_erased_person(
    casebook: Casebook, case: Case, other: Case, take_in: TakeIn, somebody: Callable[[], int]
) -> None:
    take_in(other)
    source_id = somebody()
    people.rename(casebook, other.id, named(casebook, case, f"The {GONE} one"), "Quincy")
    cases.update_case(casebook, replace(other, summary="later"))
    erasing.erase_source(casebook, source_id)
    assert history.undo_label(casebook, other.id) == "Edit case header"
    history.undo(casebook, other.id)
    assert history.undo_label(casebook, other.id) is None
    assert casebooks.verify(casebook).problems == ()
