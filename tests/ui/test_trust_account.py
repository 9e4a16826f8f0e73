"""The Account page: written beside its evidence, carried to groups, claims marked by hand."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu

from app.domain.audiences import Audience
from app.domain.drafts import new_id
from app.domain.trust.account import AccountPart, GroupVerdict
from app.domain.trust.claims import ClaimVerdict
from app.domain.trust.frame import AffectedGroup
from app.domain.trust.setting import Position
from app.operations import drafting
from app.operations.trust import account, claims, setting, showing
from app.ui.panes.trust.account import ACCOUNT, CLAIMS, HEARD, TRUE, AccountPane
from app.ui.widgets.draft_form import DraftForm
from app.ui.widgets.search_field import SearchField
from tests.ui.drafting import MESSAGES, Drafting, look, press, settled, shown, template
from tests.ui.drafting import drafting as _drafting

__all__ = ["_drafting", "look", "template"]


class Page:
    """The page over a case with some evidence and a group; the kind of the case does not matter."""

    def __init__(self, qtbot, opened: Drafting) -> None:
        self.qtbot, self.opened, self.session = qtbot, opened, opened.session
        self.book = self.session.casebook
        self.case_id = self.session.case.id
        self.group = AffectedGroup(new_id(), self.case_id, "Support", size=9)
        drafting.add(self.book, self.case_id, self.group, "Add group")
        self.pane = AccountPane(self.session)
        shown(qtbot, self.pane, 1000, 760)
        self.settle()

    def settle(self) -> None:
        QApplication.processEvents()
        settled(self.qtbot, self.opened)
        QApplication.processEvents()
        settled(self.qtbot, self.opened)

    def trigger(self, name: str) -> None:
        (action,) = [each for each in self.pane.actions() if each.objectName() == name]
        action.trigger()
        self.settle()

    def said(self, name: str) -> str:
        return self.pane.findChild(QLabel, name).text()

    def account(self) -> account.SharedAccount:
        return account.account(self.book, self.case_id)


@pytest.fixture
def page(qtbot, _drafting: Drafting, monkeypatch: pytest.MonkeyPatch) -> Page:
    monkeypatch.setattr(SearchField, "pause_ms", 0)
    monkeypatch.setattr(DraftForm, "settle_ms", 0)
    return Page(qtbot, _drafting)


def test_a_paragraph_is_begun_typed_cited_and_moved_with_keys(page: Page) -> None:
    page.trigger("account-add")
    text = page.pane.account.form.field("text")
    page.qtbot.waitUntil(text.hasFocus)
    QTest.keyClicks(text, "Reads were slow.")
    press(Qt.Key.Key_Escape)
    page.qtbot.waitUntil(lambda: page.account().paragraphs[0].text == "Reads were slow.")
    page.settle()
    assert "It cites nothing." in page.said("paragraph-questions")
    page.qtbot.waitUntil(lambda: page.pane.evidence.shelf.model.rowCount() == len(MESSAGES))
    page.trigger("account-cite")
    (only,) = page.account().paragraphs
    assert len(page.account().cited[only.id]) == 1
    page.qtbot.waitUntil(lambda: not page.said("paragraph-questions"))
    page.trigger("account-part-after")
    page.settle()
    assert page.account().paragraphs[0].part is AccountPart.TECHNICAL
    page.qtbot.waitUntil(lambda: "none that is organisational" in page.said("account-questions"))
    page.trigger("account-add-to-part")
    menu = page.pane.account.findChild(QMenu, "account-part-menu")
    QTest.keyClick(menu, "3")
    page.qtbot.waitUntil(lambda: len(page.account().paragraphs) == 2)
    page.settle()
    assert page.account().paragraphs[1].part is AccountPart.ORGANISATIONAL
    assert "none that is organisational" not in page.said("account-questions")


def test_a_group_answers_through_somebody_neutral_and_its_dispute_is_asked_about(
    page: Page,
) -> None:
    told = account.add(page.book, page.case_id, AccountPart.EVENTS, "It was answered at once.")
    setting.take_position(page.book, page.case_id, Position.MADE)
    page.pane.choose(TRUE)
    page.settle()
    neutral = page.pane.groups.neutral.field("neutral")
    refused = []
    page.session.failed.connect(refused.append)
    neutral.setFocus()
    QTest.keyClicks(neutral, "me")
    press(Qt.Key.Key_Return)
    page.settle()
    assert "somebody else" in str(refused[0])
    page.qtbot.waitUntil(lambda: neutral.text() == "")
    page.trigger("account-ask-all")
    form = page.pane.groups.form
    page.qtbot.waitUntil(lambda: form.thing is not None)
    form.field("paragraph_id").setCurrentIndex(1)
    form.field("verdict").setCurrentIndex(3)
    page.settle()
    (said,) = account.statements(page.book, page.case_id)
    assert (said.paragraph_id, said.verdict) == (told.id, GroupVerdict.NOT_TRUE)
    assert said.came_us is not None
    assert "What do they say is not so" in page.said("group-statement-questions")
    page.pane.choose(ACCOUNT)
    page.settle()
    page.pane.account.stand_on(told.id)
    assert "Disputed by Support." in page.said("paragraph-questions")
    assert "Support – not true" in page.said("paragraph-said")


def test_claims_are_marked_by_hand_judged_and_lost_ones_are_named(page: Page) -> None:
    page.pane.choose(CLAIMS)
    page.trigger("claims-add")
    page.qtbot.waitUntil(lambda: page.pane.claims.current is not None)
    words = page.pane.claims.words.field("text")
    words.setPlainText("🙂 The team failed to test. It is fixed.")
    page.pane.claims.commit()
    page.settle()
    page.trigger("claims-words")
    text = page.pane.claims.marked
    page.qtbot.waitUntil(lambda: text.toPlainText().endswith("It is fixed."))
    text.select_span(11, 25)
    page.trigger("claims-mark")
    page.qtbot.waitUntil(lambda: page.pane.claims.claim is not None)
    assert page.pane.claims.claim.quote == "failed to test"
    assert text.highlighted == (11, 25)
    page.pane.claims.form.field("verdict").setCurrentIndex(2)
    page.settle()
    assert page.pane.claims.claim.verdict is ClaimVerdict.CONTRADICTED
    assert "nothing is cited. What shows it?" in page.said("claim-questions")
    page.trigger("account-cite")
    page.qtbot.waitUntil(lambda: "nothing is cited" not in page.said("claim-questions"))
    refused, told = [], []
    page.session.failed.connect(refused.append)
    page.session.notified.connect(lambda words, _undo: told.append(words))
    text.select_span(20, 30)
    page.trigger("claims-mark")
    assert "belong to the claim" in str(refused[0])
    page.trigger("claims-words")
    words.setPlainText("All is well.")
    page.pane.claims.commit()
    page.settle()
    assert "“failed to test”" in told[-1]
    (one,) = claims.statements(page.book, page.case_id)
    assert one.claims[0].end == 0


def test_what_each_hears_stands_side_by_side_and_one_comes_back_to_where_one_was(
    page: Page,
) -> None:
    told = account.add(page.book, page.case_id, AccountPart.EVENTS, "Perhaps it was the release.")
    showing.show(page.book, page.case_id, told.id, Audience.TEAM)
    page.pane.choose(HEARD)
    table = page.pane.versions.table
    page.qtbot.waitUntil(lambda: table.rowCount() == 1)
    assert [table.item(0, column).text() for column in range(3)] == [
        "– not shown –",
        "Perhaps it was the release.",
        "paragraph · only the team",
    ]
    assert not page.pane.evidence.isVisible()
    page.pane.versions.choose(2)
    page.settle()
    page.qtbot.waitUntil(lambda: table.rowCount() == 0)
    state = page.pane.state()
    page.pane.choose(ACCOUNT)
    led = []
    page.session.page_wanted.connect(led.append)
    page.session.thing_wanted.connect(led.append)
    page.trigger("account-sheet")
    assert led == ["documents", "shared-account:team"]
    page.pane.restore(state)
    assert page.pane.view == HEARD
    page.session.thing_wanted.emit(told.id)
    assert page.pane.view == ACCOUNT
    assert page.pane.account.current.id == told.id
