"""Labels take the room that their text needs, and give back what it no longer needs."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.ui.widgets.labels import label


def test_a_wrapped_label_is_as_high_as_its_lines(qtbot) -> None:
    around = QWidget()
    qtbot.addWidget(around)
    column = QVBoxLayout(around)
    words = label("So many words. " * 20, wrap=True)
    column.addWidget(words)
    column.addStretch(1)
    around.resize(200, 900)
    around.show()
    QApplication.processEvents()
    narrow = words.height()
    around.resize(800, 900)
    QApplication.processEvents()
    wide = words.height()
    words.setText("Few words.")
    QApplication.processEvents()
    assert words.height() < wide < narrow
    words.setText("So many words. " * 20)
    around.resize(200, 900)
    QApplication.processEvents()
    assert words.height() == narrow
