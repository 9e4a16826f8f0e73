"""The account of a time, clocks compared, contradictions: what a person sees and can do."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QTableWidget

from app.domain.drafts import CaseKind, Citation, Entry
from app.domain.evidence import ImportChoices
from app.domain.moments import SECOND_US, UTC_ZONE, Precision, TimeKind
from app.domain.timeline import CitedEntry, CitedItem
from app.operations import casebooks, cases, contradictions, imports, timeline
from app.ui.dialogs.compare_clocks import CompareClocksDialog
from app.ui.dialogs.contradictions import ContradictionsDialog
from app.ui.dialogs.time_account import TimeAccountDialog
from app.ui.entry_words import edited_words, spoken_words
from app.ui.panes.evidence_table import EvidenceTable
from tests.ui.drafting import MIDNIGHT_US
from tests.ui.shell import PASSPHRASE, Shell, dressed, make_shell, shell

__all__ = ["dressed", "make_shell", "shell"]

AUTUMN = "2024-10-27 02:30:00 INFO orders reached the queue\n"
REPORT = """# Review

## Timeline, 2026-02-10

All times in UTC.

- 02:40 Alarm for the orders database
- {clock} Automatic failover promoted the standby of the orders database
"""


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case in Berlin: a log in the repeated hour, logs 40 s apart, two reports."""
    casebook = casebooks.new_casebook(tmp_path_factory.mktemp("time") / "t.casebook", PASSPHRASE)
    case = cases.add_case(casebook, CaseKind.INCIDENT, "Orders", "Europe/Berlin")
    imports.import_text(casebook, case.id, AUTUMN, "autumn.log")
    for name, ahead in (("one.log", 40), ("two.log", 0)):
        lines = ((f"2026-02-10T10:{n}:{ahead:02}Z", f"id=8f{n}a3c9d1e{n}") for n in range(10, 30))
        text = "".join(f"{stamp} {name} {said}\n" for stamp, said in lines)
        imports.import_text(casebook, case.id, text, name)
    for name, clock in (("a.md", "02:47"), ("b.md", "02:52")):
        choices = ImportChoices(format="document")
        imports.import_text(casebook, case.id, REPORT.format(clock=clock), name, choices)
    casebook.close()
    return casebook.path


@pytest.fixture
def opened(shell: Shell, template: Path, tmp_path: Path) -> Shell:
    """The window with a copy of that case."""
    path = tmp_path / "copy.casebook"
    shutil.copyfile(template, path)
    path.chmod(0o600)
    casebook = casebooks.open_casebook(path, PASSPHRASE)
    shell.window.enter(casebook)
    shell.window.open_case(cases.cases(casebook)[0].id)
    shell.settle()
    shell.window.activateWindow()
    shell.qtbot.waitUntil(shell.window.isActiveWindow)
    return shell


def run(shell: Shell, name: str) -> None:
    action = next(
        one
        for one in shell.window.findChildren(type(shell.window.actions()[0]))
        if one.objectName() == name
    )
    action.trigger()
    shell.settle()


def dialog(shell: Shell, kind: type):
    return next(one for one in shell.window.findChildren(kind) if one.isVisible())


def words(dialog) -> str:
    QApplication.processEvents()  # what was just put into a layout is shown with the next event
    return "\n".join(each.text() for each in dialog.findChildren(QLabel) if each.isVisible())


def table(shell: Shell) -> EvidenceTable:
    return shell.find(EvidenceTable, "evidence-table")


def test_a_key_tells_how_a_time_came_about_with_both_readings(opened: Shell) -> None:
    table(opened).stand_on(0)
    opened.settle()
    item = table(opened).model().known_item(0)
    assert table(opened).model().time_words(item) == "00:30:00 ?"
    table(opened).setFocus()
    QTest.keyClick(table(opened), Qt.Key.Key_G)
    opened.settle()
    shown = dialog(opened, TimeAccountDialog)
    opened.qtbot.waitUntil(lambda: "“2024-10-27 02:30:00”" in words(shown))
    told = words(shown)
    assert "Europe/Berlin, the zone of the case; the stamp names none" in told
    assert "This clock time came twice in Europe/Berlin" in told
    assert "nothing in the source tells which is right" in told
    shown.findChild(QLineEdit).setText("Asia/Tokyo")
    shown.findChild(QPushButton, "time-account-add").click()
    opened.settle()
    opened.qtbot.waitUntil(lambda: "2024-10-27 09:30:00 UTC+09:00" in words(shown))
    shown.findChild(QLineEdit).setText("Asia/Nowhere")
    shown.findChild(QPushButton, "time-account-add").click()
    assert "There is no time zone called “Asia/Nowhere”" in words(shown)
    shown.accept()


def test_clocks_are_compared_and_one_is_set_right_only_by_a_person(opened: Shell) -> None:
    casebook, case_id = opened.window.session.casebook, opened.window.session.case.id
    opened.window.show_page("sources")
    opened.settle()
    opened.find(QPushButton, "sources-compare-clocks").click()
    opened.settle()
    shown = dialog(opened, CompareClocksDialog)
    assert "one.log is 40 s ahead of two.log: 20 of 20 pairs of items agree" in words(shown)
    pairs = shown.findChild(QTableWidget, "clock-pairs")
    assert pairs.rowCount() == 20
    assert pairs.item(0, 1).text() == "+40.000 s"
    one = next(each for each in imports.sources(casebook, case_id) if each.title == "one.log")
    assert one.clock_offset_us == 0
    shown.findChild(QPushButton, f"set-right-{one.id}").click()
    opened.settle()
    assert imports.source(casebook, one.id).clock_offset_us == 40 * SECOND_US
    opened.find(QPushButton, "sources-compare-clocks").click()
    opened.settle()
    assert "No two sources show a steady difference." in words(dialog(opened, CompareClocksDialog))


def test_contradictions_stand_side_by_side_and_lead_to_either(opened: Shell) -> None:
    run(opened, "contradictions")
    shown = dialog(opened, ContradictionsDialog)
    told = words(shown)
    assert "1 contradiction" in told
    assert "They read as the same event, at 03:47 CET and at 03:52 CET: 5 min apart." in told
    assert told.count("Automatic failover promoted the standby") == 2
    shows = [
        each for each in shown.findChildren(QPushButton, "contradiction-show") if each.isVisible()
    ]
    shows[1].click()
    opened.settle()
    model = table(opened).model()
    item = model.known_item(table(opened).currentIndex().row())
    assert "02:52" in (item.time_text or "")
    shown.accept()


def test_one_is_dismissed_with_a_reason_and_listed_again(opened: Shell) -> None:
    session = opened.window.session
    run(opened, "contradictions")
    shown = dialog(opened, ContradictionsDialog)
    shown.findChild(QPushButton, "contradiction-dismiss").click()
    reason = shown.findChild(QLineEdit, "dismiss-reason")
    QTest.keyClicks(reason, "two failovers")
    QTest.keyClick(reason, Qt.Key.Key_Return)
    opened.settle()
    assert "No contradictions" in words(shown)
    assert "Dismissed: two failovers" in words(shown)
    assert list(contradictions.dismissed(session.casebook, session.case.id).values()) == [
        "two failovers"
    ]
    shown.findChild(QPushButton, "contradiction-again").click()
    opened.settle()
    assert "1 contradiction" in words(shown)
    shown.accept()


def test_the_list_follows_the_draft(opened: Shell) -> None:
    session = opened.window.session
    run(opened, "contradictions")
    shown = dialog(opened, ContradictionsDialog)
    entry = timeline.entry_from_items(session.casebook, session.case.id, [])
    timeline.add_entry(session.casebook, replace(entry, text="It was down from 14:20 to 14:05."))
    opened.settle()
    assert "2 contradictions" in words(shown)
    assert "The draft" in words(shown)
    shown.accept()


def test_an_entry_says_where_its_evidence_was_edited_later() -> None:
    at = MIDNIGHT_US + 2 * 3_600 * SECOND_US
    entry = Entry("e", "c", "Rolled back.", TimeKind.EXACT, at, None, Precision.SECOND)
    citation = Citation("c1", "c", "e", 1, "", at)
    item = CitedItem(
        citation, "Chat", "#inc", None, "", None, "rolled back", at, Precision.SECOND, None
    )
    assert edited_words(CitedEntry(entry, (item,)), UTC_ZONE) == ""
    edited = replace(item, edited_us=at + 240 * SECOND_US)
    cited = CitedEntry(entry, (item, edited))
    assert edited_words(cited, UTC_ZONE) == "Evidence edited later · 02:04"
    assert "Evidence edited later · 02:04" in spoken_words(cited, UTC_ZONE, UTC_ZONE)
    next_day = replace(item, edited_us=at + 86_400 * SECOND_US)
    told = edited_words(CitedEntry(entry, (next_day,)), UTC_ZONE)
    assert told == "Evidence edited later · 2024-03-31 02:00"
