"""The Breaks page: the table, one break, and the map stand on the same thing."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLabel, QMenu, QPushButton, QWidget

from app.domain.audiences import Audience
from app.domain.drafts import CaseKind
from app.domain.trust.breaks import BreakKind, Severity, Side, TrustBreak
from app.operations import cases
from app.operations import drafting as drafts
from app.operations.trust import breaks, showing
from app.ui.panes.trust.breaks import BreaksPane
from app.ui.widgets.break_graph import BreakGraph
from app.ui.widgets.draft_form import DraftForm
from app.ui.widgets.line_table import LineTable
from tests.ui.drafting import Drafting, drafting, look, press, shown, template, write
from tests.ui.drafting import at_rest as settled

__all__ = ["drafting", "look", "template"]


class Chooser:
    """Saves where a test says."""

    def __init__(self) -> None:
        self.path = Path()

    def to_save(self, _over, _title, suggested, _kinds, then) -> None:
        then(self.path / suggested.name)


@pytest.fixture
def chooser() -> Chooser:
    return Chooser()


@pytest.fixture
def pane(
    qtbot, drafting: Drafting, monkeypatch: pytest.MonkeyPatch, chooser: Chooser
) -> BreaksPane:
    monkeypatch.setattr(DraftForm, "settle_ms", 0)
    book = drafting.session.casebook
    case = cases.add_case(book, CaseKind.TRUST, "After the outage")
    for each in (
        TrustBreak("one", case.id, "Support", "The channel", Side.INSIDE, rank=0),
        TrustBreak("two", case.id, "Users", "The page", Side.OUTWARD, rank=1),
        TrustBreak("three", case.id, "On call", "The head", Side.UPWARD, rank=2),
    ):
        drafts.add(book, case.id, each, "Add")
    drafting.session.select_case(case.id)
    made = BreaksPane(drafting.session, chooser)  # type: ignore[arg-type]
    shown(qtbot, made, 930, 600)
    settled(qtbot, drafting)
    return made


def table(pane: QWidget) -> LineTable:
    return pane.findChild(LineTable, "break-table")


def graph(pane: QWidget) -> BreakGraph:
    return pane.findChild(BreakGraph, "break-map")


def numbers(pane: QWidget) -> list[str]:
    model = table(pane).model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def heading(pane: QWidget) -> str:
    return pane.findChild(QLabel, "break-heading").text()


def found(drafting: Drafting):
    return breaks.breaks(drafting.session.casebook, drafting.session.case.id)


def test_table_form_and_map_stand_on_the_same_break(
    qtbot, drafting: Drafting, pane: BreaksPane
) -> None:
    assert (table(pane).chosen, graph(pane).picked, heading(pane)) == ("one", "one", "Break B1")
    table(pane).setFocus()
    press(Qt.Key.Key_Down)
    assert (graph(pane).picked, heading(pane)) == ("two", "Break B2")
    assert graph(pane).accessibleDescription().startswith("B2, from Users toward The page")
    press("g")
    press(Qt.Key.Key_Right)
    assert (table(pane).chosen, heading(pane)) == ("three", "Break B3")
    at = graph(pane).label_centre("one")
    qtbot.mouseClick(graph(pane).viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert (table(pane).chosen, heading(pane)) == ("one", "Break B1")
    graph(pane).resize(240, 200)
    assert graph(pane).scale_now >= 0.8, "in a small room what can be read, not all of it"
    assert graph(pane).viewport().rect().contains(graph(pane).label_centre("one"))
    graph(pane).setFocus()
    press("0")
    assert graph(pane).scale_now < 0.8
    press("3")
    assert numbers(pane) == ["B3"]
    press(Qt.Key.Key_Home)
    assert numbers(pane) == ["B1", "B2", "B3"]
    press("m")
    assert not table(pane).isVisible()
    press(Qt.Key.Key_Return)
    assert table(pane).isVisible()
    assert QApplication.focusWidget().objectName() == "break-form-party"
    drafting.session.thing_wanted.emit("two")
    assert heading(pane) == "Break B2"


def test_a_break_is_written_ordered_and_removed_with_the_keyboard(
    qtbot, drafting: Drafting, pane: BreaksPane
) -> None:
    table(pane).setFocus()
    press("4")
    press("n")
    write("Partners")
    qtbot.waitUntil(lambda: QApplication.focusWidget().objectName() == "break-form-party")
    press(Qt.Key.Key_Tab)
    write("The status page")
    pane.findChild(QComboBox, "break-form-kind").setCurrentText("What users are told")
    pane.findChild(QComboBox, "break-form-severity").setCurrentText("Broken")
    settled(qtbot, drafting)
    made = found(drafting).breaks[3]
    assert (made.party, made.toward, made.side) == ("Partners", "The status page", Side.OUTWARD)
    assert (made.kind, made.severity) == (BreakKind.USERS, Severity.BROKEN)
    asked = pane.findChild(QLabel, "break-questions").text()
    assert "What do they fear will happen again?" in asked
    assert "It is called broken, and cites nothing." in asked
    press(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is table(pane)
    press("1")
    press(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    settled(qtbot, drafting)
    assert [each.party for each in found(drafting).breaks][2:] == ["Partners", "On call"]
    press(Qt.Key.Key_Delete)
    settled(qtbot, drafting)
    assert numbers(pane) == ["B1", "B2", "B3"]
    assert heading(pane) == "Break B3"


def test_an_export_shows_what_leaves_and_writes_the_map_of_its_readers(
    qtbot, drafting: Drafting, pane: BreaksPane, chooser: Chooser, tmp_path: Path
) -> None:
    session = drafting.session
    showing.show(session.casebook, session.case.id, "one", Audience.TEAM)
    chooser.path = tmp_path
    dialogs: list[QDialog] = []
    pane.dialog_opened.connect(dialogs.append)
    pane.findChild(QPushButton, "export-map-button").click()
    menu = pane.findChild(QMenu, "export-map-menu")
    menu.actions()[0].trigger()
    menu.close()
    settled(qtbot, drafting)
    (dialog,) = dialogs
    words = dialog.findChild(QWidget, "export-map-words").toPlainText()
    assert "B1, from Support toward The channel" in words
    assert "Users" not in words
    assert not list(tmp_path.glob("*.png"))
    dialog.findChild(QPushButton, "export-map-copy").click()
    assert QApplication.clipboard().text() == words
    dialog.findChild(QPushButton, "export-map-go").click()
    settled(qtbot, drafting)
    (written,) = tmp_path.glob("*.png")
    assert written.read_bytes().startswith(b"\x89PNG")
    assert "for the team" in written.name


def test_a_case_without_breaks_says_what_comes_here(
    qtbot, drafting: Drafting, pane: BreaksPane
) -> None:
    book = drafting.session.casebook
    drafting.session.select_case(cases.add_case(book, CaseKind.TRUST, "Another").id)
    settled(qtbot, drafting)
    first = pane.findChild(QPushButton, "first-break")
    assert first.isVisible()
    assert not graph(pane).isVisible()
    first.click()
    settled(qtbot, drafting)
    assert numbers(pane) == ["B1"]
    qtbot.waitUntil(lambda: QApplication.focusWidget().objectName() == "break-form-party")
