"""What the candour check says of a case: words and structure, page by page, what was set aside."""

from __future__ import annotations

import gc
import weakref
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.casebook import Casebook
from app.domain.candour.findings import LOOKED_FOR, Group
from app.domain.candour.places import PAGE_ORDER
from app.domain.drafts import Case, CaseKind, Certainty, Entry, new_id
from app.domain.errors import CancelledError, NotFoundError
from app.domain.moments import MINUTE_US, Precision, TimeKind
from app.domain.practice.chain import Factor
from app.domain.practice.corrective import CorrectiveAction
from app.domain.practice.lessons import Lesson, LessonKind
from app.lint.rule_nodes import RuleFileError
from app.operations import candour_rules, casebooks, cases, history, people, timeline
from app.operations.candour import checking
from app.operations.candour.checking import CandourReport, checker_for
from app.operations.candour.dismissing import ask_again, dismiss, dismissals
from app.operations.practice import chain, context
from tests.unit.operations.candour import RULES
from tests.unit.operations.chat import take_in_with
from tests.unit.operations.conftest import PASSPHRASE

TODAY = date(2026, 11, 21)


@pytest.fixture(autouse=True)
def rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(candour_rules, "rules", lambda: RULES)
    monkeypatch.setattr(candour_rules, "broken", tuple)


def report(casebook: Casebook, case: Case) -> CandourReport:
    return checking.report(casebook, case.id, TODAY)


def in_words(found: CandourReport) -> list[tuple[str, str, str]]:
    return [(one.page, one.things[0].place, one.words) for one in found.open if one.finding]


def keep(
    casebook: Casebook, case: Case, *drafted: Entry | Factor | Lesson | CorrectiveAction
) -> None:
    with casebook.edit("Say it", case.id) as edit:
        for row in drafted:
            edit.add(row)


def said(
    case: Case, text: str, minute: int = 0, certainty: Certainty = Certainty.PROBABLE
) -> Entry:
    at = (TimeKind.EXACT, minute * MINUTE_US, None, Precision.MINUTE)
    return Entry(new_id(), case.id, text, *at, certainty=certainty)


def test_words_are_found_where_they_stand_page_by_page(casebook: Casebook, case: Case) -> None:
    keep(
        casebook,
        case,
        Lesson(new_id(), case.id, LessonKind.IMPROVE, "We should have asked"),
        CorrectiveAction(new_id(), case.id, "Everybody should be more careful"),
        said(case, "It was definitely the flag", 5),
        said(case, "It was definitely the pool", 3),
        said(case, "It was definitely the disk", 4, Certainty.CONFIRMED),
        said(case, "All of us will be more careful", 6),
    )
    cases.update_case(casebook, replace(case, impact="Somebody should have called"))
    assert in_words(report(casebook, case)) == [
        ("timeline", "the entry of 01:03", "definitely"),
        ("timeline", "the entry of 01:05", "definitely"),
        ("actions", "the action “Everybody should be more careful”", "be more careful"),
        ("review", "“Impact”", "should have"),
        ("review", "the lesson “We should have asked”", "should have"),
    ]


def test_a_finding_tells_all_that_a_page_shows_of_it(casebook: Casebook, case: Case) -> None:
    entry = said(case, "It was slow. They should have seen it.")
    keep(casebook, case, entry)
    (found,) = (one for one in report(casebook, case).open if one.finding)
    assert found.finding is not None
    assert (found.rule, found.group, found.part) == ("should-have", Group.HINDSIGHT, "text")
    assert found.context == "They should have seen it."
    assert entry.text[found.finding.start : found.finding.end] == found.words == "should have"
    assert [(one.id, one.page) for one in found.things] == [(entry.id, "timeline")]


def test_structure_and_words_stand_together_thing_by_thing(casebook: Casebook, case: Case) -> None:
    first, second = said(case, "It was definitely the pool", 3), said(case, "It was slow", 5)
    keep(casebook, case, second, first, Factor(new_id(), case.id, "No limit"))
    found = report(casebook, case).open
    pages = [PAGE_ORDER.index(one.page) for one in found]
    assert pages == sorted(pages)
    on_timeline = [
        (one.rule, one.things[0].id) for one in found if one.page == "timeline" if one.things
    ]
    assert on_timeline == [
        ("entry-without-evidence", first.id),
        ("surely", first.id),
        ("entry-without-evidence", second.id),
    ]
    assert not found[0].things, "what is missing altogether comes first"
    assert {"factor-without-evidence", "one-factor", "no-action"} <= {one.rule for one in found}


def test_certainty_that_rose_alone_is_asked_about(casebook: Casebook, case: Case) -> None:
    entry = timeline.add_entry(casebook, said(case, "The pool was full")).entry
    timeline.save_entry(casebook, replace(entry, certainty=Certainty.CONFIRMED))
    factor = chain.add_factor(casebook, Factor(new_id(), case.id, "No limit"))
    for certainty in (Certainty.UNCERTAIN, Certainty.PROBABLE):
        chain.change_factor(casebook, case.id, factor.id, {"certainty": certainty})
    gone = timeline.add_entry(casebook, said(case, "Nobody kept this")).entry
    timeline.save_entry(casebook, replace(gone, certainty=Certainty.CONFIRMED))
    timeline.delete_entry(casebook, gone.id)
    raised = [one for one in report(casebook, case).open if one.rule == "certainty-raised"]
    assert [one.things[0].id for one in raised] == [entry.id, factor.id]


def test_what_was_set_aside_stands_apart_until_its_sentence_changes(
    casebook: Casebook, case: Case
) -> None:
    entry = timeline.add_entry(casebook, said(case, "It was. They should have seen it.")).entry
    (found,) = (one for one in report(casebook, case).open if one.finding)
    kept = dismiss(casebook, case.id, found, "The customer wrote that")
    after = report(casebook, case)
    assert in_words(after) == []
    assert (after.dismissed, after.past) == ((replace(found, dismissal=kept),), ())

    timeline.save_entry(casebook, replace(entry, text="It is so! They  should have seen it."))
    assert [one.dismissal for one in report(casebook, case).dismissed] == [kept]
    timeline.save_entry(casebook, replace(entry, text="They should have seen it sooner."))
    changed = report(casebook, case)
    assert (len(in_words(changed)), changed.dismissed, changed.past) == (1, (), (kept,))
    history.undo(casebook, case.id)
    ask_again(casebook, case.id, kept.id)
    assert len(in_words(report(casebook, case))) == 1


def test_every_structural_finding_can_be_set_aside(casebook: Casebook, case: Case) -> None:
    keep(casebook, case, said(case, "It was slow", 3), Factor(new_id(), case.id, "No limit"))
    context.add(casebook, case.id, "Roll back")
    for finding in report(casebook, case).open:
        dismiss(casebook, case.id, finding, "We talked about it")
    assert report(casebook, case).open == ()
    assert len(report(casebook, case).dismissed) >= 5


def test_it_says_what_it_looked_for(casebook: Casebook, case: Case) -> None:
    looked_for = report(casebook, case).looked_for
    assert LOOKED_FOR[Group.HINDSIGHT] in looked_for
    assert LOOKED_FOR[Group.HEROICS] not in looked_for, "no rule of that group is there"
    assert "entries without evidence" in looked_for
    assert len(set(looked_for)) == len(looked_for)


def test_a_trust_case_is_asked_what_fits_it(casebook: Casebook) -> None:
    trust = cases.add_case(casebook, CaseKind.TRUST, "Between two teams")
    cases.update_case(
        casebook, replace(trust, summary="They should have told us. Trust is restored.")
    )
    keep(casebook, trust, said(trust, "They stopped answering", 3))
    found = report(casebook, trust)
    rules = {one.rule for one in found.open}
    assert {"should-have", "entry-without-evidence", "trust-called-repaired"} <= rules
    assert not rules & {"part-not-told", "no-action", "review-late", "nothing-went-well"}


def test_a_broken_file_of_rules_is_told(
    casebook: Casebook, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = RuleFileError(Path("own.yaml"), 3, "a-rule", "it has no pattern")
    monkeypatch.setattr(candour_rules, "broken", lambda: (problem,))
    (told,) = report(casebook, case).broken
    assert "“own.yaml”, line 3, rule “a-rule”" in told


def test_a_cancelled_check_stops(casebook: Casebook, case: Case) -> None:
    class Cancelled:
        cancelled = True

        def report(self, done: int, total: int, what: str) -> None: ...

    with pytest.raises(CancelledError):
        checking.report(casebook, case.id, TODAY, Cancelled())
    with pytest.raises(NotFoundError):
        checking.report(casebook, "no such case", TODAY)
    with pytest.raises(NotFoundError):
        checker_for(casebook, "no such case")


def test_the_checker_stays_until_names_roles_or_rules_change(
    casebook: Casebook, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = checker_for(casebook, case.id)
    timeline.add_entry(casebook, said(case, "It was slow"))
    assert checker_for(casebook, case.id) is first
    take_in_with(monkeypatch, casebook)(case)
    named = checker_for(casebook, case.id)
    assert named is not first
    (mira, *_) = people.people_of(casebook, case.id).in_case
    people.set_role(casebook, case.id, mira, "database lead")
    assert checker_for(casebook, case.id) is not named
    told = checker_for(casebook, case.id)
    less = RULES.without(["surely"])
    monkeypatch.setattr(candour_rules, "rules", lambda: less)
    assert checker_for(casebook, case.id) is not told


def test_nothing_read_in_a_casebook_outlives_it(tmp_path: Path) -> None:
    with casebooks.new_casebook(tmp_path / "short.casebook", PASSPHRASE) as short:
        case = cases.add_case(short, CaseKind.INCIDENT, "Soon closed")
        checker = weakref.ref(checker_for(short, case.id))
    del short
    gc.collect()
    assert checker() is None


def test_reading_it_changes_nothing(casebook: Casebook, case: Case) -> None:
    keep(casebook, case, said(case, "They should have seen it"))
    label = history.undo_label(casebook, case.id)
    report(casebook, case)
    assert history.undo_label(casebook, case.id) == label
    assert dismissals(casebook, case.id) == ()


def test_a_page_without_findings_can_say_what_was_looked_for_there(
    casebook: Casebook, case: Case
) -> None:
    keep(casebook, case, Factor(new_id(), case.id, "No limit"), Factor(new_id(), case.id, "No cap"))
    found = report(casebook, case)
    assert (found.texts["chain"], found.texts["actions"]) == (2, 0)
    assert "a single factor" in found.structure["chain"]
    phrases = [phrase for phrases in found.structure.values() for phrase in phrases]
    assert set(phrases) <= set(found.looked_for)
    trust = cases.add_case(casebook, CaseKind.TRUST, "Outage notice")
    assert "chain" not in report(casebook, trust).structure
