"""The Review page: the header typed in place, a live preview that trusts nothing, the export."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from PySide6.QtCore import QEvent, Qt, QUrl
from PySide6.QtGui import QAction, QTextDocument
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
)

from app.domain.drafts import CaseKind
from app.operations import cases, exports, history, templates
from app.ui.choosers import FileChooser
from app.ui.dialogs.export import ExportDialog
from app.ui.panes.review import ReviewPane
from tests.ui.drafting import at, drafting, look, press, settled, shown, template, write

__all__ = ["drafting", "look", "template"]


class Chooser(FileChooser):
    """Answers at once with one path."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def to_save(self, parent, title, suggested, kinds, chosen) -> None:
        chosen(self.path)


@pytest.fixture
def pane(qtbot, drafting) -> ReviewPane:
    pane = ReviewPane(drafting.session)
    shown(qtbot, pane, 1100)
    qtbot.waitUntil(lambda: pane.preview.markdown != "")
    settled(qtbot, drafting)
    return pane


def previewed(pane) -> str:
    return pane.preview.toPlainText()


def type_into(pane, name: str, text: str) -> None:
    field = pane.findChild(QLineEdit, name) or pane.findChild(QPlainTextEdit, name)
    field.setFocus()
    field.selectAll()
    write(text)


def test_what_is_typed_into_the_header_is_saved_and_shown(qtbot, drafting, pane):
    type_into(pane, "review-severity", "SEV-2")
    type_into(pane, "review-started", "2024-03-30 02:40")
    type_into(pane, "review-summary", "Orders failed for 40 minutes.")
    type_into(pane, "review-missing", "The load balancer")
    qtbot.waitUntil(lambda: "The load balancer" in previewed(pane))
    settled(qtbot, drafting)

    case = drafting.session.case
    assert (case.severity, case.started_us) == ("SEV-2", at("02:40"))
    assert "Orders failed for 40 minutes." in previewed(pane)
    assert "2024-03-30 02:40" in previewed(pane)


def test_the_words_of_the_first_page_are_saved(qtbot, drafting, pane):
    for name, words in (
        ("review-summary", "Orders failed."),
        ("review-impact", "Three in four customers"),
        ("review-safe-now", "Ordering works again"),
        ("review-changes", "Expect a mail"),
        ("review-unknowns", "Whether anybody paid twice"),
        ("review-next", "2024-03-30 16:00"),
        ("review-next-step", "What was charged"),
    ):
        type_into(pane, name, words)
    pane.form.commit()
    qtbot.waitUntil(lambda: drafting.session.case.next_step == "What was charged")
    settled(qtbot, drafting)

    case = drafting.session.case
    assert case.summary == "Orders failed."
    assert case.impact == "Three in four customers"
    assert case.safe_now == "Ordering works again"
    assert case.changes == "Expect a mail"
    assert case.unknowns == "Whether anybody paid twice"
    assert case.next_us == at("16:00")


def test_the_preview_shows_the_document_that_is_chosen(qtbot, drafting, pane):
    offered = exports.offered(drafting.session.casebook)
    for _ in offered:
        before = pane.document.document_id
        pane.findChild(QAction, "next-document").trigger()
        assert pane.document.document_id != before or len(offered) == 1
        assert pane.findChild(QPushButton, f"preview-{pane.document.document_id}").isChecked()
        qtbot.waitUntil(lambda: "Orders API unavailable" in previewed(pane))
        settled(qtbot, drafting)
    assert pane.document.document_id == exports.INCIDENT_REVIEW, "after the last comes the first"


def test_what_nobody_has_said_is_told_in_words(qtbot, drafting, pane):
    pane.document.choose(exports.PRELIMINARY_PAGE)
    qtbot.waitUntil(lambda: "What is safe now\nNobody has said yet" in previewed(pane))
    type_into(pane, "review-safe-now", "Ordering works again")
    qtbot.waitUntil(lambda: "What is safe now\nOrdering works again" in previewed(pane))
    settled(qtbot, drafting)


def test_the_preview_follows_a_template_edited_elsewhere(qtbot, drafting, pane):
    own = templates.copy(exports.INCIDENT_REVIEW, "Ours")
    words = own.document.file("md")
    words.write_text(words.read_text() + "\nWritten by the platform team.\n")
    templates.choose(drafting.session.casebook, "Ours")
    QApplication.sendEvent(pane.document, QEvent(QEvent.Type.WindowActivate))
    qtbot.waitUntil(lambda: "Written by the platform team." in previewed(pane))
    templates.choose_shipped(drafting.session.casebook, exports.INCIDENT_REVIEW)
    QApplication.sendEvent(pane.document, QEvent(QEvent.Type.WindowActivate))
    qtbot.waitUntil(lambda: "platform team" not in previewed(pane))
    settled(qtbot, drafting)


def test_where_a_person_was_comes_back(qtbot, drafting, pane):
    pane.document.choose(exports.STAKEHOLDER_PAGE)
    pane.choose_for_stakeholders()
    settled(qtbot, drafting)
    again = ReviewPane(drafting.session)
    again.restore(pane.state())
    shown(qtbot, again, 1100)
    settled(qtbot, drafting)
    assert again.document.document_id == exports.STAKEHOLDER_PAGE
    assert again.audience.isVisible()


def test_the_export_offers_the_document_that_is_previewed(qtbot, drafting, pane):
    pane.document.choose_next()
    settled(qtbot, drafting)
    dialog = opened(qtbot, drafting, pane)
    assert dialog.findChild(QComboBox, "export-document").currentData() == pane.document.document_id
    dialog.reject()


def test_a_wrong_time_is_told_and_the_rest_is_saved(qtbot, drafting, pane):
    type_into(pane, "review-detected", "yesterday")
    type_into(pane, "review-facilitator", "incident lead")
    qtbot.waitUntil(lambda: drafting.session.case.facilitator == "incident lead")
    settled(qtbot, drafting)

    problem = pane.findChild(QLabel, "review-problem")
    assert problem.isVisible()
    assert "yesterday" in problem.text()
    assert drafting.session.case.detected_us is None
    assert pane.findChild(QLineEdit, "review-detected").text() == "yesterday"


def test_an_undo_shows_in_the_form(qtbot, drafting, pane):
    type_into(pane, "review-severity", "SEV-2")
    qtbot.waitUntil(lambda: drafting.session.case.severity == "SEV-2")
    settled(qtbot, drafting)
    history.undo(drafting.session.casebook, drafting.session.case.id)
    qtbot.waitUntil(lambda: pane.findChild(QLineEdit, "review-severity").text() == "")
    settled(qtbot, drafting)


def test_the_preview_follows_the_draft_and_leaves_out_what_is_private(qtbot, drafting, pane):
    type_into(pane, "review-private", "Ask about the rota")
    drafting.add("02:50", "Orders fail", (drafting.item_ids[1],))
    drafting.add("02:51", "A private doubt", private=True)
    qtbot.waitUntil(lambda: "Orders fail" in previewed(pane))
    qtbot.waitUntil(lambda: drafting.session.case.private_notes != "")
    settled(qtbot, drafting)

    assert "private doubt" not in previewed(pane)
    assert "rota" not in previewed(pane)
    assert "acking. orders" in previewed(pane), "the evidence is quoted in a note"
    assert pane.findChild(QLabel, "preliminary-badge").isVisible()
    assert "Preliminary" in previewed(pane)


def test_another_case_shows_nothing_of_the_one_before(qtbot, drafting, pane):
    drafting.add("02:46", "Three in four orders fail")
    qtbot.waitUntil(lambda: "Three in four orders fail" in previewed(pane))
    other = cases.add_case(drafting.session.casebook, CaseKind.INCIDENT, "Mail delayed")
    drafting.session.select_case(other.id)
    assert previewed(pane) == ""
    qtbot.waitUntil(lambda: "Mail delayed" in previewed(pane))
    settled(qtbot, drafting)


def test_text_in_the_preview_is_text(qtbot, drafting, pane):
    wild = "<b>bold</b> [a link](http://example.org) ![a picture](file:///etc/hostname) *star*"
    drafting.add("02:50", wild)
    qtbot.waitUntil(lambda: wild in previewed(pane))
    settled(qtbot, drafting)
    links = pane.preview.document().toHtml()
    assert 'href="http://example.org"' not in links
    assert "<img" not in links


def test_the_preview_opens_neither_files_nor_addresses(pane, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    kind = QTextDocument.ResourceType.HtmlResource
    assert not pane.preview.loadResource(kind, QUrl.fromLocalFile(str(secret)))
    before = previewed(pane)
    pane.preview.anchorClicked.emit(QUrl.fromLocalFile(str(secret)))
    assert previewed(pane) == before
    assert not pane.preview.openLinks()
    assert not pane.preview.openExternalLinks()


def opened(qtbot, drafting, pane) -> ExportDialog:
    pane.findChild(QAction, "export-review").trigger()
    dialog = pane.window().findChild(ExportDialog)
    qtbot.waitUntil(lambda: dialog.findChild(QLineEdit, "export-path").text() != "")
    settled(qtbot, drafting)
    return dialog


def press_export(qtbot, dialog) -> None:
    qtbot.mouseClick(dialog.findChild(QPushButton, "accept"), Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("fmt", ["md", "docx"])
def test_a_document_is_written_and_its_place_told(qtbot, drafting, pane, tmp_path, fmt):
    drafting.add("02:50", "Orders fail", (drafting.item_ids[1],))
    dialog = opened(qtbot, drafting, pane)
    dialog.findChild(QRadioButton, f"export-{fmt}").click()
    field = dialog.findChild(QLineEdit, "export-path")
    qtbot.waitUntil(lambda: field.text().endswith(f".{fmt}"))
    settled(qtbot, drafting)
    assert "preliminary" in field.text()
    path = tmp_path / f"review.{fmt}"
    field.setText(str(path))
    with qtbot.waitSignal(drafting.session.notified) as told:
        press_export(qtbot, dialog)
    settled(qtbot, drafting)

    assert str(path) in told.args[0]
    if fmt == "md":
        assert "Orders fail" in path.read_text()
    else:
        words = "\n".join(
            part.text for part in Document(str(path)).iter_inner_content() if hasattr(part, "text")
        )
        assert "Incident review" in words or "Orders API" in words


def test_a_file_that_is_there_is_replaced_only_when_asked_again(qtbot, drafting, pane, tmp_path):
    dialog = opened(qtbot, drafting, pane)
    path = tmp_path / "review.md"
    path.write_text("older")
    dialog.findChild(QLineEdit, "export-path").setText(str(path))
    press_export(qtbot, dialog)
    assert "already" in dialog.problem
    assert path.read_text() == "older"
    with qtbot.waitSignal(drafting.session.notified):
        press_export(qtbot, dialog)
    settled(qtbot, drafting)
    assert "Orders API unavailable" in path.read_text()


def test_the_ending_that_is_typed_decides_on_the_format(qtbot, drafting, pane, tmp_path):
    dialog = opened(qtbot, drafting, pane)
    field = dialog.findChild(QLineEdit, "export-path")
    assert field.text().endswith(".docx")
    field.setText(str(tmp_path / "review 4.2.md"))
    assert dialog.findChild(QRadioButton, "export-md").isChecked()
    dialog.findChild(QRadioButton, "export-docx").click()
    assert field.text() == str(tmp_path / "review 4.2.docx")
    dialog.reject()


def test_a_folder_that_is_not_there_is_told_and_nothing_is_lost(qtbot, drafting, pane, tmp_path):
    dialog = opened(qtbot, drafting, pane)
    dialog.findChild(QLineEdit, "export-path").setText(str(tmp_path / "gone" / "review.md"))
    press_export(qtbot, dialog)
    qtbot.waitUntil(lambda: dialog.problem != "")
    settled(qtbot, drafting)
    assert dialog.isVisible()
    dialog.reject()


def test_the_file_is_chosen_in_the_desktops_own_dialog(qtbot, drafting, tmp_path):
    path = tmp_path / "chosen.md"
    pane = ReviewPane(drafting.session, Chooser(path))
    shown(qtbot, pane, 1100)
    dialog = opened(qtbot, drafting, pane)
    qtbot.mouseClick(dialog.findChild(QPushButton, "export-choose"), Qt.MouseButton.LeftButton)
    assert dialog.findChild(QLineEdit, "export-path").text() == str(path)
    press(Qt.Key.Key_Escape)
    settled(qtbot, drafting)


def test_a_long_text_is_not_squeezed_in_a_low_window(qtbot, drafting, pane):
    pane.resize(900, 420)
    type_into(pane, "review-summary", "Orders failed for 40 minutes. " * 12)
    field = pane.findChild(QPlainTextEdit, "review-summary")
    qtbot.waitUntil(lambda: field.height() == field.sizeHint().height())
    pane.form.commit()
    settled(qtbot, drafting)


def test_nothing_in_the_preview_is_wider_than_the_page(pane):
    pane.resize(700, 420)
    pane.preview.show_markdown(f"- {'ab' * 64}\n\n    {'quoted evidence ' * 30}\n")
    assert not pane.preview.horizontalScrollBar().maximum()
