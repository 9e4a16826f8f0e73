"""People and roles without a screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.test_cli import Goldseam, archive

__all__ = ["archive"]


@pytest.fixture(scope="module")
def chat(tmp_path_factory: pytest.TempPathFactory, archive: Path) -> Goldseam:
    """A casebook of its own with the chat export in a case: people belong to all cases."""
    made = Goldseam(tmp_path_factory.mktemp("people"))
    made.run("new", made.casebook)
    made.ask("import", "--case", made.new_case(), archive)
    return made


@pytest.fixture
def case(chat: Goldseam) -> str:
    return str(chat.ask("case")[0]["id"])


def test_people_are_listed_by_role_without_any_count(chat: Goldseam, case: str) -> None:
    found = chat.ask("people", "--case", case)
    roles = [person["role"] for person in found]
    assert len(set(roles)) == len(roles) > 2
    for person in found:
        assert set(person) == {"id", "role", "name", "names", "named_because", "merged"}
        assert "key" in {name["kind"] for name in person["names"]}


def test_a_role_is_given_by_name_and_searched_for(chat: Goldseam, case: str) -> None:
    wrote = chat.ask("items", "--case", case, "--query", "from:mira")
    [given] = chat.ask("role", "--case", case, "--person", "mira", "--label", "incident lead")
    assert (given["role"], given["named_because"]) == ("incident lead", "")
    assert chat.ask("items", "--case", case, "--query", 'from:"incident lead"') == wrote != []
    [named] = chat.ask("role", "--case", case, "--person", "incident lead", "--because", "signs it")
    assert (named["role"], named["named_because"]) == ("incident lead", "signs it")
    doubted = chat.run(
        "role", chat.casebook, "--case", case, "--person", "mira", "--label", "Mira's role"
    )
    assert "seems to hold a name" in doubted.stderr


def test_people_are_merged_split_and_named(chat: Goldseam, case: str) -> None:
    one, other, *_ = chat.ask("people", "--case", case)
    many = len(chat.ask("people", "--case", case))
    merged = chat.ask("people", "--case", case, "--merge", one["id"], other["id"])
    assert len(merged) == many - 1
    [kept] = [person for person in merged if person["id"] == other["id"]]
    assert (kept["role"], kept["merged"][0]["id"]) == (other["role"], one["id"])
    assert len(chat.ask("people", "--case", case, "--split", one["id"])) == many
    added = chat.ask("people", "--case", case, "--add-name", other["id"], "Nick Name")
    assert "Nick Name" in [n["text"] for p in added for n in p["names"] if p["id"] == other["id"]]
    removed = chat.ask("people", "--case", case, "--remove-name", other["id"], "Nick Name")
    assert "Nick Name" not in [n["text"] for person in removed for n in person["names"]]
    renamed = chat.ask("people", "--case", case, "--rename", other["id"], "New Name")
    assert "New Name" in [person["name"] for person in renamed]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("role", "--person", "Nobody Here", "--label", "x"), "means nobody in this case"),
        (("people", "--split", "Nobody Here"), "not somebody who was merged"),
        (("people", "--remove-name", "toma", "Nobody"), "is no name of"),
        (("role", "--person", "toma", "--label", " "), "needs a label"),
    ],
)
def test_what_cannot_be_done_is_said(
    chat: Goldseam, case: str, options: tuple[str, ...], said: str
) -> None:
    name, *others = options
    assert said in chat.refused(1, name, chat.casebook, "--case", case, *others)
