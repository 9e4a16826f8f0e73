"""The Sources page: receipts, what can be changed afterwards, and erasing for good."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QTableWidget

from app.domain.errors import InvalidInputError
from app.domain.evidence import MemberReceipt, OriginalFile, Receipt, Skip, SkipCode, Source
from app.domain.moments import UTC_ZONE, ZoneBasis
from app.operations import casebooks, evidence, history, imports
from app.ui.dialogs.source_settings import offset_text, parse_offset
from app.ui.panes.sources import SourcesPane
from app.ui.receipt_words import receipt_in_short, receipt_rows, receipt_text
from app.ui.widgets.plain_text import PlainText
from app.ui.widgets.receipt_view import ReceiptView
from tests.ui.evidence_case import at, evidence_template, open_case, settling

__all__ = ["evidence_template", "open_case", "settling"]

RECEIPT = Receipt(
    format="slack-export",
    taken=1_204,
    undated=3,
    skips=(
        Skip(SkipCode.BROKEN_RECORD, "general/2024-03-29.json", 12, 1, "no closing brace"),
        Skip(SkipCode.BINARY, "files/picture.png"),
        Skip(SkipCode.DIRECT_MESSAGES, "D1", None, 120),
    ),
    originals=(OriginalFile("acme.zip", 2_048, "ab" * 32),),
    notes=("The year was taken from the file.",),
)
SOURCE = Source(
    7, "c", "Acme", None, ZoneBasis.CASE, 90_000_000, 1_204, at("02:00"), at("04:00"), 0, RECEIPT
)


@pytest.fixture
def page(session, settle, qtbot) -> SourcesPane:
    made = SourcesPane(session)
    qtbot.addWidget(made)
    made.resize(900, 640)
    with qtbot.waitExposed(made):
        made.show()
    settle()
    return made


def rows(page: SourcesPane) -> list[list[str]]:
    table = page.findChild(QTableWidget, "sources-table")
    return [
        [table.item(row, column).text() for column in range(table.columnCount())]
        for row in range(table.rowCount())
    ]


def button(page: SourcesPane, name: str) -> QPushButton:
    return page.findChild(QPushButton, name)


def source_named(session, title: str) -> Source:
    found = imports.sources(session.casebook, session.case.id)
    return next(source for source in found if source.title == title)


def test_a_receipt_accounts_for_every_part():
    text = receipt_text(SOURCE, "Europe/Berlin", UTC_ZONE)
    for words in (
        "Taken             1,204 items",
        "Without a time    3",
        "Skipped           2",
        "Left out          120 by choice",
        "2024-03-30 02:00:00 UTC – 2024-03-30 04:00:00 UTC",
        "Europe/Berlin, the case's",
        "90 s ahead",
        "The year was taken from the file.",
        "general/2024-03-29.json line 12: could not be read as a record [broken_record] (no"
        " closing brace)",
        "files/picture.png: not text [binary]",
        "D1: direct messages, not chosen [direct_messages] ×120",
        "ab" * 32,
    ):
        assert words in text
    assert receipt_in_short(RECEIPT) == (
        "1,204 items taken, 3 of them without a time, 2 skipped, 120 left out by choice"
    )


def test_a_receipt_lists_many_places_only_so_far():
    skips = tuple(Skip(SkipCode.BROKEN_RECORD, "a.log", line, 2) for line in range(1_000))
    many = Receipt("text-log", 0, 0, skips, ())
    text = receipt_text(
        Source(1, "c", "a", "UTC", ZoneBasis.SOURCE, 0, 0, None, None, 0, many), "UTC", UTC_ZONE
    )
    assert "and 1,600 more in 800 places" in text
    assert "no dated item" in text


@pytest.mark.parametrize("code", SkipCode)
def test_every_reason_has_words(code):
    skipped = Receipt("text-log", 0, 0, (Skip(code, "here"),), ())
    source = Source(1, "c", "a", None, ZoneBasis.CASE, 0, 0, None, None, 0, skipped)
    assert "here: " in receipt_text(source, "UTC", UTC_ZONE)


def test_sources_are_listed_with_their_clock(page):
    assert rows(page) == [
        [
            "Chat",
            "Slack export",
            "5",
            "2024-03-30 02:47 – 03:28",
            "named in the data",
            "taken as right",
        ],
        [
            "orders-api.log",
            "Text log",
            "600",
            "2024-03-30 02:00 – 03:39",
            "named in the data",
            "taken as right",
        ],
        [
            "notes.txt",
            "Text log",
            "2",
            "no dated item",
            "no times in the data",
            "taken as right",
        ],
    ]


def test_the_receipt_of_the_selected_source_is_shown(page):
    table = page.findChild(QTableWidget, "sources-table")
    table.selectRow(1)
    receipt = page.findChild(ReceiptView, "source-receipt")
    taken = receipt.topLevelItem(0)
    assert (taken.text(0), taken.text(2)) == ("Taken", "600")
    button(page, "source-copy-receipt").click()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("orders-api.log\n")
    assert "Taken             600 items" in copied


def test_every_skip_has_a_code_a_place_and_a_count_on_the_screen(qtbot):
    view = ReceiptView()
    qtbot.addWidget(view)
    view.show_rows(receipt_rows(SOURCE, "Europe/Berlin", UTC_ZONE))
    told = [
        (group.text(0), reason.text(1), place.text(1), place.text(2), place.text(0))
        for group in map(view.topLevelItem, range(view.topLevelItemCount()))
        for reason in map(group.child, range(group.childCount()))
        for place in map(reason.child, range(reason.childCount()))
    ]
    assert told == [
        ("Skipped", "broken_record", "general/2024-03-29.json, line 12", "1", "no closing brace"),
        ("Skipped", "binary", "files/picture.png", "1", "–"),
        ("Left out by choice", "direct_messages", "D1", "120", "–"),
    ]
    view.selectAll()
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert "Taken\t2024-03-30 02:00:00 UTC" in QGuiApplication.clipboard().text()


def test_the_files_of_an_archive_are_told_one_by_one():
    members = (MemberReceipt("a.log", "text-log", 12, 2, 1), MemberReceipt("core", ""))
    source = replace(SOURCE, receipt=replace(RECEIPT, members=members))
    group = next(
        row for row in receipt_rows(source, "UTC", UTC_ZONE) if row.what.startswith("Files")
    )
    assert [(row.what, row.where, row.count) for row in group.rows] == [
        ("a.log", "Text log, 2 without a time, 1 skipped", 12),
        ("core", "no known format", 0),
    ]
    assert "a.log: 12 items taken, Text log, 2 without a time" in receipt_text(
        source, "UTC", UTC_ZONE
    )


def test_a_source_can_be_changed_afterwards(page, session, settle):
    page.show_source(source_named(session, "orders-api.log").id)

    def answer(dialog) -> None:
        dialog.findChild(QLineEdit, "source-title").setText("Orders")
        dialog.findChild(QLineEdit, "source-offset").setText("90")
        dialog.findChild(QPushButton, "accept").click()

    page.dialog_opened.connect(answer, Qt.ConnectionType.QueuedConnection)
    button(page, "source-change").click()
    settle()
    source = source_named(session, "Orders")
    assert source.clock_offset_us == 90_000_000
    assert source.first_us == at("02:00") - 90_000_000
    assert rows(page)[1][0] == "Orders"
    assert rows(page)[1][5] == "90 s ahead"
    assert page.source.title == "Orders"
    history.undo(session.casebook, session.case.id)
    settle()
    assert rows(page)[1][0] == "orders-api.log"


def test_nothing_changed_is_no_step(page, session, settle):
    page.dialog_opened.connect(
        lambda dialog: dialog.findChild(QPushButton, "accept").click(),
        Qt.ConnectionType.QueuedConnection,
    )
    before = history.undo_label(session.casebook, session.case.id)
    button(page, "source-change").click()
    settle()
    assert history.undo_label(session.casebook, session.case.id) == before


@pytest.mark.parametrize(
    ("text", "offset"),
    [("90", 90_000_000), ("-2.5", -2_500_000), ("−1,25 s", -1_250_000), ("", 0), (" 0 ", 0)],
)
def test_offsets_are_read_as_people_write_them(text, offset):
    assert parse_offset(text) == offset
    assert parse_offset(offset_text(offset)) == offset


@pytest.mark.parametrize("text", ["ninety", "1:30", "nan", "1e30", "inf"])
def test_what_is_no_offset_is_refused(text):
    with pytest.raises(InvalidInputError):
        parse_offset(text)


def test_erasing_names_the_copies_and_wants_the_word(page, session, settle):
    backup = casebooks.back_up(session.casebook)
    page.show_source(source_named(session, "Chat").id)
    dialogs = []
    page.dialog_opened.connect(dialogs.append)
    button(page, "source-erase").click()
    settle()
    (dialog,) = dialogs
    plan = dialog.findChild(PlainText, "erase-plan").toPlainText()
    assert "“Chat” with its 5 items" in plan
    assert backup.name in plan
    dialog.findChild(QPushButton, "accept").click()
    assert "nothing has been removed" in dialog.problem
    settle()
    assert len(rows(page)) == 3
    dialog.findChild(QLineEdit, "erase-word").setText("Erase")
    dialog.findChild(QPushButton, "accept").click()
    settle()
    assert [row[0] for row in rows(page)] == ["orders-api.log", "notes.txt"]
    ids = evidence.item_ids(session.casebook, session.case.id)
    assert not [item for item in evidence.items(session.casebook, ids) if item.who]


def test_a_note_on_a_receipt_has_the_whole_line(qtbot):
    view = ReceiptView()
    qtbot.addWidget(view)
    view.show_rows(receipt_rows(SOURCE, "Europe/Berlin", UTC_ZONE))
    groups = [view.topLevelItem(row) for row in range(view.topLevelItemCount())]
    notes = next(group for group in groups if group.text(0) == "Notes")
    assert notes.child(0).isFirstColumnSpanned()
    taken = next(group for group in groups if group.text(0) == "Taken")
    assert not taken.child(0).isFirstColumnSpanned()


def test_a_case_without_sources_says_what_comes_here(page, session, settle):
    for _ in range(3):
        history.undo(session.casebook, session.case.id)
    settle()
    assert rows(page) == []
    first = button(page, "sources-import-first")
    assert first.isVisible()
    assert page.focusProxy() is first
    assert not button(page, "sources-import").isVisible()
    assert not button(page, "sources-compare-clocks").isVisible()
    assert not button(page, "source-erase").isEnabled()
    history.redo(session.casebook, session.case.id)
    settle()
    assert page.focusProxy() is page.findChild(QTableWidget, "sources-table")
    assert button(page, "sources-import").isVisible()
