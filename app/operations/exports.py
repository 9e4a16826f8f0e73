"""Documents out of a case: what they would say, and writing them to a file.

What a document shows is read through a connection that cannot see private rows, notes or tables.
What it must not show is read beside it, and only ever compared with the finished bytes.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.casebook import Casebook, evidence
from app.casebook.sharing import SharedDrafts
from app.domain.audiences import Audience
from app.domain.errors import ExportError
from app.domain.leaks import FILE_NAME, Leak, LeakError, PrivateText, Secrets
from app.domain.moments import day, zone_named
from app.domain.names import answered
from app.domain.people import NameAnswer, Verdict
from app.domain.progress import NoProgress, Progress
from app.domain.review import dated, review_of, title_words
from app.domain.stakeholders import stakeholder_view_of
from app.domain.timeline import in_order, with_citations
from app.domain.views import DocumentView
from app.domain.wording import NameSeen, Wording
from app.exporters import files
from app.exporters.leak_gate import leaks
from app.exporters.manifest import DocumentTemplate
from app.exporters.rendering import render_document
from app.operations import fair_accounts, formats, people, templates

QUIET = NoProgress()

INCIDENT_REVIEW = "incident-review"
PRELIMINARY_PAGE = "preliminary-page"
STAKEHOLDER_PAGE = "stakeholder-page"


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished document: its bytes, the file name it asks for, and what keeps it from leaving."""

    data: bytes
    file_name: str
    leaks: tuple[Leak, ...]


def offered(casebook: Casebook | None = None) -> list[DocumentTemplate]:
    """The documents that can be made, each with its formats and the template a casebook uses."""
    return templates.offered(casebook)


def view(casebook: Casebook, case_id: str, document_id: str = INCIDENT_REVIEW) -> DocumentView:
    """What a document would show now, with roles in place of names. Raises `NotFoundError`."""
    return _material(casebook, case_id, _template(casebook, document_id).audience).view


def names(casebook: Casebook, case_id: str, document_id: str) -> list[NameSeen]:
    """Every place of a document where a known name stands, and what becomes of it."""
    return list(_material(casebook, case_id, _template(casebook, document_id).audience).names)


def preview(
    casebook: Casebook,
    case_id: str,
    document_id: str = INCIDENT_REVIEW,
    progress: Progress = QUIET,
) -> str:
    """The document as Markdown, as it would be written now. Raises `ExportError`."""
    template = _template(casebook, document_id)
    material = _material(casebook, case_id, template.audience)
    return render_document(material.view, template, "md", progress).decode()


def render(
    casebook: Casebook, case_id: str, document_id: str, fmt: str, progress: Progress = QUIET
) -> Rendered:
    """A document in a format (``md``, ``docx`` or ``html``), gone through the leak gate.

    Raises `ExportError`, `NotFoundError`, and `CancelledError` while a template of one's own works.
    """
    template = _template(casebook, document_id)
    material = _material(casebook, case_id, template.audience)
    data = render_document(material.view, template, fmt, progress)
    name = files.file_name(material.view, template, fmt)
    return Rendered(data, name, _leaks(data, fmt, name, material.secrets, template))


def suggested_name(casebook: Casebook, case_id: str, document_id: str, fmt: str) -> str:
    """The file name that a document asks for; at once, however long the case is."""
    template = _template(casebook, document_id)
    with casebook.read_shared() as connection:
        case = SharedDrafts(connection).case(case_id)
    title = Wording(secrets_of(casebook, case_id, template.audience)).text(title_words(case))
    as_of_day = day(dated(case, _now_us()), zone_named(case.zone))
    return files.file_name(_Named(title, case.published_us is None, as_of_day), template, fmt)


def printable(casebook: Casebook, case_id: str, document_id: str) -> str:
    """The document as HTML for a printer. Raises `LeakError` as `export` does."""
    from app.exporters.html import for_printer

    rendered = render(casebook, case_id, document_id, "html")
    if rendered.leaks:
        raise LeakError(rendered.leaks)
    return for_printer(rendered.data.decode())


def export(
    casebook: Casebook,
    case_id: str,
    document_id: str,
    fmt: str,
    path: Path,
    progress: Progress = QUIET,
) -> Path:
    """Write a document; into a folder under its own name. Returns where it is.

    Where people answered for words in the file name, it is written under the name they chose.

    Raises `LeakError` where it would show what it must not, `ExportError` where it cannot be
    written; then nothing new remains.
    """
    template = _template(casebook, document_id)
    material = _material(casebook, case_id, template.audience)
    data = render_document(material.view, template, fmt, progress)
    target = _target(casebook, path, files.file_name(material.view, template, fmt))
    secrets = material.secrets
    return _write(target, data, secrets, lambda name: _leaks(data, fmt, name, secrets, template))


def picture(casebook: Casebook, case_id: str, fmt: str) -> Rendered:
    """The picture of the timeline as engineers see it, ``svg`` or ``png``, gone through the gate.

    Raises `ExportError`, `NotFoundError`.
    """
    from app.exporters.picture import picture_bytes

    material = _material(casebook, case_id, Audience.ENGINEERS)
    data = picture_bytes(material.view, fmt)
    name = files.picture_name(material.view, fmt)
    found = leaks(data, fmt, name, material.secrets, None)
    return Rendered(data, name, tuple(found))


def export_picture(casebook: Casebook, case_id: str, fmt: str, path: Path) -> Path:
    """Write the picture of the timeline; otherwise as `export`."""
    rendered = picture(casebook, case_id, fmt)
    secrets = secrets_of(casebook, case_id)
    return _write(
        _target(casebook, path, rendered.file_name),
        rendered.data,
        secrets,
        lambda name: tuple(leaks(rendered.data, fmt, name, secrets, None)),
    )


@dataclass(frozen=True, slots=True)
class _Named:
    """What the name of a document is made of."""

    title: str
    preliminary: bool
    as_of_day: str


@dataclass(frozen=True, slots=True)
class _Material:
    """A document's view, the names seen on the way, and what no part of it may hold."""

    view: DocumentView
    names: tuple[NameSeen, ...]
    secrets: Secrets


def _template(casebook: Casebook, document_id: str) -> DocumentTemplate:
    return templates.template_for(casebook, document_id)


def _material(casebook: Casebook, case_id: str, audience: Audience) -> _Material:
    secrets = secrets_of(casebook, case_id, audience)
    wording = Wording(secrets)
    worded = wording.of(_view(casebook, case_id, audience))
    return _Material(worded, tuple(wording.seen), secrets)


def _view(casebook: Casebook, case_id: str, audience: Audience) -> DocumentView:
    with casebook.read_shared() as connection:
        shared = SharedDrafts(connection)
        case = shared.case(case_id)
        now = evidence.cited_items(connection, shared.citations(case_id))
        entries = in_order(with_citations(shared.entries(case_id), now.values()))
        sources = evidence.sources(connection, case_id)
        choices = shared.audience_choices(case_id)
    if audience is Audience.STAKEHOLDERS:
        chosen = {choice.target_id: choice for choice in choices if choice.audience is audience}
        return stakeholder_view_of(case, entries, chosen, _now_us())
    known = people.people_of(casebook, case_id)
    return review_of(case, entries, sources, _now_us(), formats.labels(), known)


def secrets_of(
    casebook: Casebook, case_id: str, audience: Audience = Audience.ENGINEERS
) -> Secrets:
    """What no document of a case may hold for an audience: names, and everything private.

    Private words of the whole casebook count: a trust case may stand beside its incident.
    """
    known = people.people_of(casebook, case_id)
    named = known.known_names if audience is Audience.ENGINEERS else known.all_names
    with casebook.drafts() as drafts:
        titles = {case.id: case.title for case in drafts.cases()}
        private = [
            *(
                PrivateText(case.private_notes, f"the private notes of “{case.title}”")
                for case in drafts.cases()
                if case.private_notes.strip()
            ),
            *(
                PrivateText(entry.text, f"a private entry of “{titles[entry.case_id]}”")
                for entry in drafts.private_entries()
            ),
            *fair_accounts.kept_words(drafts),
        ]
        answers = tuple(drafts.of_case(NameAnswer, case_id))
    return Secrets(named, tuple(private), answers)


def _leaks(
    data: bytes, fmt: str, file_name: str, secrets: Secrets, template: DocumentTemplate
) -> tuple[Leak, ...]:
    return tuple(leaks(data, fmt, file_name, secrets, template.file(fmt).read_bytes()))


def _target(casebook: Casebook, path: Path, file_name: str) -> Path:
    target = path / file_name if path.is_dir() else path
    if casebook.owns(target):
        raise ExportError(
            f"“{target}” belongs to the casebook itself; give the document another name."
        )
    return target


def _write(
    target: Path, data: bytes, secrets: Secrets, leaks_as: Callable[[str], Sequence[Leak]]
) -> Path:
    """Write what has no leaks under its name, or under the one that people answered for."""
    found = leaks_as(target.name)
    name = _answered_name(target.name, found, secrets.answers)
    if name != target.name:
        target = target.with_name(name)
        if target.exists():
            raise ExportError(f"“{target}” is there already; give the document another name.")
        found = leaks_as(name)
    if found:
        raise LeakError(found)
    return files.write_whole(target, data)


def _answered_name(name: str, found: Sequence[Leak], answers: Sequence[NameAnswer]) -> str:
    """A file name with what people answered in place of the words found in it."""
    for leak in found:
        answer = answered(answers, leak.words, *leak.key)
        if leak.place == FILE_NAME and answer is not None and answer.verdict is Verdict.REPLACE:
            name = files.with_words(name, leak.words.strip("@"), answer.instead)
    return name


def _now_us() -> int:
    return time.time_ns() // 1000
