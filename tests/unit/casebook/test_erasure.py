"""Erasing for good, proved on the bytes: every page is decrypted and searched."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app.casebook import Casebook, Connection, erasure
from app.domain.changes import Changed
from app.domain.drafts import Case, Entry
from app.domain.errors import InvalidInputError, NotFoundError
from app.domain.query import EvidenceFilter
from app.domain.timeline import Span
from app.operations import casebooks, cases, desk, erasing, evidence, history, imports, timeline
from tests.unit.casebook.conftest import PASSPHRASE, Stored, record
from tests.unit.casebook.pages import plain_bytes

MakeEntry = Callable[..., Entry]

SECRET = "quixotically"
"""Nothing else begins like it: the word index stores words without the start they share."""
ITS_END = SECRET[3:].encode()


def holds_secret(path: Path) -> bool:
    return ITS_END in plain_bytes(path, PASSPHRASE).lower()


def files(casebook: Casebook) -> list[Path]:
    return [casebook.path, *casebook.copies()]


def test_the_pages_can_be_read_at_all(casebook: Casebook, case: Case) -> None:
    casebook.fold_log()
    assert case.title.encode() in plain_bytes(casebook.path, PASSPHRASE)


def test_an_erased_entry_is_nowhere_any_more(
    casebook: Casebook, case: Case, entry: MakeEntry, store: Stored
) -> None:
    store([record("pool exhausted", 1)])
    secret = timeline.add_entry(casebook, entry(f"It was {SECRET}, again"), [Span(1)]).entry
    timeline.save_entry(casebook, replace(secret, text=f"Still {SECRET} " + "x" * 9_000))
    kept = timeline.add_entry(casebook, entry("The pool was exhausted"), [Span(1)])
    desk.remember(casebook, "half-typed", f"and {SECRET}")
    casebooks.back_up(casebook)
    assert all(holds_secret(path) for path in files(casebook))

    erasing.erase(casebook, Entry, secret.id)

    assert len(files(casebook)) == 2
    assert not any(holds_secret(path) for path in files(casebook))
    casebook.close()
    assert not holds_secret(casebook.path)
    with Casebook.open(casebook.path, PASSPHRASE) as again:
        assert timeline.entries(again, case.id) == [kept]
        assert history.history(again, "entries", secret.id) == []
        assert history.undo_label(again, case.id) is None
        assert casebooks.verify(again).problems == ()


def test_forgetting_keeps_the_present_text_only(
    casebook: Casebook, case: Case, entry: MakeEntry
) -> None:
    first = timeline.add_entry(casebook, entry(f"It was {SECRET}")).entry
    timeline.save_entry(casebook, replace(first, text="Worded better"))
    casebooks.back_up(casebook)
    assert all(holds_secret(path) for path in files(casebook))

    erasing.forget_earlier_versions(casebook, Entry, first.id)

    assert not any(holds_secret(path) for path in files(casebook))
    assert [c.entry.text for c in timeline.entries(casebook, case.id)] == ["Worded better"]
    assert history.history(casebook, "entries", first.id) == []
    assert history.undo_label(casebook, case.id) is None
    assert casebooks.verify(casebook).problems == ()


def test_an_erased_source_is_nowhere_any_more(
    casebook: Casebook, case: Case, entry: MakeEntry, store: Stored
) -> None:
    kept_source = store([record("the pool was exhausted", 1)], title="kept.log")
    records = [
        record(f"{SECRET} line {number} " + SECRET * (number % 70), number, number)
        for number in range(1, 700)
    ]
    source = store(records, title=f"{SECRET}.log")
    citing = timeline.add_entry(casebook, entry("Cites both"), [Span(1), Span(2)])
    casebooks.back_up(casebook)
    assert all(holds_secret(path) for path in files(casebook))
    plan = erasing.plan_erasing_source(casebook, source)
    assert any("699" in line for line in plan.what)
    assert plan.copies == tuple(casebook.copies())

    erasing.erase_source(casebook, source)

    assert not any(holds_secret(path) for path in files(casebook))
    assert [s.id for s in imports.sources(casebook, case.id)] == [kept_source]
    [left] = timeline.entries(casebook, case.id)
    assert [cited.citation.item_id for cited in left.citations] == [1]
    assert left.entry == citing.entry
    assert len(evidence.item_ids(casebook, case.id, EvidenceFilter("exhausted"))) == 1
    assert casebooks.verify(casebook).problems == ()


def test_a_citation_taken_away_earlier_is_erased_with_its_source(
    casebook: Casebook, case: Case, entry: MakeEntry, store: Stored
) -> None:
    source = store([record("only this", 1)])
    added = timeline.add_entry(casebook, entry("An entry"), [Span(1, 0, 4)])
    digest = added.citations[0].citation.quote_sha256.encode()
    timeline.uncite(casebook, case.id, added.citations[0].citation.id)
    erasing.erase_source(casebook, source)
    assert digest not in plain_bytes(casebook.path, PASSPHRASE)


def test_snapshots_and_what_an_interrupted_backup_left_go_too(
    casebook: Casebook, case: Case, entry: MakeEntry
) -> None:
    added = timeline.add_entry(casebook, entry(SECRET)).entry
    folder = casebook.path.parent
    snapshot = folder / "orders.before-schema-2.casebook"
    casebook.copy_to(snapshot)
    unfinished = folder / ".orders.backup-2026-01-02.casebook.unfinished"
    unfinished.write_bytes(snapshot.read_bytes())
    journal = folder / ".orders.backup-2026-01-02.casebook.unfinished-wal"
    journal.write_bytes(b"left over")
    assert snapshot in erasing.plan_erasing(casebook, Entry, added.id).copies

    erasing.erase(casebook, Entry, added.id)

    assert not snapshot.exists()
    assert not unfinished.exists()
    assert not journal.exists()


def test_a_backup_that_was_being_made_meanwhile_does_not_keep_it(
    casebook: Casebook, case: Case, entry: MakeEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    added = timeline.add_entry(casebook, entry(SECRET)).entry
    forget = erasure.forget_earlier

    def while_backing_up(connection: Connection, table: str, row_id: str) -> None:
        forget(connection, table, row_id)
        assert casebooks.back_up(casebook) is not None

    monkeypatch.setattr(erasure, "forget_earlier", while_backing_up)
    erasing.erase(casebook, Entry, added.id)

    assert casebook.copies()
    assert not any(holds_secret(path) for path in files(casebook))


def test_a_legal_hold_stops_every_erasure(
    casebook: Casebook, case: Case, entry: MakeEntry, store: Stored
) -> None:
    source = store([record(SECRET, 1)])
    added = timeline.add_entry(casebook, entry("An entry"), [Span(1)])
    casebooks.back_up(casebook)
    cases.update_case(casebook, replace(case, legal_hold=True))
    before = history.history(casebook, "entries", added.entry.id)
    for erase in (
        lambda: erasing.erase(casebook, Entry, added.entry.id),
        lambda: erasing.forget_earlier_versions(casebook, Entry, added.entry.id),
        lambda: erasing.erase_source(casebook, source),
    ):
        with pytest.raises(InvalidInputError, match="legal hold"):
            erase()
    assert timeline.entries(casebook, case.id) == [added]
    assert history.history(casebook, "entries", added.entry.id) == before
    assert [s.id for s in imports.sources(casebook, case.id)] == [source]
    assert all(holds_secret(path) for path in files(casebook))


def test_everyone_hears_of_an_erasure(
    casebook: Casebook, case: Case, entry: MakeEntry, store: Stored
) -> None:
    source = store([record("pool", 1)])
    added = timeline.add_entry(casebook, entry("An entry"), [Span(1)]).entry
    heard: list[Changed] = []
    casebook.subscribe(heard.append)
    erasing.erase_source(casebook, source)
    assert {"source_settings", "citations"} <= set().union(*(each.tables for each in heard))
    heard.clear()
    erasing.erase(casebook, Entry, added.id)
    assert ("entries", added.id) in set().union(*(each.rows for each in heard))


def test_what_is_not_there_cannot_be_erased(casebook: Casebook) -> None:
    with pytest.raises(NotFoundError):
        erasing.erase(casebook, Entry, "no such entry")
    with pytest.raises(NotFoundError):
        erasing.erase_source(casebook, 7)
