"""Long tasks, how far they are, and a way to stop each."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from app.ui.tasks import Task, Tasks
from app.ui.widgets.labels import ElidedLabel, label


class ProgressStrip(QFrame):
    """Shows the tasks that take longer than a moment; hidden while there are none."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("progress-strip")
        self._tasks = tasks
        self._rows: dict[Task, _Row] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(14, 6, 8, 6)
        self._column.setSpacing(4)
        tasks.shown_changed.connect(self._refresh)
        self.hide()

    def _refresh(self) -> None:
        shown = self._tasks.shown
        for task in [task for task in self._rows if task not in shown]:
            row = self._rows.pop(task)
            self._column.removeWidget(row)
            row.deleteLater()
        for task in shown:
            if task not in self._rows:
                self._rows[task] = _Row(task)
                self._column.addWidget(self._rows[task])
            self._rows[task].refresh()
        self.setVisible(bool(shown))


class _Row(QWidget):
    """One task."""

    def __init__(self, task: Task) -> None:
        super().__init__()
        self._task = task
        self._what = ElidedLabel("", "caption")
        self._bar = QProgressBar()
        self._bar.setObjectName("task-bar")
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(task.title)
        self._bar.setMinimumWidth(120)
        self._cancel = QPushButton("Cancel")
        self._cancel.setObjectName("task-cancel")
        self._cancel.setAccessibleName(f"Cancel: {task.title}")
        self._cancel.clicked.connect(self._stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(label(task.title, "strong"))
        row.addWidget(self._what, 1)
        row.addWidget(self._bar, 1)
        row.addWidget(self._cancel)

    def refresh(self) -> None:
        """Show how far the task is."""
        self._what.setText("Stopping…" if self._task.cancelled else self._task.what)
        self._bar.setMaximum(1000 if self._task.total else 0)
        if self._task.total:
            self._bar.setValue(min(1000, self._task.done * 1000 // self._task.total))

    def _stop(self) -> None:
        self._task.cancel()
        self._cancel.setEnabled(False)
        self.refresh()
