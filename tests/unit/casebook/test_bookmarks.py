"""Bookmarks: kept with their notes, undone, hidden and erased with their source, never exported."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import DatabaseError

from app.casebook import Casebook
from app.domain.drafts import Case, CaseKind
from app.domain.errors import NotFoundError
from app.domain.query import EvidenceFilter
from app.operations import bookmarks, casebooks, cases, erasing, evidence, exports, history, imports
from tests.unit.casebook.conftest import PASSPHRASE, Stored, record
from tests.unit.casebook.pages import plain_bytes

SECRET = "quixotically"


def marked(casebook: Casebook, case: Case) -> list[tuple[int, str]]:
    return [(one.item.id, one.bookmark.note) for one in bookmarks.bookmarks(casebook, case.id)]


def test_they_come_in_time_order_with_undated_ones_last(
    casebook: Casebook, case: Case, store: Stored
) -> None:
    store([record("late", 9), record("undated", None, 2), record("early", 1, 3)])
    assert bookmarks.toggle(casebook, case.id, [2, 1, 3])
    bookmarks.note(casebook, case.id, 3, "  ask Bo about it ")
    assert marked(casebook, case) == [(3, "ask Bo about it"), (1, ""), (2, "")]


def test_toggling_adds_what_is_missing_and_removes_only_when_nothing_is(
    casebook: Casebook, case: Case, store: Stored
) -> None:
    store([record("one", 1), record("two", 2, 2)])
    assert bookmarks.toggle(casebook, case.id, [1])
    bookmarks.note(casebook, case.id, 1, "kept")
    assert bookmarks.toggle(casebook, case.id, [1, 2])
    assert marked(casebook, case) == [(1, "kept"), (2, "")]
    assert not bookmarks.toggle(casebook, case.id, [1, 2])
    assert marked(casebook, case) == []


def test_a_note_bookmarks_what_has_no_bookmark_yet(
    casebook: Casebook, case: Case, store: Stored
) -> None:
    store([record("one", 1)])
    bookmarks.note(casebook, case.id, 1, "look again")
    assert marked(casebook, case) == [(1, "look again")]


def test_undo_brings_a_bookmark_back_with_its_note(
    casebook: Casebook, case: Case, store: Stored
) -> None:
    store([record("one", 1)])
    bookmarks.note(casebook, case.id, 1, "look again")
    [kept] = bookmarks.bookmarks(casebook, case.id)
    bookmarks.remove(casebook, case.id, kept.bookmark.id)
    assert marked(casebook, case) == []
    assert history.undo(casebook, case.id) == "Remove bookmark"
    assert marked(casebook, case) == [(1, "look again")]
    assert history.undo(casebook, case.id) == "Note at a bookmark"
    assert marked(casebook, case) == []


def test_items_of_another_case_cannot_be_bookmarked(
    casebook: Casebook, case: Case, store: Stored
) -> None:
    store([record("one", 1)])
    other = cases.add_case(casebook, CaseKind.INCIDENT, "Another")
    with pytest.raises(NotFoundError):
        bookmarks.toggle(casebook, other.id, [1])
    with pytest.raises(NotFoundError):
        bookmarks.toggle(casebook, case.id, [99])
    assert marked(casebook, other) == []


def test_the_list_can_be_narrowed_to_them(casebook: Casebook, case: Case, store: Stored) -> None:
    store([record("one", 1), record("two", 2, 2)])
    bookmarks.toggle(casebook, case.id, [2])
    asked = EvidenceFilter(bookmarked_only=True)
    assert list(evidence.item_ids(casebook, case.id, asked)) == [2]


def test_an_undone_import_is_purged_although_it_was_bookmarked(
    casebook: Casebook, case: Case, store: Stored
) -> None:
    store([record("one", 1)])
    bookmarks.toggle(casebook, case.id, [1])
    history.undo(casebook, case.id)
    history.undo(casebook, case.id)
    assert marked(casebook, case) == []
    store([record("other", 1)])  # nothing can be redone any more
    casebook.close()
    with casebooks.open_casebook(casebook.path, PASSPHRASE) as again:
        assert [source.title for source in imports.sources(again, case.id)] == ["orders-api.log"]
        assert casebooks.verify(again).problems == ()


def test_erasing_a_source_erases_its_bookmarks_and_their_notes(
    casebook: Casebook, case: Case, store: Stored
) -> None:
    source = store([record("one", 1), record("two", 2, 2)])
    store([record("elsewhere", 1)], title="kept.log")
    for item_id in (1, 2, 3):
        bookmarks.note(casebook, case.id, item_id, f"{SECRET} {item_id}" if item_id < 3 else "stay")
    bookmarks.toggle(casebook, case.id, [2])  # removed, but its note stands in the journal
    casebook.fold_log()
    assert SECRET[3:].encode() in plain_bytes(casebook.path, PASSPHRASE)

    plan = erasing.plan_erasing_source(casebook, source)
    assert "1 bookmark in it" in plan.what
    erasing.erase_source(casebook, source)

    assert marked(casebook, case) == [(3, "stay")]
    assert SECRET[3:].encode() not in plain_bytes(casebook.path, PASSPHRASE)
    assert casebooks.verify(casebook).problems == ()


@pytest.mark.parametrize(
    "query",
    [
        "SELECT note FROM bookmarks",
        "SELECT count(*) FROM bookmarks",
        "SELECT items.id FROM items JOIN bookmarks ON bookmarks.item_id = items.id",
    ],
)
def test_an_export_cannot_read_them(
    casebook: Casebook, case: Case, store: Stored, query: str
) -> None:
    store([record("one", 1)])
    bookmarks.note(casebook, case.id, 1, SECRET)
    with casebook.read_shared() as connection, pytest.raises(DatabaseError):
        connection.exec_driver_sql(query).all()


def test_no_document_holds_a_note(casebook: Casebook, case: Case, store: Stored) -> None:
    store([record("one", 1)])
    bookmarks.note(casebook, case.id, 1, SECRET)
    assert SECRET not in exports.preview(casebook, case.id, "incident-review")
