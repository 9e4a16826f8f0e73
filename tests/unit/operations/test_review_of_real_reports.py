"""The whole review of two published reports: drafted, published, and every step of it undone."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from app.casebook import Casebook, schema
from app.domain.drafts import CaseKind, Certainty, EntryKind, new_id
from app.domain.practice.accounts import Verdict
from app.domain.practice.chain import Factor, FactorPart, FactorSide, LinkKind
from app.domain.practice.context import NOW
from app.domain.practice.corrective import COMPLETION
from app.domain.practice.lessons import LessonKind
from app.domain.practice.response import DrasticAction, MilestoneKind, StatusUpdate
from app.domain.query import EvidenceFilter
from app.domain.timeline import CitedEntry, Span
from app.operations import (
    cases,
    drafting,
    drifting,
    evidence,
    exports,
    history,
    imports,
    publishing,
    timeline,
)
from app.operations.practice import chain, context, corrective, fair_accounts, lessons, response

REPORTS = Path(__file__).parents[4] / "shared" / "evidence" / "postmortems"

pytestmark = pytest.mark.skipif(not REPORTS.is_dir(), reason="the real reports are not here")

PASSPHRASE = "kite lamp orbit seven"
ENTRIES = 6


@dataclass(frozen=True)
class Told:
    """What people say of a report; every sentence of it is ours."""

    title: str
    zone: str
    factors: tuple[tuple[str, FactorPart, FactorSide], ...]
    actions: tuple[str, ...]


REPORT = {
    "gitlab-2017-01-31-database": Told(
        "A database was emptied on the wrong host",
        "UTC",
        (
            ("A directory was removed on the host that served", *["trigger", "technical"]),
            ("Two hosts looked the same at the prompt", *["enabling", "technical"]),
            ("No backup could be restored", *["amplifier", "technical"]),
            ("Nobody owned the test of backups", *["enabling", "organisational"]),
            ("Copying back took the disk of a slower machine", *["friction", "technical"]),
        ),
        ("Show the host in every prompt", "Restore a backup each night", "Name an owner"),
    ),
    "dfds-2019-12-04-node-deletion": Told(
        "All nodes left the cluster",
        "Europe/Copenhagen",
        (
            ("A command removed every node", *["trigger", "technical"]),
            ("Daily work ran with rights to remove nodes", *["enabling", "organisational"]),
            ("Addresses were short, so that pods crowded", *["amplifier", "technical"]),
            ("No workload went before another", *["enabling", "technical"]),
            ("Whoever saw it had to mark machines by hand", *["friction", "technical"]),
        ),
        ("Split the rights", "Give each workload a priority", "Try it in a small cluster"),
    ),
}


@pytest.fixture
def casebook(tmp_path: Path) -> Iterator[Casebook]:
    with Casebook.create(tmp_path / "reports.casebook", PASSPHRASE) as made:
        yield made


@pytest.mark.parametrize("slug", REPORT)
def test_a_real_report_becomes_a_published_review(
    casebook: Casebook, slug: str, tmp_path: Path
) -> None:
    told = REPORT[slug]
    case = cases.add_case(casebook, CaseKind.INCIDENT, told.title, told.zone)
    imports.import_evidence(casebook, case.id, REPORTS / slug / "source.md")
    before = drafted(casebook)

    review(casebook, case.id, told)
    publishing.publish(casebook, case.id)
    after = drafted(casebook)

    assert drifting.since_published(casebook, case.id) == (1, [])
    check_document(casebook, case.id, told, tmp_path)
    steps = take_all_back(casebook, case.id, lambda: drafted(casebook) == before)
    assert steps > 40
    for _ in range(steps):
        assert history.redo(casebook, case.id) is not None
    assert drafted(casebook) == after


def review(casebook: Casebook, case_id: str, told: Told) -> None:
    entries = draft_timeline(casebook, case_id)
    response.mark(casebook, case_id, MilestoneKind.STARTED, entries[0].entry.id)
    response.mark(casebook, case_id, MilestoneKind.DETECTED, entries[1].entry.id)
    response.mark(casebook, case_id, MilestoneKind.RESOLVED, entries[-1].entry.id)
    response.say_absent(casebook, case_id, EntryKind.ROLLBACK, "There was nothing to roll back.")
    factors = draft_chain(casebook, case_id, told, entries)
    draft_context(casebook, case_id, entries)
    decide(casebook, case_id, told, factors, entries)
    at_us = entries[2].entry.start_us
    response.add_action(casebook, DrasticAction(new_id(), case_id, "Restart by hand", at_us))
    response.add_update(casebook, StatusUpdate(new_id(), case_id, "We look into it", at_us))
    learned = lessons.add(casebook, case_id, LessonKind.WENT_WELL, "It was seen within minutes")
    drafting.cite(casebook, case_id, learned.id, [span_of(entries[1])])
    account = fair_accounts.add(casebook, case_id, "on-call engineer")
    fair_accounts.answer(casebook, case_id, account.id, Verdict.FAIR)


def draft_timeline(casebook: Casebook, case_id: str) -> list[CitedEntry]:
    found = evidence.item_ids(casebook, case_id, EvidenceFilter(since_us=0))
    kinds = (EntryKind.IMPACT, EntryKind.DETECTION, EntryKind.DECISION, EntryKind.RECOVERY)
    for number, item in enumerate(found[:ENTRIES]):
        entry = timeline.entry_from_items(casebook, case_id, [item])
        entry = replace(entry, text=f"Statement {number}", kind=kinds[number % len(kinds)])
        timeline.add_entry(casebook, replace(entry, certainty=Certainty.PROBABLE), [Span(item)])
    return timeline.entries(casebook, case_id)


def span_of(cited: CitedEntry) -> Span:
    return Span(cited.citations[0].citation.item_id)


def draft_chain(
    casebook: Casebook, case_id: str, told: Told, entries: list[CitedEntry]
) -> list[Factor]:
    factors = [
        chain.add_factor(
            casebook,
            Factor(new_id(), case_id, text, FactorPart(part), FactorSide(side)),
            [span_of(entries[number])],
        )
        for number, (text, part, side) in enumerate(told.factors)
    ]
    ways = ((1, 0, LinkKind.ENABLE), (0, 2, LinkKind.CAUSE), (3, 2, LinkKind.ENABLE),
            (2, 4, LinkKind.SLOW), (4, 2, LinkKind.AMPLIFY))  # fmt: skip
    for start, end, kind in ways:
        chain.add_link(casebook, case_id, factors[start].id, factors[end].id, kind)
    chain.mark(casebook, case_id, factors[2].id, "Without it the break had been short.")
    step = chain.begin_ladder(casebook, case_id, "It took hours")
    for text in ("The way back was slow", "Nobody had tried it"):
        step = chain.add_step(casebook, case_id, step.id, text)
    chain.factor_of_step(casebook, case_id, step.id)
    chain.move_factor(casebook, case_id, factors[0].id, 40, 80)
    return factors


def draft_context(casebook: Casebook, case_id: str, entries: list[CitedEntry]) -> None:
    for number in (1, 2):
        point = context.add_from_entry(casebook, case_id, entries[number].entry.id)
        words = {"saw": "Alerts and a full queue", "believed": "One host was slow", "role": "lead"}
        context.change(casebook, case_id, point.id, words)
        drafting.cite(casebook, case_id, point.id, [span_of(entries[number])], "saw")
        drafting.cite(casebook, case_id, point.id, [span_of(entries[-1])], NOW)


def decide(
    casebook: Casebook, case_id: str, told: Told, factors: list[Factor], entries: list[CitedEntry]
) -> None:
    for number, text in enumerate(told.actions):
        action = corrective.add(casebook, case_id, text, [factors[number].id])
        fields = {"owner": "service owner", "due": "2027-02-01", "shown_by": "A test that fails"}
        corrective.change(casebook, case_id, action.id, fields)
    drafting.cite(casebook, case_id, action.id, [span_of(entries[-1])], COMPLETION)
    corrective.complete(casebook, case_id, action.id)
    corrective.accept_open(casebook, case_id, factors[4].id, "It is gone with the old machine.")


def check_document(casebook: Casebook, case_id: str, told: Told, folder: Path) -> None:
    view: Any = exports.view(casebook, case_id)
    assert [section.id for section in view.sections[:4]] == [
        "response", "leading", "chain", "context",
    ]  # fmt: skip
    for fmt in ("md", "html", "docx"):
        path = exports.export(casebook, case_id, exports.INCIDENT_REVIEW, fmt, folder)
        text = text_of(path)
        for words in (*(factor[0] for factor in told.factors), *told.actions, "version 1"):
            assert words in text, (fmt, words)


def text_of(path: Path) -> str:
    if path.suffix != ".docx":
        return path.read_text(encoding="utf-8")
    with zipfile.ZipFile(path) as word:
        return word.read("word/document.xml").decode()


def drafted(casebook: Casebook) -> dict[str, set[tuple[Any, ...]]]:
    """Every drafted row of the casebook."""
    with casebook.read() as connection:
        return {
            table.name: {tuple(row) for row in connection.execute(select(table))}
            for table in schema.DRAFTED
        }


def take_all_back(casebook: Casebook, case_id: str, done: Callable[[], bool]) -> int:
    steps = 0
    while not done():
        assert history.undo(casebook, case_id) is not None, "nothing is left to undo"
        steps += 1
    return steps
