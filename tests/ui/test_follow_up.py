"""Lessons beside the review; the Follow-up page with dates, similar cases, and all reviews."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QWidget

from app.domain.drafts import CaseKind, new_id
from app.domain.practice.corrective import CorrectiveAction
from app.domain.practice.lessons import GoesInto, LessonKind
from app.domain.practice.playbook_answers import AnswerState
from app.domain.timeline import Span
from app.operations import cases, history
from app.operations import (
    drafting as drafts,
)
from app.operations.practice import follow_up, lessons, playbooks, similar
from app.ui.dialogs.export import ExportDialog
from app.ui.panes.practice.follow_up import FollowUpPane
from app.ui.panes.practice.lessons import LessonsPane
from app.ui.panes.review import ReviewPane
from app.ui.widgets.draft_form import DraftForm
from tests.ui.drafting import at, drafting, look, press, settled, shown, template, write

__all__ = ["drafting", "look", "template"]


@pytest.fixture(autouse=True)
def _no_rest(monkeypatch):
    monkeypatch.setattr(DraftForm, "settle_ms", 0)


@pytest.fixture
def own(drafting):
    """The case in hand, as an operation takes it."""
    return drafting.session.casebook, drafting.session.case.id


@pytest.fixture
def pane(qtbot, drafting) -> FollowUpPane:
    pane = FollowUpPane(drafting.session)
    shown(qtbot, pane, 1000)
    settled(qtbot, drafting)
    return pane


@pytest.fixture
def learned(qtbot, drafting) -> LessonsPane:
    pane = ReviewPane(drafting.session)
    shown(qtbot, pane, 1100)
    pane.findChild(QPushButton, "review-lessons").click()
    settled(qtbot, drafting)
    return pane.lessons


def texts(pane: QWidget) -> list[str]:
    return [each.text() for each in pane.findChildren(QLabel) if each.isVisible()]


def click(pane: QWidget, name: str) -> None:
    pane.findChild(QPushButton, name).click()


def earlier(drafting, title: str, **more: object) -> str:
    added = cases.add_case(drafting.session.casebook, CaseKind.INCIDENT, title)
    cases.update_case(drafting.session.casebook, replace(added, **more))
    return added.id


def test_a_lesson_is_begun_written_sorted_and_undone(qtbot, drafting, learned, own):
    click(learned, "lesson-add-guidance")
    qtbot.waitUntil(lambda: learned.form.field("text").hasFocus())
    assert "Which guidance, tooling or ownership should this change?" in texts(learned)

    write("Name an owner")
    learned.commit()
    learned.form.field("goes_into").setCurrentIndex(list(GoesInto).index(GoesInto.OWNERSHIP))
    settled(qtbot, drafting)
    qtbot.waitUntil(lambda: len(learned.list.rows) == 2)

    (lesson,) = lessons.lessons(*own)
    assert (lesson.text, lesson.goes_into) == ("Name an owner", GoesInto.OWNERSHIP)
    qtbot.waitUntil(lambda: learned.list.rows[1].text == "Name an owner")
    assert learned.list.rows[0].text == "What should change guidance"
    assert "goes into ownership, not carried yet" in learned.list.rows[1].below

    for _ in range(3):
        history.undo(*own)
    qtbot.waitUntil(lambda: learned.list.rows == ())
    assert "No lessons yet" in texts(learned)


def test_lessons_move_and_go_by_keys(qtbot, drafting, learned, own):
    for text in ("one", "two"):
        lessons.add(*own, LessonKind.IMPROVE, text)
    qtbot.waitUntil(lambda: [row.text for row in learned.list.rows[1:]] == ["one", "two"])
    learned.list.setFocus()
    learned.list.setCurrentRow(2)

    press(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: [row.text for row in learned.list.rows[1:]] == ["two", "one"])
    assert learned.list.current_id == learned.list.rows[1].id
    press(Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: [row.text for row in learned.list.rows[1:]] == ["one"])
    press("w")
    qtbot.waitUntil(lambda: len(lessons.lessons(*own)) == 2)
    settled(qtbot, drafting)


def test_a_lesson_shows_its_evidence_and_asks_about_names(qtbot, drafting, learned, own):
    lesson = lessons.add(*own, LessonKind.WENT_WELL, "@oncall saw it at once")
    qtbot.waitUntil(lambda: bool(learned.list.rows))
    assert "no evidence cited" in learned.list.rows[1].below
    assert any(text.startswith("This names a person.") for text in texts(learned))

    drafts.cite(*own, lesson.id, [Span(drafting.item_ids[0])])
    qtbot.waitUntil(lambda: "no evidence" not in learned.list.rows[1].below)
    settled(qtbot, drafting)


def test_a_date_is_agreed_looked_at_and_removed(qtbot, drafting, pane, own):
    assert any(text.startswith("No date is agreed yet") for text in texts(pane))
    click(pane, "follow-up-add")
    qtbot.waitUntil(lambda: pane.dates.form.field("due").hasFocus())
    write("2024-04-30")
    press(Qt.Key.Key_Return)
    pane.dates.form.field("found").setPlainText("The alert fired in the drill.")
    pane.dates.commit()
    qtbot.waitUntil(lambda: [row.aside for row in pane.dates.list.rows] == ["looked at"])

    (date,) = follow_up.follow_ups(*own)
    assert (date.due, date.found) == ("2024-04-30", "The alert fired in the drill.")
    assert pane.findChild(QLabel, "follow-up-looked").text().startswith("Looked at on 20")

    click(pane, "follow-up-remove")
    qtbot.waitUntil(lambda: not pane.dates.list.rows)
    history.undo(*own)
    qtbot.waitUntil(lambda: len(pane.dates.list.rows) == 1)
    settled(qtbot, drafting)


def test_what_is_still_open_stands_there_and_follows_changes(qtbot, drafting, pane, own):
    casebook, case_id = own
    cases.update_case(casebook, replace(drafting.session.case, contained_us=at("03:30")))
    late = CorrectiveAction(new_id(), case_id, "Limit the pool", due="2024-04-02")
    drafts.add(casebook, case_id, late, "Add action")
    lessons.add(casebook, case_id, LessonKind.GUIDANCE, "Name an owner")
    qtbot.waitUntil(lambda: "Name an owner" in texts(pane))

    said = texts(pane)
    assert "overdue since 2024-04-02" in said
    assert "0 of 1 action are done." in said or "0 of 1 action is done." in said
    assert any(text.startswith("The review was due on 2024-04-05") for text in said)

    click(pane, "follow-up-ir-k3-partly")
    qtbot.waitUntil(lambda: "IR-K3" in playbooks.answers(*own))
    assert playbooks.answers(*own)["IR-K3"].state is AnswerState.PARTLY
    settled(qtbot, drafting)


def test_a_similar_case_is_linked_for_a_reason_only(qtbot, drafting, pane, own):
    casebook, _ = own
    notices: list[str] = []
    drafting.session.notified.connect(lambda text, _undo: notices.append(text))
    cases.update_case(casebook, replace(drafting.session.case, incident_class="Capacity"))
    earlier(drafting, "Orders slow", incident_class="capacity")
    click(pane, "follow-up-chip-similar")
    qtbot.waitUntil(lambda: [r.text for r in pane.similar.list.rows[1:]] == ["Orders slow"])
    qtbot.waitUntil(lambda: "Same class: Capacity." in texts(pane))

    click(pane, "similar-link")
    assert pane.similar.why.hasFocus()
    assert similar.linked(*own) == []
    write("The same pool")
    click(pane, "similar-link")
    qtbot.waitUntil(lambda: pane.similar.list.rows[0].text == "Linked")

    assert [link.why for link, _ in similar.linked(*own)] == ["The same pool"]
    assert pane.similar.why.toPlainText() == "The same pool"
    click(pane, "similar-unlink")
    qtbot.waitUntil(lambda: pane.similar.list.rows[0].text == "Alike, not linked")
    assert notices == [
        "Say first in what the two cases are similar.",
        "Case linked.",
        "Link removed.",
    ]
    settled(qtbot, drafting)


def test_all_reviews_tell_measures_and_open_actions_are_copied(qtbot, drafting, pane, own):
    casebook, _ = own
    other = earlier(drafting, "Orders slow")
    drafts.add(casebook, other, CorrectiveAction(new_id(), other, "Page sooner"), "Add action")
    pane.show_side(2)
    qtbot.waitUntil(lambda: "0 of 2 incident cases have a published review." in texts(pane))
    cases.update_case(casebook, replace(drafting.session.case, published_us=at("12:00")))
    qtbot.waitUntil(lambda: "1 of 2 incident cases has a published review." in texts(pane))

    with qtbot.waitSignal(drafting.session.notified):
        pane.reviews.copy_open_actions()
    assert "Orders slow\n- Page sooner" in QGuiApplication.clipboard().text()

    pane.reviews.export_digest()
    (dialog,) = pane.findChildren(ExportDialog)
    chosen = dialog.findChild(QComboBox, "export-document").currentText()
    assert chosen.startswith("Digest of the quarter: ")
    settled(qtbot, drafting)
    dialog.reject()


def test_the_page_comes_back_where_one_was(qtbot, drafting, pane):
    pane.show_side(2)
    again = FollowUpPane(drafting.session)
    shown(qtbot, again, 1000)
    again.restore(pane.state())
    settled(qtbot, drafting)
    assert again.reviews.isVisible()
    assert again.areas() == [again.reviews]
