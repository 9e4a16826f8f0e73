"""Removing what was written for good: from the file, its history and its backups."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from app.casebook import Casebook
from app.domain.errors import GoldseamError
from app.domain.timeline import CitedEntry
from app.operations import history
from app.operations.history import ErasePlan
from app.ui.dialogs.form import FormDialog
from app.ui.session import Session
from app.ui.tasks import Lane
from app.ui.widgets.labels import label


class _ConfirmDialog(FormDialog):
    """Names everything that will be gone, and asks for a typed word."""

    word = ""
    heading = ""
    button = ""
    done_words = ""

    def __init__(self, session: Session, cited: CitedEntry, parent: QWidget | None = None) -> None:
        super().__init__(self.heading, self.button, parent)
        self.setObjectName(f"{self.word}-dialog")
        self._session = session
        self._entry_id = cited.entry.id
        quote = " ".join(cited.entry.text.split())
        self.add_widget(
            label(f"“{quote[:140]}{'…' if len(quote) > 140 else ''}”", "strong", wrap=True)
        )
        self._what = label("Looking for every copy…", wrap=True)
        self._what.setObjectName("erase-plan")
        self.add_widget(self._what)
        self._typed = QLineEdit()
        self._typed.setObjectName("erase-word")
        self.add_field(f"Type “{self.word}” to confirm", self._typed)
        self.set_busy(busy=True)
        casebook = session.casebook
        plan = session.tasks.run(
            "Looking for every copy",
            lambda _progress: self.plan(casebook, cited.entry.id),
            self._show_plan,
            lambda error: self.refuse(str(error)),
            quiet=True,
        )
        self.finished.connect(lambda _result: plan.cancel())

    def plan(self, casebook: Casebook, entry_id: str) -> ErasePlan:
        """What would be removed."""
        raise NotImplementedError

    def erasing(self) -> Callable[[Casebook, str], None]:
        """What removes it."""
        raise NotImplementedError

    def _show_plan(self, plan: ErasePlan) -> None:
        lines = ["This removes for good:"]
        lines += [f"• {what}" for what in plan.what]
        if plan.copies:
            lines.append("")
            lines.append("These copies hold it as well and are removed with it:")
            lines += [f"• {copy.name}" for copy in plan.copies]
            lines.append("A fresh backup is made afterwards.")
        lines.append("")
        lines.append("Nothing done before this can be undone afterwards.")
        self._what.setText("\n".join(lines))
        self.set_busy(busy=False)
        self._typed.setFocus()

    def submit(self) -> None:
        if self._typed.text().strip().casefold() != self.word:
            self.refuse(f"Type “{self.word}” to confirm; nothing has been removed.")
            return
        self.set_busy(busy=True)
        casebook, erase, entry_id = self._session.casebook, self.erasing(), self._entry_id
        self._session.tasks.run(
            self.heading,
            lambda _progress: erase(casebook, entry_id),
            lambda _none: self._finish(),
            self._failed,
            lane=Lane.WRITE,
        )

    def _finish(self) -> None:
        self._session.notify(self.done_words)
        self.accept()

    def _failed(self, error: GoldseamError) -> None:
        self.refuse(str(error))


class ForgetDialog(_ConfirmDialog):
    """Keeps an entry as it is now, and nothing of what it was."""

    word = "forget"
    heading = "Forget earlier versions"
    button = "Forget"
    done_words = "The earlier versions are gone; the entry stays as it is."

    def plan(self, casebook: Casebook, entry_id: str) -> ErasePlan:
        return history.plan_forgetting(casebook, entry_id)

    def erasing(self) -> Callable[[Casebook, str], None]:
        return history.forget_earlier_versions


class EraseDialog(_ConfirmDialog):
    """Removes an entry with all that it ever was."""

    word = "erase"
    heading = "Erase the entry for good"
    button = "Erase"
    done_words = "The entry is gone for good."

    def plan(self, casebook: Casebook, entry_id: str) -> ErasePlan:
        return history.plan_erasing_entry(casebook, entry_id)

    def erasing(self) -> Callable[[Casebook, str], None]:
        return history.erase_entry
