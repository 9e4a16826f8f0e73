"""A published version stays what it was; what changes afterwards is told."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.casebook import Casebook
from app.domain.drafts import Case, CaseKind, Certainty, Entry, new_id
from app.domain.errors import ConflictError, ExportError, InvalidInputError
from app.domain.leaks import LeakError
from app.domain.practice.accounts import FairAccount, Verdict
from app.domain.practice.chain import Factor
from app.domain.query import EvidenceFilter
from app.domain.timeline import Span
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
from app.operations.practice import fair_accounts, meetings
from tests.unit.operations.chat import author, take_in_with

PASSPHRASE = "kite lamp orbit seven"


@pytest.fixture
def casebook(tmp_path: Path):
    with Casebook.create(tmp_path / "reviews.casebook", PASSPHRASE) as made:
        yield made


@pytest.fixture
def case(casebook: Casebook) -> Case:
    made = cases.add_case(casebook, CaseKind.INCIDENT, "Labels printed twice")
    imports.import_text(casebook, made.id, "2026-03-02T08:14:05Z label 5531 printed\n", "a.log")
    return made


@pytest.fixture
def entry(casebook: Casebook, case: Case) -> Entry:
    made = Entry(new_id(), case.id, "The service printed twice", certainty=Certainty.UNCERTAIN)
    return timeline.add_entry(casebook, made).entry


def drift(casebook: Casebook, case: Case) -> list[str]:
    return [each.words for each in drifting.since_published(casebook, case.id)[1]]


def test_a_version_freezes_words_hash_and_moment(casebook, case, entry, tmp_path) -> None:
    published = publishing.publish(casebook, case.id, "https://wiki.example/labels")

    assert published.version == 1
    assert hashlib.sha256(published.text.encode()).hexdigest() == published.sha256
    assert "The service printed twice" in published.text
    assert "Preliminary" not in published.text
    assert cases.case(casebook, case.id).published_us == published.published_us

    timeline.save_entry(casebook, replace(entry, text="Each label came out two times"))
    written = publishing.write_version(casebook, published.id, tmp_path)
    assert "version 1" in written.name
    assert hashlib.sha256(written.read_bytes()).hexdigest() == published.sha256
    assert publishing.publish(casebook, case.id).version == 2


def test_later_changes_show_as_drift_in_the_document_too(casebook, case, entry) -> None:
    publishing.publish(casebook, case.id)
    assert drift(casebook, case) == []
    status = exports.view(casebook, case.id).status
    assert status.startswith("Published")
    assert status.endswith("version 1")

    timeline.save_entry(casebook, replace(entry, text="Each label came out two times"))
    drafting.add(casebook, case.id, Factor(new_id(), case.id, "No check"), "Add factor")

    assert drift(casebook, case) == [
        "Changed: entry “Each label came out two times”: the words.",
        "Added: factor “No check”.",
    ]
    assert exports.view(casebook, case.id).status.endswith("version 1; 2 changes since")


def test_what_is_undone_or_changed_back_is_no_drift(casebook, case, entry) -> None:
    publishing.publish(casebook, case.id)
    timeline.save_entry(casebook, replace(entry, text="Otherwise"))
    history.undo(casebook, case.id)
    assert drift(casebook, case) == []
    timeline.save_entry(casebook, replace(entry, text="Otherwise"))
    timeline.save_entry(casebook, entry)
    assert drift(casebook, case) == []


def test_certainty_that_rose_with_nothing_new_is_named(casebook, case, entry) -> None:
    publishing.publish(casebook, case.id)
    timeline.save_entry(casebook, replace(entry, certainty=Certainty.CONFIRMED))
    (found,) = drifting.since_published(casebook, case.id)[1]
    assert found.raised
    assert "from “uncertain” to “confirmed”" in found.words

    (item,) = evidence.item_ids(casebook, case.id, EvidenceFilter("label"))
    timeline.cite(casebook, entry.id, [Span(item)])
    (found,) = drifting.since_published(casebook, case.id)[1]
    assert not found.raised


def test_what_is_said_beside_the_timeline_drifts_too(casebook, case, entry) -> None:
    asked = fair_accounts.add(casebook, case.id, "on-call engineer")
    fair_accounts.answer(casebook, case.id, asked.id, Verdict.FAIR)
    meetings.plan(casebook, case.id)
    publishing.publish(casebook, case.id)
    account = drafting.one(casebook, FairAccount, asked.id)
    silent = {"words": "Nobody asked me", "role": "engineer"}
    drafting.change(casebook, FairAccount, case.id, asked.id, silent, "Words")
    fair_accounts.answer(casebook, case.id, asked.id, Verdict.NOT_FAIR)
    assert drift(casebook, case) == [], "a review tells neither who nor what"

    drafting.change(casebook, FairAccount, case.id, account.id, {"consent": True}, "Consent")
    meetings.plan(casebook, case.id, {"held": True})
    (source,) = imports.sources(casebook, case.id)
    imports.change_source(casebook, source.id, title="a.log", zone="UTC", clock_offset_us=0)
    imports.import_text(casebook, case.id, "2026-03-02T08:15:00Z late\n", "b.log")
    assert drift(casebook, case) == [
        "Changed: the review meeting: held.",
        "Changed: source “a.log”: the time zone.",
        "Added: source “b.log”.",
        "Changed: what is told of the answers of responders.",
    ]


def test_private_things_are_no_drift(casebook, case, entry) -> None:
    publishing.publish(casebook, case.id)
    private = Entry(new_id(), case.id, "for me alone", private=True)
    timeline.add_entry(casebook, private)
    now = cases.case(casebook, case.id)
    cases.update_case(casebook, replace(now, private_notes="for me alone"))
    assert drift(casebook, case) == []


def test_publishing_can_be_undone(casebook, case, entry) -> None:
    publishing.publish(casebook, case.id)
    assert history.undo(casebook, case.id) == "Publish version 1"
    assert drifting.versions(casebook, case.id) == []
    assert cases.case(casebook, case.id).published_us is None
    assert exports.view(casebook, case.id).preliminary


def test_what_must_not_leave_is_not_published(casebook, case, entry) -> None:
    timeline.add_entry(
        casebook, Entry(new_id(), case.id, "the quixotic plan of the board", private=True)
    )
    cases.update_case(
        casebook,
        replace(cases.case(casebook, case.id), summary="It was the quixotic plan of the board."),
    )
    with pytest.raises(LeakError):
        publishing.publish(casebook, case.id)
    assert drifting.versions(casebook, case.id) == []


def test_texts_to_paste(casebook, case, entry) -> None:
    with pytest.raises(InvalidInputError, match="Nothing is published yet"):
        publishing.invitation(casebook, case.id)
    contained = replace(cases.case(casebook, case.id), contained_us=1_772_440_000_000_000)
    cases.update_case(casebook, contained)
    assert "It was due on 2026-03-09" in publishing.reminder(casebook, case.id)

    publishing.publish(casebook, case.id, "https://wiki.example/labels")
    text = publishing.invitation(casebook, case.id)
    assert "“Labels printed twice”" in text
    assert "https://wiki.example/labels" in text
    with pytest.raises(InvalidInputError, match="is published"):
        publishing.reminder(casebook, case.id)


def test_an_edit_meanwhile_stops_publishing_and_one_of_another_case_does_not(
    casebook, case, entry, monkeypatch
) -> None:
    made = exports.published_review

    def meanwhile(case_id: str) -> None:
        def rendered(*asked: Any) -> exports.Rendered:
            done = made(*asked)
            drafting.add(casebook, case_id, Factor(new_id(), case_id, "No check"), "Add factor")
            return done

        monkeypatch.setattr(exports, "published_review", rendered)

    meanwhile(case.id)
    with pytest.raises(ConflictError, match="publish again"):
        publishing.publish(casebook, case.id)
    assert drifting.versions(casebook, case.id) == []
    assert cases.case(casebook, case.id).published_us is None
    meanwhile(cases.add_case(casebook, CaseKind.INCIDENT, "Another").id)
    assert publishing.publish(casebook, case.id).version == 1
    assert drift(casebook, case) == []


def test_undone_edited_and_published_again(casebook, case, entry) -> None:
    publishing.publish(casebook, case.id)
    history.undo(casebook, case.id)
    timeline.save_entry(casebook, replace(entry, text="Each label came out two times"))
    again = publishing.publish(casebook, case.id)
    assert again.version == 1
    assert "came out two times" in again.text
    assert drift(casebook, case) == []
    history.undo(casebook, case.id)
    history.undo(casebook, case.id)
    history.redo(casebook, case.id)
    history.redo(casebook, case.id)
    assert drifting.since_published(casebook, case.id) == (1, [])


def test_a_name_that_is_a_word_of_the_template_does_not_keep_a_version_back(
    casebook, case, entry, tmp_path, monkeypatch
) -> None:
    said = [("U7", "Sam Sources", "hello")]
    take_in_with(monkeypatch, casebook)(case, said, [author("U7", "Sam Sources")])
    published = publishing.publish(casebook, case.id)
    assert publishing.write_version(casebook, published.id, tmp_path).exists()


def test_words_that_somebody_changed_are_not_written(casebook, case, entry, tmp_path) -> None:
    published = publishing.publish(casebook, case.id)
    with casebook.edit("Tamper", case.id) as edit:
        edit.save(replace(published, text=published.text.replace("twice", "once")))
    with pytest.raises(ExportError, match="their hash differs"):
        publishing.write_version(casebook, published.id, tmp_path)
    assert list(tmp_path.glob("*.md")) == []


def test_consent_that_was_taken_back_keeps_a_published_version_here(
    casebook, case, entry, tmp_path
) -> None:
    account = fair_accounts.add(casebook, case.id, "on-call engineer")
    words = {"words": "I was alone with nine alerts that night", "consent": True}
    drafting.change(casebook, FairAccount, case.id, account.id, words, "Own words")
    fair_accounts.answer(casebook, case.id, account.id, Verdict.OWN_WORDS)
    published = publishing.publish(casebook, case.id)
    assert "nine alerts" in published.text
    drafting.change(casebook, FairAccount, case.id, account.id, {"consent": False}, "No consent")
    with pytest.raises(LeakError):
        publishing.write_version(casebook, published.id, tmp_path)
    assert "nine alerts" not in exports.preview(casebook, case.id)
    assert drift(casebook, case) == ["Changed: what is told of the answers of responders."]
