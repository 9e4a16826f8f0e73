"""What a factor or a why says is asked about where it ends at somebody, or at one cause."""

from __future__ import annotations

import pytest

from app.domain.candour.findings import Group, Scope
from app.lint.checker import Checker
from app.lint.rule_files import shipped

CHECKER = Checker(shipped(), roles=["on-call engineer A"])
ENDS_AT_SOMEBODY = {Group.BLAME, Group.HINDSIGHT}


def groups(text: str) -> set[Group]:
    """What is asked of it; a certainty of the factor changes nothing."""
    found = {each.group for each in CHECKER.check(text, Scope.CLAIM)}
    sure = {each.group for each in CHECKER.check(text, Scope.CONFIRMED)}
    assert found - {Group.CERTAINTY} == sure - {Group.CERTAINTY}
    return found


@pytest.mark.parametrize(
    "text",
    [
        "The on-call engineer failed to notice the graph",
        "On-call engineer A overlooked the alert",
        "Somebody forgot to renew it",
        "Forgot to renew the certificate",
        *(f"{whose} error during the rollback" for whose in ("Human", "Operator", "User", "Pilot")),
        "Carelessness in the rollout",
        "Sloppiness in the change",
        "It was negligence",
        "The team neglected the backups",
        "The SRE did not look at the graph",
        "The operator made a mistake",
        "The developer made an error in the migration",
        "The reviewers ignored the warning",
        "She was careless with the flag",
        "They were careless",
        "The lead should have escalated",
        "The author did not test the change",
        "The DBA didn't check the replica",
        "He did not read the runbook",
        "The manager did not follow the process",
        "They didn’t realise that the pool was full",
        "The administrator did not think of the cache",
        "The responders didn't bother to check the page",
    ],
)
def test_words_that_end_at_somebody_are_found(text: str) -> None:
    assert groups(text) & ENDS_AT_SOMEBODY


@pytest.mark.parametrize(
    "text",
    [
        "The root cause was the release",
        "Root cause: a missing limit",
        "The true root cause of the outage is the migration",
        "Root causes are the flag and the pool",
        "The root-cause is known",
        "One root cause was found",
    ],
)
def test_the_one_cause_is_found(text: str) -> None:
    assert Group.SINGLE_CAUSE in groups(text)


@pytest.mark.parametrize(
    "text",
    [
        "The health check failed to notice the full pool",
        "The on-call engineer had no graph of the pool",
        "Errors of operators were not counted",
        "The team that owns the export was not known",
        "The export had no limit",
    ],
)
def test_words_about_the_system_are_left_alone(text: str) -> None:
    assert groups(text) == set()
