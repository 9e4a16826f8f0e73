"""What became of a statement, in words; and removing it for good."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from app.domain.drafts import Certainty, Known
from app.operations import casebooks, cases, timeline
from app.operations import history as recorded
from app.ui.dialogs.erase import EraseDialog, ForgetDialog
from app.ui.dialogs.history import HistoryDialog
from app.ui.panes.timeline import TimelinePane
from tests.ui.drafting import at, drafting, look, press, settled, shown, template

__all__ = ["drafting", "look", "template"]


@pytest.fixture
def changed(drafting):
    """An entry that was changed once in several fields."""
    entry = drafting.add("02:50", "Orders fail", (drafting.item_ids[1],))
    after = replace(
        entry,
        text="Orders failed for all",
        start_us=at("02:46"),
        certainty=Certainty.CONFIRMED,
        known=Known.LATER,
        known_us=at("03:28"),
        known_by="service owner",
        private=True,
    )
    timeline.save_entry(drafting.session.casebook, after)
    return drafting.entries()[0].entry


def words_of(dialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel)]


def test_the_history_tells_each_change_from_what_to_what(qtbot, drafting, changed):
    pane = TimelinePane(drafting.session)
    shown(qtbot, pane)
    settled(qtbot, drafting)
    pane.entries.setFocus()
    press("H")
    dialog = pane.findChild(HistoryDialog)
    settled(qtbot, drafting)

    words = words_of(dialog)
    assert "3 changes" in words
    for line in (
        "Time: 2024-03-30 02:50:00 → 2024-03-30 02:46:00",
        "Text: Orders fail → Orders failed for all",
        "Certainty: not yet judged → confirmed",
        "Known: at the time → later",
        "Known since: not noted → 2024-03-30 03:28:00",
        "Known by: nothing → service owner",
        "Private: no → yes",
        "Written: “Orders fail”",
        "Citation attached: #inc-412",
    ):
        assert line in words
    assert any(word.endswith("· Edit entry") for word in words), "each change has its time and name"
    dialog.accept()


def confirm(qtbot, dialog, typed: str) -> None:
    dialog.findChild(QLineEdit, "erase-word").setText(typed)
    qtbot.mouseClick(dialog.findChild(QPushButton, "accept"), Qt.MouseButton.LeftButton)


@pytest.fixture
def backed_up(drafting, changed):
    casebooks.tidy(drafting.session.casebook)
    return changed


@pytest.fixture
def owner(qtbot) -> QWidget:
    owner = QWidget()
    qtbot.addWidget(owner)
    return owner


def shown_dialog(qtbot, drafting, owner, kind, statement):
    dialog = kind(drafting.session, statement, owner)
    with qtbot.waitExposed(dialog):
        dialog.open()
    settled(qtbot, drafting)
    return dialog


def test_erasing_names_every_copy_and_wants_a_typed_word(qtbot, drafting, owner, backed_up):
    dialog = shown_dialog(qtbot, drafting, owner, EraseDialog, backed_up)
    plan = dialog.findChild(QLabel, "erase-plan").text()
    copies = drafting.session.casebook.copies()
    assert copies
    assert all(copy.name in plan for copy in copies)

    confirm(qtbot, dialog, "yes")
    assert "erase" in dialog.problem
    assert drafting.texts() == ["Orders failed for all"]
    dialog.reject()


def test_an_erased_entry_leaves_nothing_behind(qtbot, drafting, owner, backed_up):
    dialog = shown_dialog(qtbot, drafting, owner, EraseDialog, backed_up)
    with qtbot.waitSignal(drafting.session.notified):
        confirm(qtbot, dialog, "erase")
    settled(qtbot, drafting)

    casebook = drafting.session.casebook
    assert drafting.entries() == []
    assert recorded.history(casebook, "entries", backed_up.id) == []
    assert recorded.undo_label(casebook, drafting.session.case.id) is None


def test_forgetting_keeps_the_entry_as_it_is(qtbot, drafting, owner, backed_up):
    dialog = shown_dialog(qtbot, drafting, owner, ForgetDialog, backed_up)
    with qtbot.waitSignal(drafting.session.notified):
        confirm(qtbot, dialog, "forget")
    settled(qtbot, drafting)

    assert drafting.texts() == ["Orders failed for all"]
    changes = recorded.history(drafting.session.casebook, "entries", backed_up.id)
    assert all((change.after or {}).get("text") != "Orders fail" for change in changes)
    assert all(change.before is None for change in changes)


def test_a_legal_hold_stops_erasing_and_says_so(qtbot, drafting, owner, backed_up):
    casebook = drafting.session.casebook
    cases.update_case(casebook, replace(drafting.session.case, legal_hold=True))
    dialog = shown_dialog(qtbot, drafting, owner, EraseDialog, backed_up)
    confirm(qtbot, dialog, "erase")
    qtbot.waitUntil(lambda: "legal hold" in dialog.problem)
    settled(qtbot, drafting)
    assert drafting.texts() == ["Orders failed for all"]
    dialog.reject()
