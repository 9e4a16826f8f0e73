"""Completeness: every document renders in every format it offers, whatever the size of the case."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.drafts import Case, Certainty
from app.domain.errors import ExportError
from app.domain.evidence import Source
from app.domain.review import review_of
from app.domain.stakeholders import stakeholder_view_of
from app.domain.timeline import CitedEntry
from app.domain.trust.document import VIEWS
from app.domain.views import DocumentView
from app.exporters.manifest import DocumentTemplate, document, documents
from app.exporters.markdown import render_markdown
from app.exporters.rendering import render_document
from app.exporters.sample_views import sample_views
from app.exporters.word import render_docx
from app.paths import MODELS, RESOURCES, TEMPLATES
from tests.unit.review_samples import CASE, NOW, large_case, small_case


def judged(case: Case, entries: list[CitedEntry], sources: list[Source]):
    """The same with every entry confirmed, so that readers outside engineering are told of it."""
    confirmed = [
        replace(each, entry=replace(each.entry, certainty=Certainty.CONFIRMED)) for each in entries
    ]
    return case, confirmed, sources


CASES = {
    "empty": (replace(CASE, title="", summary=""), [], []),
    "small": small_case(),
    "large": judged(*large_case(2000)),
}


OF_ENTRIES = {"review", "stakeholders"}
"""The views that a timeline of any length makes long."""


def view_of(size: str, template: DocumentTemplate) -> DocumentView:
    case, entries, sources = CASES[size]
    if template.view not in OF_ENTRIES:
        return sample_views(template.view)[size != "empty"]
    if template.view == "stakeholders":
        return stakeholder_view_of(case, entries, {}, NOW)
    return review_of(case, entries, sources, NOW)


SIZES = [
    pytest.param(template, size, id=f"{template.id}-{size}")
    for template in documents()
    for size in CASES
    if size != "large" or template.view in OF_ENTRIES  # the others have one sample that is filled
]


@pytest.mark.parametrize(("template", "size"), SIZES)
def test_every_document_renders_in_every_format(template, size):
    view = view_of(size, template)

    assert template.formats == ("md", "docx", "html")
    for fmt in template.formats:
        # A trust document of which nothing was chosen is short, and says so.
        least = 100 if template.view in VIEWS and size == "empty" else 400
        assert len(render_document(view, template, fmt)) > least


@pytest.mark.parametrize("template", documents(), ids=lambda template: template.id)
def test_every_document_shows_a_little_of_all(template):
    empty, filled = sample_views(template.view)

    for fmt in template.formats:
        assert render_document(empty, template, fmt) != render_document(filled, template, fmt)


def test_every_template_folder_is_offered():
    folders = {path.name for path in TEMPLATES.iterdir() if path.is_dir()}

    assert {template.id for template in documents()} == folders


def test_what_the_program_ships_is_found():
    assert RESOURCES.is_dir()
    assert MODELS.is_dir()


def test_an_unknown_document_or_format_is_named():
    with pytest.raises(ExportError, match=r"no document called “novel”; there is .*incident"):
        document("novel")
    with pytest.raises(ExportError, match="cannot be written as pdf; choose md or docx"):
        document("incident-review").file("pdf")


@pytest.mark.parametrize(
    "manifest",
    [
        "",
        "- a",
        "id: x\ntitle: y\n",
        "id: x\ntitle: y\naudience: engineers\nformats: [md]",
        "{",
        "\xff: [",
    ],
)
def test_a_manifest_that_cannot_be_used_is_named(tmp_path, manifest):
    folder = tmp_path / "broken"
    folder.mkdir()
    (folder / "manifest.yaml").write_text(manifest, encoding="latin-1")

    with pytest.raises(ExportError, match=r"manifest\.yaml is not a usable manifest"):
        documents(tmp_path)


def test_a_manifest_that_names_an_absent_file_is_named(tmp_path):
    folder = tmp_path / "broken"
    folder.mkdir()
    (folder / "manifest.yaml").write_text(
        "id: x\ntitle: y\naudience: engineers\nview: review\nformats: {md: gone.j2}"
    )

    with pytest.raises(ExportError, match=r"names gone\.j2, which is not beside it"):
        documents(tmp_path)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{{ view.titel }}", r"view\.titel does not exist; did you mean view\.title\?"),
        ("{% for x in view.notes %}", "near line 1"),
        ("{{ view.__class__.__mro__ }}", "unsafe"),
    ],
)
def test_a_fault_in_a_template_of_the_organisation_is_explained(tmp_path, text, sentence):
    file = tmp_path / "own.md.j2"
    file.write_text(text)

    with pytest.raises(ExportError, match=sentence) as failure:
        render_markdown(review_of(CASE, [], [], NOW), DocumentTemplate("own", "Own", {"md": file}))

    assert "own.md.j2" in str(failure.value)


def test_a_template_that_is_no_word_file_is_explained(tmp_path):
    file = tmp_path / "own.docx"
    file.write_text("not a zip")

    with pytest.raises(ExportError, match=r"own\.docx cannot be used as a Word file"):
        render_docx(review_of(CASE, [], [], NOW), DocumentTemplate("own", "Own", {"docx": file}))
