"""The rules on actions ask about what would fit any incident or hopes for care, not of guards."""

from __future__ import annotations

import pytest

from app.domain.candour.findings import Group, Scope
from app.lint.checker import Checker
from app.lint.rule_files import shipped

CHECKER = Checker(shipped())


def groups(text: str) -> set[Group]:
    return {finding.group for finding in CHECKER.check(text, Scope.ACTION)}


@pytest.mark.parametrize(
    "text",
    [
        *(
            f"Be {more}{word} with it"
            for more in ("", "more ")
            for word in ("careful", "attentive")
        ),
        *(f"Be {more}{word} of it" for more in ("", "more ") for word in ("vigilant", "mindful")),
        "Be more careful with migrations",
        "Be more aware of the limits",
        "Be aware of the limits",
        "Pay attention to the limits",
        "Pay closer attention to the limits",
        "Take care with the limits",
        "Take greater care with the limits",
        "Remind the operators",
        "Try harder",
        "Double-check the limits",
        "Double check the limits",
        "Raise awareness of the limits",
        "Communicate better with the bank",
        "Communicate more with the bank",
        "Follow the process",
        "Follow the runbook",
        "Operators follow the procedure",
        "Remind people of the checklist",
        "Train everybody in failover",
        "Train the operators",
        "Retrain the operators",
        "Training for the operators",
        "Operator training",
        "Educate the operators",
        "Workshop on limits",
        "Coach the operators",
        *(
            f"{verb} the {thing}"
            for verb in ("Improve", "Increase", "Enhance", "Strengthen", "Review")
            for thing in ("monitoring", "testing", "process", "documentation", "reliability")
        ),
        *(
            f"{more} {thing}"
            for more in ("Better", "More")
            for thing in ("monitoring", "alerts", "tests", "docs", "logging", "communication")
        ),
        "We need more tests",
    ],
)
def test_what_fits_any_incident_or_hopes_for_care_is_found(text: str) -> None:
    assert Group.GENERIC_ACTION in groups(text)


@pytest.mark.parametrize(
    "text",
    [
        "Alert on `queue_age > 300`",
        "Replay 200 recorded requests in CI before each release",
        "Start the release train from the tagged commit",
        "Add a double-check of the account number, enforced by CI",
        "Review and delete 14 roles by 3 May 2026",
        "Set the training job's memory limit to 4 GB",
        "Improve monitoring of replica lag: page the on-call engineer from 30 s on",
        "Keep the release train from leaving with a red test",
        "Send a reminder 30 days before a certificate ends",
        "Take the constraint out of the trainers table",
    ],
)
def test_a_guard_is_left_alone(text: str) -> None:
    assert Group.GENERIC_ACTION not in groups(text)
