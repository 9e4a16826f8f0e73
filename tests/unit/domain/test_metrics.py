"""Measures over many reviews, worked out by hand; nothing by person, nothing from few answers."""

from __future__ import annotations

from dataclasses import replace

from app.domain.drafts import Case, CaseKind
from app.domain.moments import DAY_US, MINUTE_US
from app.domain.practice.accounts import FairAccount, Verdict
from app.domain.practice.chain import Factor, FactorNature
from app.domain.practice.corrective import ActionState, CorrectiveAction
from app.domain.practice.incident_times import Lapse
from app.domain.practice.metrics import CaseRecord, Measure, days_words, measures, share_words
from app.domain.practice.playbook_answers import AnswerState, PlaybookAnswer
from app.domain.publication import Publication
from tests.unit.review_samples import at

START = at("2024-03-01 10:00")
NOW = START + 200 * DAY_US


def record(number: int, title: str, incident_class: str = "", **more: object) -> CaseRecord:
    """A case that began ``number`` days after the first, contained an hour later."""
    start = START + number * DAY_US
    case = Case(
        title,
        CaseKind.INCIDENT,
        title,
        incident_class=incident_class,
        started_us=start,
        contained_us=start + 60 * MINUTE_US,
    )
    return replace(CaseRecord(case), **more)


def published(days_after: float, of: CaseRecord, version: int = 1) -> CaseRecord:
    contained = of.case.contained_us or 0
    made = Publication(
        f"{of.title}{version}",
        of.case.id,
        version,
        round(contained + days_after * DAY_US),
        1,
        "",
        "",
    )
    return replace(of, publications=(*of.publications, made))


def action(name: str, state: ActionState, done_us: int | None = None) -> CorrectiveAction:
    return CorrectiveAction(name, "case", name, state=state, done_us=done_us)


def told(title: str, *records: CaseRecord, now: int = NOW) -> Measure:
    return next(each for each in measures(records, now) if each.title == title)


def test_a_published_review_counts_once_and_few_cases_give_no_percentage():
    twice = published(9, published(4, record(0, "A")), version=2)
    old = record(1, "B")
    old = replace(old, case=replace(old.case, published_us=at("2024-03-04 10:00")))
    three = (twice, old, record(2, "C"))

    assert told("Reviews published", *three).sentence == (
        "2 of 3 incident cases have a published review."
    )
    assert share_words(7, 10, "case") == "7 of 10 cases (70 %)"
    assert told("Reviews published").sentence == "There are no incident cases yet."


def test_time_to_publish_has_mean_and_median_of_first_versions():
    records = [published(days, record(n, str(n))) for n, days in enumerate((2, 3, 10))]
    records[0] = published(90, records[0], version=2)

    assert told("From containment to publication", *records, record(9, "open")).sentence == (
        "Mean 5 days, median 3 days, over 3 cases; the shortest 2 days, the longest 10 days."
    )
    assert told("From containment to publication", records[1]).sentence == (
        "3 days, in the one case so far."
    )


def test_actions_closed_within_30_days_of_publication():
    case = published(2, record(0, "A"))
    out = case.published_us or 0
    actions = (
        action("in time", ActionState.DONE, out + 30 * DAY_US),
        action("before it was out", ActionState.DONE, out - DAY_US),
        action("late", ActionState.DONE, out + 31 * DAY_US),
        action("open", ActionState.OPEN),
        action("dropped", ActionState.DROPPED),
    )
    case = replace(case, actions=actions)
    fresh = published(1, record(195, "B", actions=(action("young", ActionState.OPEN),)))
    unpublished = record(1, "C", actions=(action("unpublished", ActionState.DONE, START),))

    found = told("Actions closed in 30 days", case, fresh, unpublished)

    assert found.sentence == "2 of 4 actions closed within 30 days."
    assert "dropped" in found.counted_so
    assert told("Actions closed in 30 days", fresh).sentence == (
        "No action has had its 30 days yet."
    )


def test_actions_are_shown_to_be_done_by_evidence_only():
    case = record(
        0,
        "A",
        actions=(
            action("a", ActionState.DONE),
            action("b", ActionState.DONE),
            action("c", ActionState.OPEN),
        ),
        shown=frozenset({"b", "c"}),
    )

    assert told("Actions shown to be done", case).sentence == (
        "2 of 3 actions are done; 1 of them cites evidence of it."
    )


def test_themes_are_natures_that_two_cases_have():
    def factors(*natures: FactorNature) -> tuple[Factor, ...]:
        return tuple(Factor(f"{n}{i}", "case", "x", nature=n) for i, n in enumerate(natures))

    control, handoff, unsorted = (
        FactorNature.MISSING_CONTROL,
        FactorNature.HANDOFF,
        FactorNature.UNSORTED,
    )
    cases = (
        record(0, "First", factors=factors(control, control, unsorted)),
        record(3, "Second", factors=factors(control, unsorted)),
        record(5, "Third", factors=factors(handoff, handoff)),
    )

    found = told("Themes that come back", *cases)

    assert found.sentence == "1 theme in more than one case."
    assert found.lines == ("Missing control: 2 cases (First; Second)",)


def test_a_class_comes_back_however_it_is_written():
    cases = (
        record(10, "Second", "capacity "),
        record(0, "First", "Capacity"),
        record(51, "Third", "CAPACITY"),
        record(2, "Other", "Handoff"),
        record(3, "Nameless"),
    )

    found = told("Classes that come back", *cases)

    assert found.sentence == "2 of 4 cases are of a class that had come before."
    assert found.lines == ("Capacity: 3 cases, 10 days, then 41 days apart (First; Second; Third)",)


def test_times_stand_side_by_side_within_a_class_and_stay_ranges():
    exact = Lapse(5 * MINUTE_US, 5 * MINUTE_US)
    span = Lapse(40 * MINUTE_US, 55 * MINUTE_US, about=True)
    cases = (
        record(0, "A", "Capacity", detect=exact, mitigate=span),
        record(1, "B", "Capacity", detect=span),
        record(2, "C", "Handoff", detect=exact),
    )

    assert told("Detected and mitigated, in incidents of one class", *cases).lines == (
        "Capacity, 2024-03-01: detected after 5 minutes, mitigated after about 40–55 minutes",
        "Capacity, 2024-03-02: detected after about 40–55 minutes, mitigation not known",
    )


def test_fair_accounts_are_told_of_five_answers_or_more_and_never_by_case():
    def accounts(*verdicts: Verdict) -> tuple[FairAccount, ...]:
        return tuple(
            FairAccount(f"{n}", "case", f"role {n}", "p", v, "MY WORDS")
            for n, v in enumerate(verdicts)
        )

    fair, unfair, own = Verdict.FAIR, Verdict.NOT_FAIR, Verdict.OWN_WORDS
    four = record(0, "A", accounts=accounts(fair, fair, unfair, own, Verdict.ASKED))
    more = record(1, "B", accounts=accounts(fair, Verdict.DECLINED))
    title = "Do responders call the account fair?"

    assert told(title, four).sentence == "Fewer than five people have answered so far."
    assert told(title, four, more).sentence == (
        "3 of 5 answers call it fair, 1 do not, 1 answered in their own words; 1 declined."
    )
    assert told(title, four, more).lines == ()
    everything = repr(measures((four, more), NOW))
    assert "role" not in everything.replace("Do responders", "")
    assert "MY WORDS" not in everything


def test_what_stakeholders_were_asked_is_counted_by_answer():
    def answers(item: str, state: AnswerState) -> tuple[PlaybookAnswer, ...]:
        return (PlaybookAnswer(f"{item}{state}", "case", item, state, "words"),)

    cases = (
        record(0, "A", answers=answers("IR-K3", AnswerState.YES)),
        record(1, "B", answers=answers("IR-K3", AnswerState.PARTLY)),
        record(2, "C", answers=answers("IR-K6", AnswerState.OPEN)),
    )

    assert told("Do stakeholders see what changed?", *cases).sentence == (
        "Asked in 2 of 3 cases: yes 1, partly 1."
    )
    assert told("Are stakeholders confident?", *cases).sentence.startswith("Nobody was asked yet")


def test_lengths_are_hours_below_two_days():
    assert days_words(7 * 60 * MINUTE_US) == "7 h"
    assert days_words(4.5 * DAY_US) == "4.5 days"
    assert days_words(5.04 * DAY_US) == "5 days"
