"""The capture rhythm: select, T, type, Enter, next row; and nothing half-typed is lost."""

from __future__ import annotations

import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from app.domain.drafts import Certainty, EntryKind
from app.domain.moments import TimeKind
from app.domain.timeline import Span
from app.operations import desk
from app.ui.choosers import FileChooser
from app.ui.panes.timeline import TimelinePane
from app.ui.panes.workbench import Workbench
from tests.ui.drafting import (
    MESSAGES,
    at,
    drafting,
    look,
    open_drafting,
    press,
    settled,
    shown,
    template,
    write,
)

__all__ = ["drafting", "look", "template"]

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def pane(qtbot, drafting) -> TimelinePane:
    pane = TimelinePane(drafting.session)
    shown(qtbot, pane)
    settled(qtbot, drafting)
    return pane


def begin(qtbot, drafting, pane, *items: int) -> None:
    pane.begin_capture([drafting.item_ids[item] for item in items])
    settled(qtbot, drafting)


def problem(pane) -> str:
    label = pane.findChild(QLabel, "capture-problem")
    return label.text() if label.isVisible() else ""


def test_five_entries_take_at_most_four_keys_each_besides_the_wording(qtbot, drafting):
    bench = Workbench(drafting.session, FileChooser())
    shown(qtbot, bench, 1300)
    settled(qtbot, drafting)
    table = bench.evidence.parts.table
    table.setFocus()
    qtbot.waitUntil(lambda: table.model().rowCount() == len(MESSAGES))
    table.stand_on(0)
    keys = []

    def counted(key):
        keys.append(key)
        press(key)

    for number in range(5):
        counted(Qt.Key.Key_T)
        qtbot.waitUntil(lambda: QApplication.focusWidget().objectName() == "capture-text")
        write(f"What was seen {number}")
        counted(Qt.Key.Key_Return)
        qtbot.waitUntil(table.hasFocus)
        assert table.currentIndex().row() == number + 1, "the next row follows by itself"
    settled(qtbot, drafting)

    assert drafting.texts() == [f"What was seen {number}" for number in range(5)]
    assert [len(cited.citations) for cited in drafting.entries()] == [1] * 5
    assert len(keys) / 5 <= 4


def test_the_entry_begins_at_the_earliest_item_and_cites_all(qtbot, drafting, pane):
    begin(qtbot, drafting, pane, 2, 0)
    assert QApplication.focusWidget() is pane.capture.editor.text
    write("Seen")
    press(Qt.Key.Key_Return)
    settled(qtbot, drafting)

    cited = drafting.entries()[0]
    assert cited.entry.start_us == at("02:46:58")
    assert cited.entry.certainty is Certainty.UNJUDGED
    assert [item.citation.item_id for item in cited.citations] == [
        drafting.item_ids[2],
        drafting.item_ids[0],
    ]
    assert pane.entries.current_entry.entry.id == cited.entry.id, "the new card is selected"


def test_text_typed_before_the_evidence_was_read_is_kept(qtbot, drafting, pane):
    pane.begin_capture(drafting.item_ids[:1])
    write("Typed at once")
    press(Qt.Key.Key_Return)
    settled(qtbot, drafting)

    cited = drafting.entries()[0]
    assert (cited.entry.text, cited.entry.start_us) == ("Typed at once", at("02:46:58"))


def test_shift_enter_makes_a_new_line(qtbot, drafting, pane):
    begin(qtbot, drafting, pane, 0)
    write("First")
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    write("second")
    press(Qt.Key.Key_Return)
    settled(qtbot, drafting)

    assert drafting.texts() == ["First\nsecond"]


def test_kind_certainty_known_and_private_are_reached_while_typing(qtbot, drafting, pane):
    begin(qtbot, drafting, pane, 0)
    write("Held back")
    press(Qt.Key.Key_3, ALT)
    press(Qt.Key.Key_P, ALT)
    press(Qt.Key.Key_L, ALT)
    write("03:28")
    press(Qt.Key.Key_K, ALT)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    press("d")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is pane.capture.editor.text)
    press(Qt.Key.Key_Return)
    settled(qtbot, drafting)

    entry = drafting.entries()[0].entry
    assert entry.text == "Held back", "the keys typed no letters"
    assert entry.certainty is list(Certainty)[2]
    assert entry.private
    assert entry.known_us == at("03:28")
    assert entry.kind in (EntryKind.DETECTION, EntryKind.DECISION)


def test_an_entry_without_words_is_not_saved(qtbot, drafting, pane):
    begin(qtbot, drafting, pane, 0)
    press(Qt.Key.Key_Return)
    settled(qtbot, drafting)

    assert "Write what happened" in problem(pane)
    assert drafting.entries() == []


def test_a_wrong_time_is_told_in_place_and_saved_once_right(qtbot, drafting, pane):
    begin(qtbot, drafting, pane, 0)
    write("Seen")
    press(Qt.Key.Key_T, ALT)
    write("25:99")
    press(Qt.Key.Key_Return)
    settled(qtbot, drafting)
    assert "25:99" in problem(pane)
    assert drafting.entries() == []

    press(Qt.Key.Key_T, ALT)
    write("~02:52")
    press(Qt.Key.Key_Return)
    settled(qtbot, drafting)
    entry = drafting.entries()[0].entry
    assert (entry.time_kind, entry.start_us) == (TimeKind.ABOUT, at("02:52"))


@pytest.mark.parametrize(
    ("typed", "kind", "start", "end"),
    [
        ("02:52", TimeKind.EXACT, "02:52", None),
        ("02:53/02:58", TimeKind.RANGE, "02:53", "02:58"),
        ("2024-03-30 04:10", TimeKind.EXACT, "04:10", None),
        ("unknown", TimeKind.UNKNOWN, None, None),
    ],
)
def test_times_are_typed_as_text(qtbot, drafting, pane, typed, kind, start, end):
    begin(qtbot, drafting, pane, 0)
    write("Seen")
    press(Qt.Key.Key_T, ALT)
    write(typed)
    press(Qt.Key.Key_Return)
    settled(qtbot, drafting)

    entry = drafting.entries()[0].entry
    assert entry.time_kind is kind
    assert entry.start_us == (at(start) if start else None)
    assert entry.end_us == (at(end) if end else None)


def test_escape_keeps_what_was_typed_and_the_same_items_bring_it_back(qtbot, drafting, pane):
    begin(qtbot, drafting, pane, 0)
    write("Half a sen")
    press(Qt.Key.Key_Escape)
    assert not pane.capture.is_open
    assert pane.findChild(QPushButton, "continue-unfinished").isVisible()

    begin(qtbot, drafting, pane, 1)
    assert pane.capture.editor.text.toPlainText() == ""
    press(Qt.Key.Key_Escape)
    begin(qtbot, drafting, pane, 0)
    assert pane.capture.editor.text.toPlainText() == "Half a sen"
    write("tence")
    press(Qt.Key.Key_Return)
    settled(qtbot, drafting)
    assert drafting.texts() == ["Half a sentence"]
    assert not pane.findChild(QPushButton, "continue-unfinished").isVisible()


def test_half_typed_text_is_there_again_after_a_crash(qtbot, drafting, pane, tmp_path):
    begin(qtbot, drafting, pane, 0)
    write("Half a sen")
    press(Qt.Key.Key_T, ALT)
    write("02:5")
    qtbot.waitUntil(lambda: not pane.unfinished.is_waiting)
    settled(qtbot, drafting)
    crashed = tmp_path / "crashed.casebook"
    for suffix in ("", "-wal"):
        shutil.copyfile(f"{drafting.path}{suffix}", f"{crashed}{suffix}")

    again = open_drafting(crashed)
    try:
        later = TimelinePane(again.session)
        shown(qtbot, later)
        settled(qtbot, again)
        assert later.capture.is_open
        assert later.capture.editor.text.toPlainText() == "Half a sen"
        assert later.capture.editor.time.text() == "02:5"
        assert later.capture.editor.lines.lines[0].span == Span(again.item_ids[0])
    finally:
        settled(qtbot, again)
        again.close()


def test_an_entry_by_hand_cites_nothing_and_takes_the_day_of_the_draft(qtbot, drafting, pane):
    drafting.add("03:00", "Before")
    settled(qtbot, drafting)
    qtbot.waitUntil(lambda: pane.model.rowCount() == 1)
    qtbot.mouseClick(pane.findChild(QPushButton, "add-entry"), Qt.MouseButton.LeftButton)
    settled(qtbot, drafting)
    write("By hand")
    press(Qt.Key.Key_T, ALT)
    write("02:10")
    press(Qt.Key.Key_Return)
    settled(qtbot, drafting)

    assert [(c.entry.text, c.entry.start_us) for c in drafting.entries()] == [
        ("By hand", at("02:10")),
        ("Before", at("03:00")),
    ]


def test_a_quoted_span_is_cited_as_such(qtbot, drafting, pane):
    pane.quote(drafting.item_ids[1], 8, 14)
    settled(qtbot, drafting)
    write("Orders fail")
    press(Qt.Key.Key_Return)
    settled(qtbot, drafting)

    assert [item.quote for item in drafting.entries()[0].citations] == ["orders"]


def test_a_citation_can_be_removed_before_saving(qtbot, drafting, pane):
    begin(qtbot, drafting, pane, 0, 1)
    remove = [
        button
        for button in pane.capture.findChildren(QPushButton)
        if button.text() == "Remove" and button.isVisible()
    ]
    qtbot.mouseClick(remove[0], Qt.MouseButton.LeftButton)
    write("Seen")
    press(Qt.Key.Key_Return)
    settled(qtbot, drafting)

    assert [c.citation.item_id for c in drafting.entries()[0].citations] == [drafting.item_ids[1]]


def test_a_failed_save_brings_the_entry_back(qtbot, drafting, pane):
    begin(qtbot, drafting, pane, 0)
    write("Precious words")
    failures = []
    drafting.session.failed.connect(failures.append)
    pane.capture.attach([Span(drafting.item_ids[0], 5, 9_999)])
    settled(qtbot, drafting)
    pane.capture.editor.text.setFocus()
    press(Qt.Key.Key_Return)
    settled(qtbot, drafting)

    assert failures
    assert pane.capture.editor.text.toPlainText() == "Precious words"
    assert drafting.entries() == []


def test_leaving_the_page_keeps_what_was_typed_at_once(qtbot, drafting, pane, monkeypatch):
    monkeypatch.setattr(pane.in_place, "settle_ms", 60_000)
    monkeypatch.setattr(pane.unfinished, "pause_ms", 60_000)
    entry = drafting.add("02:50", "First")
    qtbot.waitUntil(lambda: pane.model.rowCount() == 1)
    pane.edit_entry(entry.id)
    write(" and second")
    begin(qtbot, drafting, pane, 0)
    write("Half a sen")
    pane.hide()
    settled(qtbot, drafting)

    assert drafting.texts() == ["First and second"]
    kept = desk.recall(drafting.session.casebook, f"unfinished-entries:{drafting.session.case.id}")
    assert "Half a sen" in (kept or "")
