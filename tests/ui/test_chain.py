"""The Failure chain page: one selection for graph, list and editor; ladders by keyboard; undo."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton

from app.domain.drafts import new_id
from app.domain.practice.chain import Factor, FactorPart, LinkKind
from app.domain.practice.failure_chain import FailureChain
from app.operations import history
from app.operations.practice import chain
from app.ui.chain_words import count_words
from app.ui.panes.practice import chain_feed
from app.ui.panes.practice.chain import ChainPane
from app.ui.panes.workbench import Workbench
from app.ui.widgets.draft_form import DraftForm
from app.ui.widgets.labels import WrappedLabel
from tests.ui.drafting import (
    MESSAGES,
    Drafting,
    at_rest,
    drafting,
    look,
    press,
    settled,
    shown,
    template,
    write,
)
from tests.ui.shell import Chooser

__all__ = ["drafting", "look", "template"]


class Page:
    """The pane under test with a short chain: a query, memory, an outage."""

    def __init__(self, qtbot, drafting: Drafting) -> None:
        self.qtbot = qtbot
        self.drafting = drafting
        self.book = drafting.session.casebook
        self.case_id = drafting.session.case.id
        self.pane = ChainPane(drafting.session)
        shown(qtbot, self.pane, 1300, 800)
        self.settle()

    def settle(self) -> None:
        settled(self.qtbot, self.drafting)
        QApplication.processEvents()
        settled(self.qtbot, self.drafting)

    def draft(self) -> tuple[Factor, Factor, Factor]:
        query, memory, outage = (
            chain.add_factor(self.book, Factor(new_id(), self.case_id, text))
            for text in ("One query read 600,214 rows", "Memory ran out", "Orders failed")
        )
        chain.add_link(self.book, self.case_id, query.id, memory.id)
        chain.add_link(self.book, self.case_id, memory.id, outage.id, LinkKind.ENABLE)
        self.settle()
        return query, memory, outage

    @property
    def chain(self) -> FailureChain:
        return chain.chain(self.book, self.case_id)

    def undo(self) -> None:
        history.undo(self.book, self.case_id)
        self.settle()

    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
        press(key, modifier)
        self.settle()

    def find(self, kind, name: str):
        (found,) = [each for each in self.pane.findChildren(kind, name) if each.isVisible()]
        return found

    def click(self, name: str) -> None:
        QTest.mouseClick(self.find(QPushButton, name), Qt.MouseButton.LeftButton)
        self.settle()


@pytest.fixture
def page(qtbot, drafting: Drafting, monkeypatch: pytest.MonkeyPatch) -> Page:
    monkeypatch.setattr(DraftForm, "settle_ms", 0)
    return Page(qtbot, drafting)


def test_an_empty_page_says_how_to_begin_and_offers_an_outline_without_sentences(
    page: Page,
) -> None:
    assert not page.pane.left.graph.isVisible()
    page.click("chain-outline-button")
    assert [factor.text for factor in page.chain.factors] == [""] * 4
    assert FactorPart.UNSORTED not in {factor.part for factor in page.chain.factors}
    assert page.pane.left.graph.isVisible()
    assert page.pane.chosen == page.chain.factors[0].id
    page.undo()
    assert page.chain.factors == ()
    assert not page.pane.left.graph.isVisible()


def test_graph_list_and_editor_stand_on_the_same(page: Page) -> None:
    _, memory, outage = page.draft()
    page.pane.left.graph.chosen.emit(memory.id)
    assert page.pane.left.table.chosen == memory.id
    assert page.find(QLabel, "factor-heading").text() == "Factor F2"

    page.pane.toggle_view()
    page.press(Qt.Key.Key_Down)
    assert page.pane.left.table.chosen == outage.id
    assert page.pane.left.graph.picked == outage.id
    assert page.find(QLabel, "factor-heading").text() == "Factor F3"

    page.press(Qt.Key.Key_Return)
    focused = QApplication.focusWidget()
    assert focused is page.pane.right.editor.form.field("text")
    write(" for 34 minutes")
    page.pane.left.graph.chosen.emit(memory.id)  # what is half typed is handed over first
    page.settle()
    assert page.chain.factors[2].text.strip() == "Orders failed for 34 minutes"
    page.undo()
    assert page.chain.factors[2].text == "Orders failed"


def test_a_factor_is_added_written_and_removed_by_keyboard(page: Page) -> None:
    _, memory, _ = page.draft()
    page.pane.choose(memory.id)
    page.pane.setFocus()
    page.press("N")
    assert QApplication.focusWidget() is page.pane.right.editor.form.field("text")
    write("Staging had 800 rows")
    page.pane.commit()
    page.settle()
    added = page.chain.factors[3]
    assert added.text == "Staging had 800 rows"
    assert page.pane.chosen == added.id

    page.pane.toggle_view()
    page.press(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert page.chain.number(added.id) == "F3"
    page.press(Qt.Key.Key_Delete)
    assert added.id not in page.chain.by_id
    assert page.pane.chosen  # its neighbour is selected now
    page.undo()
    assert page.chain.number(added.id) == "F3"


def test_what_is_asked_stands_beside_the_factor(page: Page) -> None:
    page.draft()
    naming = chain.add_factor(page.book, Factor(new_id(), page.case_id, "@oncall set no limit"))
    page.settle()
    page.pane.choose(naming.id)
    assert "What made it easy" in page.find(WrappedLabel, "factor-questions").text()
    assert "What shows it?" in page.find(WrappedLabel, "factor-missing").text()
    assert "What set it off?" in page.find(WrappedLabel, "chain-questions").text()
    chain.change_factor(page.book, page.case_id, naming.id, {"text": "The export had no limit"})
    page.settle()
    assert not page.pane.findChild(WrappedLabel, "factor-questions").isVisible()


def test_one_factor_is_marked_and_its_reason_written(page: Page) -> None:
    query, memory, _ = page.draft()
    page.pane.choose(query.id)
    page.find(QCheckBox, "factor-marked").click()
    page.settle()
    assert page.chain.is_marked(query.id)
    page.pane.choose(memory.id)
    page.pane.setFocus()
    page.press("M")
    assert page.chain.is_marked(memory.id)
    assert not page.chain.is_marked(query.id)
    page.undo()
    assert page.chain.is_marked(query.id)


def test_links_are_drawn_opened_changed_and_refused_where_they_lead_nowhere(page: Page) -> None:
    query, memory, outage = page.draft()
    failures: list[object] = []
    page.drafting.session.failed.connect(failures.append)
    page.pane.left.graph.link_wanted.emit(outage.id, query.id)  # a loop is fine
    page.settle()
    (loop,) = page.chain.loops
    assert set(loop.factor_ids) == {query.id, memory.id, outage.id}
    assert count_words(page.chain) == "3 factors, 3 links, 1 loop"

    drawn = next(link for link in page.chain.links if link.from_id == outage.id)
    assert page.pane.chosen == drawn.id
    assert page.pane.right.link_editor.isVisible()
    page.pane.right.link_editor.form.field("kind").setCurrentIndex(2)
    page.settle()
    changed = next(link for link in page.chain.links if link.id == drawn.id)
    assert changed.kind is LinkKind.AMPLIFY

    page.pane.left.graph.link_wanted.emit(query.id, query.id)
    page.settle()
    assert "straight to itself" in str(failures[0])

    page.pane.choose(memory.id)
    adder = page.pane.right.editor.adder
    page.pane.left.graph.setFocus()
    page.press("L", Qt.KeyboardModifier.ShiftModifier)  # the graph has L for itself
    assert adder.way.hasFocus()
    adder.way.setCurrentIndex(adder.way.findText("is slowed by"))
    adder.other.setCurrentIndex(2)
    page.click("link-add")
    assert (outage.id, memory.id) in {(link.from_id, link.to_id) for link in page.chain.links}
    page.undo()
    page.undo()
    page.undo()
    assert len(page.chain.links) == 2


def test_a_card_that_was_moved_stays_until_all_are_arranged_anew(page: Page) -> None:
    query, *_ = page.draft()
    page.pane.left.graph.moved.emit(query.id, 300, 40)
    page.settle()
    assert page.chain.by_id[query.id].x == 300
    page.pane.setFocus()
    page.press("A", Qt.KeyboardModifier.ShiftModifier)
    assert page.chain.by_id[query.id].x is None
    page.undo()
    assert page.chain.by_id[query.id].y == 40


def test_a_ladder_is_written_why_after_why_without_the_mouse(page: Page) -> None:
    page.pane.begin_whys()
    for text in ("The site was down", "Memory ran out", "One query read all rows"):
        write(text)
        press(Qt.Key.Key_Return)  # nothing is waited for: a person types on
    page.settle()
    assert _steps(page) == ["The site was down", "Memory ran out", "One query read all rows"]
    write("half a th")
    chain.add_factor(page.book, Factor(new_id(), page.case_id, "Elsewhere"))
    page.settle()  # a refresh takes nothing away
    assert page.pane.whys.ladder.text.toPlainText() == "half a th"
    assert page.pane.whys.ladder.text.hasFocus()
    page.press(Qt.Key.Key_Escape)
    page.press(Qt.Key.Key_Return)  # Escape lost nothing
    assert page.pane.whys.ladder.text.toPlainText() == "half a th"
    page.pane.whys.ladder.text.clear()
    page.press(Qt.Key.Key_Return)  # an empty step ends it
    assert not page.pane.whys.ladder.is_writing

    page.press(Qt.Key.Key_Up)
    page.press(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert _steps(page)[1:] == ["One query read all rows", "Memory ran out"]
    page.undo()
    page.press(Qt.Key.Key_F2)
    page.qtbot.keyClicks(QApplication.focusWidget(), "Memory of the database ran out")
    page.press(Qt.Key.Key_Return)
    assert _steps(page)[1] == "Memory of the database ran out"
    page.press(Qt.Key.Key_Delete)
    assert len(_steps(page)) == 2
    page.undo()
    assert len(_steps(page)) == 3


def test_steps_become_factors_and_the_link_between_them_is_one_click(page: Page) -> None:
    top = chain.begin_ladder(page.book, page.case_id, "Memory ran out")
    low = chain.add_step(page.book, page.case_id, top.id, "One query read all rows")
    page.settle()
    page.pane.toggle_side()
    for step in (top, low):
        page.pane.whys.ladder.stand_on(step.id)
        page.press("F")
        assert page.pane.whys.ladder.row(step.id).hasFocus()  # keys go on where one stands
    assert [factor.text for factor in page.chain.factors] == [top.text, low.text]
    assert page.chain.links == ()  # proposed only
    page.click("why-link")
    (link,) = page.chain.links
    assert (page.chain.number(link.from_id), page.chain.number(link.to_id)) == ("F2", "F1")
    page.undo()
    page.undo()
    assert [step.factor_id for step in page.chain.ladders[0].steps][1] == ""
    assert page.pane.whys.ladder.isVisible()


def test_a_large_chain_can_be_written_before_it_is_laid_out(page: Page, monkeypatch) -> None:
    seen: list[bool] = []
    monkeypatch.setattr(chain_feed, "_AT_ONCE", 0)
    page.pane._feed.read.connect(lambda reading: seen.append(reading.layout is not None))
    page.draft()
    page.pane.add()
    page.settle()
    assert len(page.chain.factors) == 4
    assert set(page.pane.left.graph._scene.cards) == set(page.chain.by_id)
    assert seen[0] is False
    assert seen[-1] is True


def test_selected_evidence_becomes_a_factor_that_cites_it(qtbot, drafting: Drafting) -> None:
    bench = Workbench(drafting.session, Chooser())
    shown(qtbot, bench, 1300, 800)
    table = bench.evidence.table
    qtbot.waitUntil(lambda: table.model().rowCount() == len(MESSAGES))
    at_rest(qtbot, drafting)
    wanted: list[str] = []
    drafting.session.page_wanted.connect(wanted.append)
    drafting.session.thing_wanted.connect(wanted.append)
    table.selectRow(5)
    table.setFocus()
    press("F")
    at_rest(qtbot, drafting)
    found = chain.chain(drafting.session.casebook, drafting.session.case.id)
    (factor,) = found.factors
    assert factor.text == ""
    (cited,) = found.cited[factor.id]
    assert cited.quote == "WARN slow query exports.select_all 600,214 rows"
    assert wanted == ["chain", factor.id]


def test_five_whys_begin_from_a_factor_and_go_on_where_they_stood(page: Page) -> None:
    _, memory, _ = page.draft()
    for text in ("One query read all rows", "Staging had 800 rows"):
        page.pane.open(memory.id)
        page.click("factor-whys")
        assert page.pane.whys.ladder.text.hasFocus()
        write(text)
        page.press(Qt.Key.Key_Return)
        page.press(Qt.Key.Key_Escape)
    (ladder,) = page.chain.ladders
    assert ladder.steps[0].factor_id == memory.id
    assert _steps(page) == [memory.text, "One query read all rows", "Staging had 800 rows"]


def test_whoever_is_sent_here_stands_on_what_was_meant(page: Page) -> None:
    query, _, _ = page.draft()
    top = chain.begin_ladder(page.book, page.case_id, "Memory ran out")
    page.settle()
    page.drafting.session.thing_wanted.emit(query.id)
    assert QApplication.focusWidget() is page.pane.right.editor.form.field("text")
    assert page.pane.chosen == query.id
    page.drafting.session.thing_wanted.emit(top.id)
    assert page.pane.whys.ladder.row(top.id).hasFocus()
    page.drafting.session.thing_wanted.emit(page.chain.links[0].id)
    assert page.pane.right.link_editor.isVisible()


def test_what_changed_while_nobody_looked_is_there_when_somebody_does(page: Page) -> None:
    page.pane.hide()
    chain.add_factor(page.book, Factor(new_id(), page.case_id, "Drawn elsewhere"))
    page.settle()
    page.pane.show()
    page.settle()
    assert page.pane.left.graph.isVisible()


def test_where_one_was_comes_back_with_what_was_half_written(page: Page) -> None:
    _, memory, _ = page.draft()
    top = chain.begin_ladder(page.book, page.case_id, "Memory ran out")
    page.settle()
    page.pane.choose(memory.id)
    page.pane.toggle_view()
    page.pane.toggle_side()
    page.pane.whys.ladder.stand_on(top.id)
    page.press(Qt.Key.Key_Return)
    write("because")
    state = page.pane.state()

    again = Page(page.qtbot, page.drafting)
    again.pane.restore(state)
    again.settle()
    assert again.pane.left.table.isVisible()
    assert again.pane.left.table.chosen == memory.id
    assert again.pane.whys.ladder.text.toPlainText() == "because"


def _steps(page: Page) -> list[str]:
    return [step.text for step in page.chain.ladders[0].steps]
