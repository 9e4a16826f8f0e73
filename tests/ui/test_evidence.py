"""The evidence pane: what it shows, how it is searched and filtered, what it hands over."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton

from app.domain.drafts import CaseKind
from app.operations import cases, evidence, history, people
from app.ui.itemmodels.items import CITED_ROLE, ITEMS_MIME, Column
from app.ui.panes.evidence import EvidencePane
from tests.ui.evidence_case import (
    LOG_LINES,
    Evidence,
    at,
    evidence_pane,
    evidence_template,
    open_case,
    settling,
)

__all__ = ["evidence_pane", "evidence_template", "open_case", "settling"]

TOTAL = 5 + LOG_LINES + 2


def words(case: Evidence, row: int, column: Column) -> str:
    return str(case.pane.model.index(row, column).data())


def count_words(case: Evidence) -> str:
    return case.pane.findChild(QLabel, "evidence-count").text()


def search(case: Evidence, query: str) -> None:
    line = case.pane.findChild(QLineEdit, "evidence-search")
    line.clear()
    QTest.keyClicks(line, query)
    QTest.keyClick(line, Qt.Key.Key_Return)
    case.settle()


def key(case: Evidence, which: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    pressed = Qt.KeyboardModifier.NoModifier
    for modifier in modifiers:
        pressed |= modifier
    QTest.keyClick(QApplication.focusWidget() or case.pane, which, pressed)
    case.settle()


def test_everything_in_time_order_with_undated_items_last(case):
    times = [item.utc_us for item in case.shown]
    dated = [time for time in times if time is not None]
    assert len(times) == TOTAL
    assert dated == sorted(dated)
    assert times[-2:] == [None, None]
    assert count_words(case) == f"{TOTAL:,} items · 3 sources · all times shown in UTC"


def test_a_row_says_when_where_who_and_what(case):
    case.stand_on("acking")
    row = case.pane.parts.table.currentIndex().row()
    assert [words(case, row, column) for column in Column][2:] == [
        "02:47:31.000",
        "Chat #inc-412",
        "participant A",
        "acking. orders is throwing 500s",
    ]


def test_an_item_without_a_time_says_so(case):
    case.pane.parts.table.stand_on(TOTAL - 1)
    case.settle()
    assert words(case, TOTAL - 1, Column.TIME) == "no time"


def test_rows_far_away_are_fetched_beside_the_window(case, qtbot):
    model = case.pane.model
    far = 450
    assert model.item(far) is None
    with qtbot.waitSignal(model.page_loaded):
        model.item(far)
    assert model.known_item(far).id == model.ids[far]
    case.settle()


def test_times_follow_the_zone_of_the_window(case):
    case.stand_on("acking")
    row = case.pane.parts.table.currentIndex().row()
    case.session.toggle_zone()
    case.settle()
    assert words(case, row, Column.TIME) == "03:47:31.000"
    assert "Europe/Berlin" in count_words(case)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("pagination", 1),
        ("pagin", 1),
        ('"export query"', 1),
        ("export -pagination", 1),
        ("from:ben", 3),
        ("source:chat after:02:55:00", 3),
        ("source:chat before:02:50", 1),
        ("pool exhausted", LOG_LINES // 100),
        ("zebra* OR (", 0),
    ],
)
def test_search_as_you_type(case, query, found):
    search(case, query)
    assert len(case.shown) == found
    if found:
        assert count_words(case).startswith(f"{found} of {TOTAL} items")


def test_clocks_in_a_search_are_those_on_screen(case):
    case.session.toggle_zone()
    search(case, "source:chat before:03:50")
    assert [item.text for item in case.shown] == ["acking. orders is throwing 500s"]
    case.session.toggle_zone()
    case.settle()
    assert len(case.shown) == 5


def test_a_query_that_cannot_be_read_is_told_under_the_field(case):
    search(case, "after:25:99")
    problem = case.pane.findChild(QLabel, "evidence-search-problem")
    assert problem.isVisible()
    assert "25:99" in problem.text()
    assert len(case.shown) == TOTAL
    search(case, "pagination")
    assert not problem.isVisible()
    assert len(case.shown) == 1


def test_an_overtaken_search_is_dropped(case):
    field = case.pane.parts.search
    for query in ("acking", "hypothesis", "pagination"):
        field.set_query(query)
    case.settle()
    assert [item.text for item in case.shown] == ["no pagination in the export query"]


def test_escape_clears_the_search_and_then_leaves_it(case):
    search(case, "pagination")
    case.pane.search()
    key(case, Qt.Key.Key_Escape)
    assert len(case.shown) == TOTAL
    key(case, Qt.Key.Key_Escape)
    assert case.pane.parts.table.hasFocus()


def test_no_match_names_the_filters_and_clears_them(case):
    search(case, "zebra")
    case.pane.parts.chips.toggle_uncited()
    case.settle()
    button = case.pane.findChild(QPushButton, "evidence-clear-filters")
    assert button.isVisible()
    sentence = " ".join(label.text() for label in button.parent().findChildren(QLabel))
    assert "the search “zebra” and “Uncited only”" in sentence
    button.click()
    case.settle()
    assert len(case.shown) == TOTAL
    assert not button.isVisible()


def test_a_source_chip_shows_that_source_alone(case):
    chip = next(
        chip for chip in case.pane.parts.chips.findChildren(QPushButton) if "Chat 5" in chip.text()
    )
    chip.click()
    case.settle()
    assert {item.source_title for item in case.shown} == {"Chat"}
    chip.click()
    case.settle()
    assert len(case.shown) == TOTAL


def offered_people(case):
    menu = case.pane.findChild(QPushButton, "evidence-people").menu()
    return {action.text(): action for action in menu.actions()}


def test_people_are_offered_by_role_or_by_name_and_never_counted(case):
    assert list(offered_people(case)) == ["participant A", "participant B"]
    offered_people(case)["participant B"].trigger()
    case.settle()
    assert {item.who for item in case.shown} == {"Ben"}
    case.session.toggle_names()
    assert list(offered_people(case)) == ["Ana", "Ben"]
    assert offered_people(case)["Ben"].isChecked()
    assert {words(case, row, Column.WHO) for row in range(len(case.shown))} == {"Ben"}


def test_a_role_given_by_hand_is_shown_and_searched_for(case):
    session, ben = case.session, "participant B"
    [person_id] = [one for one in session.people.in_case if session.people.label(one) == ben]
    people.set_role(session.casebook, session.case.id, person_id, "on-call engineer A")
    case.settle()
    assert "on-call engineer A" in offered_people(case)
    search(case, "from:on-call")
    assert {item.who for item in case.shown} == {"Ben"}
    history.undo(session.casebook, session.case.id)
    case.settle()
    assert case.shown == []


def test_chips_that_do_not_fit_go_into_a_menu(case):
    case.pane.resize(420, 600)
    case.settle()
    more = case.pane.findChild(QPushButton, "evidence-more-sources")
    assert more.isVisible()
    entry = more.menu().actions()[-1]
    assert entry.text().startswith("notes.txt")
    entry.trigger()
    case.settle()
    assert {item.source_title for item in case.shown} == {"notes.txt"}


def test_cited_items_are_marked_and_can_be_left_out(case):
    item_id = case.ids("acking")[0]
    row = list(case.pane.model.ids).index(item_id)
    assert not case.pane.model.index(row, 0).data(CITED_ROLE)
    case.cite(item_id)
    case.settle()
    assert case.pane.model.index(row, 0).data(CITED_ROLE)
    case.pane.parts.chips.toggle_uncited()
    case.settle()
    assert item_id not in case.pane.model.ids
    assert len(case.shown) == TOTAL - 1


def test_undoing_an_import_takes_its_items_away(case):
    history.undo(case.session.casebook, case.session.case.id)
    case.settle()
    assert "notes.txt" not in {item.source_title for item in case.shown}
    assert "2 sources" in count_words(case)


def test_t_hands_the_selected_items_over(case, qtbot):
    table = case.pane.parts.table
    table.setFocus()
    case.stand_on("acking")
    key(case, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    chosen = table.chosen_ids()
    assert len(chosen) == 2
    with qtbot.waitSignal(case.pane.capture_requested) as caught:
        key(case, Qt.Key.Key_T)
    assert caught.args == [chosen]
    with qtbot.waitSignal(case.pane.attach_requested) as caught:
        key(case, Qt.Key.Key_A)
    assert caught.args == [chosen, None]


def test_t_in_the_search_field_is_a_letter(case, qtbot):
    case.stand_on("acking")
    case.pane.search()
    with qtbot.assertNotEmitted(case.pane.capture_requested):
        key(case, Qt.Key.Key_T)
    assert case.pane.parts.search.query == "t"


def test_t_without_a_selection_asks_for_one(case, qtbot):
    case.pane.parts.table.clearSelection()
    with qtbot.waitSignal(case.session.notified) as told:
        case.pane.capture()
    assert told.args[0] == "Select an item first."


def test_select_next_goes_one_row_on_with_the_focus(case):
    case.stand_on("acking")
    row = case.pane.parts.table.currentIndex().row()
    case.pane.select_next()
    case.settle()
    assert case.pane.parts.table.currentIndex().row() == row + 1
    assert case.pane.parts.table.hasFocus()


def test_everything_can_be_selected_at_once(case):
    case.pane.parts.table.setFocus()
    key(case, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert case.pane.parts.table.chosen_count() == TOTAL
    assert "selected" in case.pane.findChild(QLabel, "evidence-chosen").text()


def test_dragged_rows_carry_their_items(case):
    model = case.pane.model
    data = model.mimeData([model.index(3, 0), model.index(3, 4), model.index(1, 0)])
    assert json.loads(bytes(data.data(ITEMS_MIME).data())) == [model.ids[1], model.ids[3]]


def test_copying_items_gives_plain_text(case):
    case.pane.parts.table.setFocus()
    case.stand_on("hypothesis")
    key(case, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == (
        "2024-03-30 02:56:02.000100 UTC\tChat #inc-412\tparticipant B\t"
        "hold on <b>hypothesis</b> first"
    )


def test_the_place_survives_a_restart(case, qtbot):
    search(case, "from:ben")
    case.pane.parts.strip.set_window((at("02:50"), at("03:00")))
    item_id = case.ids("hypothesis")[0]
    case.pane.parts.table.stand_on(1)
    case.pane.open_detail()
    case.settle()
    state = json.loads(json.dumps(case.pane.state()))
    again = EvidencePane(case.session)
    qtbot.addWidget(again)
    again.restore(state)
    case.settle()
    assert again.filter == case.pane.filter
    assert len(again.model.ids) == 2
    assert again.model.ids[again.parts.table.currentIndex().row()] == item_id
    assert again.parts.detail.item.id == item_id


def test_the_row_in_hand_stays_when_the_list_changes(case):
    item_id = case.stand_on("hypothesis")
    search(case, "from:ben")
    assert case.pane.model.ids[case.pane.parts.table.currentIndex().row()] == item_id
    case.pane.clear_filters()
    case.settle()
    assert case.pane.model.ids[case.pane.parts.table.currentIndex().row()] == item_id


def test_a_case_without_evidence_says_what_to_do(case):
    casebook = case.session.casebook
    fresh = cases.add_case(casebook, CaseKind.INCIDENT, "Another", "UTC")
    case.session.select_case(fresh.id)
    case.settle()
    button = case.pane.findChild(QPushButton, "evidence-import-first")
    assert button.isVisible()
    assert not case.pane.parts.table.isVisible()
    assert count_words(case) == ""


def test_the_day_stands_only_where_it_changes(case, qtbot):
    assert case.pane.parts.table.isColumnHidden(Column.DAY)
    queue = case.pane.intake.queue
    with qtbot.waitSignal(queue.imported, timeout=30_000):
        queue.add_text("2024-04-02T10:00:00Z later that week\n")
    case.settle()
    table, model = case.pane.parts.table, case.pane.model
    assert not table.isColumnHidden(Column.DAY)
    row = list(model.ids).index(case.ids("later that week")[0])
    table.stand_on(row)
    case.settle()
    assert words(case, row, Column.DAY) == "2 Apr"
    assert model.begins_day(row)
    assert not model.begins_day(row - 1)


def test_actions_are_in_the_menu_with_keys(case):
    ids = {action.objectName(): action.shortcut().toString() for action in case.pane.actions()}
    assert ids["add-to-timeline"] == "T"
    assert ids["attach-to-entry"] == "A"
    assert ids["quote-span"] == "Q"
    assert ids["find-evidence"] == "Ctrl+F"
    assert ids["paste-evidence"] == "Ctrl+Shift+V"
    assert all(ids.values())


def test_ids_are_found_again_among_many(case):
    ids = evidence.item_ids(case.session.casebook, case.session.case.id)
    from app.ui.panes.evidence_feed import row_of

    assert [row_of(ids, item_id) for item_id in (ids[0], ids[317], ids[-1], 10**9)] == [
        0,
        317,
        len(ids) - 1,
        -1,
    ]


def test_clicking_a_row_selects_it(case, qtbot):
    table = case.pane.parts.table
    qtbot.mouseClick(
        table.viewport(),
        Qt.MouseButton.LeftButton,
        pos=table.visualRect(case.pane.model.index(2, 5)).center(),
    )
    case.settle()
    assert table.chosen_ids() == [case.pane.model.ids[2]]


def test_a_narrow_pane_gives_most_of_the_room_to_the_text(case):
    table = case.pane.parts.table
    assert not table.isColumnHidden(Column.WHO)
    case.pane.resize(500, 600)
    case.settle()
    assert table.isColumnHidden(Column.WHO)
    assert table.itemDelegate().names_in_text
    assert table.columnWidth(Column.TEXT) > table.viewport().width() / 2
