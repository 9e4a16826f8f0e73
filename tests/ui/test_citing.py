"""Citing evidence from a form: the picker, its bound in time, quoted words, lines and dropping."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QCheckBox,
    QLineEdit,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.drafts import Citation, new_id
from app.domain.practice.chain import Factor
from app.domain.practice.context import DecisionPoint
from app.domain.timeline import CitedItem, Span
from app.operations import drafting as things
from app.ui.itemmodels.items import ITEMS_MIME
from app.ui.panes.attaching import Attaching
from app.ui.panes.cited import CitedField
from app.ui.widgets.plain_text import PlainText
from app.ui.widgets.search_field import SearchField
from tests.ui.drafting import MESSAGES, Drafting, at, drafting, look, settled, shown, template

__all__ = ["drafting", "look", "template"]


class Form:
    """A field for one factor, and what is cited there."""

    def __init__(self, qtbot, drafting: Drafting, monkeypatch) -> None:
        monkeypatch.setattr(SearchField, "pause_ms", 0)
        self.qtbot, self.drafting, self.session = qtbot, drafting, drafting.session
        self.factor = Factor(new_id(), self.session.case.id, "The export had no limit")
        self.window = QWidget()
        self.field = CitedField(self.session, "factor-evidence", "the factor")
        QVBoxLayout(self.window).addWidget(self.field)
        self.dialog = None
        self.field.dialog_opened.connect(lambda dialog: setattr(self, "dialog", dialog))
        things.add(self.session.casebook, self.session.case.id, self.factor, "Add factor")
        shown(qtbot, self.window, 900, 700)

    def cited(self) -> list[CitedItem]:
        found = things.cited(self.session.casebook, self.session.case.id)
        return found.get(self.factor.id, [])

    def show(self, **bounds) -> None:
        self.field.show_target(self.factor.id, self.cited(), **bounds)

    def pick(self):
        """Open the picker; its list is here."""
        QTest.mouseClick(self.field.findChild(QPushButton, "factor-evidence-cite"), Qt.LeftButton)
        settled(self.qtbot, self.drafting)
        return self.dialog

    def listed(self) -> list[str]:
        model = self.table.model()
        return [model.item(row).text for row in range(model.rowCount())]

    @property
    def table(self):
        return self.dialog.findChild(QWidget, "pick-table")

    def close(self) -> None:
        self.dialog.reject()
        self.dialog = None


@pytest.fixture
def form(qtbot, drafting: Drafting, monkeypatch) -> Form:
    return Form(qtbot, drafting, monkeypatch)


def test_enter_in_the_list_cites_what_a_search_found(form: Form) -> None:
    form.show()
    dialog = form.pick()
    QTest.keyClicks(dialog.findChild(QWidget, "pick-search"), "pagination")
    form.qtbot.waitUntil(lambda: form.table.model().rowCount() == 1)
    settled(form.qtbot, form.drafting)
    QTest.keyClick(dialog.findChild(QWidget, "pick-search"), Qt.Key.Key_Return)
    assert form.table.hasFocus()
    QTest.keyClick(form.table, Qt.Key.Key_Return)
    settled(form.qtbot, form.drafting)
    assert [item.quote for item in form.cited()] == ["no pagination in the export query"]
    form.show()
    assert "no pagination" in form.field.lines.lines[0].words


def test_selected_words_are_cited_alone(form: Form) -> None:
    form.show()
    dialog = form.pick()
    dialog.findChild(PlainText, "pick-text").select_span(0, 5)
    button = dialog.findChild(QPushButton, "pick-cite")
    assert button.text() == "Cite these words"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    settled(form.qtbot, form.drafting)
    assert [item.quote for item in form.cited()] == ["ALERT"]


def test_a_moment_bounds_the_list_until_later_ones_are_wanted(form: Form) -> None:
    form.show(as_of_us=at("02:52:07"))
    dialog = form.pick()
    assert form.listed() == [text for clock, text in MESSAGES if clock <= "02:52:07"]
    dialog.findChild(QCheckBox, "pick-later").click()
    settled(form.qtbot, form.drafting)
    assert form.listed() == [text for _clock, text in MESSAGES]
    assert form.table.moment_row == 3, "a line stands before the first later item"
    marks = dialog.findChild(QWidget, "pick").marks
    items = [form.table.model().item(row) for row in range(len(MESSAGES))]
    assert [bool(marks.tags(item, None)) for item in items] == [
        clock > "02:52:07" for clock, _text in MESSAGES
    ]
    form.close()


def test_a_later_citation_is_marked_and_can_be_removed(form: Form) -> None:
    late = form.drafting.item_ids[-1]
    things.cite(form.session.casebook, form.session.case.id, form.factor.id, [Span(late)], "saw")
    form.show(part="saw", as_of_us=at("02:52"))
    (line,) = form.field.lines.lines
    assert line.warning == "This is later than the moment."
    form.field.lines.removed.emit(line)
    settled(form.qtbot, form.drafting)
    assert things.of_case(form.session.casebook, Citation, form.session.case.id) == []


def test_a_line_leads_to_its_evidence(form: Form) -> None:
    first = form.drafting.item_ids[0]
    form.field.show_target(form.factor.id, ())
    form.field.cite([Span(first, 0, 5)])
    settled(form.qtbot, form.drafting)
    form.show()
    wanted = []
    form.session.evidence_wanted.connect(wanted.append)
    form.field.lines.activated.emit(form.field.lines.lines[0])
    assert wanted == [Span(first, 0, 5)]


def test_items_dropped_on_it_are_cited(form: Form) -> None:
    form.show()
    data = QMimeData()
    data.setData(ITEMS_MIME, f"[{form.drafting.item_ids[2]}]".encode())
    drop = QDropEvent(
        QPointF(3, 3),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    form.field.dropEvent(drop)
    settled(form.qtbot, form.drafting)
    assert len(form.cited()) == 1


def test_something_else_than_an_entry_can_cite_what_is_selected(
    form: Form,
) -> None:
    session, book, case_id = form.session, form.session.casebook, form.session.case.id
    point = DecisionPoint(new_id(), case_id, "Restart the primary?", at("02:55"))
    things.add(book, case_id, point, "Add decision point")
    attaching = Attaching(session, form.window)
    attaching.dialog_opened.connect(lambda dialog: setattr(form, "dialog", dialog))
    attaching.ask([Span(form.drafting.item_ids[1])])
    settled(form.qtbot, form.drafting)
    field, rows = form.dialog.findChild(QLineEdit), form.dialog.findChild(QListWidget)
    assert rows.item(0).text() == "The export had no limit"
    QTest.keyClicks(field, "restart believed")
    assert [row for row in range(rows.count()) if not rows.item(row).isHidden()] == [2]
    QTest.keyClick(field, Qt.Key.Key_Return)
    settled(form.qtbot, form.drafting)
    (cited,) = things.cited(book, case_id)[point.id]
    assert cited.citation.part == "believed"
