"""What was erased stands in no published version either; day and hash of the version stay."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app.casebook import Casebook
from app.domain.changes import Changed
from app.domain.drafts import Case, CaseKind, Entry, new_id
from app.domain.errors import ExportError
from app.domain.practice.lessons import CaseLink
from app.domain.practice.meetings import MeetingNote
from app.domain.timeline import Span
from app.operations import (
    casebooks,
    cases,
    drifting,
    erasing,
    exports,
    history,
    publishing,
    timeline,
)
from app.operations.practice import context, meetings
from tests.unit.casebook.conftest import Stored, record
from tests.unit.casebook.test_erasure import SECRET, files, holds_secret

MakeEntry = Callable[..., Entry]


def test_a_version_loses_the_words_of_an_erased_entry(
    casebook: Casebook, case: Case, entry: MakeEntry, tmp_path: Path
) -> None:
    timeline.add_entry(casebook, entry("The pool was exhausted"))
    before = publishing.publish(casebook, case.id)
    secret = timeline.add_entry(casebook, entry(f"It was {SECRET}")).entry
    publishing.publish(casebook, case.id)
    history.undo(casebook, case.id)  # a version that was taken back is recorded all the same
    shown = publishing.publish(casebook, case.id, "https://wiki.example/orders")
    casebooks.back_up(casebook)
    plan = erasing.plan_erasing(casebook, Entry, secret.id)
    assert plan.what[-1] == "the words of 2 published versions that may show it (day and hash stay)"
    heard: list[Changed] = []
    casebook.subscribe(heard.append)

    erasing.erase(casebook, Entry, secret.id)

    assert not any(holds_secret(path) for path in files(casebook))
    assert ("publications", shown.id) in set().union(*(each.rows for each in heard))
    newest, first = drifting.versions(casebook, case.id)
    assert newest == replace(shown, text="")
    assert first == before
    with pytest.raises(ExportError, match="version 2 were erased"):
        publishing.write_version(casebook, newest.id, tmp_path)
    publishing.write_version(casebook, first.id, tmp_path)
    assert casebooks.verify(casebook).problems == ()
    assert "version 2" in exports.view(casebook, case.id).status


def test_forgetting_what_an_entry_was_empties_the_versions_that_showed_it(
    casebook: Casebook, case: Case, entry: MakeEntry
) -> None:
    first = timeline.add_entry(casebook, entry(f"It was {SECRET}")).entry
    publishing.publish(casebook, case.id)
    timeline.save_entry(casebook, replace(first, text="Worded better"))
    erasing.forget_earlier_versions(casebook, Entry, first.id)
    assert not any(holds_secret(path) for path in files(casebook))
    assert casebooks.verify(casebook).problems == ()


def test_a_private_entry_was_in_no_version(
    casebook: Casebook, case: Case, entry: MakeEntry
) -> None:
    alone = timeline.add_entry(casebook, entry("for me alone", private=True)).entry
    published = publishing.publish(casebook, case.id)
    assert not any(
        "published" in line for line in erasing.plan_erasing(casebook, Entry, alone.id).what
    )
    erasing.erase(casebook, Entry, alone.id)
    assert drifting.versions(casebook, case.id) == [published]


def test_a_version_loses_the_quotes_of_an_erased_source(
    casebook: Casebook, case: Case, entry: MakeEntry, store: Stored
) -> None:
    source = store([record(f"{SECRET} in a log", 1)], title=f"{SECRET}.log")
    timeline.add_entry(casebook, entry("An entry"), [Span(1)])
    publishing.publish(casebook, case.id)
    assert "1 published version" in erasing.plan_erasing_source(casebook, source).what[-1]
    erasing.erase_source(casebook, source)
    assert not any(holds_secret(path) for path in files(casebook))
    assert casebooks.verify(casebook).problems == ()


def test_what_no_review_shows_leaves_the_versions_as_they_are(
    casebook: Casebook, case: Case
) -> None:
    note = meetings.take_note(casebook, case.id, f"Somebody said {SECRET}")
    published = publishing.publish(casebook, case.id)
    erasing.erase(casebook, MeetingNote, note.id)
    assert drifting.versions(casebook, case.id) == [published]
    assert not any(holds_secret(path) for path in files(casebook))


def test_a_title_that_stays_in_the_reviews_of_other_cases_is_told(
    casebook: Casebook, case: Case
) -> None:
    other = cases.add_case(casebook, CaseKind.INCIDENT, "Mail delayed")
    with casebook.edit("Link a similar case", other.id) as edit:
        edit.add(CaseLink(new_id(), other.id, case.id))
    assert len(erasing.plan_forgetting(casebook, Case, case.id).what) == 1
    publishing.publish(casebook, other.id)
    told = erasing.plan_forgetting(casebook, Case, case.id).what[-1]
    assert "published reviews of 1 other case;" in told


def test_what_a_decision_took_over_from_an_erased_entry_is_said_to_stay(
    casebook: Casebook, case: Case, entry: MakeEntry
) -> None:
    told = timeline.add_entry(casebook, entry("Restarted the primary")).entry
    point = context.of_entry(casebook, case.id, told.id)
    plan = erasing.plan_erasing(casebook, Entry, told.id)
    assert "the tie to 1 decision (words it took stay)" in plan.what
    erasing.erase(casebook, Entry, told.id)
    (left,) = context.points(casebook, case.id)
    assert left.point == replace(point, entry_id="")
