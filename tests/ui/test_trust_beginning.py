"""Beginning a trust case in the window, what it says of privacy, and pulling in later."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QSplitter,
)

from app.domain.drafts import Case, CaseKind, Certainty, Entry, new_id
from app.domain.trust.beginning import FromIncident
from app.domain.trust.frame import FramePart, FramePiece
from app.domain.trust.pulled import id_in
from app.domain.trust.setting import Origin, TrustSettings
from app.operations import casebooks, cases, drafting, timeline
from app.operations.trust import beginning
from app.ui.widgets.case_header import PRIVATE
from app.ui.widgets.offer_list import OfferList
from tests.ui.shell import (
    PASSPHRASE,
    Shell,
    case,
    casebook_path,
    dressed,
    make_shell,
    opened,
    shell,
)

__all__ = ["case", "casebook_path", "dressed", "make_shell", "opened", "shell"]

TITLE = "What I promised the night shift"


@pytest.fixture
def entry(casebook_path: Path, case: Case) -> Entry:
    """The only entry of the incident."""
    with casebooks.open_casebook(casebook_path, PASSPHRASE) as casebook:
        made = Entry(new_id(), case.id, "Orders failed", certainty=Certainty.DISPUTED)
        return timeline.add_entry(casebook, made).entry


def do(shell: Shell, action_id: str) -> None:
    """Trigger an action of what is built."""
    (action,) = shell.window.findChildren(QAction, action_id)
    assert action.isEnabled()
    action.trigger()
    QApplication.processEvents()


def write(shell: Shell, kind: type, name: str, text: str) -> None:
    """Type into a field."""
    field = shell.find(kind, name)
    field.setFocus()
    QTest.keyClicks(field, text)


def press(shell: Shell, name: str, dialog: str = "") -> None:
    """Press a button."""
    over = shell.window.findChild(QDialog, dialog) if dialog else shell.window
    (found,) = (each for each in over.findChildren(QPushButton, name) if each.window() is over)
    found.click()
    shell.settle()


def words(shell: Shell, name: str) -> str:
    """What a label says."""
    text: str = shell.find(QLabel, name).text()
    return text


def test_after_an_incident_it_gets_a_casebook_of_its_own_and_stays_private(
    entry: Entry, opened: Shell, tmp_path: Path
) -> None:
    do(opened, "repair-after-incident")
    assert "Not published yet" in words(opened, "after-incident-brings")
    assert opened.find(QRadioButton, "keep-apart").isChecked()
    press(opened, "accept", "begin-trust")
    assert "title" in words(opened, "problem")
    write(opened, QLineEdit, "trust-title", TITLE)
    press(opened, "accept", "begin-trust")
    path = opened.find(QLineEdit, "path")
    assert Path(path.text()).name == "Casebook.casebook"
    path.setText(str(tmp_path / "Blue.casebook"))
    write(opened, QLineEdit, "passphrase", "harbour")
    write(opened, QLineEdit, "passphrase-again", "harbour")
    press(opened, "accept", "new-casebook")

    window, session = opened.window, opened.window.session
    assert session is not None
    assert session.casebook.path.name == "Blue.casebook"
    assert (session.case.title, session.case.kind) == (TITLE, CaseKind.TRUST)
    (pulled,) = timeline.entries(session.casebook, session.case.id)
    assert (pulled.entry.text, pulled.entry.certainty) == (entry.text, Certainty.DISPUTED)
    (settings,) = drafting.of_case(session.casebook, TrustSettings, session.case.id)
    assert settings.origin is Origin.INCIDENT
    assert window.case_pages.id_of(window._page) == "frame"
    press(opened, "not-privilege-read", "not-privilege")
    opened.window.trust.tell_once()
    assert not [each for each in window.findChildren(QDialog, "not-privilege") if each.isVisible()]

    for width in (1440, 1024, 940):
        window.resize(width, 700)
        QApplication.processEvents()
        assert opened.find(QLabel, "private-badge").text() == "Private"
        assert words(opened, "case-state") == PRIVATE
    assert window.windowTitle() == "Blue"
    window.settings.sync()
    assert TITLE not in Path(window.settings._stored.fileName()).read_text()


def test_a_leaders_mistake_is_one_act_that_can_be_named(opened: Shell) -> None:
    opened.window.settings.privilege_told = True
    do(opened, "new-trust-case")
    write(opened, QLineEdit, "trust-title", TITLE)
    opened.find(QRadioButton, "from-leader").click()
    opened.find(QRadioButton, "keep-here").click()
    assert "Whoever can open this casebook" in words(opened, "keep-consequence")
    opened.find(QRadioButton, "gap-morale").click()
    press(opened, "accept", "begin-trust")
    assert "other means" in words(opened, "gap-stop")
    assert "one act" in words(opened, "problem")
    opened.find(QRadioButton, "gap-one").click()
    press(opened, "accept", "begin-trust")
    assert "what happened" in words(opened, "problem")
    write(opened, QPlainTextEdit, "gap-happened", "The second on-call place was cut")
    press(opened, "cancel", "begin-trust")
    assert "kept nowhere" in words(opened, "problem"), "one key does not lose what was written"
    press(opened, "accept", "begin-trust")

    session = opened.window.session
    assert session is not None
    assert session.case.title == TITLE
    (piece,) = drafting.of_case(session.casebook, FramePiece, session.case.id)
    assert (piece.part, piece.text) == (FramePart.HAPPENED, "The second on-call place was cut")
    assert len(cases.cases(session.casebook)) == 2
    opened.window.show_page("cases")
    opened.window.open_case(session.case.id)
    assert opened.find(QSplitter, "frame-pane").isVisible(), "its position comes first"
    do(opened, "draft-window")
    (second,) = (
        each for each in QApplication.topLevelWidgets() if each.objectName() == "draft-window"
    )
    assert TITLE not in second.windowTitle()


def test_a_later_pull_offers_what_is_new_or_otherwise(entry: Entry, opened: Shell) -> None:
    window, session = opened.window, opened.window.session
    assert session is not None
    casebook, incident = session.casebook, session.case
    trust = beginning.begin(casebook, TITLE, FromIncident("Orders"))
    taken = replace(entry, id=id_in(trust.id, entry.id), case_id=trust.id)
    drafting.add(casebook, trust.id, taken, "Pull in")
    timeline.add_entry(casebook, Entry(new_id(), incident.id, "A rollback began"))
    timeline.save_entry(casebook, replace(entry, certainty=Certainty.CONFIRMED))
    window.open_case(trust.id)
    do(opened, "pull-in")
    opened.settle()

    lines = {line.words: line for line in opened.find(OfferList, "pull-in-list")._lines}
    (new,) = (line for text, line in lines.items() if "rollback" in text)
    (other,) = (line for text, line in lines.items() if "failed" in text)
    assert opened.find(OfferList, "pull-in-list").ticked == {new.id}  # nothing replaced unasked
    assert other.aside == "otherwise here"
    assert "from “disputed” to “confirmed”" in other.whole
    assert words(opened, "pull-in-whole") in {new.whole, other.whole}
    assert "1 new, 1 otherwise here" in words(opened, "pull-in-state")
    press(opened, "pull-in-accept", "pull-in-dialog")
    now = {each.entry.text: each.entry for each in timeline.entries(casebook, trust.id)}
    assert now["Orders failed"].certainty is Certainty.DISPUTED
    assert "A rollback began" in now


def test_an_incident_of_another_casebook_is_read_and_the_file_let_go(
    opened: Shell, tmp_path: Path
) -> None:
    other = tmp_path / "Other.casebook"
    with casebooks.new_casebook(other, "harbour") as made:
        elsewhere = cases.add_case(made, CaseKind.INCIDENT, "Labels printed twice")
        timeline.add_entry(made, Entry(new_id(), elsewhere.id, "The service printed twice"))
    session = opened.window.session
    assert session is not None
    trust = beginning.begin(session.casebook, TITLE, FromIncident("Labels printed twice"))
    opened.window.open_case(trust.id)
    do(opened, "pull-in")
    opened.chooser.answer = other
    press(opened, "pull-in-other", "pull-in-dialog")
    write(opened, QLineEdit, "other-passphrase", "wrong")
    press(opened, "accept", "other-casebook")
    assert "passphrase" in words(opened, "problem")
    opened.find(QLineEdit, "other-passphrase").setText("harbour")
    press(opened, "accept", "other-casebook")

    assert "The service printed twice" in words(opened, "pull-in-whole")
    press(opened, "pull-in-accept", "pull-in-dialog")
    (pulled,) = timeline.entries(session.casebook, trust.id)
    assert [each.quote for each in pulled.citations] == ["The service printed twice"]
    casebooks.open_casebook(other, "harbour").close()


def test_without_a_casebook_it_begins_with_a_mistake_and_a_file(shell: Shell) -> None:
    shell.find(QPushButton, "first-trust-case-button").click()
    assert shell.find(QRadioButton, "from-leader").isChecked()
    assert "open the casebook" in words(shell, "no-incident")
    assert not shell.find(QRadioButton, "keep-here").isEnabled()
    shell.window.findChild(QDialog, "begin-trust").reject()
