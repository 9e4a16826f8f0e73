"""The Candour page: what is asked step by step, going there, setting aside, asking again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QToolButton

from app.domain.audiences import Audience, AudienceChoice
from app.domain.candour.findings import LOOKED_FOR, Group
from app.domain.drafts import CaseKind, Entry, new_id
from app.domain.moments import Precision, TimeKind
from app.domain.practice.chain import Factor, Why
from app.domain.practice.context import DecisionPoint
from app.domain.practice.corrective import CorrectiveAction
from app.domain.practice.lessons import CaseLink, FollowUp, Lesson, LessonKind
from app.domain.practice.meetings import Meeting, MeetingNote
from app.domain.practice.metrics import CONFIDENCE
from app.domain.practice.playbook_answers import AnswerState, PlaybookAnswer
from app.domain.trust.repairs import Repair
from app.operations import audiences, candour_rules, cases, history
from app.operations.candour import dismissing
from app.ui.finding_rows import RowKind
from app.ui.panes.candour import CandourPane
from tests.ui.drafting import MIDNIGHT_US
from tests.ui.shell import Shell, case, casebook_path, dressed, make_shell, opened, shell
from tests.unit.operations.candour import RULES

__all__ = ["case", "casebook_path", "dressed", "make_shell", "opened", "shell"]

WORDS = "should have"
SAYS = f"They saw it late, somebody {WORDS} asked."


@pytest.fixture(autouse=True)
def rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(candour_rules, "rules", lambda: RULES)
    monkeypatch.setattr(candour_rules, "broken", tuple)


class Page:
    """The page in the window, and short ways to ask what is on it."""

    def __init__(self, shell: Shell) -> None:
        self.shell, self.settle = shell, shell.settle
        self.session = shell.window.session
        self.case_id = self.session.case.id
        self.show()

    @property
    def pane(self) -> CandourPane:
        return self.shell.window.case_pages.by_id["candour"].pane

    @property
    def rows(self) -> Any:
        return self.pane.list.model().rows

    def show(self) -> None:
        self.shell.window.show_page("candour")
        self.settle()
        self.pane.list.setFocus()

    def titles(self, kind: RowKind = RowKind.FINDING) -> list[str]:
        return [row.title for row in self.rows if row.kind is kind]

    def keep(self, *drafted: Any) -> None:
        with self.session.casebook.edit("Say it", self.case_id) as edit:
            for row in drafted:
                edit.add(row)
        self.settle()

    def stand(self, **like: Any) -> Any:
        """Stand on the first row whose fields contain these."""
        row = next(
            row
            for row in self.rows
            if all(value in (getattr(row, name) or "") for name, value in like.items())
        )
        assert self.pane.list.stand_on(row.id)
        return row

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(QApplication.focusWidget(), key)
        self.settle()

    def words(self, name: str) -> str:
        return self.pane.findChild(QLabel, name).text()


@pytest.fixture
def page(opened: Shell) -> Page:
    return Page(opened)


def entry(page: Page, text: str, minute: int | None = None, **fields: Any) -> Entry:
    at_us = None if minute is None else MIDNIGHT_US + minute * 60_000_000
    kind = TimeKind.UNKNOWN if minute is None else TimeKind.EXACT
    precision = Precision.NONE if minute is None else Precision.MINUTE
    return Entry(new_id(), page.case_id, text, kind, at_us, time_precision=precision, **fields)


# -- what is asked ---------------------------------------------------------------------------------


def test_an_empty_case_says_what_is_looked_for(page: Page) -> None:
    assert page.words("candour-count") == "No question is open"
    assert page.pane.list.current == page.rows[1], "where nothing asks, one begins at the top"
    notes = page.titles(RowKind.NOTE)
    assert page.titles(RowKind.STEP)[:4] == ["Start", "Timeline", "Response", "Failure chain"]
    assert any(
        note.startswith("Nothing is written here yet. Looked for: factors without evidence")
        for note in notes
    )
    assert any("in the words of 1 text." in note for note in notes)  # the title of the case
    page.stand(id="looked-for")
    page.press(Qt.Key.Key_Return)
    phrases = page.titles(RowKind.NOTE)
    assert {phrase.lower() for phrase in LOOKED_FOR.values()} & {one.lower() for one in phrases}


def test_questions_stand_step_by_step_with_the_words_and_their_place(page: Page) -> None:
    action = CorrectiveAction(new_id(), page.case_id, "Be more careful with exports")
    page.keep(entry(page, SAYS, 134), action)
    steps = [row.title for row in page.rows if row.kind is RowKind.STEP and row.aside]
    assert steps[0] == "Timeline"
    assert "Actions" in steps
    row = page.stand(words=WORDS)
    assert (row.before, row.after) == ("They saw it late, somebody ", " asked.")
    assert (row.where, row.title) == ("The entry of 02:14 · Hindsight", "?")
    spoken = page.pane.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert SAYS in spoken
    assert "Timeline" in spoken
    row = page.stand(words="Be more careful")
    assert row.title == "Which guard?"
    structural = page.stand(before="An entry cites no evidence.")
    assert structural.title.startswith("What shows it?")


def test_many_of_one_structural_rule_are_one_row_that_opens(page: Page) -> None:
    page.keep(*(entry(page, f"Line {number} fails", number) for number in range(30)))
    fold = page.stand(before="An entry cites no evidence.")
    assert (fold.kind, fold.aside, fold.is_open) == (RowKind.FOLD, "30 places", False)
    assert len(page.rows) < 40
    page.press(Qt.Key.Key_Right)
    assert page.pane.list.current.is_open
    page.press(Qt.Key.Key_Down)
    assert page.pane.list.current.title == "The entry of 00:00"
    page.press(Qt.Key.Key_Down)
    here = page.pane.list.current
    page.keep(entry(page, "Another line fails", 600))
    assert page.pane.list.current == here
    page.press(Qt.Key.Key_Left)
    page.press(Qt.Key.Key_Left)
    assert page.pane.list.current.is_open is False


def test_home_leads_to_the_first_row_below_its_heading(page: Page) -> None:
    page.keep(*(entry(page, f"Line {number} fails", number) for number in range(30)))
    page.press(Qt.Key.Key_End)
    assert page.pane.list.current == page.rows[-1]
    page.press(Qt.Key.Key_Home)
    assert page.rows[0].kind is RowKind.STEP
    assert page.pane.list.current == page.rows[1]


def test_filters_narrow_and_the_place_comes_back(page: Page) -> None:
    page.keep(entry(page, SAYS, 1), entry(page, "It was definitely the flag", 2))
    whole = len(page.titles())
    page.press(Qt.Key.Key_W)
    assert page.words("candour-count") == f"2 of {whole} questions"
    page.press(Qt.Key.Key_S)
    assert all(row.finding.group is None for row in page.rows if row.finding)
    page.pane.filter.choose(page.pane.filter.asked, Group.CERTAINTY)
    assert [row.words for row in page.rows if row.finding] == ["definitely"]
    page.stand(words="definitely")
    state = page.pane.state()
    page.press(Qt.Key.Key_E)
    page.stand(words=WORDS)
    page.pane.restore(state)
    assert page.pane.list.current.words == "definitely"
    page.pane.filter.choose(page.pane.filter.asked, Group.APOLOGY)
    assert page.titles(RowKind.NOTE)[0].startswith("Nothing was found. Looked for: conditions")


def test_a_broken_rule_file_is_told_at_the_top(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    sentence = "own.yaml, line 4, rule “soon”: a pattern needs words."
    monkeypatch.setattr(candour_rules, "broken", lambda: (sentence,))
    page.keep(entry(page, "It began"))
    told = page.pane.findChild(QLabel, "candour-broken")
    assert told.isVisible()
    assert told.text() == sentence


def test_a_trust_case_has_steps_of_its_own(page: Page) -> None:
    casebook = page.session.casebook
    other = cases.add_case(casebook, CaseKind.TRUST, "Billing notice")
    page.shell.window.open_case(other.id)
    page.case_id = other.id
    page.show()
    steps = page.titles(RowKind.STEP)
    assert steps[:5] == ["Frame", "Timeline", "Account", "Breaks", "Repairs"]
    page.keep(entry(page, SAYS, 1))
    assert page.stand(words=WORDS)
    repair = Repair(new_id(), page.case_id, "One role answers support", before=SAYS)
    told = AudienceChoice(new_id(), page.case_id, repair.id, Audience.TEAM, True, f"So {SAYS}")
    page.keep(repair, told)
    for row in [row for row in page.rows if row.words == WORDS and row.finding.page == "repairs"]:
        page.show()
        page.stand(id=row.id)
        page.press(Qt.Key.Key_Return)
        page.settle()
        focused = QApplication.focusWidget()
        assert focused.textCursor().selectedText() == WORDS
        assert focused.toPlainText() == row.finding.context
        assert page.shell.window.case_pages.id_of(page.shell.window._page) == "repairs"


# -- setting aside --------------------------------------------------------------------------------


def test_a_question_is_set_aside_with_a_reason_and_asked_again(page: Page) -> None:
    page.keep(entry(page, SAYS, 1))
    page.stand(words=WORDS)
    page.press(Qt.Key.Key_Delete)
    accept = page.shell.find(QPushButton, "accept")
    accept.click()
    page.settle()
    assert dismissing.dismissals(page.session.casebook, page.case_id) == ()
    page.shell.find(QLineEdit, "set-aside-reason").setText("It is the runbook's own wording")
    accept.click()
    page.settle()
    assert page.pane.list.hasFocus()
    assert not any(row.words for row in page.rows)
    page.stand(id="set-aside")
    page.press(Qt.Key.Key_Return)
    row = page.stand(reason="It is the runbook's own wording")
    assert row.words == WORDS
    page.press(Qt.Key.Key_A)
    assert page.stand(words=WORDS).reason == ""
    history.undo(page.session.casebook, page.case_id)
    page.settle()
    assert not any(row.words for row in page.rows if not row.reason)


# -- going there ----------------------------------------------------------------------------------


def everything(page: Page, other_id: str) -> Iterator[tuple[str, Any]]:
    """Rows that say the words, each with its page: one for each way in which a page goes there."""
    case_id = page.case_id
    meeting = Meeting(new_id(), case_id, agenda="15 · The timeline")
    yield "timeline", entry(page, SAYS, 5)
    yield "chain", Why(new_id(), case_id, "000001-one", SAYS)
    yield "context", DecisionPoint(new_id(), case_id, "Wait?", saw=SAYS)
    yield "actions", CorrectiveAction(new_id(), case_id, "Cap rows", shown_by=SAYS)
    yield "", meeting
    yield "meeting", MeetingNote(new_id(), case_id, meeting.id, SAYS)
    yield "review", Lesson(new_id(), case_id, LessonKind.IMPROVE, SAYS)
    yield "follow-up", FollowUp(new_id(), case_id, "2026-12-01", "Held?", SAYS)
    yield "follow-up", CaseLink(new_id(), case_id, other_id, SAYS)
    yield "start", PlaybookAnswer(new_id(), case_id, "IR-G1", AnswerState.OVERRIDDEN, SAYS)
    yield "follow-up", PlaybookAnswer(new_id(), case_id, CONFIDENCE, AnswerState.YES, SAYS)


def test_enter_goes_to_the_field_and_selects_the_words(page: Page) -> None:
    session = page.session
    other = cases.add_case(session.casebook, CaseKind.INCIDENT, "An earlier case")
    told = list(everything(page, other.id))
    page.keep(*(row for _, row in told))
    header = replace(session.case, impact=SAYS)
    cases.update_case(session.casebook, header, "Edit case header")
    choice = audiences.choose(
        session.casebook,
        page.case_id,
        told[0][1].id,
        Audience.STAKEHOLDERS,
        shown=True,
        wording=SAYS,
    )
    page.settle()
    wanted = {row.id: page_id for page_id, row in told if page_id}
    wanted |= {header.id: "review", choice.id: "review"}
    went: dict[str, tuple[str, str]] = {}
    for row in [row for row in page.rows if row.words == WORDS]:
        page.show()
        page.stand(id=row.id)
        page.press(Qt.Key.Key_Return)
        window, focused = page.shell.window, QApplication.focusWidget()
        chosen = (
            focused.selectedText()
            if isinstance(focused, QLineEdit)
            else focused.textCursor().selectedText()
        )
        went[row.finding.things[0].id] = (window.case_pages.id_of(window._page), chosen)
    assert went == {thing_id: (page_id, WORDS) for thing_id, page_id in wanted.items()}


def test_what_stands_together_is_gone_to_as_well(page: Page) -> None:
    """A factor from its finding; the page, where something is missing; nothing that has gone."""
    factor = Factor(new_id(), page.case_id, "No limit on the export")
    page.keep(factor)
    row = page.stand(before="A factor cites no evidence.")
    page.pane.list.wanted.emit(row)
    page.settle()
    assert page.shell.window.statement_in_hand() == factor
    page.show()
    told: list[str] = []
    page.session.notified.connect(lambda sentence, _undo: told.append(sentence))
    gone = replace(row.finding.things[0], id=new_id())
    page.pane._going.go(row.finding, gone)
    page.settle()
    assert told == ["It is not kept in the case any more."]
    assert page.pane.isVisible()
    page.stand(before="There are factors, and no action.")
    page.press(Qt.Key.Key_Return)
    assert page.shell.window.rail.findChild(QToolButton, "page-actions").isChecked()
