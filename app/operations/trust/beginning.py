"""Beginning a trust case: after an incident, or with a leader's mistake."""

from __future__ import annotations

from pathlib import Path

from app.casebook import Casebook
from app.domain.drafts import Case, CaseKind, new_id
from app.domain.errors import InvalidInputError
from app.domain.moments import zone_named
from app.domain.practice.playbook_answers import AnswerState, PlaybookAnswer
from app.domain.progress import NoProgress, Progress
from app.domain.trust.beginning import Beginning, FromIncident, Gap
from app.domain.trust.frame import FramePart, FramePiece
from app.domain.trust.pulled import SharedReview
from app.domain.trust.setting import Origin, TrustSettings
from app.operations import casebooks
from app.operations.trust import pulling

QUIET = NoProgress()
ONE_ACT = "LM-0"
"""The item that asks whether it is one act or decision that can be named."""


def begin(casebook: Casebook, title: str, beginning: Beginning, zone: str = "UTC") -> Case:
    """Begin a trust case; like any new case it is no step of undo.

    Raises `InvalidInputError` for an empty title, an unknown zone, or a mistake of which nobody
    has said what happened.
    """
    added = Case(new_id(), CaseKind.TRUST, _titled(title), zone_named(zone).key)
    pieces = _pieces(added.id, beginning)
    with casebook.edit("Begin trust case", added.id, barrier=True) as edit:
        edit.add(added)
        edit.add(_settings(added.id, beginning))
        for piece in pieces:
            edit.add(piece)
        if isinstance(beginning, Gap):  # it was asked before it began
            edit.add(PlaybookAnswer(new_id(), added.id, ONE_ACT, AnswerState.YES))
    return added


def begin_after(
    casebook: Casebook,
    title: str,
    beginning: Beginning,
    zone: str = "UTC",
    review: SharedReview | None = None,
    progress: Progress = QUIET,
) -> Case:
    """The same, with what the review of its incident shows."""
    case = begin(casebook, title, beginning, zone)
    if review is not None:
        pulling.pull(casebook, case.id, review, progress=progress)
    return case


def begin_apart(
    path: Path,
    passphrase: str,
    title: str,
    beginning: Beginning,
    zone: str = "UTC",
    review: SharedReview | None = None,
    progress: Progress = QUIET,
) -> tuple[Casebook, Case]:
    """The same in a new casebook of its own, handed back open.

    Raises `CasebookError` where it cannot be made; where anything fails, no file remains.
    """
    casebook = casebooks.new_casebook(path, passphrase)
    try:
        return casebook, begin_after(casebook, title, beginning, zone, review, progress)
    except BaseException:
        casebook.close()
        path.unlink(missing_ok=True)
        raise


def _titled(title: str) -> str:
    if not title.strip():
        raise InvalidInputError("A case needs a title.")
    return title.strip()


def _settings(case_id: str, beginning: Beginning) -> TrustSettings:
    if isinstance(beginning, FromIncident):
        return TrustSettings(
            new_id(), case_id, origin=Origin.INCIDENT, origin_title=beginning.title
        )
    return TrustSettings(new_id(), case_id, origin=Origin.LEADER)


def _pieces(case_id: str, beginning: Beginning) -> list[FramePiece]:
    if not isinstance(beginning, Gap):
        return []
    if not beginning.happened.strip():
        raise InvalidInputError(
            "Say what happened: a trust case begins with one act or decision that can be named."
        )
    said = {
        FramePart.PROMISED: beginning.promised,
        FramePart.HAPPENED: beginning.happened,
        FramePart.TO_WHOM: beginning.to_whom,
    }
    return [
        FramePiece(new_id(), case_id, part, text.strip())
        for part, text in said.items()
        if text.strip()
    ]
