"""Templates of one's own: copy a shipped one, check it, and say which one a casebook uses."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from app.casebook import Casebook
from app.domain.errors import ExportError
from app.domain.progress import NoProgress, Progress, stop_if_cancelled
from app.exporters import own_templates, reference
from app.exporters.manifest import DocumentTemplate, document, documents
from app.exporters.own_templates import OwnTemplate
from app.exporters.reference import Variable
from app.exporters.rendering import render_document
from app.exporters.sample_views import sample_views
from app.operations import desk

QUIET = NoProgress()


@dataclass(frozen=True, slots=True)
class Listed:
    """A template as a list shows it.

    ``name`` is empty for a shipped one. Where ``problem`` says why it cannot be used, only the
    name is known of it.
    """

    name: str
    document_id: str = ""
    title: str = ""
    formats: tuple[str, ...] = ()
    problem: str = ""


def folder() -> Path:
    """Where templates of one's own lie. Raises `ExportError` where it cannot be made."""
    return own_templates.templates_folder()


def listed() -> list[Listed]:
    """Every template: the shipped ones, then one's own."""
    shipped = [Listed("", each.id, each.title, each.formats) for each in documents()]
    return shipped + [_listed(name) for name in own_templates.own_names()]


def _listed(name: str) -> Listed:
    try:
        own = own_templates.own_template(name)
    except ExportError as error:
        return Listed(name, problem=str(error))
    return Listed(name, own.replaces, own.document.title, own.formats)


def copy(document_id: str, name: str) -> OwnTemplate:
    """Copy a shipped template under a name, to be changed. Raises `ExportError`."""
    return own_templates.copy_shipped(document_id, name.strip())


def check(name: str, progress: Progress = QUIET) -> list[str]:
    """What is wrong with a template, a sentence each, found by filling it in for two samples.

    Raises `CancelledError`.
    """
    try:
        own = own_templates.own_template(name)
    except ExportError as error:
        return [str(error)]
    problems: list[str] = []
    tries = [(fmt, view) for fmt in own.formats for view in sample_views(own.document.view)]
    for number, (fmt, view) in enumerate(tries):
        stop_if_cancelled(progress)
        progress.report(number, len(tries), "Checking the template")
        try:
            render_document(view, own.document, fmt, progress)
        except ExportError as error:
            problems.append(str(error))
    return list(dict.fromkeys(problems))


def variables(document_id: str) -> list[Variable]:
    """Everything that a template of that document can show. Raises `ExportError`."""
    return reference.variables(document(document_id).view)


# -- which one a casebook uses --------------------------------------------------------------------


def chosen(casebook: Casebook) -> dict[str, str]:
    """The names of the templates that a casebook uses, by the id of the document."""
    names: dict[str, str] = json.loads(desk.recall(casebook, desk.TEMPLATES) or "{}")
    return names


def choose(casebook: Casebook, name: str, progress: Progress = QUIET) -> OwnTemplate:
    """Use a template of one's own for the document that it replaces.

    Raises `ExportError` where anything is wrong with it: it is to be found now, not at the export.
    """
    own = own_templates.own_template(name)
    if problems := check(name, progress):
        raise ExportError(problems[0])
    _remember(casebook, chosen(casebook) | {own.replaces: name})
    return own


def choose_shipped(casebook: Casebook, document_id: str) -> None:
    """Go back to the shipped template of a document."""
    document(document_id)
    names = chosen(casebook)
    names.pop(document_id, None)
    _remember(casebook, names)


def _remember(casebook: Casebook, names: dict[str, str]) -> None:
    desk.remember(casebook, desk.TEMPLATES, json.dumps(names) if names else "")


def offered(casebook: Casebook | None = None) -> list[DocumentTemplate]:
    """The documents that can be made, with the templates that a casebook uses.

    One that cannot be used stands here as the shipped one; `template_for` says what is wrong.
    """
    names = {} if casebook is None else chosen(casebook)
    return [_usable(shipped, names.get(shipped.id)) for shipped in documents()]


def _usable(shipped: DocumentTemplate, name: str | None) -> DocumentTemplate:
    if name is None:
        return shipped
    try:
        return _own_for(shipped.id, name)
    except ExportError:
        return shipped


def template_for(casebook: Casebook, document_id: str) -> DocumentTemplate:
    """The template that a casebook uses for a document. Raises `ExportError`."""
    name = chosen(casebook).get(document_id)
    return document(document_id) if name is None else _own_for(document_id, name)


def _own_for(document_id: str, name: str) -> DocumentTemplate:
    try:
        own = own_templates.own_template(name)
    except ExportError as error:
        raise ExportError(
            f"{error} This casebook uses it for “{document_id}”; under Templates you can go back to"
            " the shipped one."
        ) from error
    if own.replaces != document_id:
        raise ExportError(
            f"The template “{name}”, which this casebook uses for “{document_id}”, is now one for"
            f" “{own.replaces}”; under Templates you can go back to the shipped one."
        )
    return own.document
