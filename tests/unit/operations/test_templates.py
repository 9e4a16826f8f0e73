"""Templates of one's own: copied, checked, chosen for a casebook, and left again."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.casebook import Casebook
from app.domain.drafts import Case
from app.domain.errors import CancelledError, ExportError
from app.exporters.manifest import documents
from app.operations import exports, templates
from app.operations.templates import Listed
from tests.unit.operations.conftest import PASSPHRASE

REVIEW = exports.INCIDENT_REVIEW


def only_markdown(name: str, text: str) -> Path:
    """A template of one's own with only Markdown in it, which is quick to check."""
    own = templates.copy(REVIEW, name)
    (own.folder / "manifest.yaml").write_text(
        f"id: {REVIEW}\ntitle: Review of Harbour\naudience: engineers\nformats: {{md: own.j2}}\n"
    )
    file = own.folder / "own.j2"
    file.write_text(text, encoding="utf-8")
    return file


def test_shipped_and_own_are_listed_and_a_broken_one_says_why() -> None:
    own = templates.copy(REVIEW, " Harbour ")
    (templates.folder() / "Broken").mkdir()

    listed = templates.listed()

    shipped = [each for each in listed if not each.name]
    assert {each.document_id for each in shipped} == {each.id for each in documents()}
    broken, harbour = (each for each in listed if each.name)
    assert broken.name == "Broken"
    assert "manifest.yaml is missing" in broken.problem
    assert harbour == Listed("Harbour", REVIEW, own.document.title, own.formats)


@pytest.mark.parametrize("document", documents(), ids=lambda document: document.id)
def test_a_fresh_copy_has_nothing_wrong_with_it(document) -> None:
    templates.copy(document.id, "Harbour")

    assert templates.check("Harbour") == []


def test_a_check_says_what_is_wrong_once_for_each_format() -> None:
    only_markdown("Harbour", "{{ view.titel }}")

    [problem] = templates.check("Harbour")
    assert "did you mean view.title?" in problem
    assert templates.check("Gone") == [
        f"There is no template called “Gone” in {templates.folder()}; copy a shipped one."
    ]


def test_a_fault_that_only_a_full_case_shows_is_found() -> None:
    only_markdown("Harbour", "{% for note in view.notes %}{{ note.text }}{% endfor %}")

    [problem] = templates.check("Harbour")
    assert "note.text does not exist" in problem


def test_a_check_can_be_cancelled() -> None:
    class Cancelled:
        cancelled = True

        def report(self, done: int, total: int, what: str) -> None:
            del done, total, what

    templates.copy(REVIEW, "Harbour")
    with pytest.raises(CancelledError):
        templates.check("Harbour", Cancelled())


def test_a_casebook_remembers_which_template_it_uses(casebook: Casebook, case: Case) -> None:
    only_markdown("Harbour", "# Harbour: {{ view.title | md }}")
    assert templates.chosen(casebook) == {}

    templates.choose(casebook, "Harbour")

    assert templates.chosen(casebook) == {REVIEW: "Harbour"}
    titles = {each.id: each.title for each in templates.offered(casebook)}
    assert titles[REVIEW] == "Review of Harbour"
    assert {each.id for each in templates.offered()} == set(titles)
    assert exports.preview(casebook, case.id) == f"# Harbour: {case.title}"
    casebook.close()
    with Casebook.open(casebook.path, PASSPHRASE) as again:
        assert templates.chosen(again) == {REVIEW: "Harbour"}
        templates.choose_shipped(again, REVIEW)
        assert templates.chosen(again) == {}
        assert exports.preview(again, case.id).startswith(f"# {case.title}")


def test_an_export_uses_the_template_and_its_title(
    casebook: Casebook, case: Case, tmp_path: Path
) -> None:
    only_markdown("Harbour", "# Harbour: {{ view.title | md }}")
    templates.choose(casebook, "Harbour")
    (tmp_path / "out").mkdir()

    made = exports.export(casebook, case.id, REVIEW, "md", tmp_path / "out")

    assert made.read_text(encoding="utf-8") == f"# Harbour: {case.title}"
    assert "review of harbour" in made.name


def test_a_faulty_template_cannot_be_chosen(casebook: Casebook) -> None:
    only_markdown("Harbour", "{{ view.titel }}")

    with pytest.raises(ExportError, match=r"view\.titel does not exist"):
        templates.choose(casebook, "Harbour")
    assert templates.chosen(casebook) == {}


def test_a_template_broken_since_stops_its_document_and_no_other(
    casebook: Casebook, case: Case, tmp_path: Path
) -> None:
    file = only_markdown("Harbour", "# Harbour")
    templates.choose(casebook, "Harbour")
    file.unlink()

    with pytest.raises(ExportError, match="go back to the shipped one"):
        exports.export(casebook, case.id, REVIEW, "md", tmp_path / "review.md")
    assert not (tmp_path / "review.md").exists()
    assert [each.id for each in templates.offered(casebook)] == [each.id for each in documents()]
    templates.choose_shipped(casebook, REVIEW)
    exports.export(casebook, case.id, REVIEW, "md", tmp_path / "review.md")


def test_the_variables_of_a_document_are_those_of_its_readers() -> None:
    assert any(each.path == "view.notes[].quote" for each in templates.variables(REVIEW))
    with pytest.raises(ExportError, match="no document called"):
        templates.variables("novel")
