"""What a file leaves open is asked once, shows what an answer would mean, and may stay open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QRadioButton

from app.domain.evidence import Inspection
from app.domain.moments import UTC_ZONE, parse_typed
from app.domain.query import EvidenceFilter
from app.domain.questions import (
    ColumnMapping,
    ColumnsQuestion,
    DateOrder,
    DateOrderQuestion,
    DayQuestion,
    Question,
)
from app.operations import evidence, imports
from app.ui.dialogs.import_again import AgainDialog
from app.ui.dialogs.import_evidence import ImportDialog
from tests.ui.evidence_case import (
    Evidence,
    evidence_pane,
    evidence_template,
    open_case,
    settling,
    write_log,
)

__all__ = ["evidence_pane", "evidence_template", "open_case", "settling"]

ORDER = DateOrderQuestion(
    ("05-07-28", "06-07-28"),
    (DateOrder.YEAR_FIRST, DateOrder.DAY_FIRST),
    (
        (date(2005, 7, 28), date(2006, 7, 28)),
        (date(2028, 7, 5), date(2028, 7, 6)),
    ),
)
TABLE = ColumnsQuestion(
    ("When", "Author", "Summary", "Details"),
    (("1", "mira", "down", ""), ("2", "tom", "up again", "after a restart")),
    ColumnMapping("When", None, ("Summary",)),
)


@pytest.fixture
def ask(session, qtbot):
    def opened(*questions: Question, **fields) -> ImportDialog:
        inspection = Inspection("text-log", "a.log", questions=questions, **fields)
        dialog = ImportDialog("a.log", inspection, session.case, UTC_ZONE)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return opened


def press_import(dialog: ImportDialog) -> None:
    dialog.findChild(QPushButton, "accept").click()


def test_each_order_of_a_date_shows_what_it_would_mean(ask):
    dialog = ask(ORDER)
    words = [button.text() for button in dialog.findChildren(QRadioButton)]
    assert words == [
        "Year first:  28 Jul 2005, 28 Jul 2006",
        "Day first:  5 Jul 2028, 6 Jul 2028",
        "Leave these times open",
    ]


def test_no_order_is_chosen_for_a_person(ask, qtbot):
    dialog = ask(ORDER)
    with qtbot.assertNotEmitted(dialog.chosen):
        press_import(dialog)
    assert "or leave these times open" in dialog.problem
    dialog.findChild(QRadioButton, "date-order-dmy").click()
    with qtbot.waitSignal(dialog.chosen) as chosen:
        press_import(dialog)
    assert chosen.args[0].date_order is DateOrder.DAY_FIRST


def test_the_times_may_stay_open(ask):
    dialog = ask(ORDER)
    dialog.findChild(QRadioButton, "date-order-none").click()
    assert dialog.choices().date_order is None


def test_the_day_is_proposed_and_can_be_changed(ask):
    dialog = ask(DayQuestion(("2:46 AM",), date(2024, 3, 30)))
    line = dialog.findChild(QLineEdit, "import-day")
    assert line.text() == "2024-03-30"
    assert dialog.choices().day == date(2024, 3, 30)
    line.setText("2024-03-29")
    assert dialog.choices().day == date(2024, 3, 29)
    line.clear()
    assert dialog.choices().day is None
    line.setText("30/3")
    press_import(dialog)
    assert "“30/3” is not a day" in dialog.problem


def test_a_recording_is_asked_when_it_began(ask):
    dialog = ask(DayQuestion(("0:12",), moment=True))
    dialog.findChild(QLineEdit, "import-day").setText("2024-03-30 02:40")
    assert dialog.choices().begins_us == parse_typed("2024-03-30 02:40", UTC_ZONE)[0]


def test_a_beginning_names_no_zone_of_its_own(ask):
    dialog = ask(DayQuestion(("0:12",), moment=True))
    dialog.findChild(QLineEdit, "import-day").setText("2024-03-30 02:40Z")
    press_import(dialog)
    assert "without a zone" in dialog.problem


WITHOUT_TIME = replace(TABLE, proposed=ColumnMapping(None, None, ("Summary",)))


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        (ORDER, True),
        (DayQuestion(("2:46 AM",)), True),
        (DayQuestion(("0:12",), moment=True), True),
        (WITHOUT_TIME, True),
        (TABLE, False),
    ],
)
def test_the_zone_is_asked_where_only_an_answer_makes_times(ask, question, asks):
    dialog = ask(question)
    zones = dialog.findChildren(QComboBox, "source-zone")
    assert bool(zones) is asks
    for zone in zones:
        zone.setCurrentText("Asia/Tokyo")
    for order in dialog.findChildren(QRadioButton, "date-order-dmy"):
        order.click()
    assert dialog.choices().zone == ("Asia/Tokyo" if asks else None)


@pytest.mark.parametrize(
    ("question", "field"),
    [(ORDER, "date-order-ymd"), (DayQuestion(("2:46 AM",)), "import-day")],
)
def test_the_keys_go_to_what_is_asked(ask, question, field):
    assert ask(question).focusWidget().objectName() == field


def test_the_keys_go_to_the_field_that_was_refused(ask):
    dialog = ask(DayQuestion(("2:46 AM",)))
    dialog.findChild(QLineEdit, "import-day").setText("yesterday")
    dialog.findChild(QLineEdit, "import-title").setFocus()
    press_import(dialog)
    assert dialog.focusWidget().objectName() == "import-day"


def test_columns_are_mapped_by_what_they_hold(ask):
    dialog = ask(TABLE)
    assert dialog.choices().columns == TABLE.proposed
    dialog.findChild(QComboBox, "import-column-1").setCurrentText("Who")
    dialog.findChild(QComboBox, "import-column-3").setCurrentText("Text")
    assert dialog.choices().columns == ColumnMapping("When", "Author", ("Summary", "Details"))


@pytest.mark.parametrize(
    ("column", "role", "problem"),
    [
        ("import-column-1", "Time", "Two columns cannot both be “Time”"),
        ("import-column-2", "Who", "Choose at least one column that is the text"),
    ],
)
def test_a_mapping_that_makes_no_sense_is_refused(ask, column, role, problem):
    dialog = ask(TABLE)
    dialog.findChild(QComboBox, column).setCurrentText(role)
    press_import(dialog)
    assert problem in dialog.problem


def test_a_folder_says_what_it_holds(ask):
    dialog = ask(members=(("a.log", "text-log"), ("b.log", "text-log"), ("core", "")))
    words = dialog.findChild(QLabel, "import-members").text()
    assert words == "3 files: 2 text log, 1 of no known format."


def test_it_can_be_read_as_something_else(ask, qtbot):
    dialog = ask(alternatives=("table",))
    choice = dialog.findChild(QComboBox, "import-format")
    assert dialog.choices().format == "text-log"
    with qtbot.waitSignal(dialog.format_wanted) as wanted:
        choice.setCurrentIndex(1)
        choice.activated.emit(1)
    assert wanted.args == ["table"]


def test_the_same_as_before_is_not_read_again(ask, qtbot):
    dialog = ask(alternatives=("table",))
    with qtbot.assertNotEmitted(dialog.format_wanted):
        dialog.findChild(QComboBox, "import-format").activated.emit(0)
    assert dialog.isEnabled()


def import_all(case: Evidence, qtbot, *paths: Path) -> None:
    queue = case.pane.intake.queue
    queue.add_paths(paths)
    qtbot.waitUntil(lambda: not queue.busy, timeout=60_000)
    case.settle()


def titles(case: Evidence) -> list[str]:
    found = imports.sources(case.session.casebook, case.session.case.id)
    return [source.title for source in found]


@pytest.mark.parametrize(("button", "times"), [("accept", 2), ("cancel", 1)])
def test_what_is_there_already_comes_in_again_only_if_wanted(
    case: Evidence, qtbot, tmp_path, button, times
):
    log = write_log(tmp_path, lines=7).rename(tmp_path / "again.log")
    import_all(case, qtbot, log)
    told = []

    def answer(dialog: AgainDialog) -> None:
        told.append(dialog.findChild(QLabel, "import-again-told").text())
        dialog.findChild(QPushButton, button).click()

    queue = case.pane.intake.queue
    queue.dialog_opened.connect(answer, Qt.ConnectionType.QueuedConnection)
    import_all(case, qtbot, log)
    assert titles(case).count("again.log") == times
    assert "“again.log”" in told[0]


def test_columns_are_asked_once_for_all_tables_of_their_header(case: Evidence, qtbot, tmp_path):
    asked = []

    def answer(dialog: ImportDialog) -> None:
        asked.append(dialog.windowTitle())
        dialog.findChild(QComboBox, "import-column-1").setCurrentText("Who")
        dialog.findChild(QComboBox, "import-column-2").setCurrentText("Text")
        dialog.findChild(QComboBox, "import-column-3").setCurrentText("Kept beside it")
        dialog.findChild(QPushButton, "accept").click()

    queue = case.pane.intake.queue
    queue.dialog_opened.connect(answer, Qt.ConnectionType.QueuedConnection)
    for day in (1, 2):
        table = tmp_path / f"{day}.csv"
        table.write_text(
            "Raised at,Raised by,Remark,Ref\n"
            f"2024-03-0{day}T10:00:00Z,Ida,belt stopped,{day}\n"
            f"2024-03-0{day}T10:05:00Z,Per,belt runs,{day}\n"
        )
        import_all(case, qtbot, table)
    assert asked == ["Import 1.csv"]
    ids = evidence.item_ids(case.session.casebook, case.session.case.id, EvidenceFilter("belt"))
    found = evidence.items(case.session.casebook, ids)
    assert [(item.who, item.text) for item in found] == [
        ("Ida", "belt stopped"),
        ("Per", "belt runs"),
    ] * 2
