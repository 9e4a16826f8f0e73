"""What a sentence says is to be done, and what it only tells."""

from __future__ import annotations

import pytest

from app.lint.language import actions
from tests.unit.lint.marked import marked, reading_of


@pytest.mark.parametrize(
    "sentence",
    [
        "Add a limit to the pool.",
        "Please add a limit to the pool.",
        "Proactively review the access list.",
        "Next steps: add a limit to the pool.",
        "**Limits** – add one to the pool.",
        "- [ ] Add a limit to the pool.",
        "1. Add a limit to the pool.",
        "(Process) Add a limit to the pool.",
        "To add a limit to the pool.",
        "Improving the alerts of the gateway.",
        "Let's all keep the list short.",
    ],
)
def test_an_imperative_is_one_behind_labels_and_list_signs(sentence: str) -> None:
    assert actions.is_imperative(reading_of(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "The pool has a limit.",
        "Test is the name of the second cluster.",
        "Monitoring was green, while the exporter had failed.",
        "Building it had worked before.",
        "We added a limit to the pool.",
        "At 02:14 the operator added a limit.",
        "",
    ],
)
def test_a_narrative_is_no_imperative(sentence: str) -> None:
    assert not actions.is_imperative(reading_of(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "We will add a limit.",
        "We'll add a limit.",
        "Our engineers are continuously taking steps.",
        "The team plans to add a limit.",
        "We would like to add a limit.",
        "We want it to drain first.",
        "The capacity will be revisited.",
        "The release managers will be re-briefed.",
        "From now on, the modules will follow the guide.",
    ],
)
def test_a_promise_is_what_people_say_they_do(sentence: str) -> None:
    assert actions.is_promise(reading_of(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "The scheduler will restart the pod.",
        "We added a limit.",
        "The plan to restart failed.",
        "The pods are restarting.",
        "Going forward took longer than going back.",
    ],
)
def test_what_machines_will_do_is_no_promise(sentence: str) -> None:
    assert not actions.is_promise(reading_of(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "We need to add a limit.",
        "All staff must read the guide.",
        "The guide has to be kept short.",
        "The wiki needs tidying.",
        "The runbooks should be reviewed.",
        "Better alerts are needed.",
        "The dates are to be looked at.",
    ],
)
def test_a_need_says_what_must_be_done(sentence: str) -> None:
    assert actions.is_need(reading_of(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "The engineer should have asked.",
        "The engineer should not have asked.",
        "The cluster should have three replicas.",
        "The need was plain.",
    ],
)
def test_what_ought_to_have_been_is_no_need(sentence: str) -> None:
    assert not actions.is_need(reading_of(sentence))


@pytest.mark.parametrize(
    ("sentence", "fragment"),
    [
        ("Better monitoring of the namespaces.", True),
        ("Closer contact between both depots when scanners are being swapped.", True),
        ("More alerts fired that night than in May.", False),
        ("More pods were scheduled.", False),
        ("With the rest on a course, Callum rebuilt the table.", False),
        ("We and the vendor.", False),
    ],
)
def test_a_fragment_has_no_finite_verb_of_its_own(sentence: str, fragment: bool) -> None:
    assert actions.is_fragment(reading_of(sentence)) is fragment


@pytest.mark.parametrize(
    "sentence",
    [
        "[Improve] the alerts.",
        "Review and [improve] the alerts.",
        "We will [improve] the alerts.",
        "We need to further [improve] the alerts.",
        "The platform team to [improve] the alerts.",
        "We are [improving] the alerts.",
        "We will be [improving] the alerts.",
        "Everybody should [improve] the alerts.",
        "The alerts must be [improved].",
        "We need [better] alerts.",
    ],
)
def test_what_is_to_be_done_is_told(sentence: str) -> None:
    assert actions.is_told(*marked(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "Add an alert on the lag to [improve] detection.",
        "The agent continues to [improve] its guess.",
        "To [improve] detection, we have added an alert.",
        "She happened to be [improving] the alerts.",
        "The change [improved] the alerts.",
        "[Looking] at the nodes, the reason is plain.",
        "[Better] alerts would have helped.",
    ],
)
def test_a_purpose_or_a_narrative_is_not(sentence: str) -> None:
    assert not actions.is_told(*marked(sentence))


@pytest.mark.parametrize(
    ("sentence", "past"),
    [
        ("Many customers [could] not log in.", True),
        ("Many customers [saw] an empty page.", True),
        ("Many customers [complained].", True),
        ("Many customers are [unable] to log in.", True),
        ("Many customers [pay] by card.", False),
        ("Many customers [are] billed by card.", False),
    ],
)
def test_the_past_is_told_by_verbs_and_harm(sentence: str, past: bool) -> None:
    reading, at = marked(sentence)
    assert actions.is_past(reading, at, at + 1) is past
