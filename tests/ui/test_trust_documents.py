"""The Documents and Support pages of a trust case: nothing leaves that was not seen to leave."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
)

from app.domain.audiences import Audience
from app.domain.drafts import CaseKind
from app.domain.trust.apology import Apology, Counsel
from app.domain.trust.breaks import TrustBreak
from app.domain.trust.frame import FramePart, FramePiece
from app.domain.trust.support import SupportPacket
from app.operations import cases, history
from app.operations import drafting as drafts
from app.operations.practice import playbooks
from app.operations.trust import packets, showing
from app.ui.choosers import FileChooser
from app.ui.dialogs.export import ExportDialog
from app.ui.dialogs.glossary import GlossaryDialog
from app.ui.dialogs.release_pieces import ReleasePiecesDialog
from app.ui.panes.trust.documents import DocumentsPane
from app.ui.panes.trust.leaving_view import LeavingView
from app.ui.panes.trust.support import SupportPane
from app.ui.widgets.draft_form import DraftForm
from tests.ui.drafting import Drafting, drafting, look, press, settled, shown, template, write

__all__ = ["drafting", "look", "template"]


@pytest.fixture
def trust(drafting: Drafting, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(LeavingView, "pause_ms", 0)
    monkeypatch.setattr(DraftForm, "settle_ms", 0)
    book = drafting.session.casebook
    case = cases.add_case(book, CaseKind.TRUST, "The hardest talk of the year")
    rows = (
        FramePiece("f1", case.id, FramePart.HAPPENED, "The date slipped and nobody said so"),
        FramePiece("f2", case.id, FramePart.TALKS, "First with support, then with sales"),
        TrustBreak("b1", case.id, "Support", "Planning", text="Dates are not believed"),
        Apology("a1", case.id, act="I kept it back", words="I kept the slip back. I am sorry."),
    )
    with book.edit("Draft", case.id) as edit:
        for row in rows:
            edit.add(row)
    drafting.session.select_case(case.id)
    return case.id


def child(widget, kind: type, name: str):
    found = widget.findChild(kind, name)
    assert found is not None, name
    return found


def rows(pane: DocumentsPane | SupportPane, name: str) -> list[tuple[str, str, str]]:
    found = pane.findChild(object, name)
    return [(row.text, row.below, row.aside) for row in found.rows]


def test_what_leaves_is_seen_and_chosen_on_the_documents_page(
    qtbot, drafting: Drafting, trust: str
) -> None:
    book = drafting.session.casebook
    pane = DocumentsPane(drafting.session, FileChooser())
    shown(qtbot, pane, 1000, 640)
    qtbot.waitUntil(lambda: bool(pane.list.rows))
    pane.stand_on("repair-frame", "team")
    nothing = "Nothing is chosen for the team yet"
    qtbot.waitUntil(
        lambda: any(
            each.text() == nothing and each.isVisible() for each in pane.findChildren(QLabel)
        )
    )
    assert not child(pane, QPushButton, "leaving-export").isEnabled()
    qtbot.waitUntil(lambda: child(pane, QPushButton, "leaving-release-first").isEnabled())
    press("s")
    dialog = child(pane.window(), ReleasePiecesDialog, "release-pieces")
    qtbot.waitUntil(dialog.pieces.hasFocus)
    assert not dialog.pieces.checked
    whole = child(dialog, QPlainTextEdit, "release-whole").toPlainText()
    assert whole == "What happened: The date slipped and nobody said so", "not its beginning only"
    press(Qt.Key.Key_Space)
    assert dialog.pieces.checked == ("f1",)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "The date slipped" in pane.view.preview.markdown)
    told = rows(pane, "leaving-pieces")
    assert told[1] == (
        "What happened: The date slipped and nobody said so", "Frame · as it is drafted", ""
    )  # fmt: skip
    assert ("Frame", "", "1") in told
    assert ("Trust breaks", "", "1") in told
    assert "hardest talk" not in pane.view.preview.markdown
    assert [each.audience for each in showing.shown_to(book, trust)["f1"]] == [Audience.TEAM]
    pane.activateWindow()
    pane.list.setFocus()
    qtbot.waitUntil(pane.list.hasFocus)
    press("c")
    qtbot.waitUntil(lambda: "The date slipped" in QGuiApplication.clipboard().text())
    assert "First with support" not in QGuiApplication.clipboard().text()
    QGuiApplication.clipboard().clear()
    pane.view.export()
    export = child(pane.window(), ExportDialog, "export-dialog")
    assert child(export, QComboBox, "export-document").currentText().endswith("for the team")
    settled(qtbot, drafting)
    export.reject()


def test_an_apology_is_asked_about_before_it_leaves(qtbot, drafting: Drafting, trust: str) -> None:
    book = drafting.session.casebook
    pane = DocumentsPane(drafting.session, FileChooser())
    shown(qtbot, pane, 1000, 640)
    qtbot.waitUntil(lambda: bool(pane.list.rows))
    pane.stand_on("apology", "a1")
    waits = child(pane, QLabel, "apology-release-waits")
    qtbot.waitUntil(waits.isVisible)
    child(pane, QLineEdit, "apology-release-recipient").setText("Support")
    answer = child(pane, QPushButton, "apology-release-answer")
    child(pane, QRadioButton, "apology-release-first").click()
    answer.click()
    qtbot.waitUntil(lambda: "Counsel sees this apology first" in waits.text())
    assert not pane.view.isVisible()
    child(pane, QRadioButton, "apology-release-seen").click()
    answer.click()
    qtbot.waitUntil(lambda: "I am sorry" in pane.view.preview.markdown)
    kept = drafts.one(book, Apology, "a1")
    assert (kept.recipient, kept.counsel) == ("Support", Counsel.SEEN)
    assert "counsel has seen it" in child(pane, QLabel, "apology-answered").text()
    child(pane, QPushButton, "apology-ask-again").click()
    qtbot.waitUntil(waits.isVisible)
    assert drafts.one(book, Apology, "a1").counsel is Counsel.UNASKED


def test_support_is_asked_about_and_a_packet_is_put_together(
    qtbot, drafting: Drafting, trust: str, tmp_path: Path
) -> None:
    book = drafting.session.casebook
    pane = SupportPane(drafting.session, FileChooser())
    shown(qtbot, pane, 1000, 640)
    settled(qtbot, drafting)
    child(pane, QPushButton, "support-LM-X2-yes").click()
    qtbot.waitUntil(lambda: pane.findChild(QFrame, "support-card-LM-X2") is not None)
    settled(qtbot, drafting)
    child(pane, QPushButton, "support-begin-LM-X2").click()
    recipient = child(pane, QLineEdit, "packet-form-recipient")
    qtbot.waitUntil(recipient.hasFocus)
    write("The mediator")
    press(Qt.Key.Key_Return)
    settled(qtbot, drafting)
    question = child(pane, QLabel, "packet-question")
    qtbot.waitUntil(lambda: "What is it for?" in question.text())
    assert "cannot leave yet" in rows(pane, "packets-list")[0][1]
    (packet,) = drafts.of_case(book, SupportPacket, trust)
    assert (packet.recipient, packet.item) == ("The mediator", "LM-X2")
    packets.change(book, trust, packet.id, {"purpose": "One table for both"})
    qtbot.waitUntil(lambda: "What is it for?" not in question.text())
    pane.packets.choose_pieces()
    press(Qt.Key.Key_Space)
    settled(qtbot, drafting)
    assert packets.packets(book, trust).held_by(packet.id) == {"f1"}
    pane.packets.show_leaving()
    qtbot.waitUntil(lambda: "The date slipped" in pane.packets.view.preview.markdown)
    assert "not a performance record" in pane.packets.view.preview.markdown
    assert "Dates are not believed" not in pane.packets.view.preview.markdown
    assert ("Trust breaks", "", "1") in rows(pane, "packet-leaving-pieces")
    history.undo(book, trust)
    assert packets.packets(book, trust).held_by(packet.id) == frozenset()
    answer = playbooks.answers(book, trust)["LM-X2"]
    drafting.session.thing_wanted.emit(answer.id)
    assert child(pane, QPushButton, "support-LM-X2-yes").hasFocus()
    drafting.session.thing_wanted.emit(packet.id)
    qtbot.waitUntil(child(pane, QLineEdit, "packet-form-recipient").hasFocus)


def test_the_legal_hold_and_the_words_beside_stand_on_the_support_page(
    qtbot, drafting: Drafting, trust: str
) -> None:
    book = drafting.session.casebook
    pane = SupportPane(drafting.session, FileChooser())
    shown(qtbot, pane, 1000, 640)
    settled(qtbot, drafting)
    pane.side.hold.click()
    qtbot.waitUntil(lambda: cases.case(book, trust).legal_hold)
    says = child(pane, QLabel, "support-hold-says")
    qtbot.waitUntil(lambda: "every backup" in says.text())
    history.undo(book, trust)
    qtbot.waitUntil(lambda: not pane.side.hold.isChecked())
    child(pane, QPushButton, "support-glossary").click()
    dialog = child(pane.window(), GlossaryDialog, "glossary")
    assert "trust repair" in child(dialog, QLabel, "glossary-credibility").text()
    dialog.reject()
