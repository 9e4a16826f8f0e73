"""Printing a document: what reaches paper."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PageObject, PdfReader
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDialog, QPushButton

from app.domain.drafts import Case, Entry, new_id
from app.domain.moments import TimeKind
from app.operations import cases, exports, timeline
from app.ui.dialogs.leaks import LeakDialog
from app.ui.dialogs.print_document import PrintDialog
from app.ui.printing import PrintPreview
from app.ui.theme import Mode, Theme
from tests.ui.shell import Shell, case, casebook_path, dressed, make_shell, opened, shell

__all__ = ["case", "casebook_path", "dressed", "make_shell", "opened", "shell"]

PRIVATE = "the vendor asked us to keep this between us"


def draft(shell: Shell, text: str, **fields) -> None:
    session = shell.window.session
    timeline.add_entry(session.casebook, Entry(new_id(), session.case.id, text, **fields))
    shell.settle()


def ask(shell: Shell) -> PrintDialog:
    shell.window.trigger("print")
    return shell.find(QDialog, "print-dialog")


def show_pages(shell: Shell, document_id: str = exports.INCIDENT_REVIEW) -> PrintPreview:
    dialog = ask(shell)
    box = dialog.findChild(QComboBox, "print-document")
    box.setCurrentIndex(box.findData(document_id))
    QTest.mouseClick(dialog.findChild(QPushButton, "accept"), Qt.MouseButton.LeftButton)
    shell.settle()
    return shell.find(QDialog, "print-preview")


def as_pdf(preview: PrintPreview, path: Path) -> PdfReader:
    printer = preview.printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    preview.paintRequested.emit(printer)
    return PdfReader(path)


def words_of(page: PageObject) -> str:
    return " ".join(page.extract_text().split())


@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
def test_a_document_reaches_paper_whole(
    opened: Shell, dressed: Theme, tmp_path: Path, mode: Mode
) -> None:
    dressed.set_mode(mode)
    for number in range(60):
        draft(opened, f"Step {number} of the long way: the queue was looked at again.")
    draft(opened, "Only between us.", private=True)

    preview = show_pages(opened)
    pages = [words_of(page) for page in as_pdf(preview, tmp_path / "review.pdf").pages]
    preview.reject()

    text = " ".join(pages)
    assert len(pages) > 1
    for number in range(60):
        assert f"Step {number} of the long way" in text
    assert "Only between us" not in text
    for number, page in enumerate(pages, start=1):
        assert "Preliminary, as of" in page
        assert f"{number} / {len(pages)}" in page


@pytest.mark.parametrize(
    "document_id", [exports.INCIDENT_REVIEW, exports.PRELIMINARY_PAGE, exports.STAKEHOLDER_PAGE]
)
def test_every_document_can_be_printed(
    opened: Shell, case: Case, tmp_path: Path, document_id: str
) -> None:
    draft(opened, "It began.", time_kind=TimeKind.EXACT, start_us=1_770_714_000_000_000)
    preview = show_pages(opened, document_id)
    pdf = as_pdf(preview, tmp_path / "document.pdf")
    preview.reject()

    text = " ".join(words_of(page) for page in pdf.pages)
    assert case.title in text
    assert "<svg" not in text
    assert "Preliminary, as of" in text


def test_the_timeline_is_printed_as_a_picture(opened: Shell, tmp_path: Path) -> None:
    for text, start_us in (("It began.", 1_770_714_000_000_000), ("Done.", 1_770_717_000_000_000)):
        draft(opened, text, time_kind=TimeKind.EXACT, start_us=start_us)
    preview = show_pages(opened)
    pdf = as_pdf(preview, tmp_path / "review.pdf")
    preview.reject()

    assert any(page.images for page in pdf.pages)


def test_only_the_pages_asked_for_are_printed(opened: Shell, tmp_path: Path) -> None:
    for number in range(80):
        draft(opened, f"Step {number} of the long way: the queue was looked at again.")
    preview = show_pages(opened)
    preview.printer().setFromTo(2, 2)

    (page,) = as_pdf(preview, tmp_path / "page.pdf").pages
    preview.reject()

    assert "2 / " in words_of(page)


def test_what_must_not_leave_is_not_printed(opened: Shell, case: Case) -> None:
    session = opened.window.session
    cases.update_case(session.casebook, replace(session.case, private_notes=PRIVATE))
    draft(opened, f"At nine {PRIVATE}.")
    dialog = ask(opened)
    QTest.mouseClick(dialog.findChild(QPushButton, "accept"), Qt.MouseButton.LeftButton)
    opened.settle()

    leaks = opened.find(QDialog, "leak-dialog")
    assert isinstance(leaks, LeakDialog)
    assert opened.window.findChild(QDialog, "print-preview") is None
    leaks.reject()
    dialog.reject()
