"""Asking the assist: what it may read, which engine; nothing runs before a person starts it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.errors import GoldseamError, InvalidInputError
from app.domain.query import EVERYTHING, EvidenceFilter
from app.operations.assist import running
from app.operations.assist.running import Reads
from app.ui import suggestion_words
from app.ui.dialogs.case_fields import MomentField
from app.ui.dialogs.form import FormDialog
from app.ui.evidence_words import narrowed_words, span_words
from app.ui.session import Session
from app.ui.tasks import Task
from app.ui.widgets.labels import label

_BUILT_IN = "Built-in engine, without a model"
_ABOUT = (
    "The assist points at evidence; it writes nothing into the record. It runs on this machine, "
    "and only when you ask."
)


@dataclass(frozen=True, slots=True)
class Engine:
    """An engine that can be asked; ``model`` is the file of its model, None for the built-in."""

    name: str
    model: Path | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person asked for."""

    scope: EvidenceFilter
    model: Path | None


class AskAssistDialog(FormDialog):
    """Says what a run will read, and what it never reads. It closes once a run was started."""

    started = Signal(object)
    """A `Wanted`."""
    pause_ms = 250
    """How long typing must rest before it is looked up what will be read."""

    def __init__(
        self,
        session: Session,
        shown: EvidenceFilter,
        models: Sequence[Engine],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Ask the assist", "Start", parent)
        self.setObjectName("ask-assist")
        self._session = session
        self._shown = shown
        self._engines = (Engine(_BUILT_IN), *models)
        self._looking: Task | None = None
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self._look)
        self._make_fields(narrowed_words(shown))
        self.add_widget(label(_ABOUT, "caption", wrap=True))
        self.add_field("What may it read?", self._scopes)
        self.add_field("Which engine?", self.engine)
        for told in (self._reads, self._never):
            self.add_widget(told)
        self._scopes.setFocus()
        self._group.idToggled.connect(lambda _id, on: self._choose() if on else None)
        for field in (self.since, self.until):
            field.textEdited.connect(lambda _text: self._pause.start(self.pause_ms))
        self.finished.connect(lambda _result: self._stop_looking())
        self._choose()

    def submit(self) -> None:
        try:
            scope = self.scope()
        except InvalidInputError as error:
            self._reads.clear()  # it is said once
            self.refuse(str(error))
            return
        self.started.emit(Wanted(scope, self._engines[self.engine.currentIndex()].model))
        self.accept()

    def scope(self) -> EvidenceFilter:
        """What was chosen. Raises `InvalidInputError` for a time that cannot be read."""
        if self.all.isChecked():
            return EVERYTHING
        if self.narrowed.isChecked():
            return self._shown
        zone = self._session.zone
        since, until = self.since.instant(zone), self.until.instant(zone)
        if since is None and until is None:
            raise InvalidInputError("Say from when, or until when, the assist may read.")
        if since is not None and until is not None and until <= since:
            raise InvalidInputError("The window of time ends before it begins.")
        return replace(EVERYTHING, since_us=since, until_us=until)

    # What it would read

    def _choose(self) -> None:
        for field in (self.since, self.until):
            field.setEnabled(self.window_of_time.isChecked())
        self._look()

    def _look(self) -> None:
        """Find out what a run would read; it is told before anybody starts one."""
        self._stop_looking()
        self.refuse("")
        try:
            scope = self.scope()
        except InvalidInputError as error:
            self._reads.setText(str(error))
            return
        casebook, case_id = self._session.casebook, self._session.case.id
        self._reads.setText("Looking at what that would be…")
        self._looking = self._session.tasks.run(
            "Looking at what the assist would read",
            lambda _progress: running.will_read(casebook, case_id, scope),
            self._tell,
            self._cannot,
            quiet=True,
        )

    def _stop_looking(self) -> None:
        self._pause.stop()
        if self._looking is not None:
            self._looking.cancel()
            self._looking = None

    def _tell(self, reads: Reads) -> None:
        span = ""
        if reads.since_us is not None and reads.until_us is not None:
            span = span_words(reads.since_us, reads.until_us, self._session.zone)
        self._reads.setText(suggestion_words.reads_words(reads, span))
        self._never.setText(f"It never reads: {'; '.join(reads.left_out)}.")
        self.set_busy(busy=not reads.items)

    def _cannot(self, error: GoldseamError) -> None:
        if self._looking is not None:
            self._reads.setText(str(error))

    # How it is made

    def _make_fields(self, narrowed: Sequence[str]) -> None:
        self.all = QRadioButton("All evidence of the case")
        self.narrowed = QRadioButton("What the list shows now")
        if narrowed:
            self.narrowed.setText(f"What the list shows now: {', '.join(narrowed)}")
        self.window_of_time = QRadioButton("A window of time")
        self._group = QButtonGroup(self)
        for name, choice in (
            ("all", self.all),
            ("narrowed", self.narrowed),
            ("window", self.window_of_time),
        ):
            choice.setObjectName(f"assist-scope-{name}")
            self._group.addButton(choice)
        self.narrowed.setEnabled(bool(narrowed))
        (self.narrowed if narrowed else self.all).setChecked(True)
        zone = self._session.zone
        self.since = MomentField("assist-since", self._shown.since_us, zone)
        self.until = MomentField("assist-until", self._shown.until_us, zone)
        self.since.setAccessibleName("From when on")
        self.until.setAccessibleName("Until when")
        times = QHBoxLayout()
        for words, field in (("from", self.since), ("until", self.until)):
            times.addWidget(label(words, "caption"))
            times.addWidget(field, 1)
        self._scopes = QWidget()
        column = QVBoxLayout(self._scopes)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        for choice in (self.all, self.narrowed, self.window_of_time):
            column.addWidget(choice)
        column.addLayout(times)
        self._scopes.setFocusProxy(self.narrowed if narrowed else self.all)
        self.engine = QComboBox()
        self.engine.setObjectName("assist-engine")
        self.engine.addItems([engine.name for engine in self._engines])
        self._reads = label("", "strong", wrap=True)
        self._reads.setObjectName("assist-reads")
        self._never = label("", "caption", wrap=True)
        self._never.setObjectName("assist-never")
