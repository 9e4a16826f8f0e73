"""Evidence on its way in: what is asked, what is not, and what a failure leaves behind."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QListView, QPushButton

from app.domain.drafts import CaseKind
from app.domain.errors import InvalidInputError
from app.domain.evidence import ChannelChoice, Inspection
from app.domain.moments import UTC_ZONE, Precision
from app.operations import cases, imports
from app.ui.choosers import FileChooser
from app.ui.dialogs.import_evidence import ImportDialog
from app.ui.panes.evidence import EvidencePane
from app.ui.widgets.plain_text import PlainText
from tests.ui.evidence_case import (
    Evidence,
    at,
    evidence_pane,
    evidence_template,
    open_case,
    settling,
    write_export,
    write_log,
)

__all__ = ["evidence_pane", "evidence_template", "open_case", "settling"]

CHANNELS = (
    ChannelChoice("#inc-412", 212),
    ChannelChoice("#random", 4000),
    ChannelChoice("D1", 12, direct=True),
)


@pytest.fixture
def fresh(case: Evidence) -> Evidence:
    """A case without evidence."""
    added = cases.add_case(case.session.casebook, CaseKind.INCIDENT, "Fresh", "UTC")
    case.session.select_case(added.id)
    case.settle()
    return case


@pytest.fixture
def ask(session, qtbot):
    def opened(inspection: Inspection) -> ImportDialog:
        dialog = ImportDialog("acme.zip", inspection, session.case, UTC_ZONE)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return opened


def archive(**fields) -> Inspection:
    return Inspection("slack-export", "acme", CHANNELS, at("01:00"), at("05:00"), **fields)


def sources(case: Evidence):
    return imports.sources(case.session.casebook, case.session.case.id)


def import_all(case: Evidence, qtbot, *paths: Path) -> None:
    queue = case.pane.intake.queue
    queue.add_paths(paths)
    qtbot.waitUntil(lambda: not queue.busy, timeout=60_000)
    case.settle()


def test_all_channels_but_no_direct_message_at_first(ask):
    dialog = ask(archive())
    choices = dialog.choices()
    assert choices.channels == ("#inc-412", "#random")
    assert not choices.with_direct_messages
    assert dialog.findChild(QLabel, "channels-chosen").text() == (
        "2 channels chosen, 4,212 messages"
    )
    assert dialog.findChild(QListView, "channels").model().rowCount() == 2


def test_direct_messages_have_a_switch_of_their_own(ask):
    dialog = ask(archive())
    switch = dialog.findChild(QCheckBox, "direct-messages")
    assert "1 conversation, 12 messages" in switch.text()
    switch.click()
    assert dialog.findChild(QListView, "channels").model().rowCount() == 3
    assert dialog.choices().channels == ("#inc-412", "#random", "D1")
    assert dialog.choices().with_direct_messages
    switch.click()
    assert dialog.choices().channels == ("#inc-412", "#random")


def test_the_filter_narrows_what_all_and_none_mean(ask):
    dialog = ask(archive())
    dialog.findChild(QLineEdit, "channel-filter").setText("RAND")
    assert dialog.findChild(QListView, "channels").model().rowCount() == 1
    dialog.findChild(QPushButton, "channels-none").click()
    assert dialog.choices().channels == ("#inc-412",)


def test_no_channel_at_all_is_refused(ask, qtbot):
    dialog = ask(archive())
    dialog.findChild(QPushButton, "channels-none").click()
    with qtbot.assertNotEmitted(dialog.chosen):
        dialog.findChild(QPushButton, "accept").click()
    assert dialog.problem == "Choose at least one channel."
    assert dialog.isVisible()


def test_the_end_of_the_window_is_included(ask):
    dialog = ask(archive())
    dialog.findChild(QLineEdit, "import-since").setText("02:00")
    dialog.findChild(QLineEdit, "import-until").setText("2024-03-30 03:30")
    choices = dialog.choices()
    assert choices.since_us == at("02:00")
    assert choices.until_us == at("03:30") + Precision.MINUTE.step_us


@pytest.mark.parametrize(
    ("since", "until", "problem"),
    [("half past two", "", "is not a time"), ("03:00", "02:00", "ends before it begins")],
)
def test_a_window_that_makes_no_sense_is_refused(ask, since, until, problem):
    dialog = ask(archive())
    dialog.findChild(QLineEdit, "import-since").setText(since)
    dialog.findChild(QLineEdit, "import-until").setText(until)
    dialog.findChild(QPushButton, "accept").click()
    assert problem in dialog.problem


def test_only_the_zone_is_asked_where_nothing_else_is_open(ask, session):
    dialog = ask(Inspection("text-log", "a.log", has_zone=False))
    assert dialog.findChild(QListView, "channels") is None
    assert dialog.choices().zone is None
    assert dialog._zone.currentText() == f"As the case ({session.case.zone})"
    dialog._zone.setCurrentText("America/New_York")
    assert dialog.choices().zone == "America/New_York"
    dialog._zone.setCurrentText("Atlantis")
    with pytest.raises(InvalidInputError, match="Atlantis"):
        dialog.choices()


def test_a_plain_log_goes_straight_in(fresh, qtbot, tmp_path):
    with qtbot.assertNotEmitted(fresh.pane.intake.queue.dialog_opened):
        import_all(fresh, qtbot, write_log(tmp_path, lines=20))
    assert len(fresh.shown) == 20
    note = fresh.pane.findChild(QLabel, "receipt-note-text")
    assert note.text() == "orders-api.log: 20 items taken"


def test_a_log_without_zones_asks_for_one(fresh, qtbot, tmp_path):
    path = tmp_path / "local.log"
    path.write_text("2024-03-30 04:00:00 here\n2024-03-30 04:00:01 there\n")
    queue = fresh.pane.intake.queue

    def answer(dialog: ImportDialog) -> None:
        dialog._zone.setCurrentText("Asia/Tokyo")
        dialog.findChild(QPushButton, "accept").click()

    queue.dialog_opened.connect(answer, Qt.ConnectionType.QueuedConnection)
    import_all(fresh, qtbot, path)
    assert sources(fresh)[0].zone == "Asia/Tokyo"
    assert fresh.shown[0].utc_us == at("04:00") - 9 * 3_600_000_000


def test_what_was_chosen_of_an_archive_is_what_comes_in(fresh, qtbot, tmp_path):
    queue = fresh.pane.intake.queue

    def answer(dialog: ImportDialog) -> None:
        dialog.findChild(QLineEdit, "import-since").setText("2024-03-30 02:50")
        dialog.findChild(QLineEdit, "import-title").setText("War room")
        dialog.findChild(QPushButton, "accept").click()

    queue.dialog_opened.connect(answer, Qt.ConnectionType.QueuedConnection)
    import_all(fresh, qtbot, write_export(tmp_path))
    assert len(fresh.shown) == 4
    source = sources(fresh)[0]
    assert source.title == "War room"
    assert source.receipt.left_out == 2


def test_cancelling_the_dialog_leaves_nothing_and_goes_on(fresh, qtbot, tmp_path):
    queue = fresh.pane.intake.queue
    queue.dialog_opened.connect(lambda dialog: dialog.reject(), Qt.ConnectionType.QueuedConnection)
    import_all(fresh, qtbot, write_export(tmp_path), write_log(tmp_path, lines=5))
    assert [source.title for source in sources(fresh)] == ["orders-api.log"]


def test_one_failure_does_not_stop_the_rest(fresh, qtbot, tmp_path):
    empty = tmp_path / "empty.log"
    empty.touch()
    told = []
    fresh.session.failed.connect(lambda error: told.append(str(error)))
    import_all(
        fresh, qtbot, write_log(tmp_path, "a.log", 3), empty, write_log(tmp_path, "b.log", 4)
    )
    assert [source.title for source in sources(fresh)] == ["a.log", "b.log"]
    assert len(told) == 1
    assert "empty.log" in told[0]


def test_cancelling_an_import_leaves_nothing_and_stops_the_rest(fresh, qtbot, tmp_path):
    queue, told = fresh.pane.intake.queue, []
    fresh.session.notified.connect(lambda text, _undo: told.append(text))
    tasks = fresh.session.tasks
    queue.add_paths([write_log(tmp_path, lines=5), write_log(tmp_path, "b.log", 5)])
    tasks.cancel_all()
    qtbot.waitUntil(lambda: not queue.busy, timeout=60_000)
    fresh.settle()
    assert told == [
        "orders-api.log was not imported; nothing of it was kept. 1 more source was left out."
    ]
    assert sources(fresh) == []


def test_pasted_text_becomes_a_source(fresh, qtbot):
    QGuiApplication.clipboard().setText("2024-03-30T02:00:00Z pasted line")
    with qtbot.waitSignal(fresh.pane.intake.queue.imported, timeout=60_000):
        fresh.pane.intake.paste()
    fresh.settle()
    assert [item.text for item in fresh.shown] == ["pasted line"]


def test_an_empty_clipboard_is_told(fresh, qtbot):
    QGuiApplication.clipboard().clear()
    with qtbot.waitSignal(fresh.session.notified) as told:
        fresh.pane.intake.paste()
    assert "no text" in told.args[0]


def test_chosen_files_are_imported(session, settle, qtbot, tmp_path):
    path = write_log(tmp_path, "chosen.log", 3)

    class Chooser(FileChooser):
        def to_open_many(self, parent, title, chosen):
            chosen([path])

    pane = EvidencePane(session, Chooser())
    qtbot.addWidget(pane)
    settle()
    with qtbot.waitSignal(pane.intake.queue.imported, timeout=60_000):
        next(each for each in pane.actions() if each.objectName() == "import-evidence").trigger()
    settle()


def test_the_receipt_can_be_read_at_once(fresh, qtbot, tmp_path):
    import_all(fresh, qtbot, write_log(tmp_path, lines=6))
    fresh.pane.findChild(QPushButton, "show-receipt").click()
    receipt = fresh.pane.findChild(PlainText, "receipt")
    assert "Taken             6 items" in receipt.toPlainText()
    receipt.window().close()
