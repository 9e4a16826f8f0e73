"""What the dialogs about found words have in common: a list of them, and a key for each answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.errors import CancelledError, GoldseamError
from app.operations import history
from app.operations.answers import REASONS
from app.ui import theme
from app.ui.itemmodels.mentions import Fate, MentionRow, MentionsModel
from app.ui.session import Session
from app.ui.tasks import Lane
from app.ui.widgets.ask_line import AskLine
from app.ui.widgets.key_menu import KeyMenu
from app.ui.widgets.labels import ElidedLabel, label
from app.ui.widgets.mention_list import MentionList
from app.ui.widgets.shortening_button import ShorteningButton

T = TypeVar("T")


class MentionsDialog(QDialog):
    """Shows rows, asks for what to do with each, and counts down. Subclasses do what is asked.

    They override `use_instead`, `keep`, `put_instead`, `use_all`, `finish` and `follow`.
    """

    def __init__(
        self,
        session: Session,
        name: str,
        title: str,
        accept_text: str,
        parent: QWidget | None,
        all_text: str = "Use roles for all",
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session = session
        self._answered = 0
        self._left = False
        self.model = MentionsModel(self)
        self.list = MentionList(self.model)
        self.list.setAccessibleName(title)
        self._make_parts(accept_text, all_text)
        self._lay_out()
        self._connect()
        self._fit(parent)

    # What subclasses do

    def use_instead(self, row: int) -> None:
        """Let what is proposed stand for the words."""
        raise NotImplementedError

    def keep(self, row: int, reason: str, *, everywhere: bool) -> None:
        """The words stay as they are, for a reason."""
        raise NotImplementedError

    def put_instead(self, row: int, words: str) -> None:
        """Let words of the person's own stand there."""
        raise NotImplementedError

    def use_all(self) -> None:
        """Let what is proposed stand for all the rest, and finish."""
        raise NotImplementedError

    def finish(self) -> None:
        """The person pressed the main button."""
        raise NotImplementedError

    def more_buttons(self) -> Sequence[QPushButton]:
        """Further answers, where a subclass has some."""
        return ()

    def follow(self) -> None:
        """An answer was taken back: show again what holds now."""
        raise NotImplementedError

    # What subclasses use

    def show_rows(self, rows: Sequence[MentionRow]) -> None:
        """Show the rows as they are now, staying where the person is."""
        self.model.show(rows)
        if self.list.row < 0 and rows:
            self.list.go_to(self._next_open(-1) if self._open_rows() else 0)
        self._follow()

    def go_on(self) -> None:
        """Go to the next row that is open; where none is left, to the main button."""
        following = self._next_open(self.list.row)
        if following >= 0:
            self.list.go_to(following)
        else:
            self.accept_button.setFocus()

    def write(self, title: str, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """Do an edit beside the window; a problem is told here."""

        def finished(answer: T) -> None:
            if not self._left:
                self._answered += 1
                done(answer)

        self._session.tasks.run(
            title, lambda _progress: work(), finished, self.refuse, quiet=True, lane=Lane.WRITE
        )

    def when_kept(self, then: Callable[[], None]) -> None:
        """Go on once every answer given so far is kept."""
        self._session.tasks.run(
            "Keeping the answers",
            lambda _progress: None,
            lambda _none: None if self._left else then(),
            self.refuse,
            quiet=True,
            lane=Lane.WRITE,
        )

    def refuse(self, error: GoldseamError) -> None:
        """Say what did not work."""
        if isinstance(error, CancelledError):
            return
        if self._left:
            self._session.fail(error)
        else:
            self.tell(str(error))

    def tell(self, sentence: str) -> None:
        """Say something below the list; empty takes it back."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def key(self, event: QKeyEvent) -> None:
        """Do what a key means; accept it where it means something."""
        row = self.list.row
        if event.matches(QKeySequence.StandardKey.Undo):
            self._take_back()
            event.accept()
        if row < 0 or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return
        match Qt.Key(event.key()):
            case Qt.Key.Key_R | Qt.Key.Key_L | Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.use_instead(row)
            case Qt.Key.Key_N:
                self.ask_reason()
            case Qt.Key.Key_W:
                self.ask_words()
            case Qt.Key.Key_A:
                self.use_all()
            case _:
                return
        event.accept()

    def ask_reason(self) -> None:
        """Ask why the current words are not a person here, or everywhere in the case."""
        row = self.list.row
        if row < 0 or not self.may_keep(row):
            return
        words = self.model.rows[row].shown_words
        menu = KeyMenu("reason-menu", self)
        menu.addAction(f"Here “{words.replace('&', '&&')}” is …").setEnabled(False)
        self._offer(menu, row, everywhere=False)
        menu.addSeparator()
        more = KeyMenu("reason-menu-everywhere", menu)
        more.setTitle("&Everywhere in this case it is …")
        self._offer(more, row, everywhere=True)
        menu.addMenu(more)
        corner = self._keep.mapToGlobal(QPoint(0, 0))
        menu.popup(QPoint(corner.x(), corner.y() - menu.sizeHint().height()))
        menu.setActiveAction(menu.actions()[1])

    def may_keep(self, row: int) -> bool:
        """Whether the words of a row may stay at all."""
        return not self.model.rows[row].private

    def ask_words(self) -> None:
        """Ask what else should stand in place of the words."""
        row = self.list.row
        if row >= 0:
            self.asking.ask(
                f"Instead of “{self.model.rows[row].shown_words}”:",
                lambda words: self.put_instead(row, words),
            )

    # Inside

    def _take_back(self) -> None:
        """Undo the last answer given here, and nothing that was done before."""
        if not self._answered:
            return
        self._answered -= 1
        casebook, case_id = self._session.casebook, self._session.case.id
        self._session.tasks.run(
            "Undoing",
            lambda progress: history.undo(casebook, case_id, progress),
            lambda _label: None if self._left else self.follow(),
            self.refuse,
            quiet=True,
            lane=Lane.WRITE,
        )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        (self.list if self._open_rows() else self.accept_button).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The letters answer wherever the focus is, unless it is in a field."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
            self.key(event)
            if event.isAccepted():
                return
        super().keyPressEvent(event)

    def _offer(self, menu: KeyMenu, row: int, *, everywhere: bool) -> None:
        for number, reason in enumerate(REASONS, 1):
            menu.addAction(f"&{number}  {reason}").triggered.connect(
                lambda _on=False, reason=reason: self.keep(row, reason, everywhere=everywhere)
            )
        menu.addAction(f"&{len(REASONS) + 1}  in other words…").triggered.connect(
            lambda _on=False: self.asking.ask(
                "Not this person, because it is:",
                lambda reason: self.keep(row, reason, everywhere=everywhere),
            )
        )

    def _open_rows(self) -> int:
        return sum(row.fate is Fate.OPEN for row in self.model.rows)

    def _next_open(self, row: int) -> int:
        rows = self.model.rows
        order = (*range(row + 1, len(rows)), *range(max(row, 0)))
        return next((place for place in order if rows[place].fate is Fate.OPEN), -1)

    def _follow(self) -> None:
        total = len(self.model.rows)
        self._count.setText(f"{total - self._open_rows():,} of {total:,} looked at")
        row = self.list.row
        self._keep.setEnabled(row >= 0 and self.may_keep(row))
        leave_out = row >= 0 and self.model.rows[row].private
        self._use.setText("Leave it out  L" if leave_out else "Use the role  R")

    def reject(self) -> None:
        if self.asking.isVisible():
            self.asking.leave()
        else:
            super().reject()

    # How it is made

    def _make_parts(self, accept_text: str, all_text: str) -> None:
        self.heading = label("", "heading", wrap=True)
        self.heading.setObjectName("mentions-heading")
        self.sentence = label("", "subtitle", wrap=True)
        self._count = ElidedLabel("", "caption")
        self._count.setObjectName("mentions-count")
        self._use = answer_button("mention-use", "Use the role  R")
        self._keep = answer_button("mention-keep", "Not this person here…  N", "Not here…  N")
        self._other = answer_button("mention-words", "Other words…  W", "Words…  W")
        self.asking = AskLine("mention-asked")
        self.problem = label("", "warning", wrap=True)
        self.problem.setObjectName("problem")
        self.problem.hide()
        self.all_button = answer_button("mentions-all", f"{all_text}  A", "All  A")
        self.cancel_button = answer_button("cancel", "Back")
        self.accept_button = answer_button("accept", accept_text)
        self.accept_button.setProperty("kind", "primary")

    def _lay_out(self) -> None:
        answers = QHBoxLayout()
        for button in (self._use, self._keep, self._other, *self.more_buttons()):
            answers.addWidget(button)
        answers.addStretch(1)
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 6, 0, 0)
        foot.addWidget(self.all_button)
        foot.addWidget(self._count, 1)
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.accept_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(8)
        column.addWidget(self.heading)
        column.addWidget(self.sentence)
        column.addWidget(self.list, 1)
        column.addLayout(answers)
        column.addWidget(self.asking)
        column.addWidget(self.problem)
        column.addLayout(foot)

    def done(self, result: int) -> None:
        self._left = True
        super().done(result)

    def _connect(self) -> None:
        self.list.key_pressed.connect(self.key)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._follow())
        self._use.clicked.connect(lambda: self._with_row(self.use_instead))
        self._keep.clicked.connect(self.ask_reason)
        self._other.clicked.connect(self.ask_words)
        self.asking.left.connect(self.list.setFocus)
        self.all_button.clicked.connect(self.use_all)
        self.cancel_button.clicked.connect(self.reject)
        self.accept_button.clicked.connect(self.finish)

    def _with_row(self, act: Callable[[int], object]) -> None:
        if self.list.row >= 0:
            act(self.list.row)
            if self.accept_button is not self.focusWidget():
                self.list.setFocus()

    def _fit(self, parent: QWidget | None) -> None:
        look = theme.current()
        wanted = QSize(look.px(760), look.px(580))
        while parent is not None and parent.window().parentWidget() is not None:
            parent = parent.window().parentWidget()  # the window that all dialogs stand over
        if parent is not None:
            wanted = wanted.boundedTo(parent.window().size() - QSize(40, 60))
        self.resize(wanted)


def answer_button(name: str, text: str, short: str = "") -> QPushButton:
    """A button below the list; Enter in the list must not press it."""
    button = ShorteningButton(text, short) if short else QPushButton(text)
    button.setObjectName(name)
    button.setAutoDefault(False)
    return button
