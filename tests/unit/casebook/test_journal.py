"""The journal: undo, redo, history, and that nothing drafted changes unrecorded."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select, text
from sqlalchemy.exc import IntegrityError

from app.casebook import Casebook, schema
from app.casebook.rows import mapped
from app.domain.changes import Changed
from app.domain.drafts import Case, CaseKind, Certainty, Entry, new_id
from app.domain.moments import Precision, TimeKind
from app.domain.timeline import Span
from app.operations import cases, history, timeline
from tests.unit.casebook.conftest import PASSPHRASE, Stored, record

MakeEntry = Callable[..., Entry]


def texts(casebook: Casebook, case: Case) -> list[str]:
    return [cited.entry.text for cited in timeline.entries(casebook, case.id)]


def test_undo_and_redo_walk_the_history(casebook: Casebook, case: Case, entry: MakeEntry) -> None:
    first = timeline.add_entry(casebook, entry("one")).entry
    timeline.save_entry(casebook, replace(first, text="one, worded better"))
    assert history.undo_label(casebook, case.id) == "Edit entry"
    assert history.undo(casebook, case.id) == "Edit entry"
    assert texts(casebook, case) == ["one"]
    assert history.undo(casebook, case.id) == "Add entry"
    assert texts(casebook, case) == []
    assert history.undo(casebook, case.id) is None
    assert history.redo(casebook, case.id) == "Add entry"
    assert history.redo(casebook, case.id) == "Edit entry"
    assert history.redo(casebook, case.id) is None
    assert texts(casebook, case) == ["one, worded better"]


def test_undo_works_after_a_restart(casebook: Casebook, case: Case, entry: MakeEntry) -> None:
    timeline.add_entry(casebook, entry("one"))
    timeline.add_entry(casebook, entry("two"))
    history.undo(casebook, case.id)
    casebook.close()
    with Casebook.open(casebook.path, PASSPHRASE) as again:
        assert history.redo(again, case.id) == "Add entry"
        assert sorted(texts(again, case)) == ["one", "two"]
        history.undo(again, case.id)
        history.undo(again, case.id)
        assert texts(again, case) == []


def test_something_new_ends_what_could_be_redone(
    casebook: Casebook, case: Case, entry: MakeEntry
) -> None:
    timeline.add_entry(casebook, entry("one"))
    history.undo(casebook, case.id)
    timeline.add_entry(casebook, entry("two"))
    assert history.redo(casebook, case.id) is None
    assert texts(casebook, case) == ["two"]


def test_each_case_has_its_own_history(casebook: Casebook, case: Case, entry: MakeEntry) -> None:
    other = cases.add_case(casebook, CaseKind.INCIDENT, "Another")
    timeline.add_entry(casebook, entry("one"))
    timeline.add_entry(casebook, replace(entry("theirs"), case_id=other.id))
    assert history.undo(casebook, case.id) == "Add entry"
    assert texts(casebook, case) == []
    assert texts(casebook, other) == ["theirs"]


def test_deleting_an_entry_and_undoing_brings_its_citations_back(
    casebook: Casebook, case: Case, entry: MakeEntry, store: Stored
) -> None:
    store([record("pool exhausted", 1_000)])
    added = timeline.add_entry(casebook, entry("pool"), [Span(1, 0, 4), Span(1)])
    timeline.delete_entry(casebook, added.entry.id)
    assert timeline.entries(casebook, case.id) == []
    history.undo(casebook, case.id)
    assert timeline.entries(casebook, case.id) == [added]


def test_undoing_an_import_hides_the_source_and_redo_shows_it(
    casebook: Casebook, case: Case, store: Stored
) -> None:
    source = store([record("one", 1)])
    history.undo(casebook, case.id)
    with casebook.read() as connection:
        assert connection.execute(select(schema.source_settings)).all() == []
        assert connection.execute(select(schema.sources.c.id)).scalars().all() == [source]
    history.redo(casebook, case.id)
    with casebook.read() as connection:
        assert len(connection.execute(select(schema.source_settings)).all()) == 1


def test_a_change_outside_a_transaction_is_refused(casebook: Casebook, case: Case) -> None:
    row = mapped(Entry).row(Entry(new_id(), case.id, "unrecorded"))
    with pytest.raises(IntegrityError), casebook.batch() as connection:
        connection.execute(insert(schema.entries).values(row))
    assert timeline.entries(casebook, case.id) == []


def test_evidence_cannot_be_changed_even_by_mistake(casebook: Casebook, store: Stored) -> None:
    store([record("as it was", 1)])
    with pytest.raises(IntegrityError, match="immutable"), casebook.batch() as connection:
        connection.execute(text("UPDATE items SET text = 'as it suits'"))


def test_an_edit_that_fails_leaves_nothing(
    casebook: Casebook, case: Case, entry: MakeEntry
) -> None:
    added = entry("half")
    with pytest.raises(IntegrityError), casebook.edit("Twice the same", case.id) as edit:
        edit.save_all([edit.add(added) or added, replace(added, case_id="no such case")])
    assert texts(casebook, case) == []
    assert history.undo_label(casebook, case.id) is None


def test_saving_what_is_there_already_is_no_step(
    casebook: Casebook, case: Case, entry: MakeEntry
) -> None:
    added = timeline.add_entry(casebook, entry("one")).entry
    history.undo(casebook, case.id)
    history.redo(casebook, case.id)
    timeline.save_entry(casebook, added)
    assert history.undo_label(casebook, case.id) == "Add entry"


def test_one_signal_tells_tables_and_rows(casebook: Casebook, case: Case, entry: MakeEntry) -> None:
    heard: list[Changed] = []
    leave = casebook.subscribe(heard.append)
    added = timeline.add_entry(casebook, entry("one")).entry
    history.undo(casebook, case.id)
    leave()
    history.redo(casebook, case.id)
    rows = frozenset({("entries", added.id)})
    assert heard == [Changed(frozenset({"entries"}), rows, case.id)] * 2


def test_the_history_of_a_statement_tells_every_version(
    casebook: Casebook, case: Case, entry: MakeEntry
) -> None:
    added = timeline.add_entry(casebook, entry("one")).entry
    timeline.save_entry(casebook, replace(added, certainty=Certainty.CONFIRMED), "Change certainty")
    history.undo(casebook, case.id)
    told = history.history(casebook, "entries", added.id)
    assert [change.label for change in told] == [
        "Add entry",
        "Change certainty",
        "Undo: Change certainty",
    ]
    assert told[0].before is None
    assert told[1].before is not None
    assert told[1].after is not None
    assert (told[1].before["certainty"], told[1].after["certainty"]) == ("unjudged", "confirmed")


def image(casebook: Casebook) -> dict[str, list[dict[str, object]]]:
    with casebook.read() as connection:
        return {
            table.name: [dict(row) for row in connection.execute(table.select()).mappings()]
            for table in schema.DRAFTED
        }


def by_id(image: dict[str, list[dict[str, object]]]) -> dict[str, dict[object, object]]:
    return {name: {row["id"]: row for row in rows} for name, rows in image.items()}


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32), steps=st.integers(1, 12), back=st.integers(1, 12))
def test_any_edits_undone_and_redone_come_back_exactly(seed: int, steps: int, back: int) -> None:
    chance = random.Random(seed)  # noqa: S311  a repeatable walk, no secret
    with (
        TemporaryDirectory() as folder,
        Casebook.create(Path(folder) / "any.casebook", PASSPHRASE) as casebook,
    ):
        case = cases.add_case(casebook, CaseKind.INCIDENT, "Any")
        Stored(casebook, case)([record("evidence", 1), record("more", 2, 2)])
        images = [by_id(image(casebook))]
        for _ in range(steps):
            change(casebook, case, chance)
            now = by_id(image(casebook))
            if now != images[-1]:
                images.append(now)
        undone = min(back, len(images) - 1)
        for number in range(undone):
            assert casebook.undo(case.id) is not None
            assert by_id(image(casebook)) == images[-2 - number]
        for number in reversed(range(undone)):
            assert casebook.redo(case.id) is not None
            assert by_id(image(casebook)) == images[-1 - number]


def change(casebook: Casebook, case: Case, chance: random.Random) -> None:
    present = [cited.entry for cited in timeline.entries(casebook, case.id)]
    what = chance.choice(["add", "add", "edit", "delete", "cite", "header", "reorder"])
    if what == "add" or not present:
        time = chance.choice([None, 5, 5, 9])
        kind = TimeKind.UNKNOWN if time is None else TimeKind.EXACT
        added = Entry(new_id(), case.id, "🔥 'quoted' \n text", kind, time, None, Precision.SECOND)
        timeline.add_entry(casebook, added, [Span(chance.choice([1, 2]))])
        return
    one = chance.choice(present)
    match what:
        case "edit":
            text = chance.choice(["a", "b", 'say "c"'])
            timeline.save_entry(casebook, replace(one, text=text, private=chance.random() < 0.5))
        case "delete":
            timeline.delete_entry(casebook, one.id)
        case "cite":
            timeline.cite(casebook, one.id, [Span(2, 0, chance.randint(1, 4))])
        case "header":
            header = cases.case(casebook, case.id)
            cases.update_case(casebook, replace(header, severity=chance.choice(["", "1", "2"])))
        case "reorder":
            timeline.move_entry(casebook, one.id, later=chance.random() < 0.5)
