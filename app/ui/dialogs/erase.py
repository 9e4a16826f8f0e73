"""Removing what was written for good: from the file, its history and its backups."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from app.casebook import Casebook
from app.domain.drafted import Statement
from app.domain.errors import GoldseamError
from app.domain.practice.history_words import said
from app.operations import erasing
from app.operations.erasing import ErasePlan, the
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

    def __init__(
        self, session: Session, statement: Statement, parent: QWidget | None = None
    ) -> None:
        the_thing = the(type(statement))
        super().__init__(self.heading.format(the_thing), self.button, parent)
        self.setObjectName(f"{self.word}-dialog")
        self._session = session
        self._statement = statement
        self._done = self.done_words.format(the_thing)
        quote = " ".join(said(statement).split())
        if quote:
            shortened = f"{quote[:140]}{'…' if len(quote) > 140 else ''}"
            self.add_widget(label(f"“{shortened}”", "strong", wrap=True))
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
            lambda _progress: self.plan(casebook),
            self._show_plan,
            lambda error: self.refuse(str(error)),
            quiet=True,
        )
        self.finished.connect(lambda _result: plan.cancel())

    def plan(self, casebook: Casebook) -> ErasePlan:
        """What would be removed."""
        raise NotImplementedError

    def remove(self, casebook: Casebook) -> None:
        """Remove it."""
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
        casebook = self._session.casebook
        self._session.tasks.run(
            self.windowTitle(),
            lambda _progress: self.remove(casebook),
            lambda _none: self._finish(),
            self._failed,
            lane=Lane.WRITE,
        )

    def _finish(self) -> None:
        self._session.notify(f"{self._done[:1].upper()}{self._done[1:]}")
        self.accept()

    def _failed(self, error: GoldseamError) -> None:
        self.refuse(str(error))


class ForgetDialog(_ConfirmDialog):
    """Keeps a statement as it is now, and nothing of what it was."""

    word = "forget"
    heading = "Forget earlier versions"
    button = "Forget"
    done_words = "the earlier versions are gone; {} stays as it is."

    def plan(self, casebook: Casebook) -> ErasePlan:
        return erasing.plan_forgetting(casebook, type(self._statement), self._statement.id)

    def remove(self, casebook: Casebook) -> None:
        erasing.forget_earlier_versions(casebook, type(self._statement), self._statement.id)


class EraseDialog(_ConfirmDialog):
    """Removes a statement with all that it ever was."""

    word = "erase"
    heading = "Erase {} for good"
    button = "Erase"
    done_words = "{} is gone for good."

    def plan(self, casebook: Casebook) -> ErasePlan:
        return erasing.plan_erasing(casebook, type(self._statement), self._statement.id)

    def remove(self, casebook: Casebook) -> None:
        erasing.erase(casebook, type(self._statement), self._statement.id)
