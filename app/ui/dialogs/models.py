"""Models for the assist: chosen by their files, known by their hash, tried on the sample."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.errors import CancelledError, GoldseamError
from app.domain.progress import Progress
from app.operations.assist import models, trying
from app.operations.assist.models import Model
from app.ui import theme
from app.ui.choosers import FileChooser
from app.ui.dialogs.sheet import Sheet
from app.ui.tasks import Lane, Task, Tasks
from app.ui.widgets.labels import label
from app.ui.widgets.plain_text import PlainText
from app.ui.widgets.recent_list import ChoiceList
from app.ui.widgets.two_lines import ABSENT

T = TypeVar("T")

_INTRODUCTION = (
    "The assist works without a model. A model in a GGUF file of your own can sharpen it: it runs "
    "on this machine, without a network, and its file stays where it is."
)
_NONE = "No model was chosen yet."
_KINDS = "Models (*.gguf);;All files (*)"


class ModelsDialog(Sheet):
    """The models that were chosen; below, what can be said of one. One thing is done at a time."""

    def __init__(self, tasks: Tasks, chooser: FileChooser, parent: QWidget | None = None) -> None:
        super().__init__("models-dialog", "Models for the assist", parent)
        self._tasks, self._chooser = tasks, chooser
        self._task: Task | None = None
        self._listed: list[Model] = []
        self._list = ChoiceList("model-list", "Models")
        self._told = PlainText()
        self._told.setObjectName("model-about")
        self._told.setAccessibleName("About this model")
        self._told.setFixedHeight(theme.current().px(204))
        self._doing = label("", "caption", wrap=True)
        self._doing.setObjectName("model-doing")
        self._choose = _button("model-choose", "Choose file…", self._ask_for_file)
        self._try = _button("model-try", "Try on the sample", self._start_trial)
        self._remove = _button("model-remove", "Remove from this list", self._forget)
        self._stop = _button("model-stop", "Stop", self._drop_task)
        close = _button("model-close", "Close", self.accept)
        self.lay_out(
            [label(_INTRODUCTION, wrap=True), self._list, self._told, self._doing],
            self._list,
            [self._choose, self._try, self._remove, self._stop, close],
            (680, 480),
        )
        self._list.currentRowChanged.connect(lambda _row: self._tell_about())
        self._list.unwanted.connect(lambda _path: self._forget())
        tasks.shown_changed.connect(self._tell_how_far)
        self.finished.connect(lambda _result: self._drop_task())
        self._fill(None)

    # -- the list -----------------------------------------------------------------------------

    def _fill(self, select: Path | None) -> None:
        """Read the list anew; the model of that file is selected, else the first."""
        problem = ""
        try:
            self._listed = models.chosen()
        except GoldseamError as error:
            self._listed, problem = [], str(error)
        self._list.clear()
        for each in self._listed:
            there = each.path.exists()
            below = str(each.path) if there else f"Not found: {each.path}"
            item = self._list.add(each.path, each.name, below, _size_words(each.size))
            item.setData(ABSENT, not there)
        paths = [each.path for each in self._listed]
        self._list.setCurrentRow(paths.index(select) if select in paths else 0)
        self._tell_about()
        if problem:
            self._told.show_text(problem)

    @property
    def _selected(self) -> Model | None:
        row = self._list.currentRow()
        return self._listed[row] if 0 <= row < len(self._listed) else None

    def _tell_about(self) -> None:
        selected = self._selected
        self._told.show_text(_NONE if selected is None else _about(selected))
        self._offer()

    def _offer(self) -> None:
        """Offer what can be done now."""
        busy, some = self._task is not None, self._selected is not None
        self._choose.setEnabled(not busy)
        self._list.setEnabled(not busy)
        self._try.setEnabled(some and not busy)
        self._remove.setEnabled(some and not busy)
        self._stop.setEnabled(busy)
        if not busy:
            self._doing.setText("")

    # -- what can be done ---------------------------------------------------------------------

    def _ask_for_file(self) -> None:
        self._chooser.to_open(self, "Choose a model", _KINDS, self._take)

    def _take(self, path: Path) -> None:
        self._begin(
            "Checking the model",
            lambda progress: models.choose(path, progress),
            lambda model: self._fill(model.path),
        )

    def _start_trial(self) -> None:
        if (selected := self._selected) is not None:
            self._begin(
                "Trying the model on the sample",
                lambda progress: trying.try_out(selected, progress),
                lambda tried: self._told.show_text(f"{_about(selected)}\n\n{trying.words(tried)}"),
            )

    def _forget(self) -> None:
        selected = self._selected
        if selected is None or self._task is not None:
            return
        try:
            models.forget(selected.path)
        except GoldseamError as error:
            self._told.show_text(str(error))
        else:
            self._fill(None)

    def _begin(self, title: str, work: Callable[[Progress], T], done: Callable[[T], None]) -> None:
        def arrived(answer: T) -> None:
            self._task = None
            self._offer()
            done(answer)

        self._doing.setText(f"{title}…")
        self._task = self._tasks.run(title, work, arrived, self._failed, lane=Lane.ASSIST)
        self._offer()

    def _failed(self, error: GoldseamError) -> None:
        self._task = None
        self._offer()
        stopped = isinstance(error, CancelledError)
        self._told.show_text("Stopped; nothing was changed." if stopped else str(error))

    def _tell_how_far(self) -> None:
        if self._task is not None and self._task.what:
            self._doing.setText(f"{self._task.what}…")

    def _drop_task(self) -> None:
        if self._task is not None:
            self._task.cancel()


def _about(model: Model) -> str:
    header = model.header
    millions = round(header.parameters / 1e6)
    parts = [f"{millions:,} million parameters"] if millions else []
    parts += [f"reads up to {header.context:,} parts of words at a time"] if header.context else []
    if not model.judges:
        parts.append("compares what words mean, and judges nothing")
    said = "; ".join(parts)
    said = f"{said[0].upper()}{said[1:]}." if said else ""
    return f"{models.about(model)}\n\n{said}\nSHA-256 {model.sha256}".strip()


def _size_words(size: int) -> str:
    return f"{size / 1e9:.1f} GB" if size >= 1e9 else f"{max(size / 1e6, 0.1):.1f} MB"


def _button(name: str, text: str, pressed: Callable[[], object]) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    button.clicked.connect(lambda _checked: pressed())
    return button
