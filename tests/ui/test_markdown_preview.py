"""The preview of a document: long ones too, and where the reader was in them."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextOption

from app.ui.widgets.markdown_preview import MarkdownPreview

_LONG = "\n\n".join(f"Statement {number}" for number in range(3_000))


@pytest.fixture
def preview(qtbot) -> MarkdownPreview:
    made = MarkdownPreview()
    qtbot.addWidget(made)
    made.resize(500, 400)
    made.show()
    return made


def test_a_change_keeps_the_place_in_a_long_document(preview):
    preview.show_markdown(_LONG)
    bar = preview.verticalScrollBar()
    preview.show_markdown(f"{_LONG}\n\nOne")
    preview.document().size()
    bar.setMaximum(max(bar.maximum(), 30_000))
    bar.setValue(30_000)
    preview.show_markdown(f"{_LONG}\n\nTwo")
    assert bar.value() == 30_000
    assert preview.toPlainText().endswith("Statement 2999\nTwo")


def test_nothing_piles_up_and_long_words_still_wrap(preview):
    for number in range(5):
        preview.show_markdown(f"# {number}\n\n{'a' * 500}")
    assert preview.wordWrapMode() is QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
    assert preview.horizontalScrollBar().maximum() == 0
    assert "aaa" in preview.toPlainText()
