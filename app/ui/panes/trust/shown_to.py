"""Who may see a piece of a trust case: a line below it, and the choice of its readers."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.casebook import Casebook
from app.domain.audiences import READERS, Audience, AudienceChoice
from app.domain.drafted import Draft
from app.domain.errors import NotFoundError
from app.domain.trust.pieces import READER_WORDS, WORDED
from app.domain.trust.shown_words import shown_words
from app.operations import drafting
from app.operations.trust import showing
from app.ui import theme
from app.ui.edits import Edits
from app.ui.feed import Feed
from app.ui.focus import go_to
from app.ui.marking import marker
from app.ui.session import Session
from app.ui.widgets.buttons import button
from app.ui.widgets.growing_text import GrowingText
from app.ui.widgets.icons import icon
from app.ui.widgets.labels import label
from app.ui.widgets.panels import panel

_CHOOSE = "Choose who sees it…"
_NOTHING_CHOSEN = "This stays in the casebook until you choose readers for it."
_ONLY_THESE = "It leaves in documents for these readers, and for nobody else."
_OTHERWISE = (
    "Who hears it in words of their own gets no other sentence of it; days, what was chosen from "
    "lists, and names of groups and roles go along."
)
_HINT = "What they hear, where it is not these words"


@dataclass(frozen=True, slots=True)
class _Read:
    """What is known of a piece: itself, and its readers."""

    target_id: str
    piece: Draft | None
    choices: tuple[AudienceChoice, ...]


class ShownTo(QWidget):
    """A line that says who may see a piece, and below it, once opened, a check box for each reader.

    It reads and saves by itself; its page only says which piece it is about. A reader who was
    chosen may hear the piece in words of their own, where its kind has words at all.
    """

    changed = Signal()
    """A person chose otherwise."""

    settle_ms = 800
    """How long typing must rest before it is saved."""

    def __init__(self, session: Session, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._session = session
        self._target_id: str | None = None
        self._kind: type[Draft] | None = None
        self._read: _Read | None = None
        self._wanted = ""
        self._edits = Edits(session, "Saving who may see it", self)
        self._feed = Feed(
            session, self, "Reading who may see it", {"audience_choices"}, self._look_up, self._show
        )
        self._feed.wait_for(self._edits)
        self._settle = QTimer(self, singleShot=True, interval=self.settle_ms)
        self._settle.timeout.connect(self.commit)
        self._reveal = QTimer(self, singleShot=True, interval=0)  # once it is laid out
        self._reveal.timeout.connect(self._come_into_view)
        self._rows = {audience: self._row(name, audience) for audience in READERS}
        self._lay_out(name)
        self._connect()
        self.show_target(None, None)

    @property
    def words(self) -> str:
        """What the line says."""
        return self._words.text()

    @property
    def target_id(self) -> str | None:
        """The piece that this is about."""
        return self._target_id

    def show_target(self, target_id: str | None, kind: type[Draft] | None) -> None:
        """Say who may see a piece of a kind; None where there is none, or it is never shown."""
        if kind not in WORDED:
            target_id = None
        if (target_id, kind) == (self._target_id, self._kind) and target_id is not None:
            return
        self.commit()
        self._target_id, self._kind, self._read = target_id, kind, None
        self._panel.hide()
        self.setVisible(target_id is not None)
        self._fill()
        self._feed.renew()

    def open_choice(self) -> None:
        """Let a person choose readers."""
        if self._target_id is not None:
            self._panel.show()
            self._name_button()
            go_to(self._rows[READERS[0]].box)
            self._reveal.start()

    def close_choice(self) -> None:
        """Show the line alone again."""
        self.commit()
        self._panel.hide()
        self._name_button()
        self._choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> None:
        """Keep what is being typed."""
        self._settle.stop()
        for audience, row in self._rows.items():
            choice, typed = self._choice(audience), row.wording.toPlainText().strip()
            if choice is not None and row.typed and typed != choice.wording:
                self._save(audience, typed)
            row.typed = False

    def _come_into_view(self) -> None:
        """In a column that scrolls, what was opened must not stand below its edge."""
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if around is not None:
            around.ensureWidgetVisible(self._panel, 0, 8)

    # Following a person

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._panel.isVisibleTo(self):
            self.close_choice()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._feed.catch_up()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.commit()

    def _toggle(self) -> None:
        if self._panel.isVisibleTo(self):
            self.close_choice()
        else:
            self.open_choice()

    def _chosen(self, audience: Audience, *, shown: bool) -> None:
        self.commit()
        target_id, readers = self._target_id, READER_WORDS[audience]
        if target_id is None:
            return
        if shown:
            self._edits.run(
                lambda book, case: showing.show(book, case, target_id, audience),
                f"Shown to {readers} from now on.",
                lambda _none: self.changed.emit(),
            )
        else:
            self._edits.run(
                lambda book, case: showing.hide(book, case, target_id, audience),
                f"Not shown to {readers} any more.",
                lambda _none: self.changed.emit(),
            )

    def _save(self, audience: Audience, wording: str) -> None:
        target_id = self._target_id
        if target_id is not None:
            self._edits.run(
                lambda book, case: showing.show(book, case, target_id, audience, wording),
                done=lambda _none: self.changed.emit(),
            )

    def _typing(self, row: _Reader) -> None:
        if not row.is_filling:
            row.typed = True
            self._settle.start()

    def _focus_moved(self, old: QWidget | None, _new: QWidget | None) -> None:
        if any(old is row.wording for row in self._rows.values()):
            self.commit()

    # Keeping up

    def _look_up(self, casebook: Casebook, case_id: str) -> _Read:
        target_id, kind = self._target_id, self._kind
        if target_id is None or kind is None:
            return _Read("", None, ())
        try:
            piece = drafting.one(casebook, kind, target_id)
        except NotFoundError:  # removed meanwhile; its page will say so
            return _Read(target_id, None, ())
        return _Read(target_id, piece, showing.shown_to(casebook, case_id).get(target_id, ()))

    def _show(self, found: _Read) -> None:
        if found.target_id == self._target_id:
            self._read = found
            self._fill()
            self._stand()

    def _want(self, choice_id: str, part: str) -> None:
        """Somebody goes to the words that readers hear."""
        self._wanted = choice_id if part == "wording" else ""
        self._stand()

    def _stand(self) -> None:
        choices = self._read.choices if self._read else ()
        if self._wanted and any(each.id == self._wanted for each in choices):
            self._wanted = ""
            self._panel.show()
            self._name_button()

    def _fill(self) -> None:
        known = self._read is not None
        choices = self._read.choices if self._read else ()
        self._words.setText(shown_words(choices) if known else "")
        says = [_ONLY_THESE if choices else _NOTHING_CHOSEN]
        says += [_OTHERWISE] if any(each.wording.strip() for each in choices) else []
        self._says.setText(" ".join(says))
        self._draw()
        worded = self._kind is not None and bool(WORDED.get(self._kind))
        for audience, row in self._rows.items():
            row.show_choice(self._choice(audience), worded=worded, known=known)
        self._name_button()

    def _choice(self, audience: Audience) -> AudienceChoice | None:
        choices = self._read.choices if self._read else ()
        return next((each for each in choices if each.audience is audience), None)

    def _draw(self) -> None:
        look = theme.current()
        shown = self._read is not None and bool(self._read.choices)
        colour = look.palette.teal if shown else look.palette.muted
        side = look.px(15)
        self._sign.setPixmap(icon("shown" if shown else "lock", colour).pixmap(side, side))

    def _name_button(self) -> None:
        self._choose.setText("Close" if self._panel.isVisibleTo(self) else _CHOOSE)
        self._choose.setAccessibleName(f"{self._words.text()}. {_CHOOSE}")

    # How it is made

    def _row(self, name: str, audience: Audience) -> _Reader:
        row = _Reader(f"{name}-{audience.value}", audience)
        row.box.clicked.connect(lambda on: self._chosen(audience, shown=on))
        row.wording.textChanged.connect(lambda: self._typing(row))
        marker.current().follow(
            row.wording,
            lambda: self._choice(audience),
            "wording",
            lambda: self._read.piece if self._read else None,
        )
        return row

    def _lay_out(self, name: str) -> None:
        self._sign = QLabel()
        self._words = label("", "caption", wrap=True)
        self._words.setObjectName(f"{name}-words")
        self._choose = button(f"{name}-choose", _CHOOSE, self._toggle, kind="link")
        self._says = label("", "caption", wrap=True)
        self._panel: QFrame = panel(f"{name}-readers")
        inside = QVBoxLayout(self._panel)
        inside.setContentsMargins(10, 8, 10, 8)
        inside.setSpacing(6)
        for row in self._rows.values():
            inside.addWidget(row)
        inside.addWidget(self._says)
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self._sign)
        line.addWidget(self._words, 1)
        line.addWidget(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(self._panel)
        self.setFocusProxy(self._choose)

    def _connect(self) -> None:
        theme.current().theme_changed.connect(self._draw)
        self._session.words_wanted.connect(self._want)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)


class _Reader(QWidget):
    """One reader: whether they see the piece, and in which words."""

    def __init__(self, name: str, audience: Audience) -> None:
        super().__init__()
        words = READER_WORDS[audience]
        self.typed = False
        """Whether a person typed since the last save."""
        self.is_filling = False
        """Whether the words that come into the field are not a person's."""
        self.box = QCheckBox(words[:1].upper() + words[1:])
        self.box.setObjectName(name)
        self.wording = GrowingText(least=1, most=6)
        self.wording.setObjectName(f"{name}-wording")
        self.wording.setAccessibleName(f"What {words} hear, where it is not these words")
        self.wording.setPlaceholderText(_HINT)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self.box)
        column.addWidget(self.wording)

    def show_choice(self, choice: AudienceChoice | None, *, worded: bool, known: bool) -> None:
        """Show what was chosen for this reader; what is being typed stays."""
        self.setEnabled(known)
        self.box.setChecked(choice is not None)
        self.wording.setVisible(worded and choice is not None)
        wording = choice.wording if choice is not None else ""
        if not self.typed and self.wording.toPlainText().strip() != wording:
            self.is_filling = True
            self.wording.setPlainText(wording)
            self.is_filling = False
