"""Whatever is taken away, every page and every document goes on working, and names nothing gone."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app import cli
from app.casebook import Casebook
from app.domain.drafted import Draft
from app.domain.drafts import Case, Citation, Entry
from app.domain.practice.accounts import FairAccount
from app.domain.practice.chain import Factor, FactorLink, Why
from app.domain.practice.context import DecisionPoint
from app.domain.practice.corrective import CorrectiveAction
from app.domain.practice.lessons import Lesson
from app.domain.practice.meeting_pages import MeetingPages, texts_of
from app.domain.practice.meetings import MeetingNote
from app.domain.practice.response import DrasticAction, Milestone, StatusUpdate
from app.operations import (
    casebooks,
    citable,
    contradictions,
    drafting,
    drifting,
    erasing,
    exports,
    history,
    imports,
    people,
    pictures,
    presenting,
    publishing,
    timeline,
)
from app.operations.practice import (
    action_exports,
    chain,
    context,
    corrective,
    entry_ties,
    fair_accounts,
    follow_up,
    meetings,
    metrics,
    response,
    similar,
    start,
    steps,
)
from tests.unit.operations.chat import author, take_in_with
from tests.unit.operations.conftest import PASSPHRASE
from tests.unit.operations.full_case import filled
from tests.unit.operations.test_undo_of_everything import dangling


@dataclass(frozen=True)
class Told:
    """A case in which everything points at something."""

    casebook: Casebook
    case_id: str

    def all(self, kind: type[Draft]) -> list[str]:
        return [row.id for row in drafting.of_case(self.casebook, kind, self.case_id)]

    def each(self, kind: type[Draft], remove: Callable[[str], object]) -> None:
        for row_id in self.all(kind):
            remove(row_id)


@pytest.fixture
def told(casebook: Casebook, case: Case, monkeypatch: pytest.MonkeyPatch) -> Told:
    filled(casebook, case, monkeypatch)
    publishing.publish(casebook, case.id)
    now_us = exports.now_us()
    monkeypatch.setattr(exports, "now_us", lambda: now_us)  # documents name their minute
    return Told(casebook, case.id)


def look_at_everything(told: Told) -> str:
    """Read what each page and each document shows; returns the documents."""
    casebook, case_id = told.casebook, told.case_id
    for read in PAGES:
        read(casebook, case_id)
    chain.asked(casebook, case_id, chain.chain(casebook, case_id))
    meetings.room(casebook, case_id)
    shown = []
    for choice in exports.choices(casebook, case_id):
        subject = choice.subject.id if choice.subject else ""
        made = exports.render(casebook, case_id, choice.template.id, "md", subject_id=subject)
        assert made.leaks == (), choice.words
        shown.append(made.data.decode())
    pictures.picture_of(casebook, case_id, pictures.Drawing.TIMELINE, "svg")
    assert dangling(casebook) == []
    return "\n".join(shown)


PAGES: tuple[Callable[[Casebook, str], object], ...] = (
    timeline.entries,
    entry_ties.ties,
    response.record_of,
    context.points,
    corrective.plan,
    corrective.closed_by,
    meetings.planned,
    fair_accounts.pages,
    fair_accounts.proposed,
    follow_up.standing,
    follow_up.follow_ups,
    similar.similar,
    similar.linked,
    start.start_of,
    steps.steps,
    citable.citable,
    contradictions.contradictions,
    presenting.presentation,
    drifting.since_published,
    action_exports.sheet,
    lambda casebook, _case_id: metrics.of_casebook(casebook),
)


def test_everything_goes_one_kind_after_another_and_comes_back(told: Told) -> None:
    casebook, case_id = told.casebook, told.case_id
    whole = look_at_everything(told)
    removing: tuple[tuple[type[Draft], Callable[[str], object]], ...] = (
        (Entry, lambda one: timeline.delete_entry(casebook, one)),
        (FactorLink, lambda one: chain.remove_link(casebook, case_id, one)),
        (Factor, lambda one: chain.remove_factor(casebook, case_id, one)),
        (Why, lambda one: chain.remove_step(casebook, case_id, one)),
        (CorrectiveAction, lambda one: corrective.remove(casebook, case_id, one)),
        (DecisionPoint, lambda one: context.remove(casebook, case_id, one)),
        (DrasticAction, lambda one: remove(told, DrasticAction, one)),
        (StatusUpdate, lambda one: remove(told, StatusUpdate, one)),
        (Lesson, lambda one: remove(told, Lesson, one)),
        (MeetingNote, lambda one: meetings.remove_note(casebook, case_id, one)),
        (FairAccount, lambda one: fair_accounts.remove(casebook, case_id, one)),
    )
    for kind, take_away in removing:
        told.each(kind, take_away)
        look_at_everything(told)
    assert told.all(Citation) == told.all(Milestone) == []
    while (history.undo_label(casebook, case_id) or "").startswith(("Remove", "Delete")):
        history.undo(casebook, case_id)
    assert look_at_everything(told) == whole


def remove(told: Told, kind: type[Draft], row_id: str) -> None:
    drafting.remove(told.casebook, kind, told.case_id, [row_id], "Remove it")


def test_evidence_is_hidden_by_undo_and_comes_back(told: Told) -> None:
    casebook, case_id = told.casebook, told.case_id
    whole = look_at_everything(told)
    undone = 0
    while imports.sources(casebook, case_id):
        history.undo(casebook, case_id)
        undone += 1
        if undone % 8 == 0:
            assert dangling(casebook) == []
    look_at_everything(told)
    for _ in range(undone):
        history.redo(casebook, case_id)
    assert look_at_everything(told) == whole


def test_a_source_is_erased_for_good(told: Told) -> None:
    (source,) = imports.sources(told.casebook, told.case_id)
    erasing.erase_source(told.casebook, source.id)
    shown = look_at_everything(told)
    assert "pool exhausted" not in shown
    assert told.all(Citation) == []
    assert casebooks.verify(told.casebook).problems == ()


def test_the_page_of_a_responder_who_left_goes_to_who_bears_the_role(
    casebook: Casebook, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_in = take_in_with(monkeypatch, casebook)
    stays = take_in(case, title="first")
    again = author("U9", "Mira O.")
    leaves = take_in(case, [("U9", "Mira O.", "all good")], [again], title="second")
    known = people.people_of(casebook, case.id)
    mira, other = known.author(stays.id, "U1"), known.author(leaves.id, "U9")
    assert mira
    assert other
    people.merge(casebook, case.id, mira, other)
    people.set_role(casebook, case.id, other, "database lead")
    fair_accounts.add_proposed(casebook, case.id, [other])
    erasing.erase_source(casebook, leaves.id)
    (page,) = fair_accounts.pages(casebook, case.id)
    assert (page.account.person_id, page.role) == (mira, "database lead")
    assert "database lead" not in [role for _, role in fair_accounts.proposed(casebook, case.id)]
    assert dangling(casebook) == []
    assert casebooks.verify(casebook).problems == ()


def test_people_are_merged_split_and_called_otherwise(told: Told) -> None:
    casebook, case_id = told.casebook, told.case_id
    one, other = people.people_of(casebook, case_id).in_case
    fair_accounts.add_proposed(casebook, case_id, [one, other])
    for merged, into in ((one, other), (other, one)):
        people.merge(casebook, case_id, merged, into)
        look_at_everything(told)
        people.split(casebook, case_id, merged)
        look_at_everything(told)
    people.set_role(casebook, case_id, one, "database lead")
    assert "database lead" in look_at_everything(told)
    people.name_in_documents(casebook, case_id, one, "She asked for it")
    assert "Mira" in look_at_everything(told)
    assert not any("mira" in text.casefold() for text in texts_of(room(told))), "roles, even so"


def room(told: Told) -> MeetingPages:
    return meetings.room(told.casebook, told.case_id).shown


def test_scripts_read_a_case_that_lost_its_evidence(
    told: Told, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (source,) = imports.sources(told.casebook, told.case_id)
    erasing.erase_source(told.casebook, source.id)
    told.each(Entry, lambda one: timeline.delete_entry(told.casebook, one))
    path = told.casebook.path
    monkeypatch.setenv("GOLDSEAM_PASSPHRASE", PASSPHRASE)
    told.casebook.close()
    for line in run_all(path, told.case_id, capsys):
        json.loads(line)


def run_all(path: Path, case_id: str, capsys: pytest.CaptureFixture[str]) -> Iterator[str]:
    commands = ("entries", "response", "chain", "context", "actions", "follow-up", "start")
    for command in (*commands, "meeting", "versions", "people", "contradictions", "sources"):
        for how in (["--json"], []):
            assert cli.main([command, str(path), "--case", case_id, *how]) == 0, command
            said = capsys.readouterr().out
            if how:
                yield from said.splitlines()
