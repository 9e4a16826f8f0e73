"""The Meeting page, the view for the room, and the pages of those who responded."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
)

from app.domain.drafts import Case, Entry, new_id
from app.domain.moments import MINUTE_US, TimeKind
from app.domain.practice.accounts import FairAccount, Verdict
from app.domain.practice.chain import Factor
from app.domain.practice.corrective import CorrectiveAction
from app.domain.practice.meeting_pages import Part
from app.domain.practice.meetings import Meeting, MeetingNote, Openness
from app.domain.practice.response import DrasticAction
from app.operations import cases, drafting, timeline
from app.operations.practice import fair_accounts, meetings
from app.ui.panes.practice.meeting import MeetingPane
from app.ui.panes.practice.meeting_window import MeetingWindow
from app.ui.theme import Mode, Theme
from app.ui.widgets.growing_text import GrowingText
from app.ui.widgets.passage_list import PassageList
from tests.ui.shell import (
    Shell,
    case,
    casebook_path,
    clipped,
    dressed,
    make_shell,
    opened,
    shell,
)

__all__ = ["case", "casebook_path", "dressed", "make_shell", "opened", "shell"]

Key = Qt.Key
HOUR_US = 3_600_000_000
NOW_S = 1_800_000_000.0


def add(shell: Shell, *things: object) -> None:
    session = shell.window.session
    with session.casebook.edit("Add", session.case.id) as edit:
        for thing in things:
            edit.add(thing)


def on_the_page(shell: Shell) -> MeetingPane:
    shell.window.show_page("meeting")
    shell.settle()
    (pane,) = shell.window.findChildren(MeetingPane)
    return pane


def one_meeting(shell: Shell) -> Meeting:
    session = shell.window.session
    (meeting,) = drafting.of_case(session.casebook, Meeting, session.case.id)
    return meeting


def visible(shell: Shell, name: str) -> str:
    (found,) = shell.window.findChildren(QLabel, name)
    return found.text() if found.isVisible() else ""


def room_of(shell: Shell) -> MeetingWindow:
    shell.window.trigger("open-meeting")
    shell.settle()
    (window,) = (
        each
        for each in QApplication.topLevelWidgets()
        if isinstance(each, MeetingWindow) and each.isVisible()
    )
    shell.qtbot.waitUntil(window.isActiveWindow)
    return window


def leave(shell: Shell, window: MeetingWindow) -> None:
    with shell.qtbot.waitSignal(window.destroyed):
        window.close()
    shell.settle()


def test_a_meeting_is_planned_questioned_and_taken_back(opened: Shell, case: Case) -> None:
    session = opened.window.session
    cases.update_case(session.casebook, replace(session.case, contained_us=0))
    add(opened, DrasticAction(new_id(), case.id, "Restart", owner="incident lead"))
    pane = on_the_page(opened)
    assert "Nobody is named" in visible(opened, "meeting-asks-facilitator")

    facilitator = opened.find(QLineEdit, "meeting-case-facilitator")
    QTest.keyClicks(facilitator, "Incident lead")
    QTest.keyClick(facilitator, Key.Key_Return)
    starts = opened.find(QLineEdit, "meeting-form-starts-us")
    QTest.keyClicks(starts, "1970-01-01 20:00")
    QTest.keyClick(starts, Key.Key_Return)
    opened.settle()

    assert one_meeting(opened).starts_us == 20 * HOUR_US
    assert session.case.facilitator == "Incident lead"
    assert "as incident lead" in visible(opened, "meeting-asks-facilitator")
    assert "20 hours after containment" in visible(opened, "meeting-asks-start")
    assert "outside the team" in visible(opened, "meeting-asks-outsiders")

    QTest.mouseClick(opened.find(QPushButton, "offer-agenda-button"), Qt.MouseButton.LeftButton)
    opened.settle()
    agenda = opened.find(GrowingText, "meeting-form-agenda")
    assert agenda.toPlainText().startswith("5 · How we talk today")
    assert visible(opened, "meeting-asks-agenda") == ""

    session.casebook.undo(case.id)
    opened.settle()
    assert agenda.toPlainText() == ""
    assert pane.plan.form.thing == one_meeting(opened)


def test_notes_are_written_changed_and_removed_on_the_page(opened: Shell) -> None:
    table = on_the_page(opened).plan.notes
    QTest.keyClicks(table.line, "Two pools, not one")
    QTest.keyClick(table.line, Key.Key_Return)
    opened.settle()
    assert table.line.text() == ""
    assert table.table.item(0, 2).text() == "Two pools, not one"

    table.table.item(0, 2).setText("Three pools")
    opened.settle()
    session = opened.window.session
    (note,) = drafting.of_case(session.casebook, MeetingNote, session.case.id)
    assert note.text == "Three pools"

    table.table.setCurrentCell(0, 2)
    opened.window.trigger("remove-note")
    opened.settle()
    assert table.table.rowCount() == 0
    session.casebook.undo(session.case.id)
    opened.settle()
    assert table.table.item(0, 2).text() == "Three pools"


def test_the_room_is_walked_by_keys_and_notes_are_kept_in_place(opened: Shell, case: Case) -> None:
    session = opened.window.session
    timeline.add_entry(session.casebook, Entry("e1", case.id, "The pool was empty."))
    add(
        opened,
        Factor("f1", case.id, "The pool is small"),
        CorrectiveAction("a1", case.id, "Measure the pool"),
    )
    on_the_page(opened)
    window = room_of(opened)
    assert window.page.part is Part.PRINCIPLES
    assert "systems" in window.accessibleName()

    seen = []
    for _ in range(20):
        seen.append(window.page)
        QTest.keyClick(window, Key.Key_Right)
    order = [page.part for page in dict.fromkeys(seen)]
    assert order == sorted(order, key=list(Part).index)
    assert window.page.part is Part.TOGETHER

    QTest.keyClick(window, Key.Key_2)
    QTest.keyClick(window, Key.Key_Right)
    assert window.page.target_id == "e1"
    QTest.keyClick(window, Key.Key_N)
    line = window.findChild(QLineEdit, "meeting-note")
    assert line.isVisible()
    QTest.keyClicks(line, "Two pools, next page")
    QTest.keyClick(line, Key.Key_Return)
    opened.settle()
    (note,) = drafting.of_case(session.casebook, MeetingNote, case.id)
    assert (note.text, note.part, note.target_id) == ("Two pools, next page", "Timeline", "e1")
    assert window.findChild(QLabel, "meeting-page-notes").text() == "– Two pools, next page"

    QTest.keyClicks(line, "half")
    QTest.keyClick(line, Key.Key_Escape)
    opened.settle()
    assert not line.isVisible()
    assert len(drafting.of_case(session.casebook, MeetingNote, case.id)) == 2
    with opened.qtbot.waitSignal(window.destroyed):
        QTest.keyClick(window, Key.Key_Escape)

    again = room_of(opened)
    assert again.page.target_id == "e1"
    leave(opened, again)


def test_the_room_follows_the_draft_and_shows_nothing_private(opened: Shell, case: Case) -> None:
    session = opened.window.session
    timeline.add_entry(session.casebook, Entry("e1", case.id, "The pool was empty."))
    timeline.add_entry(
        session.casebook, Entry("e2", case.id, "Slept for two hours only.", private=True)
    )
    add(opened, FairAccount("x", case.id, "owner", Verdict.NOT_FAIR, words="I was never asked."))
    on_the_page(opened)
    window = room_of(opened)
    QTest.keyClick(window, Key.Key_2)
    QTest.keyClick(window, Key.Key_Right)

    entry = timeline.entry(session.casebook, "e1").entry
    timeline.save_entry(session.casebook, replace(entry, text="Both pools were empty."))
    opened.settle()
    assert window.page.heading == "Both pools were empty."
    QTest.keyClick(window, Key.Key_Home)
    shown = []
    for _ in range(20):
        shown += [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
        QTest.keyClick(window, Key.Key_Right)
    told = " ".join(shown)
    assert "Slept" not in told
    assert "never asked" not in told
    leave(opened, window)


def test_a_note_being_typed_stays_with_its_page(opened: Shell, case: Case) -> None:
    session = opened.window.session
    for number in (2, 3):
        time = {"time_kind": TimeKind.EXACT, "start_us": number * MINUTE_US}
        entry = Entry(f"e{number}", case.id, f"Number {number}", **time)
        timeline.add_entry(session.casebook, entry)
    on_the_page(opened)
    window = room_of(opened)
    window.stand_on("e3")
    QTest.keyClick(window, Key.Key_N)
    (line,) = window.findChildren(QLineEdit, "meeting-note")
    QTest.keyClicks(line, "half a th")

    first = Entry("e1", case.id, "Number 1", TimeKind.EXACT, MINUTE_US)
    timeline.add_entry(session.casebook, first)
    opened.settle()
    assert (window.page.target_id, line.text(), line.isVisible()) == ("e3", "half a th", True)

    for number in (3, 2, 1):
        timeline.delete_entry(session.casebook, f"e{number}")
    opened.settle()
    assert window.page.target_id == ""
    (note,) = drafting.of_case(session.casebook, MeetingNote, case.id)
    assert (note.text, note.target_id) == ("half a th", "e3")
    leave(opened, window)


def test_the_group_answers_in_the_room(opened: Shell) -> None:
    on_the_page(opened)
    window = room_of(opened)
    assert not window.findChild(QPushButton, "group-less").isVisible()
    QTest.keyClick(window, Key.Key_End)
    QTest.mouseClick(window.findChild(QPushButton, "group-less"), Qt.MouseButton.LeftButton)
    opened.settle()
    assert one_meeting(opened).openness is Openness.LESS
    assert opened.find(QComboBox, "meeting-after-openness").currentText() == "Less openly"
    leave(opened, window)


def test_the_clock_counts_from_the_stated_time(opened: Shell, case: Case) -> None:
    session = opened.window.session
    meetings.plan(
        session.casebook,
        case.id,
        {"starts_us": int((NOW_S - 600) * 1_000_000), "agenda": "5 · Begin\n15 · Timeline"},
    )
    now = [NOW_S]
    window = MeetingWindow(meetings.room(session.casebook, case.id), [], lambda: now[0])
    clock = window.findChild(QLabel, "meeting-clock")
    assert clock.text() == "10 of 60 minutes · Timeline (until minute 20)"
    now[0] += 3600
    window.show_room(meetings.room(session.casebook, case.id))
    assert clock.text() == "70 of 60 minutes · The agenda is through."
    window.close()
    window.deleteLater()


def test_a_responder_gets_a_page_and_answers(opened: Shell, case: Case) -> None:
    session = opened.window.session
    timeline.add_entry(session.casebook, Entry("e1", case.id, "The service owner was called."))
    timeline.add_entry(session.casebook, Entry("e2", case.id, "The pool was empty."))
    pane = on_the_page(opened)
    opened.window.trigger("fair-accounts")
    QTest.keyClicks(opened.find(QLineEdit, "first-responder-role"), "service owner")
    QTest.keyClick(opened.find(QLineEdit, "first-responder-role"), Key.Key_Return)
    opened.settle()

    texts = [label.text() for label in opened.find(PassageList, "passages").findChildren(QLabel)]
    assert "The service owner was called." in texts
    assert "The pool was empty." not in texts
    responders = opened.find(QListWidget, "responders")
    assert responders.item(0).text() == "service owner\nnot asked yet"

    opened.window.trigger("responder-asked")
    opened.settle()
    assert responders.item(0).text() == "service owner\nasked, no answer yet"
    verdict = opened.find(QComboBox, "fair-account-verdict")
    verdict.setCurrentText("It is not fair")
    QTest.keyClicks(opened.find(GrowingText, "fair-account-words"), "I was called too late.")
    opened.find(QCheckBox, "fair-account-consent").click()
    opened.settle()
    (account,) = drafting.of_case(session.casebook, FairAccount, case.id)
    assert (account.verdict, account.consent) == (Verdict.NOT_FAIR, True)
    assert account.words == "I was called too late."
    assert account.asked_us is not None
    assert account.answered_us is not None
    assert responders.item(0).text() == "service owner\nanswered"
    assert visible(opened, "responder-question").startswith("What would make it fair?")

    opened.window.trigger("remove-responder")
    opened.settle()
    assert pane.fair.currentIndex() == 1
    session.casebook.undo(case.id)
    opened.settle()
    assert pane.fair.account_id == account.id


@pytest.mark.parametrize("part", [0, 1])
def test_the_page_fits_the_smallest_window(
    opened: Shell, dressed: Theme, case: Case, part: int
) -> None:
    dressed.set_mode(Mode.DARK)
    session = opened.window.session
    fair_accounts.add(session.casebook, case.id, "service owner")
    meetings.offer_outline(session.casebook, case.id)
    pane = on_the_page(opened)
    pane.restore({"part": part})
    opened.settle()
    assert clipped(opened.window) == []
    assert pane.state()["part"] == part
