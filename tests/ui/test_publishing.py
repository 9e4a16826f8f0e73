"""Publishing from the window: a version, what changed since, texts to paste."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPushButton, QWidget

from app.domain.drafts import Entry, new_id
from app.operations import candour_rules, drifting, timeline
from tests.ui.shell import (  # noqa: F401  fixtures
    Shell,
    case,
    casebook_path,
    dressed,
    make_shell,
    opened,
    shell,
)
from tests.unit.operations.candour import RULES


@pytest.fixture(autouse=True)
def rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(candour_rules, "rules", lambda: RULES)
    monkeypatch.setattr(candour_rules, "broken", tuple)


def texts(dialog: QDialog) -> list[str]:
    return [each.text() for each in dialog.findChildren(QLabel)]


def test_a_review_is_published_and_its_drift_is_told(opened: Shell) -> None:  # noqa: F811
    session = opened.window.session
    casebook, case_id = session.casebook, session.case.id
    entry = Entry(new_id(), case_id, "Orders were not taken")
    timeline.add_entry(casebook, entry)
    opened.window.show_page("review")
    opened.settle()
    standing = opened.window.findChild(QLabel, "review-standing")
    assert "Until it is published" in standing.text()

    opened.find(QPushButton, "publish-button").click()
    opened.settle()
    dialog = opened.find(QDialog, "publish-dialog")
    questions = opened.find(QPushButton, "publish-questions")
    assert "questions of the candour check are open" in questions.text()
    opened.find(QLineEdit, "publish-place").setText("https://wiki.example/4412")
    dialog.findChild(QPushButton, "accept").click()
    opened.settle()

    paste = opened.find(QDialog, "paste-dialog")
    paste.findChild(QPushButton, "paste-copy").click()
    assert "https://wiki.example/4412" in QGuiApplication.clipboard().text()
    paste.close()
    assert [one.version for one in drifting.versions(casebook, case_id)] == [1]
    assert standing.text().startswith("Version 1, published")

    timeline.save_entry(casebook, replace(entry, text="No order was taken"))
    opened.settle()
    assert standing.text().endswith("1 change since.")
    opened.find(QPushButton, "versions-button").click()
    opened.settle()
    versions = opened.find(QDialog, "versions-dialog")
    assert "Changed: entry “No order was taken”: the words." in texts(versions)
    target = casebook.path.with_name("version.md")
    opened.chooser.answer = target
    versions.findChild(QPushButton, "save-version-1").click()
    opened.settle()
    assert "Orders were not taken" in target.read_text(encoding="utf-8")
    versions.close()

    opened.window.trigger("undo")
    opened.settle()
    opened.window.trigger("undo")
    opened.settle()
    assert "Until it is published" in standing.text()


def test_the_questions_of_the_candour_check_are_one_click_away(opened: Shell) -> None:  # noqa: F811
    session = opened.window.session
    timeline.add_entry(session.casebook, Entry(new_id(), session.case.id, "Orders were not taken"))
    opened.window.show_page("review")
    opened.find(QPushButton, "publish-button").click()
    opened.settle()
    opened.find(QPushButton, "publish-questions").click()
    opened.settle()
    assert opened.window.findChild(QWidget, "candour-pane").isVisible()
    assert not [each for each in opened.window.findChildren(QDialog) if each.isVisible()]
