"""Which documents there are: one folder of templates each, with a manifest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from app.domain.audiences import Audience
from app.domain.errors import ExportError
from app.paths import TEMPLATES


@dataclass(frozen=True, slots=True)
class DocumentTemplate:
    """One kind of document: its id, the title people read, and a template file per format.

    ``view`` is what fills it (`app.operations.documents`); ``audience`` decides which names of
    people count as secrets.
    """

    id: str
    title: str
    files: Mapping[str, Path]
    audience: Audience = Audience.ENGINEERS
    view: str = "review"

    @property
    def formats(self) -> tuple[str, ...]:
        """The formats it can be written in, as file name endings."""
        return tuple(self.files)

    def file(self, fmt: str) -> Path:
        """The template of a format. Raises `ExportError` where there is none."""
        try:
            return self.files[fmt]
        except KeyError:
            offered = " or ".join(self.formats)
            raise ExportError(
                f"“{self.title}” cannot be written as {fmt}; choose {offered}."
            ) from None


def documents(folder: Path = TEMPLATES) -> list[DocumentTemplate]:
    """Every document that the templates folder offers, by id.

    Raises `ExportError` where a manifest cannot be used.
    """
    return [_read(path) for path in sorted(folder.glob("*/manifest.yaml"))]


def document(document_id: str, folder: Path = TEMPLATES) -> DocumentTemplate:
    """The document of that id. Raises `ExportError` where there is none."""
    offered = documents(folder)
    for template in offered:
        if template.id == document_id:
            return template
    names = ", ".join(template.id for template in offered)
    raise ExportError(f"There is no document called “{document_id}”; there is {names or 'none'}.")


def _read(path: Path) -> DocumentTemplate:
    try:
        template = _parsed(path.parent, path.read_text(encoding="utf-8"))
    except (OSError, ValueError, yaml.YAMLError, LookupError, TypeError, AttributeError) as error:
        raise ExportError(
            f"{path} is not a usable manifest; it needs an id, a title, an audience (engineers or "
            "stakeholders), a view and formats with files."
        ) from error
    for file in template.files.values():
        if not file.is_file():
            raise ExportError(f"{path} names {file.name}, which is not beside it.")
    return template


@lru_cache(maxsize=64)
def _parsed(folder: Path, text: str) -> DocumentTemplate:
    """What a manifest says; whoever looks for one document reads them all."""
    manifest = yaml.safe_load(text)
    return DocumentTemplate(
        str(manifest["id"]),
        str(manifest["title"]),
        {str(fmt): folder / name for fmt, name in manifest["formats"].items()},
        Audience(manifest["audience"]),
        str(manifest["view"]),
    )
