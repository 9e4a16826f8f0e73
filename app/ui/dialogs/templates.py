"""Templates of one's own: copy a shipped one, check it, use it for the open casebook."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.changes import Changed
from app.domain.errors import CancelledError, GoldseamError
from app.domain.progress import Progress
from app.operations import templates
from app.operations.templates import Listed
from app.ui import theme
from app.ui.dialogs.copy_template import CopyTemplateDialog
from app.ui.dialogs.template_variables import TemplateVariablesDialog
from app.ui.widgets.labels import label
from app.ui.widgets.plain_text import PlainText
from app.ui.widgets.recent_list import ChoiceList
from app.ui.widgets.two_lines import ABSENT

if TYPE_CHECKING:
    from app.ui.session import Session
    from app.ui.tasks import Task, Tasks

T = TypeVar("T")

FORMATS = {"md": "Markdown", "docx": "Word", "html": "HTML"}

_INTRODUCTION = (
    "Copy a shipped template, change the copy in Word or in an editor, check it, and use it for "
    "this casebook in place of the shipped one."
)


class TemplatesDialog(QDialog):
    """The shipped templates, then one's own; below, what is wrong with one.

    Without a session there is nothing to use a template for.
    """

    def __init__(
        self,
        tasks: Tasks,
        session: Session | None,
        show_folder: Callable[[Path], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("templates-dialog")
        self.setWindowTitle("Templates")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._tasks, self._session, self._show_folder = tasks, session, show_folder
        self._listed: list[Listed] = []
        self._used: dict[str, str] | None = None
        self._task: Task | None = None
        self._list = ChoiceList("template-list", "Templates")
        self._list.currentRowChanged.connect(lambda _row: self._offer())
        self._told = PlainText()
        self._told.setObjectName("template-problems")
        self._told.setAccessibleName("What the check found")
        self._told.setFixedHeight(theme.current().px(96))
        self._told.hide()
        self._lay_out()
        look = theme.current()
        size = QSize(look.px(640), look.px(520))
        self.resize(size if parent is None else size.boundedTo(parent.window().size()))
        self.finished.connect(lambda _result: self._drop_task())
        self._fill("")

    # -- parts --------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._copy = _button("template-copy", "Copy…", self._ask_for_name)
        self._check = _button("template-check", "Check", self._start_check)
        self._variables = _button("template-variables", "Variables…", self._show_variables)
        self._folder = _button("template-folder", "Open folder", self._open_folder)
        self._use = _button("template-use", "Use for this casebook", self._start_use)
        self._use.setProperty("kind", "primary")
        close = _button("template-close", "Close", self.accept)
        self._where = label("", "caption", wrap=True)
        self._where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addWidget(label(_INTRODUCTION, wrap=True))
        column.addWidget(self._list, 1)
        column.addLayout(_row(self._copy, self._check, self._variables, self._folder))
        column.addWidget(self._told)
        column.addWidget(self._where)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        foot.addWidget(self._use)
        column.addLayout(foot)
        self._list.setFocus()

    def _fill(self, select: str) -> None:
        """Read the folder anew; the template of that name is selected, else the first."""
        try:
            self._listed = templates.listed()
            self._where.setText(f"Your templates lie in {templates.folder()}.")
        except GoldseamError as error:
            self._tell(str(error))
        titles = {each.document_id: each.title for each in self._listed if not each.name}
        self._used = None if self._session is None else templates.chosen(self._session.casebook)
        self._list.clear()
        for each in self._listed:
            aside = "in use" if self._in_use(each) else ""
            item = self._list.add(each, each.name or each.title, _below(each, titles), aside)
            item.setData(ABSENT, bool(each.problem))
        names = [each.name for each in self._listed]
        self._list.setCurrentRow(names.index(select) if select in names else 0)

    @property
    def _selected(self) -> Listed | None:
        row = self._list.currentRow()
        return self._listed[row] if 0 <= row < len(self._listed) else None

    def _in_use(self, each: Listed) -> bool:
        if self._used is None or each.problem:
            return False
        return self._used.get(each.document_id, "") == each.name

    def _offer(self) -> None:
        """Offer what can be done with the selected template."""
        selected, busy = self._selected, self._task is not None
        own = selected is not None and bool(selected.name)
        sound = selected is not None and not selected.problem
        self._copy.setEnabled(sound and not own and not busy)
        self._check.setEnabled(own and not busy)
        self._variables.setEnabled(sound)
        other = selected is not None and not self._in_use(selected)
        self._use.setEnabled(sound and other and self._session is not None and not busy)

    def _tell(self, text: str) -> None:
        self._told.show_text(text)
        self._told.setVisible(bool(text))

    # -- what can be done ---------------------------------------------------------------------

    def _ask_for_name(self) -> None:
        if (selected := self._selected) is not None:
            dialog = CopyTemplateDialog(selected, self)
            dialog.copied.connect(self._copied)
            dialog.open()

    def _copied(self, name: str) -> None:
        self._fill(name)
        self._tell(f"Copied. Change the files in the folder of “{name}”, then check them here.")

    def _show_variables(self) -> None:
        if (selected := self._selected) is not None:
            TemplateVariablesDialog(selected.document_id, selected.title, self).open()

    def _open_folder(self) -> None:
        selected = self._selected
        name = selected.name if selected is not None else ""
        try:
            self._show_folder(templates.folder() / name)
        except GoldseamError as error:
            self._tell(str(error))

    def _start_check(self) -> None:
        if (selected := self._selected) is None:
            return
        name = selected.name

        def checked(problems: list[str]) -> None:
            self._finish(name, "\n\n".join(problems) or f"Nothing is wrong with “{name}”.")

        self._begin(name, lambda progress: templates.check(name, progress), checked)

    def _start_use(self) -> None:
        selected, session = self._selected, self._session
        if selected is None or session is None:
            return
        name, document_id, casebook = selected.name, selected.document_id, session.casebook
        words = f"“{name or selected.title}” is now used in this casebook."

        def work(progress: Progress) -> None:
            if name:
                templates.choose(casebook, name, progress)
            else:
                templates.choose_shipped(casebook, document_id)

        def used(_: None) -> None:
            self._finish(name, words)
            # What a document would say has changed, though nothing that was drafted.
            session.changed.emit(Changed(frozenset({"templates"}), frozenset(), None))

        self._begin(name, work, used)

    def _begin(self, name: str, work: Callable[[Progress], T], done: Callable[[T], None]) -> None:
        self._tell(f"Checking “{name}”…" if name else "")
        self._task = self._tasks.run(
            "Checking the template", work, done, lambda error: self._failed(name, error)
        )
        self._offer()

    def _finish(self, name: str, words: str) -> None:
        self._task = None
        self._fill(name)
        self._tell(words)
        self._offer()

    def _failed(self, name: str, error: GoldseamError) -> None:
        if self._task is None:  # the dialog is closed
            return
        self._finish(name, "" if isinstance(error, CancelledError) else str(error))

    def _drop_task(self) -> None:
        task, self._task = self._task, None
        if task is not None:
            task.cancel()


def _below(each: Listed, titles: dict[str, str]) -> str:
    if each.problem:
        return each.problem
    formats = ", ".join(FORMATS.get(fmt, fmt) for fmt in each.formats)
    place = f"in place of “{titles[each.document_id]}”" if each.name else "shipped"
    return f"{formats} · {place}"


def _button(name: str, text: str, pressed: Callable[[], object]) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    button.setAutoDefault(False)
    button.clicked.connect(lambda _checked=False: pressed())
    return button


def _row(*buttons: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    return row
