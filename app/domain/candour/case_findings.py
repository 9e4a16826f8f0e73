"""Findings in a case: in the words of what was drafted, or in how the parts stand together."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.candour.dismissals import Dismissal, context_hash
from app.domain.candour.findings import Finding, Group, Scope


@dataclass(frozen=True, slots=True)
class DraftedText:
    """One text field of what was drafted.

    ``target_id`` is the drafted thing, ``part`` its field, ``page`` the page of the window it
    stands on, and ``place`` what people call it there, such as “the entry at 02:14”.
    """

    target_id: str
    part: str
    text: str
    scope: Scope
    page: str
    place: str


@dataclass(frozen=True, slots=True)
class Thing:
    """A drafted thing that a finding means, its page, and what people call it there.

    Of the header of a case the finding's ``part`` names the field.
    """

    id: str
    page: str
    place: str


@dataclass(frozen=True, slots=True)
class CaseFinding:
    """A finding in a case, with the things that it means and where they stand.

    ``page`` is the page, and so the step, it belongs to. ``finding`` is set where words are meant,
    ``group`` with it. ``things`` has at least one thing, except where something is missing.
    ``context`` decides how long a dismissal holds.
    """

    rule: str
    message: str
    question: str
    page: str
    things: tuple[Thing, ...]
    part: str = ""
    words: str = ""
    context: str = ""
    group: Group | None = None
    finding: Finding | None = None
    dismissal: Dismissal | None = None

    @property
    def key(self) -> tuple[str, str, str, str, str]:
        """What a dismissal of it must agree with."""
        target = self.things[0].id if self.things else ""
        return (self.rule, target, self.part, self.words, context_hash(self.context))


def key_of(dismissal: Dismissal) -> tuple[str, str, str, str, str]:
    """The key of the findings that a dismissal sets aside."""
    return (
        dismissal.rule,
        dismissal.target_id,
        dismissal.part,
        dismissal.words,
        dismissal.context_sha256,
    )
