"""The reference lists what templates can show, and every variable in it works in a template."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.exporters import rendering
from app.exporters.manifest import DocumentTemplate
from app.exporters.reference import VIEWS, variables
from app.exporters.sample_views import sample_views
from app.exporters.sandbox import environment
from tests.unit.exporters.word_files import body, paragraph, word_file


@pytest.mark.parametrize("view", VIEWS)
def test_every_variable_has_a_kind_and_a_meaning(view: str) -> None:
    listed = variables(view)

    assert len({variable.path for variable in listed}) == len(listed)
    for variable in listed:
        assert variable.kind, variable
        assert variable.meaning.endswith("."), variable


@pytest.mark.parametrize("view", VIEWS)
def test_every_variable_can_be_shown(view: str) -> None:
    _, filled = sample_views(view)

    for variable in variables(view):
        if not variable.path.startswith("view."):
            continue
        first = variable.path.replace("[]", "[0]")
        shown = environment().from_string(f"{{{{ {first} }}}}").render(view=filled)
        assert shown, variable


BESIDE = {
    "picture": {"html": "{{ picture }}", "docx": "{{r picture }}"},
    "wide": {"html": "{{ wide }}", "docx": "{{ wide }}"},
    "chain_picture": {"html": "{{ chain_picture }}", "docx": "{{r chain_picture }}"},
    "chain_wide": {"html": "{{ chain_wide }}", "docx": "{{ chain_wide }}"},
    "style": {"html": "{{ style }}"},
    "|md": {"md": "{{ view.title|md }}"},
    "|md_lines": {"md": "{{ view.title|md_lines }}"},
    "|md_code": {"md": "{{ view.title|md_code }}"},
    "|lines": {"html": "{{ view.title|lines }}"},
    "|endnote": {"docx": "{{r 1|endnote }}"},
    "|footnote": {"docx": "{{r 1|footnote }}"},
}


def test_what_stands_beside_the_view_works_where_it_says_so(tmp_path: Path) -> None:
    listed = variables("review")
    assert {each.path for each in listed if not each.path.startswith("view.")} == set(BESIDE)

    _, filled = sample_views("review")
    for path, uses in BESIDE.items():
        for fmt, text in uses.items():
            file = tmp_path / f"own.{fmt}"
            data = word_file(body(paragraph(text))) if fmt == "docx" else text.encode()
            file.write_bytes(data)
            template = DocumentTemplate("incident-review", "Own", {fmt: file})
            assert rendering._made_from_own(rendering._Job(filled, template, fmt)), path


def test_what_kinds_of_values_there_are() -> None:
    kinds = {variable.path: variable.kind for variable in variables("review")}

    assert kinds["view.title"] == "text"
    assert kinds["view.preliminary"] == "yes or no"
    assert kinds["view.guide"] == "list of texts"
    assert kinds["view.timeline"] == "list, each with"
    assert kinds["view.timeline[].rows[].notes"] == "list of numbers"
    assert kinds["view.points[].end_us"] == "number, or none"
    assert kinds["view.points[].certainty"].startswith("one of unjudged, confirmed")


def test_readers_outside_are_offered_no_quotes() -> None:
    paths = {variable.path for variable in variables("stakeholders")}

    assert "view.left_out[].reason" in paths
    assert not any(path.startswith("view.notes") for path in paths)
