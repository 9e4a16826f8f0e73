"""What the fields of a case are checked with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from app.domain.candour.case_findings import CaseFinding, Thing, key_of
from app.domain.candour.findings import Finding, Scope

if TYPE_CHECKING:
    from app.casebook import Casebook
    from app.domain.drafted import Draft

Key = tuple[str, str, str, str, str]


class Checks(Protocol):
    """What checks a text; from several threads at once."""

    def check(self, text: str, scope: Scope) -> list[Finding]:
        """What the rules ask about a text, in its order."""


@dataclass(frozen=True, slots=True)
class Check:
    """Rules that know the people of a case, and what was set aside in it.

    ``scope_of`` says what a field of a thing is, ``scope_of_wording`` what other words for a
    statement are; None for what is not checked.
    """

    checker: Checks
    scope_of: Callable[[Draft, str], Scope | None]
    scope_of_wording: Callable[[Draft], Scope | None]
    set_aside: frozenset[Key] = frozenset()

    def asks(self, finding: Finding, thing: Draft, part: str) -> bool:
        """Whether a finding still stands, because nobody set it aside."""
        return not self.set_aside or in_case(finding, thing, part).key not in self.set_aside


def in_case(finding: Finding, thing: Draft, part: str) -> CaseFinding:
    """A finding in a field of a thing, as far as the field knows."""
    return CaseFinding(
        finding.rule,
        finding.message,
        finding.question,
        "",
        (Thing(thing.id, "", ""),),
        part,
        finding.text,
        finding.sentence,
        finding.group,
        finding,
    )


def read_check(casebook: Casebook, case_id: str) -> Check:
    """The check of one case; all that it needs is loaded here, beside the window."""
    from app.operations.candour import checking, dismissing, texts

    return Check(
        checking.checker_for(casebook, case_id),
        texts.scope_of,
        texts.scope_of_wording,
        frozenset(map(key_of, dismissing.dismissals(casebook, case_id))),
    )
