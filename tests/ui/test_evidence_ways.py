"""Ways through the evidence: to a time, around a moment, along a thread, to what is alike, back."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QPushButton

from app.domain.drafts import CaseKind
from app.domain.evidence import Item
from app.domain.threads import ThreadOpening
from app.operations import cases
from app.ui.itemmodels.row_marks import Tag, thread_tags
from app.ui.panes.evidence import EvidencePane
from app.ui.panes.evidence_place import EvidencePlace
from app.ui.panes.evidence_trail import Trail
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


def do(case: Evidence, action_id: str) -> None:
    action = case.pane.findChild(QAction, action_id)
    assert action is not None, action_id
    action.trigger()
    case.settle()


def pick(case: Evidence, menu_name: str, entry: str) -> None:
    menu = case.pane.findChild(QMenu, menu_name)
    menu.findChild(QAction, entry).trigger()
    menu.close()
    case.settle()


def search(case: Evidence, query: str) -> None:
    case.pane.parts.search.set_query(query)
    case.settle()


def in_hand(case: Evidence) -> Item:
    item = case.pane.item_in_hand
    assert item is not None
    return item


def way(case: Evidence) -> list[str]:
    crumbs = case.pane.parts.crumbs
    shown = [one for one in crumbs.findChildren(QPushButton) if one.isCheckable()]
    return [one.text() for one in shown if not one.isHidden()]


def answer(case: Evidence, words: str) -> None:
    line = case.pane.findChild(QLineEdit, "evidence-asked")
    assert line.isVisible()
    line.setText(words)
    QTest.keyClick(line, Qt.Key.Key_Return)
    case.settle()


# -- to a time ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "clock", "told"),
    [
        ("02:47:31", "02:47:30", None),
        ("02:47", "02:47:00", "exactly that time"),
        ("2024-03-30 02:55:19", "02:55:20", "1 s later"),
        ("+10s", "02:00:10", "exactly that time"),
        ("23:00", "03:39:50", "earlier"),
    ],
)
def test_going_to_a_time_says_how_far_the_nearest_item_is(case, qtbot, typed, clock, told):
    case.pane.parts.table.stand_on(0)
    case.settle()
    do(case, "go-to-time")
    with qtbot.waitSignal(case.session.notified) as said:
        answer(case, typed)
    assert abs(in_hand(case).utc_us - at(clock)) <= 1_000_100
    assert told is None or told in said.args[0]
    assert case.pane.parts.table.hasFocus()
    assert not case.pane.parts.ask.isVisible()


def test_going_to_a_time_follows_the_zone_on_screen(case):
    case.session.toggle_zone()
    case.pane.parts.table.stand_on(0)
    do(case, "go-to-time")
    answer(case, "03:47")
    assert in_hand(case).utc_us == at("02:47")


def test_a_time_that_cannot_be_read_is_asked_for_again(case):
    do(case, "go-to-time")
    answer(case, "noon")
    line = case.pane.findChild(QLineEdit, "evidence-asked")
    problem = case.pane.findChild(QLabel, "evidence-asked-problem")
    assert line.isVisible()
    assert line.text() == "noon"
    assert "“noon” is not a time to go to" in problem.text()
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert not line.isVisible()
    assert case.pane.parts.table.hasFocus()


# -- around a moment ---------------------------------------------------------------------------


def test_around_an_item_clears_the_filters_and_back_brings_them_again(case):
    search(case, "from:ben")
    item_id = case.stand_on_shown("hypothesis")
    case.pane.ways.ask_around()
    pick(case, "around-menu", "around-5")
    times = [item.utc_us for item in case.shown]
    assert len(times) > 50
    assert min(times) >= in_hand(case).utc_us - 5 * 60_000_000
    assert max(times) <= in_hand(case).utc_us + 5 * 60_000_000
    assert in_hand(case).id == item_id
    assert way(case) == ["Evidence", "±5 min around 02:56:02"]

    do(case, "go-back")
    assert case.pane.parts.search.query == "from:ben"
    assert {item.who for item in case.shown} == {"Ben"}
    assert in_hand(case).id == item_id
    do(case, "go-forward")
    assert case.pane.parts.search.query == ""
    assert in_hand(case).id == item_id


def test_around_a_moment_without_an_item_stands_at_the_nearest(case):
    case.pane.ways.look_around(at("02:56:05"), at("02:56:05"), 1, None)
    case.settle()
    assert in_hand(case).text == "hold on <b>hypothesis</b> first"


def test_an_item_without_a_time_has_no_surroundings(case, qtbot):
    case.pane.parts.table.stand_on(TOTAL - 1)
    case.settle()
    with qtbot.waitSignal(case.session.notified) as said:
        case.pane.ways.ask_around()
    assert said.args[0] == "This item has no time to look around."


# -- threads -----------------------------------------------------------------------------------


def test_one_key_shows_the_thread_and_goes_back_to_the_same_row(case):
    item_id = case.stand_on("restart db-primary")
    lead = case.pane.parts.table.lead
    do(case, "this-thread")
    assert [item.who for item in case.shown] == ["Ben", "Ana", "Ben"]
    assert in_hand(case).id == item_id
    assert case.pane.findChild(QPushButton, "evidence-thread").isVisible()
    do(case, "this-thread")
    assert len(case.shown) == TOTAL
    assert in_hand(case).id == item_id
    assert case.pane.parts.table.lead == lead


def test_the_chip_of_a_thread_leaves_it(case):
    case.stand_on("restart db-primary")
    do(case, "this-thread")
    case.pane.findChild(QPushButton, "evidence-thread").click()
    case.settle()
    assert len(case.shown) == TOTAL


def tags_of(case: Evidence, word: str) -> list[Tag]:
    [item] = [item for item in case.shown if word in item.text]
    case.pane.marks.tags(item, None)
    case.settle()
    return case.pane.marks.tags(item, None)


def test_replies_say_to_which_thread_and_how_late(case):
    assert [tag.words for tag in tags_of(case, "4412?")] == ["thread of 3"]
    assert [tag.words for tag in tags_of(case, "restart db-primary")] == ["↳ 02:52"]
    assert tags_of(case, "acking") == []
    case.session.toggle_zone()
    assert [tag.words for tag in tags_of(case, "restart db-primary")] == ["↳ 03:52"]


def test_a_late_reply_of_another_day_says_both(case):
    [reply] = [item for item in case.shown if "restart db-primary" in item.text]
    opening = ThreadOpening(1, at("02:52"), "might be", 3)
    late = replace(reply, utc_us=at("02:52") + 86_400_000_000)
    tags = thread_tags(late, opening, case.session.zone)
    assert [tag.words for tag in tags] == ["↳ 30 Mar 02:52", "24 h later"]


# -- what is alike -----------------------------------------------------------------------------


def offered(case: Evidence) -> dict[str, str]:
    case.pane.ways.ask_alike()
    menu = case.pane.findChild(QMenu, "alike-menu")
    return {entry.objectName(): entry.text() for entry in menu.actions()}


def test_an_item_leads_to_its_person_by_role_to_its_place_and_to_its_words(case):
    item_id = case.stand_on("restart db-primary")
    assert offered(case) == {
        "alike-p": "&P  Same person · participant A",
        "alike-l": "&L  Same place · #inc-412",
        "alike-s": "&S  Same source · Chat",
        "alike-t": "&T  Same thread",
    }
    pick(case, "alike-menu", "alike-p")
    assert {item.who for item in case.shown} == {"Ana"}
    assert in_hand(case).id == item_id
    assert way(case) == ["Evidence", "participant A"]

    case.pane.ways.ask_alike()
    pick(case, "alike-menu", "alike-l")
    assert {item.place for item in case.shown} == {"#inc-412"}
    assert {item.who for item in case.shown} == {"Ana", "Ben"}
    assert way(case) == ["Evidence", "participant A", "#inc-412"]
    assert case.pane.findChild(QPushButton, "evidence-place").isVisible()

    case.pane.findChild(QPushButton, "evidence-crumb-0").click()
    case.settle()
    assert len(case.shown) == TOTAL
    assert in_hand(case).id == item_id


def test_marked_words_lead_to_others_that_have_them(case):
    case.stand_on("pool exhausted")
    case.pane.open_detail()
    case.settle()
    text = case.pane.parts.detail.item.text
    start = text.index("pool")
    case.pane.parts.detail._text.select_span(start, start + len("pool exhausted"))
    case.pane.ways.ask_alike()
    pick(case, "alike-menu", "alike-1")
    assert case.pane.parts.search.query == '"pool exhausted"'
    assert len(case.shown) == LOG_LINES // 100


def test_a_place_is_called_by_the_role_although_names_are_shown(case):
    case.stand_on("restart db-primary")
    case.session.toggle_names()
    assert offered(case)["alike-p"] == "&P  Same person · Ana"
    pick(case, "alike-menu", "alike-p")
    case.session.toggle_names()
    assert way(case) == ["Evidence", "participant A"]


def test_escape_leaves_a_thread_but_not_what_was_cleared(case):
    case.pane.parts.table.setFocus()
    item_id = case.stand_on("restart db-primary")
    do(case, "this-thread")
    QTest.keyClick(case.pane.parts.table, Qt.Key.Key_Escape)
    case.settle()
    assert len(case.shown) == TOTAL
    assert in_hand(case).id == item_id
    search(case, "pagination")
    case.pane.clear_filters()
    case.settle()
    QTest.keyClick(case.pane.parts.table, Qt.Key.Key_Escape)
    case.settle()
    assert len(case.shown) == TOTAL


def test_clearing_the_filters_is_a_step_that_back_takes_back(case):
    search(case, "pagination")
    case.pane.clear_filters()
    case.settle()
    assert len(case.shown) == TOTAL
    assert way(case) == ["“pagination”", "All evidence"]
    do(case, "go-back")
    assert [item.text for item in case.shown] == ["no pagination in the export query"]


def test_at_either_end_there_is_nowhere_to_go(case, qtbot):
    assert not case.pane.parts.crumbs.isVisible()
    for action in ("go-back", "go-forward"):
        with qtbot.waitSignal(case.session.notified) as said:
            do(case, action)
        assert "There is no place" in said.args[0]


def test_the_way_survives_a_restart(case, qtbot):
    item_id = case.stand_on("restart db-primary")
    do(case, "this-thread")
    state = json.loads(json.dumps(case.pane.state()))
    again = EvidencePane(case.session)
    qtbot.addWidget(again)
    again.restore(state)
    case.settle()
    assert again.filter.thread == case.pane.filter.thread
    again.ways.back()
    case.settle()
    assert len(again.model.ids) == TOTAL
    assert again.item_in_hand.id == item_id


def test_going_on_from_the_middle_forgets_what_lay_ahead() -> None:
    trail = Trail()
    trail.go(EvidencePlace(query="a"), "one")
    trail.go(EvidencePlace(query="b"), "two")
    assert trail.move(EvidencePlace(query="c"), 0) == EvidencePlace(query="a")
    trail.go(EvidencePlace(query="d"), "three")
    assert (trail.words, trail.at) == (["Evidence", "three"], 1)
    assert trail.move(EvidencePlace(), 5) is None


@pytest.mark.parametrize("kept", [None, 5, {}, {"at": 3, "stops": []}, {"at": 0, "stops": [7]}])
def test_a_way_that_cannot_be_read_begins_anew(kept: object) -> None:
    assert Trail.of(kept).words == ["Evidence"]


def test_a_long_way_keeps_its_end() -> None:
    trail = Trail()
    for number in range(50):
        trail.go(EvidencePlace(query=str(number)), str(number))
    assert len(trail.words) == 20
    assert trail.words[-1] == "49"
    assert trail.move(EvidencePlace(), trail.at - 1) == EvidencePlace(query="49")


# -- marks -------------------------------------------------------------------------------------


def test_matches_are_gone_through_while_the_rest_stays_in_sight(case):
    search(case, "exhausted")
    assert len(case.shown) == 6
    case.stand_on_shown("exhausted 207")
    do(case, "mark-only")
    assert len(case.shown) == TOTAL
    assert "6 marked" in case.pane.findChild(QLabel, "evidence-count").text()
    assert in_hand(case).text.endswith("exhausted 207")
    do(case, "next-match")
    assert in_hand(case).text.endswith("exhausted 307")
    for _ in range(2):
        do(case, "previous-match")
    assert in_hand(case).text.endswith("exhausted 107")
    for _ in range(2):
        do(case, "previous-match")
    assert in_hand(case).text.endswith("exhausted 507")  # from the first to the last
    do(case, "mark-only")
    assert len(case.shown) == 6
    assert in_hand(case).text.endswith("exhausted 507")


def test_f3_goes_on_in_a_list_of_matches_too(case):
    search(case, "exhausted")
    case.pane.parts.table.stand_on(0)
    do(case, "next-match")
    assert in_hand(case).text.endswith("exhausted 107")


def test_without_a_search_there_is_no_match(case, qtbot):
    with qtbot.waitSignal(case.session.notified) as said:
        do(case, "next-match")
    assert said.args[0] == "Search for something first (Ctrl+F)."


def test_chips_count_what_is_found_in_each_source(case):
    def texts() -> list[str]:
        chips = case.pane.parts.chips.findChildren(QPushButton)
        return [one.text() for one in chips if one.objectName().startswith("evidence-source-")]

    assert texts() == ["Chat 5", "orders-api.log 600", "notes.txt 2"]
    search(case, "export")
    assert texts() == ["Chat 2", "orders-api.log 0", "notes.txt 0"]
    case.pane.clear_filters()
    case.settle()
    assert texts() == ["Chat 5", "orders-api.log 600", "notes.txt 2"]


def test_escape_leaves_the_question_about_surroundings(case):
    case.stand_on("acking")
    case.pane.ways.ask_around()
    menu = case.pane.findChild(QMenu, "around-menu")
    assert menu.activeAction().objectName() == "around-5"
    QTest.keyClick(menu, Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert len(case.shown) == TOTAL


def test_without_evidence_there_is_no_time_to_go_to(case, qtbot):
    fresh = cases.add_case(case.session.casebook, CaseKind.INCIDENT, "Another", "UTC")
    case.session.select_case(fresh.id)
    case.settle()
    with qtbot.waitSignal(case.session.notified) as said:
        do(case, "go-to-time")
    assert said.args[0] == "There is no evidence yet."
    assert way(case) == ["Evidence"]
