"""Evidence into a case and out of it: whole or not at all, and timed by one clock."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from app.casebook import Casebook, evidence
from app.domain.changes import Changed
from app.domain.drafts import Case, Entry, new_id
from app.domain.errors import CancelledError, EvidenceError, InvalidInputError, NotFoundError
from app.domain.evidence import ImportChoices
from app.domain.moments import MINUTE_US, SECOND_US, ZoneBasis, iso_utc
from app.domain.query import EvidenceFilter
from app.domain.runs import line_key
from app.domain.timeline import Span
from app.operations import casebooks, cases, history, imports, timeline
from app.operations import evidence as shown
from tests.unit.operations.conftest import PASSPHRASE

HOUR_US = 60 * MINUTE_US
TABLES = ("sources", "items", "originals", "original_chunks", "source_settings")
BEGINNING_US = 1_711_756_800 * SECOND_US
"""2024-03-30T00:00Z."""


def log_of(lines: int) -> str:
    return "".join(
        f"2024-03-30 {number // 3600:02}:{number // 60 % 60:02}:{number % 60:02}"
        f" orders-api line {number}\n"
        for number in range(lines)
    )


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "orders-api.log"
    path.write_text(log_of(1_200))
    return path


class Watching:
    """Does something whenever a task asks whether it is still wanted."""

    def __init__(self, do: Callable[[], object]) -> None:
        self._do = do

    def report(self, done: int, total: int, what: str) -> None:
        pass

    @property
    def cancelled(self) -> bool:
        self._do()
        return False


class Stop:
    """A person who cancels when a task asks for the nth time, and does something just before."""

    def __init__(self, after: int, then: Callable[[], object] = lambda: None) -> None:
        self._left = after
        self._then = then

    def report(self, done: int, total: int, what: str) -> None:
        pass

    @property
    def cancelled(self) -> bool:
        self._left -= 1
        if self._left == 0:
            self._then()
        return self._left <= 0


def counts(casebook: Casebook) -> dict[str, int]:
    with casebook.read() as connection:
        return {
            table: connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()
            for table in (*TABLES, "items_fts")
        }


def times(casebook: Casebook, case: Case) -> list[int | None]:
    ids = shown.item_ids(casebook, case.id, by_source=True)
    return [item.utc_us for item in shown.items(casebook, ids)]


def test_a_log_becomes_a_source_with_its_receipt(casebook: Casebook, case: Case, log: Path) -> None:
    heard: list[Changed] = []
    casebook.subscribe(heard.append)
    source = imports.import_evidence(casebook, case.id, log)
    assert imports.sources(casebook, case.id) == [source]
    assert (source.title, source.items, source.receipt.taken) == (log.name, 1_200, 1_200)
    assert source.receipt.skips == ()
    assert source.zone_basis is ZoneBasis.CASE
    [original] = source.receipt.originals
    assert original.sha256 == hashlib.sha256(log.read_bytes()).hexdigest()
    with casebook.read() as connection:
        [(original_id, kept)] = evidence.originals(connection, source.id)
        assert kept == original
        assert b"".join(evidence.original_bytes(connection, original_id)) == log.read_bytes()
    # Midnight in Berlin, an hour ahead of UTC at the time.
    assert (source.first_us, source.last_us) == (
        BEGINNING_US - HOUR_US,
        BEGINNING_US - HOUR_US + 1_199 * SECOND_US,
    )
    assert [changed.tables for changed in heard] == [frozenset({"source_settings"})]


def test_pasted_text_is_evidence_too(casebook: Casebook, case: Case) -> None:
    choices = ImportChoices(zone="UTC", title="From the terminal")
    source = imports.import_text(casebook, case.id, log_of(3), "pasted", choices)
    assert (source.title, source.items, source.first_us) == ("From the terminal", 3, BEGINNING_US)
    assert source.zone_basis is ZoneBasis.SOURCE


def test_nothing_is_seen_before_all_of_it_is_there(
    casebook: Casebook, case: Case, log: Path
) -> None:
    seen: list[int] = []

    def look() -> None:
        seen.append(len(shown.item_ids(casebook, case.id)))
        seen.append(len(shown.item_ids(casebook, case.id, EvidenceFilter("orders"))))
        seen.append(len(imports.sources(casebook, case.id)))

    imports.import_evidence(casebook, case.id, log, progress=Watching(look))
    assert seen
    assert set(seen) == {0}


@pytest.mark.parametrize("after", [1, 6, 12])
def test_a_cancelled_import_leaves_nothing(
    casebook: Casebook, case: Case, log: Path, after: int
) -> None:
    log.write_text(log_of(20_000))
    before = counts(casebook)
    with pytest.raises(CancelledError):
        imports.import_evidence(casebook, case.id, log, progress=Stop(after))
    assert counts(casebook) == before
    assert history.undo_label(casebook, case.id) is None
    assert imports.import_evidence(casebook, case.id, log).items == 20_000


@pytest.mark.parametrize(
    ("choices", "error"),
    [(ImportChoices(zone="Mars/Olympus"), InvalidInputError), (ImportChoices(), EvidenceError)],
)
def test_a_refused_import_leaves_nothing(
    casebook: Casebook, case: Case, tmp_path: Path, choices: ImportChoices, error: type[Exception]
) -> None:
    before = counts(casebook)
    with pytest.raises(error):
        imports.import_evidence(casebook, case.id, tmp_path / "no-such.log", choices)
    assert counts(casebook) == before


def test_an_unknown_case_is_refused(casebook: Casebook, log: Path) -> None:
    with pytest.raises(NotFoundError):
        imports.import_evidence(casebook, "no such case", log)
    assert set(counts(casebook).values()) == {0}


def test_undo_hides_a_source_and_redo_brings_it_back(
    casebook: Casebook, case: Case, log: Path
) -> None:
    source = imports.import_evidence(casebook, case.id, log)
    assert history.undo(casebook, case.id) == "Import evidence"
    assert imports.sources(casebook, case.id) == []
    casebooks.tidy(casebook)
    assert history.redo(casebook, case.id) == "Import evidence"
    assert imports.sources(casebook, case.id) == [source]


def test_what_can_no_longer_be_redone_is_cleared_away(
    casebook: Casebook, case: Case, log: Path
) -> None:
    imports.import_evidence(casebook, case.id, log)
    history.undo(casebook, case.id)
    timeline.add_entry(casebook, Entry(new_id(), case.id, "something new"))
    casebooks.tidy(casebook)
    assert set(counts(casebook).values()) == {0}


def test_a_case_is_tidied_while_an_import_runs(casebook: Casebook, case: Case, log: Path) -> None:
    log.write_text(log_of(3_000))
    tidying = Watching(lambda: casebooks.remove_leftovers(casebook))
    source = imports.import_evidence(casebook, case.id, log, progress=tidying)
    assert len(shown.item_ids(casebook, case.id)) == source.items == 3_000
    assert casebooks.verify(casebook).problems == ()


def change(casebook: Casebook, source_id: int, **asked: object) -> None:
    settings: dict[str, object] = {"title": "orders-api.log", "zone": None, "clock_offset_us": 0}
    imports.change_source(casebook, source_id, **{**settings, **asked})  # type: ignore[arg-type]


def test_another_zone_and_offset_move_the_items_and_mark_the_entries(
    casebook: Casebook, case: Case, log: Path
) -> None:
    source = imports.import_evidence(casebook, case.id, log)
    before = times(casebook, case)
    entry = timeline.entry_from_items(casebook, case.id, [5])
    timeline.add_entry(casebook, replace(entry, text="Line 4"), [Span(5)])
    assert not timeline.entry(casebook, entry.id).moved

    change(casebook, source.id, zone="Asia/Tokyo", clock_offset_us=2 * SECOND_US)

    shift = -8 * HOUR_US - 2 * SECOND_US
    assert times(casebook, case) == [(at or 0) + shift for at in before]
    changed = imports.source(casebook, source.id)
    assert changed.first_us == (source.first_us or 0) + shift
    assert changed.zone_basis is ZoneBasis.SOURCE
    moved = timeline.entry(casebook, entry.id)
    assert moved.entry.start_us == entry.start_us
    assert moved.moved_by_us == shift
    timeline.adopt_time(casebook, entry.id)
    adopted = timeline.entry(casebook, entry.id)
    assert (adopted.moved, adopted.entry.start_us) == (False, (entry.start_us or 0) + shift)

    for _ in range(2):
        history.undo(casebook, case.id)
    assert times(casebook, case) == before
    assert not timeline.entry(casebook, entry.id).moved
    history.redo(casebook, case.id)
    assert times(casebook, case) == [(at or 0) + shift for at in before]


def test_the_zone_of_the_case_moves_sources_without_one(
    casebook: Casebook, case: Case, log: Path
) -> None:
    imports.import_evidence(casebook, case.id, log)
    own = imports.import_evidence(
        casebook, case.id, log, ImportChoices(zone="Asia/Tokyo", again=True)
    )
    before = times(casebook, case)
    cases.update_case(casebook, replace(case, zone="UTC"))
    assert times(casebook, case)[:1_200] == [(at or 0) + HOUR_US for at in before[:1_200]]
    assert times(casebook, case)[1_200:] == before[1_200:]
    assert imports.source(casebook, own.id) == own


def test_a_zone_set_while_an_import_runs_holds_for_what_it_brings(
    casebook: Casebook, case: Case, log: Path
) -> None:
    moving = Stop(3, lambda: cases.update_case(casebook, replace(case, zone="Asia/Tokyo")))
    moving_only = Watching(lambda: moving.cancelled)
    imports.import_evidence(casebook, case.id, log, progress=moving_only)
    assert times(casebook, case)[0] == BEGINNING_US - 9 * HOUR_US


@pytest.mark.parametrize("after", [1, 2])
def test_a_change_of_the_whole_case_is_never_left_halfway(
    casebook: Casebook, case: Case, log: Path, after: int
) -> None:
    imports.import_evidence(casebook, case.id, log)
    before = times(casebook, case)
    cases.update_case(casebook, replace(case, zone="UTC"), progress=Stop(after))
    assert times(casebook, case) == [(at or 0) + HOUR_US for at in before]
    history.undo(casebook, case.id, Stop(after))
    assert times(casebook, case) == before


def test_a_source_that_is_undone_while_others_are_timed_stops_nothing(
    casebook: Casebook, case: Case, log: Path
) -> None:
    first = imports.import_evidence(casebook, case.id, log)
    imports.import_evidence(casebook, case.id, log, ImportChoices(again=True))
    with casebook.batch() as connection:
        connection.execute(text("UPDATE sources SET applied_zone = 'UTC'"))
    imports.retime(casebook, case.id, Watching(lambda: casebook.undo(case.id)))
    assert imports.sources(casebook, case.id) == []
    for _ in range(2):
        history.redo(casebook, case.id)
    assert imports.sources(casebook, case.id)[0].first_us == first.first_us


def test_what_is_shown_is_never_cleared_away(casebook: Casebook, case: Case, log: Path) -> None:
    source = imports.import_evidence(casebook, case.id, log)
    imports.remove_hidden(casebook, source.id)
    assert counts(casebook)["items"] == 1_200

    def fails(_changed: Changed) -> None:
        raise RuntimeError("a pane that was just closed")

    casebook.subscribe(fails)
    with pytest.raises(RuntimeError):
        imports.import_evidence(casebook, case.id, log, ImportChoices(again=True))
    assert counts(casebook)["items"] == 2_400
    assert casebooks.verify(casebook).problems == ()


@pytest.mark.parametrize("after", [1, 2, 3])
def test_a_cancelled_change_leaves_every_item_and_every_other_edit_alone(
    casebook: Casebook, case: Case, log: Path, after: int
) -> None:
    source = imports.import_evidence(casebook, case.id, log)
    before = times(casebook, case)
    meanwhile = Entry(new_id(), case.id, "written while the evidence was being timed")

    def edit() -> None:
        timeline.add_entry(casebook, meanwhile)

    with pytest.raises(CancelledError):
        imports.change_source(
            casebook,
            source.id,
            title="renamed.log",
            zone="Asia/Tokyo",
            clock_offset_us=0,
            progress=Stop(after, edit),
        )
    assert times(casebook, case) == before
    assert imports.source(casebook, source.id) == source
    assert [cited.entry.id for cited in timeline.entries(casebook, case.id)] == [meanwhile.id]


def test_timing_that_was_cut_off_is_finished_at_the_next_opening(
    casebook: Casebook, case: Case, log: Path
) -> None:
    source = imports.import_evidence(casebook, case.id, log)
    before = times(casebook, case)

    class PowerCut(Exception):  # noqa: N818  it is none of ours
        pass

    def cut() -> None:
        raise PowerCut

    with pytest.raises(PowerCut):
        imports.change_source(
            casebook,
            source.id,
            title=source.title,
            zone="Asia/Tokyo",
            clock_offset_us=0,
            progress=Stop(2, cut),
        )
    assert times(casebook, case)[0] != before[0]
    assert times(casebook, case)[-1] == before[-1]
    casebook.close()
    with casebooks.open_casebook(casebook.path, PASSPHRASE) as again:
        casebooks.tidy(again)
        assert times(again, case) == [(at or 0) - 8 * HOUR_US for at in before]
        history.undo(again, case.id)
        assert times(again, case) == before


def test_undoing_a_change_that_was_cut_off_puts_every_item_back(
    casebook: Casebook, case: Case, log: Path
) -> None:
    source = imports.import_evidence(casebook, case.id, log)
    before = times(casebook, case)

    def undo_meanwhile() -> None:
        casebook.undo(case.id)

    with pytest.raises(CancelledError):
        imports.change_source(
            casebook,
            source.id,
            title=source.title,
            zone="Asia/Tokyo",
            clock_offset_us=0,
            progress=Stop(2, undo_meanwhile),
        )
    assert times(casebook, case) == before


@pytest.mark.parametrize("asked", [{"zone": "Mars/Olympus"}, {"title": "  "}])
def test_a_change_that_makes_no_sense_changes_nothing(
    casebook: Casebook, case: Case, log: Path, asked: dict[str, object]
) -> None:
    source = imports.import_evidence(casebook, case.id, log)
    with pytest.raises(InvalidInputError):
        change(casebook, source.id, **asked)
    assert imports.source(casebook, source.id) == source


def test_a_log_is_inspected_without_storing_anything(casebook: Casebook, log: Path) -> None:
    inspection = imports.inspect(log)
    assert (inspection.format, inspection.title, inspection.has_zone) == (
        "text-log",
        log.name,
        False,
    )
    assert inspection.first_us is not None
    assert iso_utc(inspection.first_us).startswith("2024-03-30T00:00:00")
    assert set(counts(casebook).values()) == {0}
    assert imports.inspect_text(log_of(2), "pasted").title == "pasted"


def test_every_record_is_kept_as_it_stood_with_its_key(
    casebook: Casebook, case: Case, tmp_path: Path
) -> None:
    lines = [f"[2024-03-30 02:00:{n:02}] [main] request {n}" for n in range(60)]
    lines += [
        "[2024-03-30 02:01:00] ERROR failed\n    at Pool.take",
        "[2024-03-30 02:01:01] INFO end",
    ]
    path = tmp_path / "orders.log"
    path.write_text("\n".join(lines) + "\n")
    source = imports.import_evidence(casebook, case.id, path)
    ids = shown.item_ids(casebook, case.id, EvidenceFilter(), by_source=True)
    assert [shown.raw_record(casebook, item_id) for item_id in ids] == lines
    items = shown.items(casebook, ids)
    assert source.items == len({item.key for item in items}) == len(lines)
    for item, line in zip(items, lines, strict=True):
        assert item.key == line_key(item.line or 0, line.partition("\n")[0])
        assert line.endswith(item.text)
