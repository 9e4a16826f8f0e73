"""Every structural rule, and what they find in a case."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.candour.case_findings import CaseFinding
from app.domain.drafts import CaseKind
from app.lint.checker import Checker
from app.lint.structure import actions, audiences, chain, meeting, timeline, trust
from app.lint.structure.record import CaseRecord, StructuralRule


def structural_rules(checker: Checker, kind: CaseKind) -> tuple[StructuralRule, ...]:
    """The rules for a kind of case. A trust case has no chain, no meeting and no actions."""
    if kind is CaseKind.TRUST:
        shared = (rule for rule in timeline.RULES if rule.id != "part-not-told")
        versions = audiences.rules(checker, "account")
        return (*shared, *versions, *trust.said_rules(kind), *trust.repair_rules(checker))
    return (
        *timeline.RULES,
        *chain.RULES,
        *actions.RULES,
        *meeting.RULES,
        *audiences.rules(checker, "review"),
        *trust.said_rules(kind),
    )


def structural_findings(record: CaseRecord, checker: Checker) -> Iterator[CaseFinding]:
    """What the rules ask about a case, by rule; ``checker`` reads the words of versions."""
    for rule in structural_rules(checker, record.drafted.case.kind):
        for found in rule.find(record):
            page = found.things[0].page if found.things else rule.page
            yield CaseFinding(
                rule=rule.id,
                message=rule.message,
                question=found.question or rule.question,
                page=page,
                things=found.things,
                context=found.context,
            )
