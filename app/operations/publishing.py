"""Publishing a review: a version is frozen, and what changes later shows as drift."""

from __future__ import annotations

import hashlib
import time
from dataclasses import replace
from pathlib import Path

from app.casebook import Casebook, drift
from app.domain.drafts import Case, CaseKind, new_id
from app.domain.errors import ConflictError, ExportError, InvalidInputError
from app.domain.leaks import LeakError
from app.domain.moments import SECOND_US
from app.domain.practice.invitation import invitation_words, reminder_words
from app.domain.progress import NoProgress, Progress
from app.domain.publication import Publication
from app.domain.wording import Wording
from app.operations import cases, copying, drafting, exports
from app.operations.drifting import versions
from app.operations.secret_texts import secrets_of

QUIET = NoProgress()


def publish(
    casebook: Casebook, case_id: str, place: str = "", progress: Progress = QUIET
) -> Publication:
    """Freeze the review as it stands: its words, their hash, the version, the moment.

    ``place`` says where readers find it. The step can be undone. Raises `LeakError` where the
    review would show what it must not, `ExportError`, `ConflictError` where somebody edited
    meanwhile.
    """
    now_us = time.time_ns() // 1_000_000_000 * SECOND_US
    with casebook.read() as connection:
        seen = drift.newest_transaction(connection)
    version = max((one.version for one in versions(casebook, case_id)), default=0) + 1
    rendered = exports.published_review(casebook, case_id, now_us, version, progress)
    if rendered.leaks:
        raise LeakError(rendered.leaks)
    publication = Publication(
        id=new_id(),
        case_id=case_id,
        version=version,
        published_us=now_us,
        transaction_id=seen,
        sha256=hashlib.sha256(rendered.data).hexdigest(),
        text=rendered.data.decode(),
        place=place.strip(),
    )
    with casebook.edit(f"Publish version {version}", case_id) as edit:
        # The edit's own step is the only one beyond what was rendered.
        if drift.steps_since(edit.connection, case_id, seen) > 1:
            raise ConflictError("The case was edited while its review was made; publish again.")
        edit.add(publication)
        edit.save(replace(edit.get(Case, case_id), published_us=now_us))
    return publication


def write_version(casebook: Casebook, publication_id: str, path: Path) -> Path:
    """Write a published version word for word, as Markdown.

    Raises `LeakError` where a name or private text has come to stand in it since, `ExportError`
    where its words were erased or are not those that were published, `NotFoundError`.
    """
    publication = drafting.one(casebook, Publication, publication_id)
    which = f"version {publication.version}"
    if not publication.text:
        raise ExportError(
            f"The words of {which} were erased with something they showed; that it was published, "
            "and its hash, are kept."
        )
    if hashlib.sha256(publication.text.encode()).hexdigest() != publication.sha256:
        raise ExportError(
            f"The words of {which} are not those that were published: their hash differs. "
            "Nothing was written; open a backup of the casebook."
        )
    return exports.write_frozen(casebook, publication, path)


# -- texts to paste -------------------------------------------------------------------------------


def invitation(casebook: Casebook, case_id: str) -> str:
    """A text to paste that invites readers to the newest version.

    Raises `InvalidInputError` where nothing is published, or words in it must not leave.
    """
    case = cases.case(casebook, case_id)
    published = versions(casebook, case_id)
    if not published:
        raise InvalidInputError("Nothing is published yet, so nobody can be invited to read it.")
    return _checked(casebook, case, invitation_words(case, published[0]))


def reminder(casebook: Casebook, case_id: str) -> str:
    """A text to paste that reminds of a review that is not out yet.

    Raises `InvalidInputError` where it is published, or words in it must not leave.
    """
    case = cases.case(casebook, case_id)
    if case.published_us is not None:
        raise InvalidInputError("This review is published; there is nothing to remind of.")
    return _checked(casebook, case, reminder_words(case))


def _checked(casebook: Casebook, case: Case, text: str) -> str:
    if case.kind is CaseKind.TRUST:
        raise InvalidInputError("A trust case is private and never published; nothing was copied.")
    secrets = secrets_of(casebook, case.id)
    return copying.checked(Wording(secrets).text(text), secrets)
