"""A folder that anybody may have made is read as if they had: with a sentence for each trap."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.domain.errors import ExportError
from app.exporters import own_templates
from app.exporters.manifest import document, documents
from app.exporters.own_templates import (
    copy_shipped,
    is_own,
    own_names,
    own_template,
    templates_folder,
)

MANIFEST = """\
id: incident-review
title: Review of Harbour Bank
audience: engineers
formats:
  md: own.md.j2
"""


def laid(name: str = "Harbour", manifest: str | bytes = MANIFEST) -> Path:
    """A folder of that name with a manifest and a Markdown template."""
    folder = templates_folder() / name
    folder.mkdir()
    data = manifest if isinstance(manifest, bytes) else manifest.encode()
    (folder / "manifest.yaml").write_bytes(data)
    (folder / "own.md.j2").write_text("# {{ view.title | md }}", encoding="utf-8")
    return folder


def test_a_template_replaces_the_formats_that_it_holds() -> None:
    folder = laid()

    own = own_template("Harbour")

    shipped = document("incident-review")
    assert own.replaces == "incident-review"
    assert own.formats == ("md",)
    assert own.document.title == "Review of Harbour Bank"
    assert own.document.file("md") == folder / "own.md.j2"
    assert own.document.formats == shipped.formats
    assert own.document.file("docx") == shipped.file("docx")
    assert is_own(own.document.file("md"))
    assert not is_own(own.document.file("docx"))


@pytest.mark.parametrize("shipped", documents(), ids=lambda shipped: shipped.id)
def test_a_copy_is_a_template_of_ones_own(shipped) -> None:
    own = copy_shipped(shipped.id, "Harbour Bank 2")

    assert own_names() == ["Harbour Bank 2"]
    assert own == own_template("Harbour Bank 2")
    assert own.formats == shipped.formats
    assert own.document.title == shipped.title
    for fmt in shipped.formats:
        assert own.document.file(fmt) != shipped.file(fmt)
        assert own.document.file(fmt).read_bytes() == shipped.file(fmt).read_bytes()
    assert own.folder.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "name", ["", " ", "../up", "a/b", "a\\b", ".hidden", "con", "LPT1", "a" * 61, "a\n", "~x", "C:"]
)
def test_a_name_that_is_no_folder_is_refused(name: str) -> None:
    with pytest.raises(ExportError, match="cannot be called"):
        copy_shipped("incident-review", name)
    with pytest.raises(ExportError, match="cannot be called"):
        own_template(name)
    assert list(templates_folder().iterdir()) == []


def test_a_name_is_taken_once() -> None:
    laid()
    with pytest.raises(ExportError, match="called “harbour” already"):
        copy_shipped("incident-review", "harbour")


def test_a_copy_that_fails_leaves_nothing(monkeypatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(own_templates.shutil, "copyfile", full)
    with pytest.raises(ExportError, match="No space left"):
        copy_shipped("incident-review", "Harbour")
    assert list(templates_folder().iterdir()) == []


BOMB = "a: &a [x]\n" + "".join(
    f"{after}: &{after} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, after in zip("abcdefgh", "bcdefghi", strict=True)
)
TRAPS = {
    "no manifest": (b"", "needs an id"),
    "a list": ("- id", "needs an id"),
    "broken YAML": ("{", "cannot be read"),
    "no UTF-8": (b"id: caf\xe9", "cannot be read"),
    "a YAML bomb": (BOMB, "uses anchors"),
    "an object": (MANIFEST + "x: !!python/object/apply:os.system [id]", "cannot be read"),
    "endless brackets": ("[" * 15_000, "cannot be read|longer than"),
    "a long one": ("a: b\n" * 2_000, "longer than"),
    "too large": ("# " + "x" * 20_000, "larger than 16 KB"),
    "an id twice": (MANIFEST + "id: stakeholder-page", "says “id” twice"),
    "a format twice": (MANIFEST + "  md: other.j2", "says “md” twice"),
    "an unknown id": (MANIFEST.replace("incident-review", "novel"), "no document called “novel”"),
    "no id": (MANIFEST.partition("\n")[2], "no document called"),
    "another audience": (MANIFEST.replace("engineers", "stakeholders"), "no template changes it"),
    "a title that is a path": (MANIFEST.replace("Review of", "../../x"), "its title must"),
    "a title that is a number": (MANIFEST.replace("Review of Harbour Bank", "7"), "its title must"),
    "a title of two lines": (
        MANIFEST.replace("Review of Harbour Bank", '"a\\nb"'),
        "its title must",
    ),
    "a key of its own": (MANIFEST + "macros: true", "has “macros”"),
    "no formats": ("id: incident-review\ntitle: A\nformats: []", "needs an id"),
    "a list of formats": ("id: incident-review\ntitle: A\nformats: [md]", "needs formats"),
    "an unknown format": (MANIFEST.replace("md:", "exe:"), "not made as “exe”"),
    "a file above": (MANIFEST.replace("own.md.j2", "../own.md.j2"), "must lie beside"),
    "a file at the root": (MANIFEST.replace("own.md.j2", "/etc/passwd"), "must lie beside"),
    "a file by backslash": (MANIFEST.replace("own.md.j2", "..\\own.md.j2"), "must lie beside"),
    "a file on a disk": (MANIFEST.replace("own.md.j2", "C:own.md.j2"), "must lie beside"),
    "the folder itself": (MANIFEST.replace("own.md.j2", "."), "must lie beside|no ordinary file"),
    "the folder above": (MANIFEST.replace("own.md.j2", ".."), "must lie beside|no ordinary file"),
    "no file": (MANIFEST.replace("own.md.j2", "gone.j2"), "gone.j2 is missing"),
    "a file with a zero": (MANIFEST.replace("own.md.j2", '"a\\0b"'), "missing"),
}


@pytest.mark.parametrize(("manifest", "sentence"), TRAPS.values(), ids=TRAPS)
def test_a_manifest_with_a_trap_is_refused(manifest: str | bytes, sentence: str) -> None:
    laid(manifest=manifest)

    with pytest.raises(ExportError, match=sentence) as failure:
        own_template("Harbour")
    assert "The template “Harbour” cannot be used" in str(failure.value)
    assert "\n" not in str(failure.value)


def test_links_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("a")
    folder = laid()
    (folder / "own.md.j2").unlink()
    (folder / "own.md.j2").symlink_to(secret)
    with pytest.raises(ExportError, match="links are not followed"):
        own_template("Harbour")

    (templates_folder() / "Elsewhere").symlink_to(folder)
    with pytest.raises(ExportError, match="a link to another folder"):
        own_template("Elsewhere")

    (folder / "manifest.yaml").unlink()
    os.mkfifo(folder / "manifest.yaml")
    with pytest.raises(ExportError, match="no ordinary file"):
        own_template("Harbour")


def test_a_huge_file_is_refused_unread() -> None:
    folder = laid()
    with (folder / "own.md.j2").open("wb") as file:
        file.truncate(10 * 1024**3)

    with pytest.raises(ExportError, match="larger than"):
        own_template("Harbour")
