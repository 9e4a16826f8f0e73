"""Templates of one's own, as a script meets them: from the copy to the exported document."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.e2e.test_cli import Goldseam


@pytest.fixture
def goldseam(tmp_path: Path) -> Goldseam:
    made = Goldseam(tmp_path)
    made.environment |= {"XDG_DATA_HOME": str(tmp_path / "data")}
    return made


def asked(goldseam: Goldseam, *arguments: object) -> list[dict[str, object]]:
    done = goldseam.run("templates", *arguments, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_from_a_copy_to_a_document(goldseam: Goldseam, tmp_path: Path) -> None:
    [copied] = asked(goldseam, "copy", "incident-review", "Harbour Bank")
    folder = Path(str(copied["folder"]))
    assert folder.parent == tmp_path / "data/goldseam/templates"
    template = folder / "incident-review.md.j2"
    template.write_text("# Harbour Bank: {{ view.titel | md }}\n", encoding="utf-8")

    failed = goldseam.run("templates", "check", "Harbour Bank")
    assert failed.returncode == 1
    assert failed.stdout == "Harbour Bank: 1 problem\n"
    assert "near line 1: view.titel does not exist; did you mean view.title?" in failed.stderr

    template.write_text("# Harbour Bank: {{ view.title | md }}\n", encoding="utf-8")
    assert asked(goldseam, "check", "Harbour Bank") == [{"name": "Harbour Bank", "problems": []}]

    goldseam.run("new", goldseam.casebook)
    case = goldseam.new_case()
    used = asked(goldseam, "use", goldseam.casebook, "Harbour Bank")
    assert used == [{"document": "incident-review", "name": "Harbour Bank"}]
    written = tmp_path / "review.md"
    export = ("export", goldseam.casebook, "--case", case, "--format", "md", "-o", written)
    assert goldseam.run(*export).returncode == 0
    assert written.read_text(encoding="utf-8") == "# Harbour Bank: Orders API unavailable\n"

    assert asked(goldseam, "use", goldseam.casebook, "--shipped", "incident-review") == []
    assert goldseam.run(*export).returncode == 0
    assert written.read_text(encoding="utf-8").startswith("# Orders API unavailable\n")


def test_the_list_names_shipped_and_own(goldseam: Goldseam, tmp_path: Path) -> None:
    (tmp_path / "data/goldseam/templates/Empty").mkdir(parents=True)

    listed = asked(goldseam, "list")

    assert {"incident-review"} <= {each["document"] for each in listed if each["name"] is None}
    [own] = [each for each in listed if each["name"] is not None]
    assert own["name"] == "Empty"
    assert "manifest.yaml is missing" in str(own["problem"])
    done = goldseam.run("templates", "list")
    assert "(shipped)  incident-review  Incident review  md, " in done.stdout


def test_the_variables_are_listed(goldseam: Goldseam) -> None:
    listed = asked(goldseam, "variables", "incident-review")

    assert listed[0] == {
        "path": "view.title",
        "kind": "text",
        "meaning": "The title of the case.",
    }


def test_wrong_use_is_a_sentence(goldseam: Goldseam) -> None:
    assert "ACTION" in goldseam.refused(2, "templates")
    assert "cannot stand together" in goldseam.refused(
        2, "templates", "use", goldseam.casebook, "A", "--shipped", "incident-review"
    )
    assert "no document called" in goldseam.refused(1, "templates", "copy", "novel", "A")
    assert "cannot be called" in goldseam.refused(1, "templates", "copy", "incident-review", "../A")
