"""The draft as cards: what they tell, what keys do to them, and the view as of a moment."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton

from app.domain.drafts import Certainty, EntryKind, Known
from app.domain.moments import Precision, TimeKind
from app.operations import history, imports
from app.ui.choosers import FileChooser
from app.ui.itemmodels.items import ITEMS_MIME
from app.ui.panes.timeline import TimelinePane
from app.ui.panes.workbench import Workbench
from app.ui.widgets.entry_card import MAX_LINES, CardFonts, Mark, lay_out
from tests.ui.drafting import (
    at,
    drafting,
    look,
    press,
    settled,
    shown,
    template,
    write,
)

__all__ = ["drafting", "look", "template"]

ALT = Qt.KeyboardModifier.AltModifier
NO_KEY = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def pane(qtbot, drafting) -> TimelinePane:
    pane = TimelinePane(drafting.session)
    shown(qtbot, pane)
    settled(qtbot, drafting)
    return pane


def has_rows(qtbot, drafting, pane, count: int) -> None:
    qtbot.waitUntil(lambda: pane.model.rowCount() == count)
    settled(qtbot, drafting)


def select(qtbot, drafting, pane, entry) -> None:
    qtbot.waitUntil(lambda: pane.model.index_of(entry.id).isValid())
    settled(qtbot, drafting)
    pane.entries.setFocus()
    assert pane.entries.select_entry(entry.id)


def one(qtbot, drafting, pane, *items: int, **fields):
    entry = drafting.add("02:56", "Held back", tuple(drafting.item_ids[i] for i in items), **fields)
    select(qtbot, drafting, pane, entry)
    return entry


def now(drafting, entry):
    return next(c.entry for c in drafting.entries() if c.entry.id == entry.id)


def words(drafting, width: float = 560) -> list[str]:
    """All words on the first card."""
    from app.ui.itemmodels.entries import EntryRow

    row = EntryRow(drafting.entries()[0])
    layout = lay_out(row, width, drafting.session.zone, CardFonts.current())
    return [piece.words for piece in layout.pieces]


# What cards tell


def test_an_empty_draft_says_how_to_begin(pane):
    texts = [label.text() for label in pane.findChildren(QLabel) if label.isVisible()]
    assert any("press T" in text for text in texts)


def test_a_card_tells_everything_in_words_and_not_by_colour_alone(drafting):
    drafting.add(
        "03:21:48",
        "No pagination",
        tuple(drafting.item_ids[5:7]),
        certainty=Certainty.DISPUTED,
        known=Known.LATER,
        known_us=at("03:28"),
        private=True,
    )
    assert words(drafting) == [
        "03:21:48",
        "Signal",
        "disputed",
        "known later · 03:28",
        "private",
        "2 citations ·",
        "#inc-412 ×2",
    ]


@pytest.mark.parametrize(
    ("fields", "shown_time"),
    [
        ({"time_kind": TimeKind.ABOUT, "time_precision": Precision.MINUTE}, "≈ 02:52"),
        ({"time_kind": TimeKind.RANGE, "end_us": at("02:58")}, "02:52:00 – 02:58:00"),
        ({"time_precision": Precision.DAY}, "2024-03-30"),
    ],
)
def test_times_say_how_sure_they_are(drafting, fields, shown_time):
    drafting.add("02:52", "Seen", **fields)
    assert words(drafting)[0] == shown_time


def test_an_unknown_time_and_missing_evidence_are_said(drafting):
    drafting.add(None, "Somebody restarted it")
    assert words(drafting)[0] == "time unknown"
    assert "No evidence cited" in words(drafting)


def test_a_narrow_card_wraps_and_a_long_text_is_cut(drafting):
    drafting.add("02:52", "word " * 2000 + "x" * 500, known=Known.LATER, known_by="service owner")
    from app.ui.itemmodels.entries import EntryRow

    row = EntryRow(drafting.entries()[0])
    layout = lay_out(row, 240, drafting.session.zone, CardFonts.current())
    assert all(piece.box.right() <= 240 for piece in layout.pieces)
    assert layout.text.lineCount() - layout.cut == MAX_LINES
    assert all(
        layout.text.lineAt(number).naturalTextWidth() <= 240
        for number in range(layout.text.lineCount())
    )


def test_each_day_is_headed(qtbot, drafting, pane):
    drafting.add("02:52", "First")
    drafting.add("02:53", "Same day")
    drafting.add("26:10", "Next day")
    drafting.add(None, "Whenever")
    has_rows(qtbot, drafting, pane, 4)
    headings = [pane.model.row(pane.model.index(row)).heading for row in range(4)]
    assert headings == ["Sat 30 March 2024", "", "Sun 31 March 2024", "Time unknown"]


def test_a_screen_reader_hears_the_whole_entry(qtbot, drafting, pane):
    one(qtbot, drafting, pane, 3, certainty=Certainty.CONFIRMED)
    spoken = pane.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "02:56:00, Signal, confirmed, Held back, 1 citation"


# Single keys on a card


@pytest.mark.parametrize(
    ("key", "certainty"), [("2", Certainty.CONFIRMED), ("5", Certainty.DISPUTED)]
)
def test_digits_judge_certainty(qtbot, drafting, pane, key, certainty):
    entry = one(qtbot, drafting, pane)
    press(key)
    settled(qtbot, drafting)
    assert now(drafting, entry).certainty is certainty


def test_quick_keys_after_one_another_all_count(qtbot, drafting, pane):
    entry = one(qtbot, drafting, pane)
    for key in ("2", "P", "L"):
        press(key)
    settled(qtbot, drafting)
    after = now(drafting, entry)
    assert (after.certainty, after.private, after.known) == (
        Certainty.CONFIRMED,
        True,
        Known.LATER,
    )


def test_k_offers_the_kinds(qtbot, drafting, pane):
    entry = one(qtbot, drafting, pane)
    press("K")
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    QTest.keyClick(menu, Qt.Key.Key_5)
    settled(qtbot, drafting)
    assert now(drafting, entry).kind is EntryKind.DECISION


def test_delete_says_so_and_can_be_undone(qtbot, drafting, pane):
    one(qtbot, drafting, pane, 1)
    with qtbot.waitSignal(drafting.session.notified) as told:
        press(Qt.Key.Key_Delete)
    assert told.args == ["Entry deleted.", True]
    has_rows(qtbot, drafting, pane, 0)
    history.undo(drafting.session.casebook, drafting.session.case.id)
    has_rows(qtbot, drafting, pane, 1)
    assert len(drafting.entries()[0].citations) == 1


def test_alt_arrows_order_entries_of_equal_time(qtbot, drafting, pane):
    for text in "abc":
        last = drafting.add("02:56", text)
    select(qtbot, drafting, pane, last)
    has_rows(qtbot, drafting, pane, 3)
    press(Qt.Key.Key_Up, ALT)
    settled(qtbot, drafting)
    assert drafting.texts() == ["a", "c", "b"]
    qtbot.waitUntil(lambda: pane.entries.currentIndex().row() == 1)
    press(Qt.Key.Key_Down, ALT)
    settled(qtbot, drafting)
    assert drafting.texts() == ["a", "b", "c"]


# Editing in place


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_F2])
def test_a_key_edits_in_place_and_letters_stay_letters(qtbot, drafting, pane, key):
    entry = one(qtbot, drafting, pane, 1)
    press(key)
    settled(qtbot, drafting)
    assert QApplication.focusWidget() is pane.in_place.editor.text
    write(" kpl 2 n")
    press(Qt.Key.Key_Return)
    settled(qtbot, drafting)
    after = now(drafting, entry)
    assert after.text == "Held back kpl 2 n"
    assert (after.kind, after.private, after.certainty) == (
        EntryKind.SIGNAL,
        False,
        Certainty.UNJUDGED,
    )
    assert pane.in_place.editor is None
    qtbot.waitUntil(pane.entries.hasFocus)


def test_typing_becomes_one_edit_once_it_rests(qtbot, drafting, pane, monkeypatch):
    monkeypatch.setattr(pane.in_place, "settle_ms", 60_000)
    entry = one(qtbot, drafting, pane)
    pane.edit_entry(entry.id)
    write(" for now")
    press(Qt.Key.Key_3, ALT)
    settled(qtbot, drafting)
    assert now(drafting, entry).text == "Held back", "nothing is saved while typing goes on"
    pane.findChild(QPushButton, "add-entry").setFocus()
    settled(qtbot, drafting)

    assert now(drafting, entry).text == "Held back for now"
    changes = history.history(drafting.session.casebook, "entries", entry.id)
    assert [change.label for change in changes] == ["Add entry", "Edit entry"]


def test_what_is_being_typed_survives_changes_elsewhere(qtbot, drafting, pane, monkeypatch):
    monkeypatch.setattr(pane.in_place, "settle_ms", 60_000)
    entry = one(qtbot, drafting, pane)
    pane.edit_entry(entry.id)
    write(" for now")
    drafting.add("02:10", "Earlier than all")
    has_rows(qtbot, drafting, pane, 2)

    assert pane.in_place.editor.text.toPlainText() == "Held back for now"
    assert QApplication.focusWidget() is pane.in_place.editor.text
    press(Qt.Key.Key_Escape)
    settled(qtbot, drafting)
    assert drafting.texts() == ["Earlier than all", "Held back for now"]


def test_an_undo_shows_in_the_open_editor(qtbot, drafting, pane):
    entry = one(qtbot, drafting, pane)
    press("2")
    settled(qtbot, drafting)
    pane.edit_entry(entry.id)
    editor = pane.in_place.editor
    assert editor.certainty.currentText() == "confirmed"
    history.undo(drafting.session.casebook, drafting.session.case.id)
    qtbot.waitUntil(lambda: editor.certainty.currentText() == "not yet judged")


def test_a_wrong_time_is_told_in_place_and_the_rest_is_saved(qtbot, drafting, pane):
    entry = one(qtbot, drafting, pane)
    pane.edit_entry(entry.id)
    write(" for now")
    press(Qt.Key.Key_T, ALT)
    write("25:99")
    press(Qt.Key.Key_Return)
    settled(qtbot, drafting)
    problem = pane.findChild(QLabel, "entry-problem")
    assert "25:99" in problem.text()
    assert pane.in_place.editor is not None
    press(Qt.Key.Key_Escape)
    settled(qtbot, drafting)
    after = now(drafting, entry)
    assert (after.text, after.start_us) == ("Held back for now", at("02:56"))


def test_a_double_click_edits_and_a_new_time_moves_the_card(qtbot, drafting, pane):
    entry = one(qtbot, drafting, pane)
    drafting.add("03:00", "Later")
    has_rows(qtbot, drafting, pane, 2)
    place = pane.entries.visualRect(pane.model.index_of(entry.id)).center()
    QTest.mouseDClick(pane.entries.viewport(), Qt.MouseButton.LeftButton, NO_KEY, place)
    settled(qtbot, drafting)
    press(Qt.Key.Key_T, ALT)
    write("03:10")
    press(Qt.Key.Key_Return)
    settled(qtbot, drafting)
    assert drafting.texts() == ["Later", "Held back"]
    qtbot.waitUntil(lambda: pane.model.index_of(entry.id).row() == 1)


def test_a_citation_is_removed_in_the_editor_and_comes_back_by_undo(qtbot, drafting, pane):
    entry = one(qtbot, drafting, pane, 1, 2)
    pane.edit_entry(entry.id)
    settled(qtbot, drafting)
    remove = [b for b in pane.in_place.editor.findChildren(QPushButton) if b.text() == "Remove"]
    qtbot.mouseClick(remove[0], Qt.MouseButton.LeftButton)
    settled(qtbot, drafting)
    assert len(drafting.entries()[0].citations) == 1
    qtbot.waitUntil(lambda: len(pane.in_place.editor.lines.lines) == 1)
    history.undo(drafting.session.casebook, drafting.session.case.id)
    qtbot.waitUntil(lambda: len(pane.in_place.editor.lines.lines) == 2)


# Between evidence and draft


def test_a_click_on_a_citation_shows_the_item_and_back(qtbot, drafting):
    bench = Workbench(drafting.session, FileChooser())
    shown(qtbot, bench, 1300)
    settled(qtbot, drafting)
    item_id = drafting.item_ids[4]
    entry = drafting.add("03:01:12", "Rollback begins", (item_id,))
    drafting.add("03:05", "Something else", (drafting.item_ids[5],))
    pane, table = bench.timeline, bench.evidence.parts.table
    select(qtbot, drafting, pane, entry)
    row = pane.model.row(pane.model.index_of(entry.id))
    rect = pane.entries.visualRect(pane.model.index_of(entry.id))
    layout = lay_out(row, rect.width(), drafting.session.zone, CardFonts.current())
    link = next(piece for piece in layout.pieces if piece.mark is Mark.PLACE)
    click = rect.topLeft() + link.box.center().toPoint()
    QTest.mouseClick(pane.entries.viewport(), Qt.MouseButton.LeftButton, NO_KEY, click)
    qtbot.waitUntil(lambda: table.chosen_ids() == [item_id])

    qtbot.waitUntil(lambda: pane.model.row(pane.model.index_of(entry.id)).citing)
    assert pane.model.citing_rows() == [0], "only the entry that cites the item is marked"


def test_c_goes_through_the_citations(qtbot, drafting, pane):
    one(qtbot, drafting, pane, 1, 2)
    asked = []
    pane.citation_activated.connect(lambda item, start, end: asked.append(item))
    for _ in range(3):
        press("C")
    ids = drafting.item_ids
    assert asked == [ids[1], ids[2], ids[1]]


def drop(pane, ids: list[int], place: QPoint) -> None:
    data = QMimeData()
    data.setData(ITEMS_MIME, json.dumps(ids).encode())
    button = Qt.MouseButton.LeftButton
    event = QDropEvent(QPointF(place), Qt.DropAction.CopyAction, data, button, NO_KEY)
    pane.entries.dropEvent(event)


def test_evidence_dropped_on_a_card_is_attached(qtbot, drafting, pane):
    entry = one(qtbot, drafting, pane, 1)
    drop(pane, drafting.item_ids[2:4], pane.entries.visualRect(pane.model.index(0)).center())
    settled(qtbot, drafting)
    cited = [item.citation.item_id for item in drafting.entries()[0].citations]
    assert cited == drafting.item_ids[1:4]
    assert now(drafting, entry).text == "Held back"


def test_evidence_dropped_beside_the_cards_begins_an_entry(qtbot, drafting, pane):
    one(qtbot, drafting, pane)
    drop(pane, drafting.item_ids[:1], pane.entries.viewport().rect().bottomLeft())
    settled(qtbot, drafting)
    write("Dropped")
    press(Qt.Key.Key_Return)
    settled(qtbot, drafting)
    assert drafting.texts() == ["Dropped", "Held back"]


def test_an_empty_draft_takes_a_drop_too(qtbot, drafting, pane):
    data = QMimeData()
    data.setData(ITEMS_MIME, json.dumps(drafting.item_ids[:1]).encode())
    button = Qt.MouseButton.LeftButton
    event = QDropEvent(QPointF(20, 200), Qt.DropAction.CopyAction, data, button, NO_KEY)
    pane.dropEvent(event)
    assert pane.capture.is_open
    settled(qtbot, drafting)


def test_attach_asks_which_entry(qtbot, drafting, pane):
    drafting.add("02:50", "First")
    one(qtbot, drafting, pane)
    pane.attach(drafting.item_ids[:2])
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    QTest.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_1)
    settled(qtbot, drafting)
    assert [len(c.citations) for c in drafting.entries()] == [2, 0]


def test_moved_evidence_marks_its_entry_until_the_time_is_adopted(qtbot, drafting, pane):
    entry = drafting.add("02:56:02", "Held back", (drafting.item_ids[3],))
    select(qtbot, drafting, pane, entry)
    casebook = drafting.session.casebook
    source = imports.sources(casebook, drafting.session.case.id)[0]
    imports.change_source(
        casebook, source.id, title=source.title, zone=None, clock_offset_us=-40_000_000
    )
    qtbot.waitUntil(lambda: pane.entries.current_entry.moved)
    assert "Evidence moved by +40 s —" in words(drafting)
    assert now(drafting, entry).start_us == at("02:56:02"), "it never follows silently"

    press("M")
    settled(qtbot, drafting)
    assert now(drafting, entry).start_us == at("02:56:42")
    assert not drafting.entries()[0].moved
    history.undo(casebook, drafting.session.case.id)
    assert drafting.entries()[0].moved


# As of a moment


def test_as_of_hides_what_was_known_later_and_says_so(qtbot, drafting, pane):
    drafting.add("02:46", "Alert")
    drafting.add("02:50", "Slow query", known=Known.LATER, known_us=at("03:28"))
    drafting.add("03:01", "Rollback")
    drafting.add(None, "Sometime")
    has_rows(qtbot, drafting, pane, 4)
    assert not pane.as_of.is_on, "off until asked for"

    qtbot.mouseClick(pane.findChild(QPushButton, "then-later"), Qt.MouseButton.LeftButton)
    assert QApplication.focusWidget() is pane.as_of.slider
    pane.as_of.slider.set_moment(at("02:55"))
    assert pane.model.rowCount() == 1
    sentence = pane.findChild(QLabel, "as-of-sentence").text()
    assert sentence.startswith("As of 02:55 — 1 of 4 entries")
    assert "hidden" in sentence

    for _ in range(6):
        press(Qt.Key.Key_Right)
    assert pane.findChild(QLabel, "as-of-sentence").text().startswith("As of 03:01 — 2 of 4")
    press(Qt.Key.Key_End)
    assert pane.model.rowCount() == 3, "a time nobody knows is shown at no moment"

    qtbot.mouseClick(pane.findChild(QPushButton, "then-later"), Qt.MouseButton.LeftButton)
    assert pane.model.rowCount() == 4


# Where one was


def test_place_selection_and_view_come_back(qtbot, drafting, pane):
    for number in range(40):
        last = drafting.add("02:50", f"Entry {number}")
    select(qtbot, drafting, pane, last)
    has_rows(qtbot, drafting, pane, 40)
    pane.toggle_as_of()
    pane.as_of.slider.set_moment(at("02:50"))
    pane.entries.select_entry(last.id)
    qtbot.waitUntil(lambda: pane.entries.verticalScrollBar().value() > 0)
    state = json.loads(json.dumps(pane.state()))

    again = TimelinePane(drafting.session)
    again.restore(state)
    shown(qtbot, again)
    settled(qtbot, drafting)
    assert again.as_of.is_on
    assert again.as_of.slider.moment_us == at("02:50")
    qtbot.waitUntil(lambda: again.entries.current_entry is not None)
    assert again.entries.current_entry.entry.id == last.id

    def in_view() -> bool:
        entries = again.entries
        return entries.visualRect(entries.currentIndex()).intersects(entries.viewport().rect())

    qtbot.waitUntil(in_view)


@pytest.fixture
def long_draft(qtbot, drafting, pane):
    """The last of many entries."""
    for number in range(40):
        last = drafting.add("02:50", f"Entry {number} " + 12 * "of many words ")
    has_rows(qtbot, drafting, pane, 40)
    return last


def in_sight_once_settled(qtbot, entries) -> bool:
    settling = entries.findChild(QTimer, "settle")
    qtbot.waitUntil(lambda: not settling.isActive())
    return entries.viewport().rect().intersects(entries.visualRect(entries.currentIndex()))


def test_what_is_selected_while_the_list_finds_its_width_stays_in_sight(qtbot, pane, long_draft):
    pane.resize(pane.width() - 60, pane.height())
    assert pane.entries.findChild(QTimer, "settle").isActive()
    assert pane.entries.select_entry(long_draft.id)
    assert in_sight_once_settled(qtbot, pane.entries)


def test_what_is_selected_stays_in_sight_where_the_list_gets_lower(qtbot, pane, long_draft):
    assert pane.entries.select_entry(long_draft.id)
    assert in_sight_once_settled(qtbot, pane.entries)
    pane.resize(pane.width(), pane.height() - 250)
    assert pane.entries.findChild(QTimer, "settle").isActive()
    assert in_sight_once_settled(qtbot, pane.entries)


def test_a_change_of_zone_changes_the_times_shown(qtbot, drafting, pane):
    from dataclasses import replace

    from app.operations import cases

    entry = one(qtbot, drafting, pane)
    pane.edit_entry(entry.id)
    cases.update_case(
        drafting.session.casebook, replace(drafting.session.case, zone="Europe/Berlin")
    )
    qtbot.waitUntil(lambda: drafting.session.case.zone == "Europe/Berlin")
    drafting.session.toggle_zone()
    assert pane.in_place.editor.time.text() == "2024-03-30 03:56:00"
    spoken = pane.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("03:56:00")
    settled(qtbot, drafting)


def test_a_whole_day_is_that_of_the_case_also_while_utc_is_shown(qtbot, drafting, pane):
    from dataclasses import replace

    from app.operations import cases

    cases.update_case(
        drafting.session.casebook, replace(drafting.session.case, zone="Europe/Berlin")
    )
    qtbot.waitUntil(lambda: drafting.session.case.zone == "Europe/Berlin")
    day = at("00:00") - 3_600_000_000  # midnight in Berlin
    entry = one(qtbot, drafting, pane, start_us=day, time_precision=Precision.DAY)
    assert drafting.session.in_utc
    index = pane.model.index(0)
    assert pane.model.row(index).heading == "Sat 30 March 2024"
    assert index.data(Qt.ItemDataRole.AccessibleTextRole).startswith("2024-03-30,")
    pane.edit_entry(entry.id)
    time = pane.in_place.editor.time
    assert time.text() == "2024-03-30"
    time.setText("10:00")
    pane.in_place.commit()
    qtbot.waitUntil(lambda: now(drafting, entry).start_us == at("10:00"))
    time.setText("2024-03-31")
    pane.in_place.commit()
    qtbot.waitUntil(lambda: now(drafting, entry).start_us == day + 24 * 3_600_000_000)
    settled(qtbot, drafting)


def test_every_item_key_is_in_the_timeline_menu(pane):
    from app.ui.actions import Menu, listed, shortcut_text

    actions = {action.objectName(): shortcut_text(action) for action in listed([pane])}
    assert {"edit-entry", "entry-kind", "adopt-time", "delete-entry", "as-of"} <= set(actions)
    assert all(actions.values())
    assert len(set(actions.values())) == len(actions)
    assert all(action.property("menu") == Menu.TIMELINE for action in listed([pane]))
