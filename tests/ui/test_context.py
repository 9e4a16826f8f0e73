"""The Context page: decisions, the evidence of their moment beside them, hindsight, the page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListWidget, QPlainTextEdit, QPushButton

from app.domain.drafts import EntryKind, Known, new_id
from app.domain.practice.context import NOW, DecisionPoint
from app.domain.timeline import Span
from app.operations import drafting as things
from app.operations import history
from app.operations.practice import context
from app.ui.panes.practice.context import ContextPane
from app.ui.panes.timeline import TimelinePane
from app.ui.widgets.draft_form import DraftForm
from app.ui.widgets.search_field import SearchField
from tests.ui.drafting import MESSAGES, Drafting, at, drafting, look, settled, shown, template

__all__ = ["drafting", "look", "template"]


class Page:
    """The page, wide enough for its three parts, and what is drafted on it."""

    def __init__(self, qtbot, drafting: Drafting) -> None:
        self.qtbot, self.drafting, self.session = qtbot, drafting, drafting.session
        self.pane = ContextPane(self.session)
        self.dialog = None
        self.pane.dialog_opened.connect(lambda dialog: setattr(self, "dialog", dialog))
        shown(qtbot, self.pane, 1300, 800)
        self.settle()

    def settle(self) -> None:
        settled(self.qtbot, self.drafting)

    def points(self) -> list[context.Explained]:
        return context.points(self.session.casebook, self.session.case.id)

    def add(self, clock: str, title: str = "Restart?", **fields) -> DecisionPoint:
        point = DecisionPoint(new_id(), self.session.case.id, title, at(clock), **fields)
        things.add(self.session.casebook, point.case_id, point, "Add decision point")
        self.qtbot.waitUntil(lambda: point.id in [one.point.id for one in self.pane._points])
        self.settle()
        return point

    def cite(self, point: DecisionPoint, place: int, part: str) -> None:
        case_id, spans = self.session.case.id, [Span(self.drafting.item_ids[place])]
        things.cite(self.session.casebook, case_id, point.id, spans, part)
        self.qtbot.waitUntil(lambda: any(one.of(part) for one in self.pane._points))
        self.settle()

    def trigger(self, name: str) -> None:
        (action,) = [each for each in self.pane.actions() if each.objectName() == name]
        action.trigger()
        self.settle()

    def type_moment(self, text: str) -> None:
        field = self.pane.form.form.field("at_us")
        field.selectAll()
        QTest.keyClicks(field, text)
        QTest.keyClick(field, Qt.Key.Key_Return)

    def listed(self) -> list[str]:
        model = self.pane.then.shelf.model
        return [model.item(row).text for row in range(model.rowCount())]


@pytest.fixture
def page(qtbot, drafting: Drafting, monkeypatch: pytest.MonkeyPatch) -> Page:
    monkeypatch.setattr(SearchField, "pause_ms", 0)
    monkeypatch.setattr(DraftForm, "settle_ms", 0)
    return Page(qtbot, drafting)


def test_a_decision_from_scratch_is_typed_saved_and_taken_back(page: Page) -> None:
    page.trigger("context-add")
    page.qtbot.waitUntil(lambda: page.pane.form.form.field("title").hasFocus())
    QTest.keyClicks(page.pane.form.form.field("title"), "Hold the restart")
    QTest.keyClick(page.pane.form.form.field("title"), Qt.Key.Key_Return)
    page.settle()
    page.qtbot.waitUntil(lambda: page.points()[0].point.title == "Hold the restart")
    page.settle()
    assert "When was it?" in page.pane.form._asked.text()
    history.undo(page.session.casebook, page.session.case.id)
    history.undo(page.session.casebook, page.session.case.id)
    page.qtbot.waitUntil(lambda: not page.pane._points)
    assert page.pane._pages.currentIndex() == 1


def test_from_an_entry_decisions_are_offered_first(page: Page) -> None:
    page.drafting.add("02:52", "An alert")
    entry = page.drafting.add("02:56:02", "Held back", kind=EntryKind.DECISION)
    page.qtbot.waitUntil(lambda: len(page.pane._entries) == 2)
    page.trigger("context-from-entry")
    assert page.dialog.findChild(QListWidget).item(0).text() == "Held back"
    QTest.keyClick(page.dialog.findChild(QLineEdit), Qt.Key.Key_Return)
    page.qtbot.waitUntil(lambda: bool(page.pane._points))
    (one,) = page.points()
    assert (one.point.entry_id, one.point.at_us) == (entry.id, at("02:56:02"))


def test_a_key_in_the_timeline_explains_an_entry_once(page: Page) -> None:
    page.drafting.add("02:56:02", "Held back", kind=EntryKind.DECISION)
    draft = TimelinePane(page.session)
    page.qtbot.addWidget(draft)
    page.settle()
    draft.entries.setCurrentIndex(draft.model.index(0))
    (explain,) = [
        each for each in draft.entries.actions() if each.objectName() == "explain-decision"
    ]
    for _ in range(2):
        explain.trigger()
        page.settle()
    page.qtbot.waitUntil(lambda: len(page.pane._points) == 1)
    (one,) = page.points()
    assert one.point.title == "Held back"
    assert page.pane.form.form.thing.id == one.point.id


def test_beside_it_stands_only_what_had_come_by_then(page: Page) -> None:
    page.drafting.add("02:50", "Seen then")
    page.drafting.add("02:51", "Known later", known=Known.LATER, known_us=at("03:28"))
    page.add("02:55")
    page.qtbot.waitUntil(lambda: len(page.listed()) == 3)
    page.settle()
    assert page.listed() == [text for clock, text in MESSAGES if clock <= "02:55"]
    assert page.pane.then.entries.count() == 1
    page.type_moment("02:47")
    page.qtbot.waitUntil(lambda: len(page.listed()) == 1)
    page.settle()
    assert page.points()[0].point.at_us == at("02:47"), "on the day of the draft"
    page.type_moment("02:55")
    page.qtbot.waitUntil(lambda: len(page.listed()) == 3)
    page.settle()
    assert page.pane.then.shelf.item.text == page.listed()[-1], "nearest to the moment"
    page.trigger("context-later")
    page.qtbot.waitUntil(lambda: len(page.listed()) == len(MESSAGES))
    assert "marked" in page.pane.then._sentence.text()
    page.add("02:47", "Earlier")
    page.pane._stand_on(page.points()[0].point.id)
    page.pane.then.shelf.later.setChecked(False)
    page.qtbot.waitUntil(lambda: len(page.listed()) == 1)
    page.settle()


def test_a_key_cites_the_row_in_hand_under_the_field_one_was_in(page: Page) -> None:
    page.add("02:55")
    page.pane.form.form.field("believed").setFocus()
    assert "What they believed" in page.pane.then.button.accessibleName()
    page.pane.then.shelf.table.setFocus()
    page.qtbot.waitUntil(page.pane.then.button.isEnabled)
    page.trigger("context-cite")
    page.qtbot.waitUntil(lambda: bool(page.points()[0].cited))
    (item,) = page.points()[0].of("believed")
    assert item.quote == "might be the export feature from 4412?"


def test_later_evidence_is_marked_and_moves_to_what_we_know_now(page: Page) -> None:
    point = page.add("02:55")
    page.cite(point, -1, "saw")
    field = page.pane.form.cited["saw"]
    (line,) = field.lines.lines
    assert line.warning == "No imported item shows it known before 03:28."
    QTest.mouseClick(field.findChild(QPushButton, "citation-way-out"), Qt.MouseButton.LeftButton)
    page.qtbot.waitUntil(lambda: bool(page.points()[0].of(NOW)))
    page.settle()
    assert field.lines.lines == ()
    assert page.pane.form.cited[NOW].lines.lines[0].warning == ""
    assert "later" not in page.pane.list.item(0).data(Qt.ItemDataRole.AccessibleTextRole)


def test_the_timeline_shows_what_the_decision_brought_in_from_later(page: Page) -> None:
    last = page.drafting.item_ids[-1]
    page.drafting.add("03:21:48", "No limit", (last,), known=Known.LATER, known_us=at("03:28:19"))
    draft = TimelinePane(page.session)
    page.qtbot.addWidget(draft)
    page.settle()
    point = page.add("02:55")
    page.cite(point, -1, "ambiguity")
    row = draft.model.index(0)
    page.qtbot.waitUntil(lambda: draft.model.row(row).ties.flag is not None)
    spoken = draft.model.data(row, Qt.ItemDataRole.AccessibleTextRole)
    words = "Cited by the 02:55 decision context, but no imported item shows it known before 03:28"
    assert words in spoken


def test_what_is_half_typed_goes_to_the_decision_it_was_typed_for(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = page.add("02:50", "First"), page.add("02:55", "Second")
    page.pane._stand_on(first.id)
    monkeypatch.setattr(DraftForm, "settle_ms", 60_000)
    for form, name in ((page.pane.form.form, "saw"), (page.pane.form.now, NOW)):
        text = form.field(name)
        assert isinstance(text, QPlainTextEdit)
        text.setPlainText(f"typed into {name}")
    page.pane._stand_on(second.id)
    page.settle()
    found = {one.point.id: one.point for one in page.points()}
    assert (found[first.id].saw, found[first.id].known_now) == (
        "typed into saw",
        f"typed into {NOW}",
    )
    assert (found[second.id].saw, found[second.id].known_now) == ("", "")


def test_a_name_is_asked_about_and_the_page_of_the_moment_shows_nothing_later(page: Page) -> None:
    page.drafting.add("02:50", "Seen then")
    page.drafting.add("03:01", "Rolled back")
    page.add("02:55", saw="on-call engineer A saw it")
    assert "“What they saw” names a person." in page.pane.form._asked.text()
    page.trigger("context-page")
    page.dialog.reject()  # before it is read
    page.settle()
    page.trigger("context-page")
    page.qtbot.waitUntil(lambda: "Seen then" in page.dialog.page.markdown, timeout=30_000)
    text = page.dialog.page.markdown
    assert text.startswith("# What could be seen at 02:55")
    assert "Rolled back" not in text
    assert "no pagination" not in text
    assert "1 entry happened, or became known, later" in text
    page.dialog.reject()


def test_removing_and_where_one_was(page: Page) -> None:
    first, second = page.add("02:50", "First"), page.add("02:55", "Second")
    page.pane._stand_on(second.id)
    page.trigger("context-fold")
    state = page.pane.state()
    assert page.pane.then.isHidden()
    again = ContextPane(page.session)
    shown(page.qtbot, again, 1300, 800)
    again.restore(state)
    page.settle()
    assert again.form.form.thing.id == second.id
    assert again.then.isHidden()
    page.trigger("context-remove")
    page.qtbot.waitUntil(lambda: len(page.pane._points) == 1)
    assert [one.point.id for one in page.points()] == [first.id]
