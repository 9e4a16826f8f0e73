"""The published versions of a review, and what changed since the newest."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.drift import Drift
from app.domain.publication import Publication
from app.domain.review_words import counted, moment_words
from app.ui import theme
from app.ui.session import Session
from app.ui.widgets.labels import badge, label
from app.ui.widgets.panels import scrolling

_HASH_SHOWN = 16


class VersionsDialog(QDialog):
    """Emits `saving_wanted` with a version that is to be written to a file."""

    saving_wanted = Signal(object)

    def __init__(
        self,
        session: Session,
        versions: Sequence[Publication],
        drifts: Sequence[Drift],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("versions-dialog")
        self.setWindowTitle("Published versions")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        look = theme.current()
        self.resize(look.px(640), look.px(460))
        self._session = session
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 8, 0)
        rows.setSpacing(8)
        rows.addWidget(label(_drift_heading(versions, drifts), "strong", wrap=True))
        for drift in drifts:
            rows.addLayout(_drift_row(drift))
        for version in versions:
            rows.addWidget(self._version(version))
        rows.addStretch(1)
        area = scrolling(inside)
        close = QPushButton("Close")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addWidget(label("Published versions", "heading"))
        column.addWidget(area, 1)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)

    def _version(self, version: Publication) -> QWidget:
        frame = QFrame()
        frame.setProperty("kind", "card")
        when = moment_words(version.published_us, self._session.case_zone)
        save = QPushButton("Save as…")
        save.setObjectName(f"save-version-{version.version}")
        save.setAccessibleName(f"Save version {version.version} as a file")
        save.setAutoDefault(False)
        save.clicked.connect(partial(self.saving_wanted.emit, version))
        words = QVBoxLayout()
        words.addWidget(label(f"Version {version.version}, {when}", "strong"))
        words.addWidget(label(version.place or "Nobody noted where it is.", "caption", wrap=True))
        if not version.text:
            save.setEnabled(False)
            words.addWidget(label("Its words were erased with something they showed.", "caption"))
        fingerprint = label(f"SHA-256 {version.sha256[:_HASH_SHOWN]}…", "caption")
        fingerprint.setToolTip(version.sha256)
        words.addWidget(fingerprint)
        row = QHBoxLayout(frame)
        row.setContentsMargins(12, 8, 12, 8)
        row.addLayout(words, 1)
        row.addWidget(save)
        return frame


def _drift_heading(versions: Sequence[Publication], drifts: Sequence[Drift]) -> str:
    if not versions:
        return "Nothing is published yet."
    newest = versions[0].version
    if not drifts:
        return f"The record is as it was in version {newest}."
    return f"{counted(len(drifts), 'change')} since version {newest}:"


def _drift_row(drift: Drift) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(label(drift.words, "warning" if drift.raised else "", wrap=True), 1)
    if drift.raised:
        row.addWidget(badge("Surer", "red"), 0, Qt.AlignmentFlag.AlignTop)
    return row
