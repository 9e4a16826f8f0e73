"""Documents out of a case: what they would say, and writing them to a file.

What a document shows is read through a connection that cannot see private rows, notes or tables.
What it must not show is read beside it, and only ever compared with the finished bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from app.casebook import Casebook
from app.casebook.sharing import SharedDrafts
from app.domain.audiences import Audience
from app.domain.drafts import Case, CaseKind
from app.domain.errors import ExportError, NotFoundError
from app.domain.leaks import FILE_NAME, Leak, LeakError, Secrets
from app.domain.moments import day, zone_named
from app.domain.names import answered
from app.domain.people import NameAnswer, Verdict
from app.domain.progress import NoProgress, Progress
from app.domain.publication import Publication
from app.domain.review import dated, title_words
from app.domain.review_words import counted
from app.domain.views import DocumentView
from app.domain.wording import NameSeen, Wording
from app.exporters import files
from app.exporters.leak_gate import leaks
from app.exporters.manifest import DocumentTemplate, document
from app.exporters.rendering import render_document
from app.operations import drifting, people, templates
from app.operations.documents import KINDS
from app.operations.documents.reading import Reading, Subject
from app.operations.now import now_us
from app.operations.secret_texts import secrets_of
from app.operations.trust.recovery import unmoved_in

QUIET = NoProgress()

INCIDENT_REVIEW = "incident-review"
PRELIMINARY_PAGE = "preliminary-page"
STAKEHOLDER_PAGE = "stakeholder-page"

_OF_THE_OTHER = {
    CaseKind.TRUST: "is made of incident cases only. A trust case is private; it has documents of "
    "its own, each for one reader.",
    CaseKind.INCIDENT: "is made of trust cases only.",
}


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished document: its bytes, the file name it asks for, and what keeps it from leaving."""

    data: bytes
    file_name: str
    leaks: tuple[Leak, ...]


def offered(casebook: Casebook | None = None) -> list[DocumentTemplate]:
    """The documents that can be made, each with its formats and the template a casebook uses."""
    return templates.offered(casebook)


@dataclass(frozen=True, slots=True)
class Choice:
    """A document that can be made of a case; ``subject`` is what in it it is about, or None."""

    template: DocumentTemplate
    subject: Subject | None = None

    @property
    def words(self) -> str:
        """What people choose it by."""
        title = self.template.title
        return title if self.subject is None else f"{title}: {self.subject.label}"


def choices(casebook: Casebook, case_id: str) -> list[Choice]:
    """Every document that can be made of a case now, one for each thing it may be about."""
    found: list[Choice] = []
    with read_case(casebook, case_id) as reading:
        for template in offered(casebook):
            subjects = KINDS[template.view].subjects
            if reading.case.kind not in KINDS[template.view].kinds:
                continue
            if subjects is None:
                found.append(Choice(template))
            else:
                found += (Choice(template, subject) for subject in subjects(reading))
    return found


def view(
    casebook: Casebook, case_id: str, document_id: str = INCIDENT_REVIEW, subject_id: str = ""
) -> DocumentView:
    """What a document would show now, with roles in place of names. Raises `NotFoundError`."""
    return _material(casebook, case_id, _template(casebook, document_id), subject_id).view


def names(
    casebook: Casebook, case_id: str, document_id: str, subject_id: str = ""
) -> list[NameSeen]:
    """Every place of a document where a known name stands, and what becomes of it."""
    return list(_material(casebook, case_id, _template(casebook, document_id), subject_id).names)


def preview(
    casebook: Casebook,
    case_id: str,
    document_id: str = INCIDENT_REVIEW,
    progress: Progress = QUIET,
    subject_id: str = "",
) -> str:
    """The document as Markdown, as it would be written now. Raises `ExportError`."""
    template = _template(casebook, document_id)
    material = _material(casebook, case_id, template, subject_id)
    return render_document(material.view, template, "md", progress).decode()


def render(
    casebook: Casebook,
    case_id: str,
    document_id: str,
    fmt: str,
    progress: Progress = QUIET,
    subject_id: str = "",
) -> Rendered:
    """A document in a format (``md``, ``docx`` or ``html``), gone through the leak gate.

    Raises `ExportError`, `NotFoundError`, and `CancelledError` while a template of one's own works.
    """
    template = _template(casebook, document_id)
    material = _material(casebook, case_id, template, subject_id)
    data = render_document(material.view, template, fmt, progress)
    name = files.file_name(material.view, template, fmt, material.about)
    return Rendered(data, name, _leaks(data, fmt, name, material.secrets, template))


def suggested_name(
    casebook: Casebook, case_id: str, document_id: str, fmt: str, subject_id: str = ""
) -> str:
    """The file name that a document asks for; at once, however long the case is."""
    template = _template(casebook, document_id)
    with read_case(casebook, case_id) as reading:
        _expect_offered(reading.case, template)
        case, about = reading.case, _about(reading, template, subject_id)
    wording = Wording(_secrets(casebook, case_id, template, subject_id))
    zone, title = zone_named(case.zone), KINDS[template.view].title
    if case.kind is CaseKind.TRUST:
        made = _material(casebook, case_id, template, subject_id)
        return files.file_name(made.view, template, fmt, made.about)
    if title:
        named = _Named(title, None, day(now_us(), zone))
    else:
        as_of_day = day(dated(case, now_us()), zone)
        named = _Named(wording.text(title_words(case)), case.published_us is None, as_of_day)
    return files.file_name(named, template, fmt, wording.text(about))


def printable(casebook: Casebook, case_id: str, document_id: str, subject_id: str = "") -> str:
    """The document as HTML for a printer. Raises `LeakError` as `export` does."""
    from app.exporters.html import for_printer

    rendered = render(casebook, case_id, document_id, "html", subject_id=subject_id)
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
    subject_id: str = "",
) -> Path:
    """Write a document; into a folder under its own name. Returns where it is.

    Where people answered for words in the file name, it is written under the name they chose.

    Raises `LeakError` where it would show what it must not, `ExportError` where it cannot be
    written; then nothing new remains.
    """
    template = _template(casebook, document_id)
    material = _material(casebook, case_id, template, subject_id)
    data = render_document(material.view, template, fmt, progress)
    name = files.file_name(material.view, template, fmt, material.about)
    target = _target(casebook, path, name)
    secrets = material.secrets
    return _write(target, data, secrets, lambda name: _leaks(data, fmt, name, secrets, template))


def secrets_for(casebook: Casebook, case_id: str, document_id: str, subject_id: str) -> Secrets:
    """What a document, and whatever else goes to the same readers, may not hold."""
    return _secrets(casebook, case_id, _template(casebook, document_id), subject_id)


def write(
    casebook: Casebook,
    case_id: str,
    rendered: Rendered,
    fmt: str,
    path: Path,
    secrets: Secrets | None = None,
) -> Path:
    """Write what was made without a template; otherwise as `export`.

    It is for engineers, unless ``secrets`` say what its readers may not get.
    """
    secrets = secrets or secrets_of(casebook, case_id)
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
    preliminary: bool | None
    as_of_day: str


@dataclass(frozen=True, slots=True)
class _Material:
    """A document's view, the names seen on the way, and what no part of it may hold."""

    view: DocumentView
    about: str
    names: tuple[NameSeen, ...]
    secrets: Secrets


def _template(casebook: Casebook, document_id: str) -> DocumentTemplate:
    return templates.template_for(casebook, document_id)


def _material(
    casebook: Casebook, case_id: str, template: DocumentTemplate, subject_id: str = ""
) -> _Material:
    secrets = _secrets(casebook, case_id, template, subject_id)
    with read_case(casebook, case_id) as reading:
        _expect_offered(reading.case, template)
        about = _about(reading, template, subject_id)
        made = KINDS[template.view].view_of(reading, subject_id)
    return _worded(_with_version(casebook, case_id, made), about, secrets)


def _expect_offered(case: Case, template: DocumentTemplate) -> None:
    if case.kind not in KINDS[template.view].kinds:
        raise ExportError(f"“{template.title}” {_OF_THE_OTHER[case.kind]}")


def _secrets(
    casebook: Casebook, case_id: str, template: DocumentTemplate, subject_id: str
) -> Secrets:
    """What a document of a case, about a subject, may not hold."""
    heard = KINDS[template.view].heard
    if heard is None:
        return secrets_of(casebook, case_id, template.audience)
    with casebook.drafts() as drafts:
        may_hear = heard(drafts, case_id, subject_id)
    # Whatever a template of one's own says of its audience, these are no engineers.
    return secrets_of(casebook, case_id, Audience.STAKEHOLDERS, may_hear)


def _worded(made: DocumentView, about: str, secrets: Secrets) -> _Material:
    wording = Wording(secrets)
    return _Material(wording.of(made), wording.text(about), tuple(wording.seen), secrets)


def _with_version(casebook: Casebook, case_id: str, made: DocumentView) -> DocumentView:
    """A view of a published case says which version that was, and whether it still is."""
    if made.preliminary is not False:
        return made
    version, changes = drifting.since_published(casebook, case_id)
    if not version:
        return made
    differs = f"; {counted(len(changes), 'change')} since" if changes else ""
    return _with_status(made, f"{made.status}, version {version}{differs}")


def _with_status(made: DocumentView, status: str) -> DocumentView:
    view: Any = made  # every view is a dataclass, which a protocol cannot say
    changed: DocumentView = replace(view, status=status)
    return changed


def published_review(
    casebook: Casebook, case_id: str, published_us: int, version: int, progress: Progress = QUIET
) -> Rendered:
    """The incident review as Markdown as it would be published at a moment, gone through the gate.

    It comes from the shipped template: what is frozen must not depend on a file that changes.
    """
    template = document(INCIDENT_REVIEW)
    secrets = secrets_of(casebook, case_id, template.audience)
    with read_case(casebook, case_id) as reading:
        _expect_offered(reading.case, template)
        case = replace(reading.case, published_us=published_us)
        made = KINDS[template.view].view_of(replace(reading, case=case), "")
    material = _worded(_with_status(made, f"{made.status}, version {version}"), "", secrets)
    data = render_document(material.view, template, "md", progress)
    name = files.file_name(material.view, template, "md")
    return Rendered(data, name, _leaks(data, "md", name, secrets, template))


def write_frozen(casebook: Casebook, published: Publication, path: Path) -> Path:
    """Write a published version word for word; otherwise as `export`."""
    data = published.text.encode()
    template = document(INCIDENT_REVIEW)
    with read_case(casebook, published.case_id) as reading:
        _expect_offered(reading.case, template)
        case = replace(reading.case, published_us=published.published_us)
    secrets = secrets_of(casebook, case.id)
    title = Wording(secrets).text(title_words(case))
    as_of_day = day(published.published_us, zone_named(case.zone))
    named = _Named(title, preliminary=False, as_of_day=as_of_day)
    name = files.file_name(named, template, "md", f"version {published.version}")
    target = _target(casebook, path, name)
    return _write(target, data, secrets, lambda name: _leaks(data, "md", name, secrets, template))


@contextmanager
def read_case(casebook: Casebook, case_id: str) -> Iterator[Reading]:
    """A case as documents may show it now. Raises `NotFoundError`."""
    known = people.people_of(casebook, case_id)
    with casebook.drafts() as drafts:
        answers = tuple(drafts.of_case(NameAnswer, case_id))
        unmoved = unmoved_in(drafts, case_id)
    with casebook.read_shared() as connection:
        shared = SharedDrafts(connection)
        yield Reading(shared.case(case_id), known, now_us(), shared, answers, unmoved)


def _about(reading: Reading, template: DocumentTemplate, subject_id: str) -> str:
    """What people call the thing that a document is about; empty for all of a case."""
    subjects = KINDS[template.view].subjects
    if subjects is None:
        return ""
    offered = subjects(reading)
    for subject in offered:
        if subject.id == subject_id:
            return subject.label
    labels = "; ".join(subject.label for subject in offered) or "nothing yet"
    told = f"“{template.title}” is about one thing of a case; say which. There is: {labels}."
    raise NotFoundError(" ".join(filter(None, (told, KINDS[template.view].asks))))


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
